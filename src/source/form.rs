//! The form of single lines, looked at without the parser once it has given up.

use std::ops::Range;

use super::text::Text;

/// One line, as offsets into the text.
pub(super) struct Line<'a> {
    text: &'a str,
    pub(super) start: usize,
    /// The first byte after the spaces at its start.
    pub(super) content: usize,
    /// The end of its content, spaces at its end left out.
    pub(super) end: usize,
}

impl<'a> Line<'a> {
    /// The line of a byte.
    pub(super) fn of(text: Text<'a>, at: usize) -> Self {
        let start = text.line_start(at);
        let line = text.line(at);
        let end = start + line.trim_end().len();
        let content = start + (line.len() - line.trim_start().len()).min(line.trim_end().len());
        Self {
            text: text.text,
            start,
            content,
            end,
        }
    }

    /// How many bytes of space it starts with.
    pub(super) fn width(&self) -> usize {
        self.content - self.start
    }

    /// Where the value starts: after `name: `, or after the dash of an item that has no name.
    fn value_start(&self) -> Option<usize> {
        let mut start = self.content;
        while let Some(rest) = self.text[start..self.end].strip_prefix("- ") {
            start = self.end - rest.trim_start().len();
        }
        let item = &self.text[start..self.end];
        let after_name = if item.starts_with(['"', '\'', '[', '{', '*', '&', '!']) {
            None
        } else {
            item.find(": ").map(|colon| colon + 2)
        };
        match after_name {
            Some(after) => {
                let value = &item[after..];
                Some(start + after + value.len() - value.trim_start().len())
            }
            None if start > self.content => Some(start),
            None => None,
        }
    }

    /// Whether the value starts at a byte.
    pub(super) fn starts_value(&self, at: usize) -> bool {
        self.value_start() == Some(at) || self.content == at
    }

    /// The value, as far as the end of the line.
    pub(super) fn value_to_end(&self) -> Option<Range<usize>> {
        self.value_start()
            .filter(|start| *start < self.end)
            .map(|start| start..self.end)
    }

    /// The value, if it ends with the line: nothing below it is indented further.
    pub(super) fn value(&self) -> Option<Range<usize>> {
        self.value_to_end().filter(|_| self.stands_alone())
    }

    /// All that the line holds, if nothing below it is indented further.
    pub(super) fn whole(&self) -> Option<Range<usize>> {
        (self.content < self.end && self.stands_alone()).then_some(self.content..self.end)
    }

    fn stands_alone(&self) -> bool {
        let below = self.text[self.end..]
            .split('\n')
            .skip(1)
            .find(|line| !line.trim().is_empty());
        below.is_none_or(|line| line.len() - line.trim_start().len() <= self.width())
    }
}

/// The quote that was opened last at or before a byte: one at the start of a value.
pub(super) fn open_quote(text: Text<'_>, at: usize) -> usize {
    if text.text[at..].starts_with(['"', '\'']) && Line::of(text, at).starts_value(at) {
        return at;
    }
    let before = &text.text[..at];
    before
        .rmatch_indices(['"', '\''])
        .map(|(index, _)| index)
        .find(|index| {
            let ahead = &before[..*index];
            ahead.is_empty() || ahead.ends_with([' ', '\n', '[', '{', ',', '('])
        })
        .unwrap_or(at)
}

/// The bracket that is open at a byte, if any. Brackets in quotes count too, for the quotes may be what is wrong.
pub(super) fn open_bracket(text: Text<'_>, before: usize) -> Option<usize> {
    let mut closed = 0_usize;
    let brackets = text.text[..before].rmatch_indices(['[', ']', '{', '}']);
    for (index, bracket) in brackets.filter(|(index, _)| !is_in_note(text, *index)) {
        if matches!(bracket, "]" | "}") {
            closed += 1;
        } else if closed == 0 {
            return Some(index);
        } else {
            closed -= 1;
        }
    }
    None
}

/// Whether a sign stands in a note to people, after `#`.
fn is_in_note(text: Text<'_>, at: usize) -> bool {
    let before = &text.text[text.line_start(at)..at];
    before.trim_start().starts_with('#') || before.contains(" #")
}

/// The bracket of the other kind that stands in the same line where this one should be closed.
pub(super) fn closes_elsewhere(text: Text<'_>, open: usize) -> Option<char> {
    let close = if text.text[open..].starts_with('[') {
        ']'
    } else {
        '}'
    };
    text.line(open)[open - text.line_start(open)..]
        .chars()
        .find(|letter| matches!(letter, ']' | '}'))
        .filter(|letter| *letter != close)
}
