//! Words by which it is told that a text speaks of one pupil; they stand in `words.yaml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde::Deserialize;

use crate::source;
use crate::text::number_of;

use super::Means;

/// The words of `words.yaml`, whose comments explain the fields.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Words {
    born: Vec<String>,
    cases: Vec<String>,
    pub(super) children: Vec<String>,
    pub(super) concerns: Vec<String>,
    before: Vec<String>,
    pub(super) given: BTreeSet<String>,
    pub(super) things: BTreeSet<String>,
}

/// The words, read once.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| source::builtin("words.yaml", include_str!("words.yaml")));

/// What may begin with a word.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    /// The phrases that begin with it and announce a date of birth or a reference, the longest first.
    pub(super) announces: Vec<(&'static str, Means)>,
    /// Whether it is a given name.
    pub(super) is_given: bool,
    /// Whether it stands right before the name of a child.
    pub(super) is_before: bool,
}

/// The words that what is told begins with, by their numbers.
pub(super) static BEGINNINGS: LazyLock<IndexMap<u64, Beginning, RandomState>> =
    LazyLock::new(|| {
        let mut all: IndexMap<u64, Beginning, RandomState> = IndexMap::default();
        let mut of = |word: &str, note: &dyn Fn(&mut Beginning)| {
            note(all.entry(number_of(word.chars())).or_default());
        };
        let born = WORDS.born.iter().map(|phrase| (phrase, Means::Birth));
        let cases = WORDS.cases.iter().map(|phrase| (phrase, Means::Case));
        for (phrase, means) in born.chain(cases) {
            let first = phrase.split([' ', '.']).next().unwrap_or(phrase);
            of(first, &|beginning| {
                beginning.announces.push((phrase, means));
            });
        }
        for word in &WORDS.given {
            of(word, &|beginning| beginning.is_given = true);
        }
        for word in &WORDS.before {
            of(word, &|beginning| beginning.is_before = true);
        }
        for beginning in all.values_mut() {
            let phrases = &mut beginning.announces;
            phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        all
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_whole() {
        assert!(WORDS.given.len() > 150 && WORDS.things.len() > 30);
        for list in [
            &WORDS.born,
            &WORDS.cases,
            &WORDS.children,
            &WORDS.concerns,
            &WORDS.before,
        ] {
            assert!(list.len() > 5, "{list:?}");
        }
    }
}
