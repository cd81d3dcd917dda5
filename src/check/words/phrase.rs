//! Phrases, and where they stand in a text.

use std::ops::Range;

use indexmap::IndexMap;

use super::token::{Gap, Token};

/// Some words one after another, as `words.yaml` writes them: `the|our [college]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// For each place the words that may stand there, in small letters.
    words: Vec<Vec<String>>,
    /// Which of the words are meant; the others are their context.
    meant: Range<usize>,
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
        Self { words, meant }
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

    /// Every place where one of the phrases stands, in the order of the text. `lower` has the words in small letters.
    pub(super) fn find(&self, tokens: &[Token], lower: &[String]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in lower.iter().enumerate() {
            let Some(numbers) = self.by_first.get(word) else {
                continue;
            };
            for &number in numbers {
                let phrase = &self.phrases[number];
                let whole = at..at + phrase.words.len();
                if stands(phrase, tokens, lower, whole.clone()) {
                    let meant = at + phrase.meant.start..at + phrase.meant.end;
                    found.push(Found {
                        phrase: number,
                        whole,
                        meant,
                    });
                }
            }
        }
        found
    }
}

fn stands(phrase: &Phrase, tokens: &[Token], lower: &[String], at: Range<usize>) -> bool {
    let Some(words) = lower.get(at.clone()) else {
        return false;
    };
    let mut gaps = tokens[at].iter().skip(1).map(|token| token.gap);
    // A comma may stand in a list such as "local trusts, local authorities".
    gaps.all(|gap| gap.joins() || gap == Gap::Sign && phrase.words.len() > 3)
        && phrase
            .words
            .iter()
            .zip(words)
            .all(|(alternatives, word)| alternatives.iter().any(|known| same(known, word)))
}

/// Whether two words are the same, whatever apostrophe they have.
fn same(known: &str, word: &str) -> bool {
    known == word || (word.contains('’') && known.contains('\'') && word.replace('’', "'") == known)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut all = Phrases::default();
        for phrase in phrases {
            all.add(Phrase::new(phrase));
        }
        let tokens = tokens(text);
        let lower: Vec<String> = tokens
            .iter()
            .map(|token| token.word(text).to_lowercase())
            .collect();
        let found = all.find(&tokens, &lower);
        found
            .iter()
            .map(|found| lower[found.meant.clone()].join(" "))
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
