//! Words of a text, and phrases that are looked for among them.
//!
//! Texts differ in capitals, punctuation, line ends and emphasis where their words are the same; so words are compared,
//! and what stands between them is not.

use std::ops::Range;

use super::hash::{SEED, mixed, mixed_letter};
use super::shape::Shape;

/// A word of a text, with the number that it shares with every other way to write its letters in capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    start: u32,
    end: u32,
    /// How it is written.
    pub(crate) shape: Shape,
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
    let words = numbered_words(text);
    words.iter().map(Word::range).collect()
}

/// The words of a text with their numbers.
pub(crate) fn numbered_words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let is_letter = LETTERS[usize::from(byte)] > 0;
        if is_letter || !byte.is_ascii() && starts_with_letter(&text[at..]) {
            let word = word_at(text, at);
            at = word.end as usize;
            found.push(word);
        } else {
            at += if byte.is_ascii() {
                1
            } else {
                length(&text[at..])
            };
        }
    }
    found
}

fn starts_with_letter(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric)
}

/// How many bytes the first character of a text has.
fn length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// The word that begins at a place.
fn word_at(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes();
    let (mut end, mut number) = (start, SEED);
    let (mut capitals, mut digits) = (0, false);
    while let Some(&byte) = bytes.get(end) {
        let letter = LETTERS[usize::from(byte)];
        if letter == 0 {
            break;
        }
        number = mixed(number, u64::from(letter));
        capitals += usize::from(letter != byte);
        digits |= letter.is_ascii_digit();
        end += 1;
    }
    let plain = end;
    while !bytes.get(end).is_none_or(u8::is_ascii)
        || end > plain && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
    {
        let Some(c) = text[end..].chars().next().filter(|c| c.is_alphanumeric()) else {
            break;
        };
        number = mixed_letter(number, c);
        end += c.len_utf8();
    }
    let word = &text[start..end];
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Word {
        start: offset(start),
        end: offset(end),
        shape: if end == plain {
            Shape::with(word, word.len(), capitals, digits)
        } else {
            Shape::of(word)
        },
        number,
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
        let text = "The ÉLAN of 2015–16, ‘it’s’ İstanbul caféBar9 DSLs é";
        let numbered = numbered_words(text);
        let ranges: Vec<Range<usize>> = numbered.iter().map(Word::range).collect();
        assert_eq!(ranges, words(text));
        for word in numbered {
            let letters = &text[word.range()];
            assert_eq!(word.number, number_of(letters.chars()), "{letters}");
            assert_eq!(word.shape, Shape::of(letters), "{letters}");
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
