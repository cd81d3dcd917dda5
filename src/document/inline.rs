//! Text within a paragraph.

use serde::Serialize;

use super::Change;

/// A run of text within a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain words. Holds no line break and no control character.
    Text {
        /// The words, with typographic quotes and dashes as they will be printed.
        text: String,
    },
    /// Important words, set bold.
    Strong {
        /// What is bold.
        content: Vec<Inline>,
    },
    /// Stressed words, set italic.
    Emphasis {
        /// What is italic.
        content: Vec<Inline>,
    },
    /// Words in another language than the document's, for a screen reader to pronounce.
    Foreign {
        /// The language, as a BCP 47 tag of a language and perhaps a country: `cy`, `fr-FR`.
        language: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A live link. Links do not nest.
    Link {
        /// A `https:`, `http:`, `mailto:` or `tel:` address; in reports also the plain name of a file that is handed over with
        /// them.
        target: String,
        /// The words to follow the link by; never empty.
        content: Vec<Inline>,
    },
    /// A reference to a heading or a clause of the same document.
    Reference {
        /// What the heading or clause is called; a document has one of that name.
        anchor: String,
        /// Its number as it is printed: `3.6`, `Annex A`. Never empty.
        label: String,
    },
    /// A new line within the same paragraph.
    LineBreak,
    /// Words that only one of two editions has.
    Changed {
        /// What became of them.
        change: Change,
        /// The words, without further changes; never empty.
        content: Vec<Inline>,
    },
}

impl Inline {
    /// Plain words as a run of text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// The words of some runs, without their formatting; a line break reads as a space. Of words with changes it has those of
/// both editions.
///
/// ```
/// # use dutybound::document::{Inline, plain_text};
/// let runs = [Inline::text("Year"), Inline::LineBreak, Inline::Strong { content: vec![Inline::text("6")] }];
/// assert_eq!(plain_text(&runs), "Year 6");
/// ```
#[must_use]
pub fn plain_text(runs: &[Inline]) -> String {
    let mut words = String::new();
    push_plain_text(runs, &mut words);
    words
}

fn push_plain_text(runs: &[Inline], words: &mut String) {
    for run in runs {
        match run {
            Inline::Text { text } => words.push_str(text),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Foreign { content, .. }
            | Inline::Changed { content, .. }
            | Inline::Link { content, .. } => {
                push_plain_text(content, words);
            }
            Inline::Reference { label, .. } => words.push_str(label),
            Inline::LineBreak => words.push(' '),
        }
    }
}
