//! Words by which the rules of this group tell one thing from another; they stand in `words.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::diagnostic::Sources;
use crate::source;

/// The words of `words.yaml`.
#[derive(Debug, Default, Deserialize)]
pub(in crate::check) struct Words {
    /// Who has a mobile number that may be published.
    pub(in crate::check) duty: Vec<String>,
    /// The last words of posts.
    pub(in crate::check) posts: Vec<String>,
    /// Capitals that are no one's initials.
    pub(in crate::check) abbreviations: Vec<String>,
    /// The ends of web addresses.
    pub(in crate::check) endings: Vec<String>,
    /// Names of sites that are shared.
    pub(in crate::check) shared_sites: Vec<String>,
    /// Words that say that an annex or a section of something else is meant.
    pub(in crate::check) elsewhere: Vec<String>,
    /// What stands before a name.
    pub(in crate::check) titles: Vec<String>,
}

/// The words, read once.
pub(in crate::check) static WORDS: LazyLock<Words> = LazyLock::new(read);

fn read() -> Words {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let bytes = include_bytes!("words.yaml");
    source::parse("words.yaml", bytes, &mut sources, &mut diagnostics)
        .and_then(|node| source::typed(&node).0)
        .unwrap_or_default()
}

/// Whether a text has one of some lower-case words or phrases, whole and without regard to capitals.
pub(in crate::check) fn says(text: &str, phrases: &[String]) -> bool {
    let text = text.to_lowercase();
    phrases.iter().any(|phrase| has(&text, phrase))
}

/// Whether a lower-case text has a phrase in it that no letter or digit touches.
fn has(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        let free = |beside: Option<char>| beside.is_none_or(|c| !c.is_alphanumeric());
        free(before) && free(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_whole() {
        let lists = [
            &WORDS.duty,
            &WORDS.posts,
            &WORDS.abbreviations,
            &WORDS.endings,
            &WORDS.shared_sites,
            &WORDS.elsewhere,
            &WORDS.titles,
        ];
        for (number, list) in lists.into_iter().enumerate() {
            assert!(list.len() > 5, "list {number}: {list:?}");
        }
    }

    #[test]
    fn phrases_are_found_whole() {
        let phrases = ["on call".to_string(), "duty".to_string()];
        assert!(says("The On call manager", &phrases));
        assert!(says("duty: 07700", &phrases));
        assert!(!says("heavy-dutyman", &phrases));
    }
}
