//! Words of a text, and phrases that are looked for among them.
//!
//! Texts differ in capitals, punctuation, line ends and emphasis where their words are the same; so words are compared,
//! and what stands between them is not.

use std::ops::Range;

/// Where each word of a text stands: letters and digits without a break. `Counter-Terrorism` is two words.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                found.push(begun..at);
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found.extend(start.map(|begun| begun..text.len()));
    found
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

/// The sentence around a place in a text: from the last full stop, question or exclamation mark, colon of a list or
/// empty line before it to the next.
pub(crate) fn sentence(text: &str, around: &Range<usize>) -> Range<usize> {
    let mut from = 0;
    for (at, mark) in text.match_indices(['.', '!', '?', '\n']) {
        if !ends_sentence(text, at, mark) {
            continue;
        }
        if at >= around.end {
            return from..at;
        }
        if at < around.start {
            from = at + mark.len();
        }
    }
    from..text.len()
}

/// Whether a mark ends a sentence: "s. 26" and "2.1" go on.
fn ends_sentence(text: &str, at: usize, mark: &str) -> bool {
    let after = &text[at + mark.len()..];
    if mark == "\n" {
        return after.starts_with(['\n', '-', '*', '>']) || text[..at].ends_with('\n');
    }
    let next = after.trim_start_matches(['”', '’', '"', '\'', '*', ')', ']']);
    let follows = next.trim_start();
    follows.is_empty()
        || (next.len() > follows.len()
            && follows.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit()))
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

    #[test]
    fn a_sentence_ends_where_people_end_it() {
        let text = "See s. 26 and 2.1 here. Next *one.* Last\n\nOther";
        let around = |words: &str| {
            let start = text.find(words).unwrap();
            &text[sentence(text, &(start..start + words.len()))]
        };
        assert_eq!(around("26"), "See s. 26 and 2.1 here");
        assert_eq!(around("one"), " Next *one");
        assert_eq!(around("Other"), "Other");
    }
}
