//! Words of a text, and phrases that are looked for among them.
//!
//! Texts differ in capitals, punctuation, line ends and emphasis where their words are the same; so words are compared,
//! and what stands between them is not.

use std::ops::Range;

use super::hash::{SEED, mixed, mixed_letter};

/// A word of a text, with the number that it shares with every other way to write its letters in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// As [`number_of`](super::number_of) its letters.
    pub(crate) number: u64,
}

impl Word {
    /// Its bytes within the text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where each word of a text stands: letters and digits without a break. `Counter-Terrorism` is two words.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 6);
    each_word(text, |range, _| found.push(range));
    found
}

/// The words of a text with their numbers.
pub(crate) fn numbered_words(text: &str) -> Vec<Word> {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    each_word(text, |range, number| {
        found.push(Word {
            start: offset(range.start),
            end: offset(range.end),
            number,
        });
    });
    found
}

fn each_word(text: &str, mut found: impl FnMut(Range<usize>, u64)) {
    let bytes = text.as_bytes();
    let (mut at, mut start, mut number) = (0, None, SEED);
    while let Some(&byte) = bytes.get(at) {
        let letter = LETTERS[usize::from(byte)];
        if letter > 0 {
            start = start.or(Some(at));
            number = mixed(number, u64::from(letter));
            at += 1;
            continue;
        }
        let c = if byte.is_ascii() {
            None
        } else {
            text[at..].chars().next()
        };
        let length = c.map_or(1, char::len_utf8);
        match c.filter(|c| c.is_alphanumeric()) {
            Some(c) => {
                start = start.or(Some(at));
                number = mixed_letter(number, c);
            }
            None => {
                if let Some(begun) = start.take() {
                    found(begun..at, number);
                    number = SEED;
                }
            }
        }
        at += length;
    }
    if let Some(begun) = start {
        found(begun..text.len(), number);
    }
}

/// For each byte the small letter or the digit that it is; 0 where it is none, or a part of another character.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

/// The words of a text where other signs belong to words, too, or fewer letters do.
pub(crate) fn words_of(text: &str, belongs: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !belongs(c))
        .filter(|word| !word.is_empty())
}

/// The words of a phrase, in small letters.
pub(crate) fn folded(phrase: &str) -> Vec<String> {
    words(phrase)
        .into_iter()
        .map(|word| phrase[word].to_lowercase())
        .collect()
}

/// The numbers of the words of a phrase.
pub(crate) fn numbers(phrase: &str) -> Vec<u64> {
    let words = numbered_words(phrase);
    words.iter().map(|word| word.number).collect()
}

/// Whether a word is another in small letters.
pub(crate) fn same(word: &str, folded: &str) -> bool {
    word.eq_ignore_ascii_case(folded) || (!word.is_ascii() && word.to_lowercase() == folded)
}

/// Whether a phrase stands among words from the first on, by its numbers.
pub(crate) fn begins_with(words: &[Word], phrase: &[u64]) -> bool {
    let mut pairs = phrase.iter().zip(words);
    words.len() >= phrase.len() && pairs.all(|(number, word)| word.number == *number)
}

/// Whether a phrase stands anywhere in a text.
pub(crate) fn says(text: &str, phrase: &str) -> bool {
    let (phrase, words) = (numbers(phrase), numbered_words(text));
    (0..words.len()).any(|at| begins_with(&words[at..], &phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number_of;

    #[test]
    fn a_word_has_the_number_of_its_letters() {
        let text = "The ÉLAN of 2015–16, ‘it’s’ İstanbul";
        let numbered = numbered_words(text);
        let ranges: Vec<Range<usize>> = numbered.iter().map(Word::range).collect();
        assert_eq!(ranges, words(text));
        for word in numbered {
            let letters = &text[word.range()];
            assert_eq!(word.number, number_of(letters.chars()), "{letters}");
        }
    }

    #[test]
    fn punctuation_and_capitals_do_not_count() {
        assert_eq!(
            folded("The *Counter-Terrorism*\nand Security Act 2015"),
            [
                "the",
                "counter",
                "terrorism",
                "and",
                "security",
                "act",
                "2015"
            ]
        );
        assert!(says(
            "Our “Prevent  Duty: Guidance”",
            "prevent duty guidance"
        ));
        assert!(!says("Preventing", "prevent"));
        assert!(says("Ysgol Élan", "élan"));
    }
}
