//! Phrases in a text, as whole words and without regard to capitals.

use std::ops::Range;

/// Whether one of some phrases is all that a text says; a full stop at its end does not count.
pub(crate) fn is_one_of(text: &str, phrases: &[String]) -> bool {
    let text = text.trim().trim_end_matches(['.', ';', ',']).trim_end();
    phrases
        .iter()
        .any(|phrase| phrase.eq_ignore_ascii_case(text))
}

/// Whether a text has one of some phrases, as whole words.
pub(crate) fn has_one_of(text: &str, phrases: &[String]) -> bool {
    occurrences(text, phrases).next().is_some()
}

/// The last of some phrases in a text, as whole words: the one that ends last, and of several the last of the list.
pub(crate) fn last_of(text: &str, phrases: &[String]) -> Option<Range<usize>> {
    let last = occurrences(text, phrases).max_by_key(|(number, range)| (range.end, *number));
    last.map(|(_, range)| range)
}

/// Every place of a text where one of some phrases stands, with the number of the phrase.
fn occurrences(text: &str, phrases: &[String]) -> impl Iterator<Item = (usize, Range<usize>)> {
    let bytes = text.as_bytes();
    let begins = phrases.iter().filter_map(|phrase| phrase.bytes().next());
    let begins = begins.fold(0, |begins, first| begins | bit(first));
    let starts = bytes.iter().enumerate().filter(move |(start, first)| {
        let before = start.checked_sub(1).and_then(|at| bytes.get(at));
        bit(**first) & begins != 0 && !before.is_some_and(u8::is_ascii_alphanumeric)
    });
    starts.flat_map(move |(start, _)| {
        let each = phrases.iter().enumerate();
        each.filter_map(move |(number, phrase)| {
            let range = start..start + phrase.len();
            let found = bytes.get(range.clone())?;
            let is_there = found.eq_ignore_ascii_case(phrase.as_bytes());
            (is_there && is_whole(text, &range)).then_some((number, range))
        })
    })
}

/// A bit for each letter of the alphabet, and one for everything else.
fn bit(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => 1 << (letter - b'a'),
        _ => 1 << 31,
    }
}

/// Whether neither letter nor digit touches some bytes.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words() {
        let words = [String::from("due in"), String::from("will")];
        assert_eq!(last_of("It WILL be ‘due in’ May", &words), Some(14..20));
        assert!(!has_one_of("goodwill is overdue in May", &words));
        assert!(is_one_of(" Ongoing. ", &["ongoing".into()]));
        assert!(!is_one_of("Ongoing since May", &["ongoing".into()]));
    }

    #[test]
    fn phrases_are_found_whole() {
        let phrases = ["on call".to_string(), "duty".to_string()];
        assert!(has_one_of("The On call manager", &phrases));
        assert!(has_one_of("duty: 07700", &phrases));
        assert!(!has_one_of("heavy-dutyman", &phrases));
    }
}
