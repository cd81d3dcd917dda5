//! Phrases, and where they stand in a text.

use std::ops::Range;

use indexmap::IndexMap;

use crate::text::{Gap, Initials, Token, same};

/// Some words one after another, as `words.yaml` writes them: `the|our [college]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// For each place the words that may stand there, in small letters.
    words: Vec<Vec<String>>,
    /// Which of the words are meant; the others are their context.
    meant: Range<usize>,
    /// What the second word begins with: most texts are ruled out by that.
    second: Initials,
}

impl Phrase {
    /// Reads a phrase; one without words is never found.
    pub(super) fn new(written: &str) -> Self {
        let (mut words, mut meant) = (Vec::new(), None);
        let mut end = None;
        for (at, word) in written.split_whitespace().enumerate() {
            if word.starts_with('[') {
                meant = Some(at);
            }
            if word.ends_with(']') {
                end = Some(at + 1);
            }
            let alternatives = word.trim_matches(['[', ']']).split('|');
            words.push(alternatives.map(str::to_lowercase).collect::<Vec<_>>());
        }
        let meant = meant.unwrap_or(0)..end.unwrap_or(words.len());
        let second = words.get(1).into_iter().flatten().map(String::as_str);
        let second = Initials::of(second);
        Self {
            words,
            meant,
            second,
        }
    }
}

/// Phrases that are looked for together.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
    by_first: IndexMap<String, Vec<usize>>,
}

/// Where a phrase stands: of the words of a text, from the first of the phrase to the last, and those that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Which of the phrases.
    pub(super) phrase: usize,
    /// All its words.
    pub(super) whole: Range<usize>,
    /// Those that are meant.
    pub(super) meant: Range<usize>,
}

impl Phrases {
    /// Adds a phrase, and gives its number.
    pub(super) fn add(&mut self, phrase: Phrase) -> usize {
        let number = self.phrases.len();
        for first in phrase.words.first().into_iter().flatten() {
            self.by_first.entry(first.clone()).or_default().push(number);
        }
        self.phrases.push(phrase);
        number
    }

    /// The phrases that begin with a word in small letters, whatever apostrophe it has, as a number for
    /// [`Phrases::find_at`].
    pub(super) fn beginning(&self, lower: &str) -> Option<usize> {
        let plain = lower.contains('’').then(|| lower.replace('’', "'"));
        self.by_first
            .get_index_of(plain.as_deref().unwrap_or(lower))
    }

    /// Every phrase that stands in a text from one of its words on; `beginning` is that of the word.
    pub(super) fn find_at(
        &self,
        beginning: usize,
        at: usize,
        text: &str,
        tokens: &[Token],
    ) -> impl Iterator<Item = Found> {
        let numbers = self.by_first.get_index(beginning);
        let numbers = numbers.into_iter().flat_map(|(_, numbers)| numbers);
        let next = tokens.get(at + 1);
        let next = next.map_or(Initials::NONE, |next| Initials::of_word(next.word(text)));
        numbers.filter_map(move |&number| {
            let phrase = &self.phrases[number];
            if phrase.words.len() > 1 && !phrase.second.meets(next) {
                return None;
            }
            let whole = at..at + phrase.words.len();
            stands(phrase, text, tokens.get(whole.clone())?).then(|| Found {
                phrase: number,
                whole,
                meant: at + phrase.meant.start..at + phrase.meant.end,
            })
        })
    }
}

fn stands(phrase: &Phrase, text: &str, words: &[Token]) -> bool {
    // A comma may stand in a list such as "local trusts, local authorities".
    let joins = |gap: Gap| gap.joins() || gap == Gap::Sign && phrase.words.len() > 3;
    let mut each = phrase.words.iter().zip(words).enumerate();
    each.all(|(number, (alternatives, word))| {
        // The first word was looked up.
        number == 0
            || joins(word.gap) && {
                let word = word.word(text);
                alternatives.iter().any(|known| is(word, known))
            }
    })
}

/// Whether a word is another in small letters, whatever apostrophe it has.
fn is(word: &str, lower: &str) -> bool {
    same(word, lower)
        || !word.is_ascii() && word.contains('’') && same(&word.replace('’', "'"), lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{numbered_words, tokens};

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut all = Phrases::default();
        for phrase in phrases {
            all.add(Phrase::new(phrase));
        }
        let tokens = tokens(text, &numbered_words(text));
        let found = tokens.iter().enumerate().flat_map(|(at, token)| {
            let beginning = all.beginning(&token.word(text).to_lowercase());
            let found = beginning.map(|beginning| all.find_at(beginning, at, text, &tokens));
            found.into_iter().flatten()
        });
        found
            .map(|found| {
                let words = tokens[found.meant].iter().map(|token| token.word(text));
                words.collect::<Vec<_>>().join(" ").to_lowercase()
            })
            .collect()
    }

    #[test]
    fn phrases_have_context_and_a_choice_of_words() {
        let text = "The College’s brand is on the college site; a college is not. In the, college.";
        assert_eq!(found(&["the|our [college]"], text), ["college", "college"]);
        assert_eq!(found(&["in hose", "[in] the"], text), ["in"]);
        assert_eq!(found(&[""], text), [""; 0]);
    }
}
