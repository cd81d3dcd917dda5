//! The evidence of a plan as a pack tells of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::{Document, Inline, Meta, Section, Theme};
use crate::model::{DateStyle, Fingerprint, PartialDate, Rag};

use super::gaps::Gap;

/// The evidence of a plan, numbered in the order in which its areas and actions cite it.
pub struct EvidenceRegister<'a> {
    /// The organisation's id.
    pub organisation: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What the plan is called.
    pub plan: &'a str,
    /// Its period.
    pub period: Option<String>,
    /// How it stands, as a sentence without a full stop: "Approved on 17 November 2026 (Local Governing Body)".
    pub stands: String,
    /// Whether everybody may read it: then nothing tells what else there is.
    pub is_public: bool,
    /// Whom it was made for, as the end of "made for …".
    pub made_for: &'a str,
    /// The day that it speaks of.
    pub as_of: Date,
    /// The day of the guidance register that the plan was checked against, where it has one.
    pub checked_against: Option<PartialDate>,
    /// The areas of the plan, in order.
    pub areas: Vec<RegisterArea>,
    /// The pieces, by number.
    pub pieces: Vec<Piece>,
    /// How many pieces this audience is not shown.
    pub withheld: usize,
    /// What is missing or out of date; `None` where the audience is not told.
    pub gaps: Option<Vec<Gap>>,
    /// How its documents look.
    pub theme: Theme,
    /// Whether their font has a character.
    pub prints: &'a dyn Fn(char) -> bool,
}

/// An area of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterArea {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The numbers of the evidence that it cites as a whole.
    pub cites: Vec<usize>,
    /// How many more it cites that the audience is not shown.
    pub withheld: usize,
    /// Its actions, in order.
    pub actions: Vec<RegisterAction>,
}

/// An action of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterAction {
    /// What is to be done, in Markdown.
    pub text: String,
    /// How it stands.
    pub rag: Option<Rag>,
    /// Whether it is embedded practice: done anyway, and no action of the plan any more.
    pub is_embedded: bool,
    /// The numbers of the evidence that it cites.
    pub cites: Vec<usize>,
    /// How many more it cites that the audience is not shown.
    pub withheld: usize,
}

impl RegisterArea {
    /// Whether it cites anything as a whole, shown or not.
    #[must_use]
    pub fn cites_any(&self) -> bool {
        !self.cites.is_empty() || self.withheld > 0
    }
}

impl RegisterAction {
    /// Whether it cites anything, shown or not.
    #[must_use]
    pub fn cites_any(&self) -> bool {
        !self.cites.is_empty() || self.withheld > 0
    }

    /// How it stands, in words.
    pub(super) fn rating(&self) -> &'static str {
        match self.rag {
            _ if self.is_embedded => "Embedded",
            Some(rag) => rag.word(),
            None => "Not rated",
        }
    }
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its number, counted from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// When it was made.
    pub date: Option<PartialDate>,
    /// Who keeps it.
    pub owner: Option<String>,
    /// What a reader should know of it, in Markdown.
    pub note: Option<String>,
    /// Its page on the web.
    pub link: Option<String>,
    /// Its file, where it names one that can be read.
    pub file: Option<PieceFile>,
    /// When its file was cited, and whether it is still the same; `None` where the plan has no fingerprint of it.
    pub cited: Option<Cited>,
    /// What there is of it in a pack.
    pub in_pack: InPack,
}

/// That the plan has the fingerprint of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// When it was taken, where the plan says so.
    pub on: Option<PartialDate>,
    /// Whether the file has another one now.
    pub is_changed: bool,
}

impl Cited {
    /// As the label and the words of a line: "Cited on", "20 November 2026, and unchanged since".
    pub(super) fn line(self) -> (&'static str, String) {
        let since = if self.is_changed {
            "changed since"
        } else {
            "unchanged since"
        };
        match self.on {
            Some(date) => {
                let label = match date {
                    PartialDate::Day(_) => "Cited on",
                    PartialDate::Month { .. }
                    | PartialDate::Year(_)
                    | PartialDate::AcademicYear(_) => "Cited in",
                };
                let date = date.format(DateStyle::Long);
                (label, format!("{date}, and {since}"))
            }
            None => ("Since it was cited", since.replace(" since", "")),
        }
    }
}

/// The file of a piece.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceFile {
    /// What it is called on the disk, without its folders; `None` where the audience is not told.
    pub original: Option<String>,
    /// What kind of file it is, in words.
    pub kind: &'static str,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
}

/// What there is of a piece in a pack.
#[derive(Clone, Debug, PartialEq)]
pub enum InPack {
    /// Its file, under this name from the top of the pack's folder.
    File(String),
    /// No file, for this reason: the end of a sentence that begins with "Not in this pack: ".
    Nothing(String),
    /// It is kept where its link or its owner says.
    Elsewhere,
}

impl InPack {
    /// The name of its file in the pack.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::File(name) => Some(name),
            Self::Nothing(_) | Self::Elsewhere => None,
        }
    }
}

/// What the number of a piece leads to.
#[derive(Clone, Copy, Debug)]
pub enum Linking<'a> {
    /// Its page in the same document, whose number is said; the pages by the numbers of the pieces.
    Pages(&'a BTreeMap<usize, usize>),
    /// Its file beside the document.
    Files,
}

impl EvidenceRegister<'_> {
    /// What the plan is called, with its period.
    #[must_use]
    pub fn plan_and_period(&self) -> String {
        match &self.period {
            Some(period) => format!("{} {period}", self.plan),
            None => self.plan.into(),
        }
    }

    pub(super) fn piece(&self, number: usize) -> Option<&Piece> {
        self.pieces.get(number.checked_sub(1)?)
    }

    /// The areas and actions that cite a piece.
    pub(super) fn citing(
        &self,
        number: usize,
    ) -> impl Iterator<Item = (&RegisterArea, Option<&RegisterAction>)> {
        self.areas.iter().flat_map(move |area| {
            let whole = area.cites.contains(&number).then_some((area, None));
            let actions = area
                .actions
                .iter()
                .filter(move |action| action.cites.contains(&number));
            whole
                .into_iter()
                .chain(actions.map(move |action| (area, Some(action))))
        })
    }

    /// A document on the evidence, of the given sections.
    pub(super) fn document(
        &self,
        title: &str,
        name: &str,
        subject: &str,
        sections: Vec<Section>,
    ) -> Document {
        Document {
            meta: Meta {
                title: format!("{title}: {}", self.name),
                author: self.name.into(),
                subject: subject.into(),
                keywords: Vec::new(),
                language: "en-GB".into(),
                date: self.as_of,
                identifier: format!("{}/{name}", self.organisation),
            },
            theme: self.theme.clone(),
            watermark: None,
            comparison: None,
            title_sheet: None,
            sections,
        }
    }

    /// The number and the title of a piece, leading to it.
    pub(super) fn led_to(&self, number: usize, linking: Linking<'_>) -> Vec<Inline> {
        let Some(piece) = self.piece(number) else {
            return Vec::new();
        };
        match linking {
            Linking::Pages(pages) => {
                let mut runs = vec![Inline::Reference {
                    anchor: anchor_of(number),
                    label: format!("{number}. {}", piece.title),
                }];
                if let Some(page) = pages.get(&number) {
                    runs.push(Inline::text(format!(" (page\u{a0}{page})")));
                }
                runs
            }
            Linking::Files => {
                let words = format!("{number}. {}", piece.title);
                match piece.in_pack.file().or(piece.link.as_deref()) {
                    Some(target) => vec![Inline::Link {
                        target: target.to_string(),
                        content: vec![Inline::text(words)],
                    }],
                    None => vec![Inline::text(words)],
                }
            }
        }
    }
}

/// What stands below the pieces that are cited: how many more there are; or that there is none.
pub(super) fn not_shown(cites: &[usize], withheld: usize) -> Option<String> {
    match withheld {
        0 => cites.is_empty().then(|| "None".into()),
        more => Some(format!("{more} not published")),
    }
}

/// What references call the divider of a piece.
pub(super) fn anchor_of(number: usize) -> String {
    format!("evidence-{number}")
}

/// What references call the place of an area in the index.
pub(super) fn anchor_of_area(area: &RegisterArea) -> String {
    format!("index-{}", area.id)
}

/// "240 bytes", "12 kB", "3.4 MB".
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes}\u{a0}bytes"),
        1_000..999_500 => format!("{}\u{a0}kB", (bytes + 500) / 1_000),
        _ => {
            let tenths = (bytes + 50_000) / 100_000;
            format!("{}.{}\u{a0}MB", tenths / 10, tenths % 10)
        }
    }
}
