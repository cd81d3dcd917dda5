//! A decoded text that can name its places.

use crate::diagnostic::{FileId, Place};

/// The decoded text of a file, with the file it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
}

impl<'a> Text<'a> {
    /// The place of a stretch of bytes; what lies outside the text is moved inside, onto character boundaries. Counts
    /// lines from the start of the text, so it is for faults, not for every value.
    pub(super) fn place(self, start: usize, end: usize) -> Place {
        let start = self.text.floor_char_boundary(start);
        let end = self.text.ceil_char_boundary(end.max(start));
        let line_start = self.line_start(start);
        Place {
            file: self.file,
            start: offset(start),
            end: offset(end),
            line: offset(self.text[..start].matches('\n').count() + 1),
            column: offset(self.text[line_start..start].chars().count() + 1),
        }
    }

    /// Where the line of a byte starts.
    pub(super) fn line_start(self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at);
        self.text[..at].rfind('\n').map_or(0, |index| index + 1)
    }

    /// The line of a byte, without its line feed.
    pub(super) fn line(self, at: usize) -> &'a str {
        let rest = &self.text[self.line_start(at)..];
        rest.split('\n').next().unwrap_or(rest)
    }

    /// What stands before a byte on its line.
    pub(super) fn before(self, at: usize) -> &'a str {
        &self.text[self.line_start(at)..self.text.floor_char_boundary(at)]
    }

    /// What stands on the line of a byte from there on.
    pub(super) fn after(self, at: usize) -> &'a str {
        let rest = &self.text[self.text.floor_char_boundary(at)..];
        rest.split('\n').next().unwrap_or(rest)
    }
}

/// An offset or a count as places keep it. A text is never longer than [`LIMIT`](super::LIMIT), so nothing is cut.
pub(super) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// What was typed, short enough for a message: its first line, at most 40 characters.
pub(super) fn short(text: &str) -> String {
    cut(text, 40)
}

fn cut(text: &str, most: usize) -> String {
    let line = text.trim().lines().next().unwrap_or("").trim_end();
    if line.chars().count() <= most {
        return line.to_owned();
    }
    line.chars().take(most - 1).chain(['…']).collect()
}

/// A text in the quotes that need the least change to it, as a help message shows it.
pub(super) fn quoted(text: &str) -> String {
    let text = cut(text, 100);
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
