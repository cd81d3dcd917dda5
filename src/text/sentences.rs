//! The sentences of a text.

use std::ops::Range;

/// The sentences of a text, as ranges of its bytes without the space around them; an item of a list is a sentence.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1);
        let ends = match byte {
            b'.' | b'!' | b'?' => next.is_none_or(u8::is_ascii_whitespace),
            b'\n' => {
                next == Some(&b'\n') || text[at + 1..].trim_start().starts_with(['-', '*', '>'])
            }
            _ => false,
        };
        if ends || next.is_none() {
            let from = start;
            start = at + 1;
            found.extend(trimmed(text, &(from..at + 1)));
        }
    }
    found
}

/// The one of some sentences that holds a range of bytes.
pub(crate) fn sentence_of(
    sentences: &[Range<usize>],
    range: &Range<usize>,
) -> Option<Range<usize>> {
    let first = sentences.partition_point(|sentence| sentence.end < range.end);
    let found = sentences.get(first);
    found
        .filter(|sentence| sentence.start <= range.start)
        .cloned()
}

fn trimmed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let start = range.start + words.len()
        - words
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '>'))
            .len();
    let end = range.start + words.trim_end().len();
    (start < end).then_some(start..end)
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
    fn sentences_and_items_are_told_apart() {
        let text = "We ask: who? All do, e.g. at\nhome.\n\n- one item\n- another – é\nEnd";
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            [
                "We ask: who?",
                "All do, e.g.",
                "at\nhome.",
                "one item",
                "another – é\nEnd"
            ]
        );
        assert_eq!(sentence_of(&sentences(text), &(4..6)), Some(0..12));
        assert_eq!(sentence_of(&sentences(text), &(10..16)), None);
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
