//! Words by which the rules of this group tell one thing from another; they stand in `words.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;

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
pub(in crate::check) static WORDS: LazyLock<Words> =
    LazyLock::new(|| source::builtin("words.yaml", include_str!("words.yaml")));

/// Whether a word stands before names, whatever its capitals.
pub(crate) fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let mut titles = WORDS.titles.iter();
    titles.any(|title| title.eq_ignore_ascii_case(word))
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
}
