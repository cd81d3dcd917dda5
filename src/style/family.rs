//! Font families, and which of them are as wide as each other.

/// Families that PDFs can embed, and those that Word has, letter by letter as wide: lines and pages break alike.
const AS_WIDE: [(&str, &str); 2] = [("Carlito", "Calibri"), ("Liberation Sans", "Arial")];

/// The family that a Word file names where the PDF embeds this one: one that is as wide and that Word has, or else the
/// same.
#[must_use]
pub fn word_family(pdf: &str) -> &str {
    AS_WIDE
        .iter()
        .find(|(ours, _)| *ours == pdf)
        .map_or(pdf, |(_, theirs)| *theirs)
}

/// The shipped family that is as wide as one that belongs to Word, whose licence forbids us to ship it.
///
/// ```
/// # use dutybound::style::{pdf_family, word_family};
/// assert_eq!(pdf_family("arial"), Some("Liberation Sans"));
/// assert_eq!(word_family("Liberation Sans"), "Arial");
/// assert_eq!(word_family("Open Sans"), "Open Sans");
/// ```
#[must_use]
pub fn pdf_family(word: &str) -> Option<&'static str> {
    AS_WIDE
        .iter()
        .find(|(_, theirs)| theirs.eq_ignore_ascii_case(word.trim()))
        .map(|(ours, _)| *ours)
}
