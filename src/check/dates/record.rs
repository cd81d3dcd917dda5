//! Texts that record what has happened, as opposed to those that speak of now.

use std::ops::Range;

use crate::check::Passage;

/// Whether a text belongs to the history, to evidence or to a dated review: what it says was true on its day.
pub(super) fn reports_what_happened(passage: &Passage<'_>) -> bool {
    let begins = |key: &str| passage.path.starts_with(key);
    begins("evidence.") || begins("plan.history.") || passage.is_below("reviews")
}

/// Whether some words of a passage were typed there, and do not come from a placeholder.
pub(super) fn is_typed_here(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    passage.written.contains(&passage.text[range.clone()])
}
