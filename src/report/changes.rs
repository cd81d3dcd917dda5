//! What changed since a plan was approved, on one page.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::compare::{ChangedValue, Origin, PlanComparison, RagMovement};
use crate::document::{
    Block, Cell, Document, Field, Fields, FieldsLayout, HeadingLevel, Inline, List, ListKind, Meta,
    Orientation, Paper, Row, Section, Theme, Tone,
};

use super::decisions::decisions;
use super::document::{heading, long, paragraph, second, table};
use super::words::{capital, counted, name, shortened, told};

/// What changed in a plan, for governors who will not read it all again.
pub struct ChangeSummary<'a> {
    /// The organisation's id.
    pub organisation: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What the plan is called.
    pub plan: &'a str,
    /// What the organisation calls its board: `governing body`.
    pub board: &'a str,
    /// The issue that governors are asked about: "version 2.0 for 2027/28".
    pub issue: &'a str,
    /// What it is compared with: "version 1.0, approved by …"; `None` where nothing was approved before.
    pub since: Option<&'a str>,
    /// What is compared with it: "the plan as it is on 21 November 2026".
    pub until: &'a str,
    /// How the plan stands.
    pub stands: Stands,
    /// What the organisation calls the one whose plan it takes over, where it does.
    pub taken_over_from: Option<&'a str>,
    /// What changed.
    pub comparison: &'a PlanComparison,
    /// What is to be known before anything is believed, such as an edition that was tampered with.
    pub warnings: &'a [String],
    /// The day that the summary speaks of.
    pub as_of: Date,
    /// How it looks.
    pub theme: Theme,
    /// Whether its font has a character.
    pub prints: &'a dyn Fn(char) -> bool,
}

/// How a plan stands that governors are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nobody has approved it yet.
    Draft,
    /// It bears an approval, and was changed since.
    ChangedSince,
    /// It is an approved edition.
    Approved,
}

/// What changed of one action, area or other item.
struct Item<'a> {
    heading: &'a str,
    words: Option<&'a str>,
    changes: Vec<&'a ChangedValue>,
}

impl ChangeSummary<'_> {
    /// How many rows its table of changes has at most.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.items().len()
    }

    /// The summary with as many rows in its table of changes; it says how many further changes there are.
    #[must_use]
    pub fn document(&self, rows: usize) -> Document {
        let title = if self.since.is_some() {
            format!("What changed in the {}", self.plan)
        } else {
            format!("The {} in short", self.plan)
        };
        let mut blocks = vec![heading(HeadingLevel::TOP, title.clone())];
        for warning in self.warnings {
            blocks.push(Block::Panel {
                title: vec![Inline::text("Take care")],
                blocks: paragraph(warning.clone()),
            });
        }
        blocks.push(self.facts());
        blocks.extend(self.asked());
        blocks.extend(self.movement());
        if self.since.is_some() {
            blocks.extend(self.changes(rows));
        }
        Document {
            meta: Meta {
                title: format!("{title}: {}", self.name),
                author: self.name.into(),
                subject: "A summary for governors".into(),
                keywords: Vec::new(),
                language: "en-GB".into(),
                date: self.as_of,
                identifier: format!("{}/summary-of-changes", self.organisation),
            },
            theme: self.theme.clone(),
            watermark: None,
            comparison: None,
            title_sheet: None,
            sections: vec![Section {
                paper: Paper::A4,
                orientation: Orientation::Portrait,
                running_header: Some(self.name.into()),
                running_footer: Some(
                    format!("Summary for the {}, {}", self.board, long(self.as_of)).into(),
                ),
                blocks,
            }],
        }
        .plain(self.prints)
    }

    /// What is compared with what, and how much changed.
    fn facts(&self) -> Block {
        let field = |label: &str, value: String| Field {
            label: label.into(),
            value: vec![Inline::text(value)],
        };
        let mut fields = Vec::new();
        if let Some(since) = self.since {
            fields.push(field("Compared", capital(since)));
            fields.push(field("With", capital(self.until)));
            fields.push(field("In short", self.in_short()));
        } else {
            fields.push(field("Shown", capital(self.until)));
            fields.push(field(
                "Compared",
                "With nothing: no edition of this plan was approved before".into(),
            ));
        }
        Block::Fields(Fields {
            layout: FieldsLayout::Lines,
            summary: "What is compared with what".into(),
            fields,
        })
    }

    fn in_short(&self) -> String {
        let changes = &self.comparison.changes;
        if changes.is_empty() {
            return "Nothing changed".into();
        }
        let own = changes.iter().filter(|it| it.origin == Origin::Own).count();
        let places: BTreeSet<&str> = changes.iter().filter_map(|it| it.area.as_deref()).collect();
        let mut words = counted(changes.len(), "change");
        if !places.is_empty() {
            let _ = write!(words, ", {} concerned", counted(places.len(), "area"));
        }
        if let Some(from) = self.taken_over_from {
            let others = changes.len() - own;
            let _ = write!(words, "; {own} of its own, {others} taken over from {from}");
        }
        words
    }

    fn asked(&self) -> Vec<Block> {
        let decisions = decisions(self);
        let mut blocks = vec![heading(
            second(),
            format!("What the {} is asked to decide", self.board),
        )];
        let items = decisions.into_iter().map(paragraph);
        match List::of(ListKind::Number, items) {
            Some(list) => blocks.push(Block::List(list)),
            None => blocks.extend(paragraph(
                if self.stands == Stands::Approved {
                    "Nothing: both issues were approved."
                } else {
                    "Nothing: the plan is as it was approved."
                }
                .into(),
            )),
        }
        blocks
    }

    /// How the ratings of actions moved.
    fn movement(&self) -> Vec<Block> {
        let rag = &self.comparison.rag;
        let title = if self.since.is_some() {
            "How the ratings of actions moved"
        } else {
            "How actions are rated"
        };
        let mut blocks = vec![heading(second(), title.into())];
        if !rag.is_rated() {
            blocks.extend(paragraph("No action is rated.".into()));
            return blocks;
        }
        let mut rows = Vec::new();
        if self.since.is_some() {
            let (before, after) = match self.stands {
                Stands::Approved => ("Earlier", "Later"),
                Stands::Draft | Stands::ChangedSince => ("When approved", "Now"),
            };
            rows.push(ratings(before, rag.old));
            rows.push(ratings(after, rag.new));
            rows.push(differences(rag));
        } else {
            rows.push(ratings("Now", rag.new));
        }
        let head = [
            ("Actions", 5),
            ("Red", 4),
            ("Amber", 4),
            ("Green", 4),
            ("Not rated", 4),
        ];
        blocks.push(table(
            "How many actions have which rating",
            &head,
            rows,
            true,
        ));
        if self.since.is_some() {
            blocks.extend(paragraph(format!(
                "Of the actions that were rated before, {} better now and {} worse.",
                is_or_are(rag.better, "is rated", "are rated"),
                is_or_are(rag.worse, "is", "are"),
            )));
        }
        blocks
    }

    /// The changes area by area, in so many rows.
    fn changes(&self, rows: usize) -> Vec<Block> {
        let items = self.items();
        if items.is_empty() {
            return Vec::new();
        }
        let shown = chosen(&items, rows);
        let mut blocks = vec![heading(second(), "What changed, area by area".into())];
        let mut lines = Vec::new();
        let mut at = 0;
        let shown: Vec<&Item<'_>> = shown.into_iter().map(|index| &items[index]).collect();
        while at < shown.len() {
            let same = shown[at..]
                .iter()
                .take_while(|item| item.heading == shown[at].heading);
            let height = same.count();
            for (number, item) in shown[at..at + height].iter().enumerate() {
                let mut cells = Vec::new();
                if number == 0 {
                    cells.push(Cell {
                        row_span: u16::try_from(height).unwrap_or(1),
                        ..Cell::row_header(shortened(item.heading))
                    });
                }
                cells.push(Cell::data(item.told()));
                if self.taken_over_from.is_some() {
                    cells.push(Cell::data(paragraph(item.whose().into())));
                }
                lines.push(Row::new(cells));
            }
            at += height;
        }
        let head = [("Area", 6), ("What changed", 17), ("Whose change", 5)];
        let head = if self.taken_over_from.is_some() {
            &head[..]
        } else {
            &head[..2]
        };
        if !lines.is_empty() {
            blocks.push(table("What changed, area by area", head, lines, false));
        }
        let told: usize = shown.iter().map(|item| item.changes.len()).sum();
        let further = self.comparison.changes.len() - told;
        let marked = "The document with its changes marked shows every word.";
        blocks.extend(paragraph(match further {
            0 => marked.into(),
            further => format!(
                "{} not listed here. {marked}",
                is_or_are(further, "further change is", "further changes are")
            ),
        }));
        blocks
    }

    /// The changes, each with the others of the same item, in the order of the plan.
    fn items(&self) -> Vec<Item<'_>> {
        let mut items: Vec<Item<'_>> = Vec::new();
        for change in &self.comparison.changes {
            let (heading, words) = (change.heading(), change.item.as_deref());
            let known = items
                .iter_mut()
                .find(|it| it.heading == heading && it.words == words);
            match known {
                Some(item) => item.changes.push(change),
                None => items.push(Item {
                    heading,
                    words,
                    changes: vec![change],
                }),
            }
        }
        items
    }
}

impl Item<'_> {
    /// The item in bold, and what changed of it.
    fn told(&self) -> Vec<Block> {
        let changes: Vec<String> = self.changes.iter().map(|change| told(change)).collect();
        let changes = Inline::text(changes.join("; "));
        let content = match self.words {
            Some(words) => {
                let words = name(words);
                let words = words.trim_end_matches(['.', ':']);
                let words = Inline::Strong {
                    content: vec![Inline::text(format!("{words}:"))],
                };
                vec![words, Inline::text(" "), changes]
            }
            None => vec![changes],
        };
        vec![Block::Paragraph { content }]
    }

    fn whose(&self) -> &'static str {
        let own = self
            .changes
            .iter()
            .filter(|it| it.origin == Origin::Own)
            .count();
        if own == self.changes.len() {
            "Its own"
        } else if own == 0 {
            "Taken over"
        } else {
            "Both"
        }
    }

    /// What governors read first: 0 of what is to be done, by whom and when; 1 of other words; 2 of how far it is, and of
    /// the approval, which they know.
    fn rank(&self) -> usize {
        let ranks = self.changes.iter().map(|change| match &*change.what {
            "Review" | "Progress" | "Evidence" | "Impact" | "Earlier version" => 2,
            _ if change.path.starts_with("plan.approval") => 2,
            _ if change.path.starts_with("people") && change.what == "Name" => 0,
            _ if change.whole => 0,
            "Lead" | "Deadline" | "Start" | "Completed" | "Wording" | "RAG rating" => 0,
            _ => 1,
        });
        ranks.min().unwrap_or(2)
    }
}

/// The places of so many items: what matters most first, and of each heading one before another one gets a second.
fn chosen(items: &[Item<'_>], rows: usize) -> Vec<usize> {
    let mut turns: Vec<(usize, usize, usize)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let rank = item.rank();
        let before = items[..index].iter();
        let turn = before
            .filter(|it| it.heading == item.heading && it.rank() == rank)
            .count();
        turns.push((rank, turn, index));
    }
    turns.sort_unstable();
    let mut chosen: Vec<usize> = turns
        .into_iter()
        .take(rows)
        .map(|(_, _, index)| index)
        .collect();
    chosen.sort_unstable();
    chosen
}

const TONES: [(Tone, &str); 4] = [
    (Tone::Red, "red"),
    (Tone::Amber, "amber"),
    (Tone::Green, "green"),
    (Tone::Unrated, "not rated"),
];

fn ratings(label: &str, counts: [usize; 4]) -> Row {
    let mut cells = vec![Cell::row_header(label)];
    for ((tone, word), count) in TONES.into_iter().zip(counts) {
        cells.push(Cell {
            tone: Some(tone),
            ..Cell::data(paragraph(format!("{count} {word}")))
        });
    }
    Row::new(cells)
}

fn differences(rag: &RagMovement) -> Row {
    let mut cells = vec![Cell::row_header("Difference")];
    for (old, new) in rag.old.into_iter().zip(rag.new) {
        let words = match old.cmp(&new) {
            std::cmp::Ordering::Less => format!("{} more", new - old),
            std::cmp::Ordering::Equal => "the same".into(),
            std::cmp::Ordering::Greater => format!("{} fewer", old - new),
        };
        cells.push(Cell::data(paragraph(words)));
    }
    Row::new(cells)
}

fn is_or_are(number: usize, one: &str, several: &str) -> String {
    match number {
        0 => format!("none {one}"),
        1 => format!("1 {one}"),
        number => format!("{number} {several}"),
    }
}
