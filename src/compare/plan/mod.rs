//! What changed in the data of a plan: by area and action, matched by id, down to a date or a lead.

mod values;
mod labels;
mod walk;
mod rag;
mod later;

pub use rag::RagMovement;

use std::sync::Arc;

use crate::model::Profile;
use crate::source::Node;

/// One of two issues of a plan.
#[derive(Clone, Debug)]
pub struct PlanVersion {
    /// Its files, merged and with placeholders filled.
    pub filled: Node,
    /// The same as a plan.
    pub profile: Arc<Profile>,
}

/// What changed between two issues of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanComparison {
    /// The changes: of the plan as a whole first, then area by area, then of the organisation, its people and its
    /// evidence; each in the order of the new plan, with what is gone at the end of its list. Those of one
    /// [heading](ChangedValue::heading) stand together.
    pub changes: Vec<ChangedValue>,
    /// How the ratings of actions moved.
    pub rag: RagMovement,
    /// The actions of both issues that are due later now, as they say what is to be done; none where the issues are for
    /// other periods.
    pub postponed: Vec<String>,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedValue {
    /// Keys and ids joined by dots: `plan.areas.leadership.actions.named-leads.deadline`.
    pub path: String,
    /// The title of the area that it belongs to; `None` of what belongs to none.
    pub area: Option<String>,
    /// What it belongs to in that area or plan, in words: the beginning of an action's text, a section's title.
    pub item: Option<String>,
    /// What changed, in words: "Deadline", "Lead", "Wording"; of a whole entry what it is: "Action".
    pub what: String,
    /// Whether it is an entry with an id, such as an action, that was added, removed or moved as a whole.
    pub whole: bool,
    /// How it changed.
    pub changed: Changed,
    /// Who changed it.
    pub origin: Origin,
}

impl ChangedValue {
    /// What it stands under in a list of changes: the title of its area, or else the part of the file.
    #[must_use]
    pub fn heading(&self) -> &str {
        let part = self.path.split('.').next().unwrap_or_default();
        self.area.as_deref().unwrap_or(match part {
            "people" | "contacts" => "People and contacts",
            "evidence" => "List of evidence",
            "organisation" => "The organisation",
            _ => "The plan as a whole",
        })
    }

    /// Where its heading stands in a list of changes.
    fn rank(&self) -> usize {
        let headings = [
            "The organisation",
            "People and contacts",
            "List of evidence",
        ];
        match headings
            .iter()
            .position(|heading| *heading == self.heading())
        {
            Some(at) if self.area.is_none() => at + 2,
            Some(_) | None => usize::from(self.area.is_some()),
        }
    }
}

/// How something changed. Values are in words, as documents print them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is new.
    Added {
        /// What it is, or what it says.
        new: String,
    },
    /// It is gone.
    Removed {
        /// What it was, or what it said.
        old: String,
    },
    /// It stands elsewhere in its list.
    Moved {
        /// What stands before it now, in words; `None` where it is the first.
        after: Option<String>,
    },
    /// It says the same thing in other words, or another one: prose, to be compared word by word.
    Reworded {
        /// What it said.
        old: String,
        /// What it says.
        new: String,
    },
    /// A date, a lead, a rating or another short value became another.
    Replaced {
        /// What it was.
        old: String,
        /// What it is.
        new: String,
    },
}

/// Who changed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The organisation itself.
    Own,
    /// A plan that it takes over.
    Inherited,
}

impl Origin {
    /// The words for it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Own => "its own",
            Self::Inherited => "taken over",
        }
    }
}

/// Tells whether a change at a path is the organisation's own.
pub type IsOwn<'a> = &'a dyn Fn(&str, &Changed) -> bool;

/// Compares two issues of an organisation's plan. `is_own` tells of a path and what became of it whether that was the
/// organisation's own doing.
#[must_use]
pub fn compare_plans(old: &PlanVersion, new: &PlanVersion, is_own: IsOwn<'_>) -> PlanComparison {
    let mut changes = walk::changes(old, new, is_own);
    changes.sort_by_key(ChangedValue::rank);
    PlanComparison {
        changes,
        rag: RagMovement::between(&old.profile, &new.profile),
        postponed: later::postponed(&old.profile.plan, &new.profile.plan),
    }
}
