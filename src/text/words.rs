//! Words of a text, and phrases that are looked for among them.
//!
//! Texts differ in capitals, punctuation, line ends and emphasis where their words are the same; so words are compared,
//! and what stands between them is not.

use std::ops::Range;

/// Where each word of a text stands: letters and digits without a break. `Counter-Terrorism` is two words.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(text.len() / 6);
    let (mut start, mut at) = (None, 0);
    while let Some(byte) = bytes.get(at) {
        let (belongs, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let c = text[at..].chars().next();
            c.map_or((false, 1), |c| (c.is_alphanumeric(), c.len_utf8()))
        };
        if belongs {
            start = start.or(Some(at));
        } else if let Some(begun) = start.take() {
            found.push(begun..at);
        }
        at += length;
    }
    found.extend(start.map(|begun| begun..text.len()));
    found
}

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

/// Whether a word is another in small letters.
pub(crate) fn same(word: &str, folded: &str) -> bool {
    word.eq_ignore_ascii_case(folded) || (!word.is_ascii() && word.to_lowercase() == folded)
}

/// Whether a phrase stands among words from the first on.
pub(crate) fn begins_with(text: &str, words: &[Range<usize>], phrase: &[String]) -> bool {
    words.len() >= phrase.len()
        && phrase
            .iter()
            .zip(words)
            .all(|(folded, word)| same(&text[word.clone()], folded))
}

/// Whether a phrase stands anywhere in a text.
pub(crate) fn says(text: &str, phrase: &str) -> bool {
    let (phrase, words) = (folded(phrase), words(text));
    (0..words.len()).any(|at| begins_with(text, &words[at..], &phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

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
