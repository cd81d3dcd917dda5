//! Words between spaces, as addresses stand in texts.

use std::ops::Range;

/// What stands around words and belongs to none.
fn is_wall(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '"')
}

/// What stands at an edge of words and belongs to the sentence.
fn is_edge(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '*' | '\'' | '‘' | '’' | '“' | '”' | '…'
    )
}

/// Where the words of a text stand, without brackets and the punctuation around them.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(|c| !is_wall(c))?;
        let end = text[start..]
            .find(is_wall)
            .map_or(text.len(), |length| start + length);
        rest = end;
        let word = text[start..end].trim_end_matches(is_edge);
        let bare = word.trim_start_matches(is_edge);
        let from = start + word.len() - bare.len();
        Some(from..from + bare.len())
    })
}
