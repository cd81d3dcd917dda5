//! Phrases by which rules judge texts: habits of language, kept as data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::source;

pub(super) use crate::text::{has_one_of, is_one_of, last_of};

/// The phrases that the program brings along.
const BUILTIN: &str = include_str!("phrases.yaml");

/// Lists of phrases; `phrases.yaml` says what each is for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Phrases {
    pub(super) empty_progress: Vec<String>,
    pub(super) empty_deadline: Vec<String>,
    pub(super) everybody: Vec<String>,
    pub(super) nobody: Vec<String>,
    pub(super) bodies: Vec<String>,
    pub(super) future: Vec<String>,
    pub(super) parts_of_a_year: Vec<String>,
    pub(super) new_clause: Vec<String>,
    pub(super) planning: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) past_verbs: Vec<String>,
    pub(super) ambiguous_frequency: Vec<Ambiguous>,
    pub(super) every_two_years: Vec<String>,
    pub(super) not_every_two_years: Vec<String>,
    pub(super) vague_frequency: Vec<String>,
    pub(super) approved_on: Vec<String>,
    pub(super) effective_on: Vec<String>,
    pub(super) last_reviewed_on: Vec<String>,
    pub(super) review_on: Vec<String>,
    pub(super) own_document: Vec<String>,
    pub(super) other_document: Vec<String>,
    pub(super) monitoring: Vec<String>,
    pub(super) fill_in: Vec<String>,
    pub(super) common: Vec<String>,
}

/// A word that people read in two ways.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Ambiguous {
    /// The word.
    pub(super) word: String,
    /// The two ways, joined by "or".
    pub(super) means: String,
}

/// The phrases, read once.
pub(super) fn phrases() -> &'static Phrases {
    static PHRASES: LazyLock<Phrases> =
        LazyLock::new(|| source::builtin("built-in phrases", BUILTIN));
    &PHRASES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn the_file_of_phrases_is_sound() {
        let mut diagnostics = Vec::new();
        let sources = &mut Sources::default();
        let node = source::parse(
            "phrases.yaml",
            BUILTIN.as_bytes(),
            sources,
            &mut diagnostics,
        )
        .unwrap();
        let (read, faults) = source::typed::<Phrases>(&node);
        assert_eq!((diagnostics, faults), (vec![], vec![]));
        assert!(!read.unwrap().ambiguous_frequency.is_empty());
    }
}
