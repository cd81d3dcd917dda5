//! The words of fields and texts as they stand in their file.

use crate::check::Subject;
use crate::diagnostic::{Fix, Place};
use crate::model::Text;

/// Where the words of a field stand, without quotes.
pub(super) fn place_of(field: &Text, subject: &Subject<'_>) -> Place {
    let range = 0..field.value.len();
    subject.sources.narrow(field.place, &field.value, &range)
}

/// The same words written otherwise; `None` where they stand in the file in another form, or come from a placeholder.
pub(super) fn rewritten(
    place: Place,
    words: &str,
    with: String,
    subject: &Subject<'_>,
) -> Option<Fix> {
    (subject.sources.slice(place) == words).then(|| Fix::replace(place, with))
}
