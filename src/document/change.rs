//! Changes that a document carries: what was inserted and what was deleted since another edition.
//!
//! A document that was composed carries none. One that [`compare`](crate::compare::document::compare) made holds the words
//! of both editions: those of this one alone are inserted, those of the other alone deleted.
//!
//! - Words are within [`Inline::Changed`], blocks within [`Block::Changed`](super::Block::Changed); what is within one
//!   carries no further change.
//! - An item of a list and a clause that only one edition has hold a single block, which is `Changed`. All others begin
//!   with a paragraph that both have.
//! - A row says itself what it is. A group of rows, a field, a line, a title and a section are in the editions that have
//!   words or rows of theirs.
//! - What is deleted is no heading, and nothing leads to it: headings, anchors and numbers without what is deleted are
//!   those of a document as it was composed.

use jiff::civil::Date;
use serde::Serialize;

use super::{Block, Colour, Inline, plain_text};

/// What became of something since the other edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Only this edition has it.
    Inserted,
    /// Only the other edition has it.
    Deleted,
}

impl Change {
    /// The colour of words with this change, on white and on grounds as pale as labels have: a blue and a red that those
    /// who tell no red from green tell apart. On other grounds they keep the colour of the words around.
    #[must_use]
    pub fn colour(self) -> Colour {
        match self {
            Self::Inserted => Colour::new(0x00, 0x3f, 0x8a),
            Self::Deleted => Colour::new(0x8f, 0x15, 0x15),
        }
    }
}

/// Who compared a document with another edition of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Who made the changes, as Word shows beside each of them; never empty.
    pub by: String,
    /// The day that Word shows beside each change.
    pub on: Date,
    /// What was compared with what, and what the marks mean. It stands at the head of the PDF and of the web page, where
    /// both editions can be seen; Word explains its marks by itself, and the line would stay when they are accepted.
    pub explanation: Vec<Inline>,
}

/// A line of plain words, such as a label, a number or a running header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Line {
    /// The words.
    Plain(String),
    /// Words with changes: [`Inline::Text`] and [`Inline::Changed`] of such alone.
    Marked(Vec<Inline>),
}

impl Line {
    /// The words of both editions.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Plain(words) => words.clone(),
            Self::Marked(runs) => plain_text(runs),
        }
    }

    /// The line as runs of text.
    #[must_use]
    pub fn runs(&self) -> Vec<Inline> {
        match self {
            Self::Plain(words) => vec![Inline::text(words)],
            Self::Marked(runs) => runs.clone(),
        }
    }

    /// The words of one edition: without those that have the change `gone`. `None` where none are left of a line with
    /// changes, for then that edition has no such line.
    #[must_use]
    pub fn without(&self, gone: Change) -> Option<String> {
        let words = match self {
            Self::Plain(words) => return Some(words.clone()),
            Self::Marked(runs) => without(runs, gone),
        };
        (!words.is_empty()).then_some(words)
    }
}

impl From<String> for Line {
    fn from(words: String) -> Self {
        Self::Plain(words)
    }
}

impl From<&str> for Line {
    fn from(words: &str) -> Self {
        Self::Plain(words.to_owned())
    }
}

/// The words of some runs in one edition: without those that have the change `gone`.
#[must_use]
pub(crate) fn without(runs: &[Inline], gone: Change) -> String {
    plain_text(&super::projection::runs(runs, gone))
}

/// What became of an item of a list or of a clause as a whole, by its blocks.
#[must_use]
pub(crate) fn change_of(part: &[Block]) -> Option<Change> {
    if let [Block::Changed { change, .. }] = part {
        Some(*change)
    } else {
        None
    }
}

/// What became of some runs as a whole: the change that all of them have.
#[must_use]
pub(crate) fn whole_change(runs: &[Inline]) -> Option<Change> {
    let mut changes = runs.iter().map(|run| match run {
        Inline::Changed { change, .. } => Some(*change),
        Inline::Text { .. }
        | Inline::Strong { .. }
        | Inline::Emphasis { .. }
        | Inline::Foreign { .. }
        | Inline::Link { .. }
        | Inline::Reference { .. }
        | Inline::LineBreak => None,
    });
    let first = changes.next()??;
    changes.all(|change| change == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Contrast, Palette};

    #[test]
    fn the_colours_of_changes_can_be_read_on_white_and_on_labels_of_any_brand() {
        for part in 0..=255u8 {
            let palette = Palette::new(Colour::new(part, 255 - part, part / 2), Colour::BLACK);
            for change in [Change::Inserted, Change::Deleted] {
                for ground in [Colour::WHITE, palette.tint] {
                    assert!(
                        change.colour().contrast(ground) >= Contrast::TEXT_AA,
                        "{ground}"
                    );
                }
            }
        }
    }

    #[test]
    fn runs_have_a_change_as_a_whole_where_all_have_the_same() {
        let run = |change| Inline::Changed {
            change,
            content: vec![Inline::text("a")],
        };
        let (new, old) = (run(Change::Inserted), run(Change::Deleted));
        assert_eq!(
            whole_change(std::slice::from_ref(&old)),
            Some(Change::Deleted)
        );
        assert_eq!(whole_change(&[old, new.clone()]), None);
        assert_eq!(whole_change(&[new, Inline::text("a")]), None);
        assert_eq!(whole_change(&[]), None);
    }
}
