//! What a text sets apart as somebody else's words: quotations, and titles.

use std::ops::Range;

/// Quotation marks: how one opens and how it closes.
const MARKS: [(char, char); 4] = [('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\'')];

/// The quotations of a text: block quotations, whose lines begin with `>`, and words within quotation marks.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = blocks(text);
    if has_marks(text) {
        let marked = MARKS.iter().flat_map(|marks| between(text, *marks));
        found.extend(marked);
    }
    found
}

/// What is set in italics or within quotation marks: where titles stand.
pub(super) fn titles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if text.contains('*') {
        found.extend(between(text, ('*', '*')));
    }
    if has_marks(text) {
        let marked = MARKS.iter().take(3).flat_map(|marks| between(text, *marks));
        found.extend(marked);
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Whether a text has a quotation mark that opens.
fn has_marks(text: &str) -> bool {
    // “ is e2 80 9c in UTF-8, and ‘ is e2 80 98.
    const FIRST: u8 = 0xe2;
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| match *byte {
        b'"' | b'\'' => true,
        FIRST => matches!(bytes.get(at + 2), Some(0x9c | 0x98)),
        _ => false,
    })
}

fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains('>') {
        return found; // nearly every text
    }
    let mut start = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let quoted = words.starts_with('>');
        match found.last_mut().filter(|_| open && quoted) {
            Some(block) => block.end = start + line.trim_end().len(),
            None if quoted => {
                let from = start + (line.len() - words.len()) + 1;
                found.push(from..(start + line.trim_end().len()).max(from));
            }
            None => {}
        }
        open = quoted;
        start += line.len();
    }
    found
}

/// What stands between marks. An apostrophe within a word opens and closes nothing.
fn between(text: &str, (opens, closes): (char, char)) -> Vec<Range<usize>> {
    let inner = |at: usize, mark: char| {
        let before = text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let after = text[at + mark.len_utf8()..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
        (before, after)
    };
    let mut found = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices() {
        let (before, after) = if c == opens || c == closes {
            inner(at, c)
        } else {
            continue;
        };
        if before && after {
            continue;
        }
        match from {
            None if c == opens && !before => from = Some(at + c.len_utf8()),
            Some(start) if c == closes && (!after || opens != closes) => {
                found.push(start..at);
                from = None;
            }
            None | Some(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'t>(text: &'t str, found: &[Range<usize>]) -> Vec<&'t str> {
        found
            .iter()
            .map(|range| text[range.clone()].trim())
            .collect()
    }

    #[test]
    fn quotations_are_found_in_marks_and_blocks() {
        let text =
            "The school’s “duty” is 'to know' it's\n\n> one line\n> and two\n\nEnd \"here\".";
        assert_eq!(
            said(text, &quotations(text)),
            ["one line\n> and two", "duty", "here", "to know"]
        );
    }

    #[test]
    fn titles_are_found_in_marks_and_italics() {
        let text = "Read *this book* and “that one” of **them**.";
        assert_eq!(said(text, &titles(text))[..2], ["this book", "that one"]);
    }
}
