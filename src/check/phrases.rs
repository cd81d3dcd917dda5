//! Phrases by which rules judge texts: habits of language, kept as data.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::Sources;
use crate::source;

/// The phrases that the program brings along.
const BUILTIN: &str = include_str!("phrases.yaml");

/// Lists of phrases; `phrases.yaml` says what each is for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Phrases {
    pub(super) empty_progress: Vec<String>,
    pub(super) empty_deadline: Vec<String>,
    pub(super) everybody: Vec<String>,
    pub(super) bodies: Vec<String>,
    pub(super) future: Vec<String>,
    pub(super) planning: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) past_verbs: Vec<String>,
    pub(super) ambiguous_frequency: Vec<Ambiguous>,
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
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        let node = source::parse(
            "built-in phrases",
            BUILTIN.as_bytes(),
            &mut Sources::default(),
            &mut Vec::new(),
        );
        node.and_then(|node| source::typed(&node).0)
            .unwrap_or_default()
    });
    &PHRASES
}

/// Whether one of some phrases is all that a text says; a full stop at its end does not count.
pub(super) fn is_one_of(text: &str, phrases: &[String]) -> bool {
    let text = text.trim().trim_end_matches(['.', ';', ',']).trim_end();
    phrases
        .iter()
        .any(|phrase| phrase.eq_ignore_ascii_case(text))
}

/// Whether a text has one of some phrases, as whole words.
pub(super) fn has_one_of(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| last(text, phrase).is_some())
}

/// The last of some phrases in a text, as whole words.
pub(super) fn last_of(text: &str, phrases: &[String]) -> Option<Range<usize>> {
    let found = phrases.iter().filter_map(|phrase| last(text, phrase));
    found.max_by_key(|range| range.end)
}

fn last(text: &str, phrase: &str) -> Option<Range<usize>> {
    let (bytes, wanted) = (text.as_bytes(), phrase.as_bytes());
    let starts = 0..=bytes.len().checked_sub(wanted.len())?;
    let whole = |range: &Range<usize>| {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    starts
        .rev()
        .map(|start| start..start + wanted.len())
        .filter(|range| bytes[range.clone()].eq_ignore_ascii_case(wanted))
        .find(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn phrases_are_whole_words() {
        let words = [String::from("due in"), String::from("will")];
        assert_eq!(last_of("It WILL be ‘due in’ May", &words), Some(14..20));
        assert!(!has_one_of("goodwill is overdue in May", &words));
        assert!(is_one_of(" Ongoing. ", &["ongoing".into()]));
        assert!(!is_one_of("Ongoing since May", &["ongoing".into()]));
    }
}
