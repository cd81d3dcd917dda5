//! What changed from one issue to another: of a plan, and of a document.

mod plan;
pub mod document;

pub use plan::{
    Changed, ChangedValue, IsOwn, Origin, PlanComparison, PlanVersion, RagMovement, compare_plans,
};

use crate::document::{Inline, inlines};

/// A text of a plan with the words that were inserted and deleted.
///
/// ```
/// use dutybound::compare::compare_texts;
/// use dutybound::document::plain_text;
/// let runs = compare_texts("Train all staff by May.", "Train all staff by June.");
/// assert_eq!(runs.len(), 4, "what stays, what goes, what comes, and the full stop");
/// assert_eq!(plain_text(&runs[1..3]), "MayJune");
/// ```
#[must_use]
pub fn compare_texts(old: &str, new: &str) -> Vec<Inline> {
    document::runs(&inlines(old), &inlines(new))
}
