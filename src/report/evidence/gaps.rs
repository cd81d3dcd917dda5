//! What is missing from the evidence of a plan, or out of date.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::document::{inlines, plain_text};
use crate::model::{Action, Area, DateStyle, Evidence, PartialDate, Plan, Profile, Rag};
use crate::report::words::capital;

/// Something that is missing, or out of date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Which part of the list it belongs to.
    pub sort: GapSort,
    /// The area, the action or the piece of evidence that it is about.
    pub about: String,
    /// What is to be known, as a sentence.
    pub why: String,
    /// What to do about it, where that is not what is done about all of its sort; for those who keep the plan.
    pub help: Option<String>,
}

/// The parts of the list, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapSort {
    /// An action is green, and nothing dated shows it.
    GreenUndated,
    /// An action cites nothing.
    NoEvidence,
    /// A file is not where it should be, or cannot be read.
    Missing,
    /// A file does not go into a pack.
    Refused,
    /// A file was changed since it was cited.
    Changed,
    /// A piece is older than what it is to show.
    OutOfDate,
    /// Nothing cites a piece.
    Orphaned,
    /// A file is to be looked at before it is handed over.
    Flagged,
    /// An action cites nothing, nobody has rated it yet, and it is not overdue: no gap.
    NotRated,
}

impl GapSort {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::GreenUndated,
        Self::NoEvidence,
        Self::Missing,
        Self::Refused,
        Self::Changed,
        Self::OutOfDate,
        Self::Orphaned,
        Self::Flagged,
        Self::NotRated,
    ];

    /// Whether something is missing or wrong; else it only has still to come, and is counted apart.
    #[must_use]
    pub fn is_gap(self) -> bool {
        match self {
            Self::GreenUndated
            | Self::NoEvidence
            | Self::Missing
            | Self::Refused
            | Self::Changed
            | Self::OutOfDate
            | Self::Orphaned
            | Self::Flagged => true,
            Self::NotRated => false,
        }
    }

    /// The heading of the part.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::GreenUndated => "Green, without dated evidence",
            Self::NoEvidence => "Actions without evidence",
            Self::Missing => "Files that are missing",
            Self::Refused => "Files that were refused",
            Self::Changed => "Changed since it was cited",
            Self::OutOfDate => "Out of date",
            Self::Orphaned => "Evidence that nothing cites",
            Self::Flagged => "To look at before it is handed over",
            Self::NotRated => "Not rated yet, and without evidence",
        }
    }

    /// What the entries of the part have in common, for every reader.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::GreenUndated => "The plan rates these green, and nothing with a date shows it.",
            Self::NoEvidence => {
                "These are rated, were due, or are completed, and nothing is cited for them."
            }
            Self::Missing => "The plan names these files, and they were not there to be put in.",
            Self::Refused => "These files were left out. The reason stands beside each.",
            Self::Changed => "These files are in the pack as they are now.",
            Self::OutOfDate => {
                "These are older than the period of the plan, or than the time after which it is reviewed."
            }
            Self::Orphaned => "No area and no action of the plan cites these.",
            Self::Flagged => "The pack holds these files as they are.",
            Self::NotRated => {
                "These are not gaps: nobody has rated them yet, and they are not overdue."
            }
        }
    }

    /// What those who keep the plan can do about it.
    #[must_use]
    pub fn way_out(self) -> &'static str {
        match self {
            Self::GreenUndated => {
                "An inspector asks what a green rating rests on. Cite something with a date, date what is cited, or rate the action amber."
            }
            Self::NoEvidence => {
                "Cite what shows that the work is under way, or be ready to say what will."
            }
            Self::Missing => "Put the file back, or correct its path.",
            Self::Refused => "The way out stands beside each.",
            Self::Changed => {
                "Check whether the file still shows what it is cited for. If it does, write the new fingerprint and the day."
            }
            Self::OutOfDate => {
                "Cite something newer, or say in the plan why the older piece still holds."
            }
            Self::Orphaned => "Let the action that it shows cite it, or take the entry out.",
            Self::Flagged => "Check whether that is meant.",
            Self::NotRated => "Rate them and cite evidence by the time that they are due.",
        }
    }

    /// What the second column of its table tells.
    #[must_use]
    pub(super) fn found(self) -> &'static str {
        if self.is_gap() {
            "What was found"
        } else {
            "Due by"
        }
    }

    /// What the first column of its table lists.
    #[must_use]
    pub(super) fn about(self) -> &'static str {
        match self {
            Self::GreenUndated | Self::NoEvidence | Self::NotRated => "Action",
            Self::Missing
            | Self::Refused
            | Self::Changed
            | Self::OutOfDate
            | Self::Orphaned
            | Self::Flagged => "Evidence",
        }
    }
}

/// What the plan itself tells: actions without evidence, green ones without dated evidence, pieces that are out of date, and
/// pieces that nothing cites. What is wrong with files is added by whoever has looked into them. `number` says under which
/// number a piece is listed, by its id; what is not listed belongs to other plans.
#[must_use]
pub fn gaps(profile: &Profile, as_of: Date, number: &dyn Fn(&str) -> Option<usize>) -> Vec<Gap> {
    let plan = &profile.plan;
    let dated: BTreeSet<&str> = profile
        .evidence
        .iter()
        .filter(|evidence| evidence.date.is_some())
        .map(|evidence| evidence.id.as_str())
        .collect();
    let mut gaps = Vec::new();
    for area in &plan.areas {
        for action in area.actions() {
            let text = plain_text(&inlines(&action.text.value));
            let about = format!("{}: {text}", plain_text(&inlines(&area.title.value)));
            gaps.extend(of_action(action, &dated, as_of).map(|(sort, why)| Gap {
                sort,
                about,
                why,
                help: None,
            }));
        }
    }
    let cited: BTreeSet<&str> = plan.areas.iter().flat_map(cited_by).collect();
    for evidence in &profile.evidence {
        let Some(number) = number(evidence.id.as_str()) else {
            continue;
        };
        let about = format!("{number}. {}", plain_text(&inlines(&evidence.title.value)));
        if let Some(why) = too_old(evidence, plan, as_of) {
            gaps.push(Gap {
                sort: GapSort::OutOfDate,
                about: about.clone(),
                why,
                help: None,
            });
        }
        if !cited.contains(evidence.id.as_str()) {
            gaps.push(Gap {
                sort: GapSort::Orphaned,
                about,
                why: "No area and no action cites it.".into(),
                help: None,
            });
        }
    }
    gaps
}

fn of_action(action: &Action, dated: &BTreeSet<&str>, as_of: Date) -> Option<(GapSort, String)> {
    let is_green = action.rag() == Some(Rag::Green);
    if action.evidence.is_empty() {
        return Some(match action.rag() {
            Some(Rag::Green) => (
                GapSort::GreenUndated,
                "It is green and cites no evidence.".into(),
            ),
            Some(rag @ (Rag::Red | Rag::Amber)) => (
                GapSort::NoEvidence,
                format!("It is {} and cites no evidence.", rag.word().to_lowercase()),
            ),
            None => unrated(action, as_of),
        });
    }
    let is_dated = action.evidence.iter().any(|key| dated.contains(key.trim()));
    (is_green && !is_dated).then(|| {
        (
            GapSort::GreenUndated,
            "It is green, and none of its evidence has a date.".into(),
        )
    })
}

/// An action that nobody has rated and that cites nothing: a gap once it was due, or is said to be done.
fn unrated(action: &Action, as_of: Date) -> (GapSort, String) {
    if let Some(done) = &action.completed {
        let done = said(done.value);
        return (
            GapSort::NoEvidence,
            format!("It was completed {done}, nobody has rated it, and it cites no evidence."),
        );
    }
    let Some(deadline) = &action.deadline else {
        return (GapSort::NotRated, "No deadline".into());
    };
    let words = capital(&deadline.format(DateStyle::Long));
    if deadline
        .date()
        .is_some_and(|date| date.is_before(PartialDate::Day(as_of)))
    {
        return (
            GapSort::NoEvidence,
            format!("It was due by {words}, nobody has rated it, and it cites no evidence."),
        );
    }
    (GapSort::NotRated, words)
}

/// "on 3 October 2026", "in October 2026".
fn said(date: PartialDate) -> String {
    let preposition = match date {
        PartialDate::Day(_) => "on",
        PartialDate::Month { .. } | PartialDate::Year(_) | PartialDate::AcademicYear(_) => "in",
    };
    format!("{preposition} {}", date.format(DateStyle::Long))
}

/// The ids of what an area and its actions cite, embedded practice too.
fn cited_by(area: &Area) -> impl Iterator<Item = &str> {
    let of_actions = area.with_embedded().flat_map(|action| &action.evidence);
    area.evidence.iter().chain(of_actions).map(|key| key.trim())
}

/// Why a piece is out of date: it was made before the plan's period began, or longer ago than the plan is reviewed.
fn too_old(evidence: &Evidence, plan: &Plan, as_of: Date) -> Option<String> {
    let made = evidence.date.as_ref()?.value;
    let on = capital(&made.format(DateStyle::Long));
    if let Some(period) = &plan.period
        && made.is_before(period.value.from())
    {
        return Some(format!(
            "{on} is before the period of the plan, {}, which began on {}.",
            period.value,
            PartialDate::Day(period.value.from().first_day()).format(DateStyle::Long)
        ));
    }
    let every = plan.approval.review_every.as_ref()?.value;
    let until = made.after_months(every.months())?;
    until
        .is_before(PartialDate::Day(as_of))
        .then(|| format!("{on} is longer ago than {every}, after which the plan is reviewed."))
}
