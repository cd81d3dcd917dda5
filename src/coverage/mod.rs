//! What each plan covers: the themes of guidance, and the plan that it takes over.
//!
//! It counts and names, and does not judge: a theme without an answer is a question to whoever keeps the plan.

mod themes;
mod comparison;
mod same;
mod parts;
mod plan;
mod report;

pub use comparison::{ChangedText, Comparison, Counts, comparison};
pub use report::report;
pub use same::{Claim, SameText, Speaker, claims, same_texts};
pub use themes::{Answer, Basis, ThemeAnswers, Themes};

use jiff::civil::Date;
use serde::Serialize;

use crate::model::PartialDate;

/// What the plans of some organisations cover.
#[derive(Clone, Debug, Serialize)]
pub struct Survey {
    /// The day that it speaks of.
    pub as_of: Date,
    /// The latest day on which the guidance register was compared with its sources.
    pub register_checked_on: Option<PartialDate>,
    /// The titles of the guidance whose themes were looked for.
    pub guidance: Vec<String>,
    /// The organisations, in the order of their workspaces and ids.
    pub organisations: Vec<PlanCoverage>,
    /// What several of them say of their own places in the same words.
    pub same_texts: Vec<SameText>,
}

/// What the plan of one organisation covers.
#[derive(Clone, Debug, Serialize)]
pub struct PlanCoverage {
    /// The organisation's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Every theme in force with what answers it; empty where the plan could not be read.
    pub themes: Vec<ThemeAnswers>,
    /// What it does with the plan that it takes over; `None` where it takes over none.
    pub comparison: Option<Comparison>,
    /// Whether its files have errors that keep it from being compared.
    pub faulty: bool,
}

impl PlanCoverage {
    /// The themes that nothing answers.
    pub fn unanswered(&self) -> impl Iterator<Item = &ThemeAnswers> {
        self.themes.iter().filter(|theme| theme.answers.is_empty())
    }
}
