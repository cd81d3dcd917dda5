//! The sentences of a text.

use std::ops::Range;

/// The sentences of a text, as ranges of its bytes without the space around them; an item of a list is a sentence.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
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

/// The sentence that holds a range of bytes; the whole text where none does.
pub(super) fn sentence_of(text: &str, range: &Range<usize>) -> Range<usize> {
    sentences(text)
        .into_iter()
        .find(|sentence| sentence.start <= range.start && range.end <= sentence.end)
        .unwrap_or(0..text.len())
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
        assert_eq!(sentence_of(text, &(4..6)), 0..12);
    }
}
