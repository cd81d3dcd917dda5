//! The text of every file that was read, so that a message can show the line it speaks of.

use std::ops::Range;

use super::Place;

/// Names a file among [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The number behind it, for a place that travels through serde.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The reverse of [`FileId::number`].
    pub(crate) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// The decoded text of every file that was read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Clone, Debug)]
struct SourceFile {
    name: String,
    text: String,
}

impl Sources {
    /// Adds a file under the name that messages show, and names it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            name: name.into(),
            text: text.into(),
        });
        id
    }

    /// The name of a file, as messages show it.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// The decoded text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// The text at a place; empty when the place does not lie in its file.
    #[must_use]
    pub fn slice(&self, place: Place) -> &str {
        self.text(place.file)
            .get(place.start as usize..place.end as usize)
            .unwrap_or("")
    }

    /// The part of a place where the bytes `range` of its text were written.
    ///
    /// Quotes and folded lines make a file's text differ from the value that was read from it, so the part is found as
    /// the same occurrence of the same characters. The whole place where it cannot be found.
    #[must_use]
    pub fn narrow(&self, place: Place, text: &str, range: &Range<usize>) -> Place {
        let Some(needle) = text.get(range.clone()).filter(|needle| !needle.is_empty()) else {
            return place;
        };
        let nth = text[..range.start].matches(needle).count();
        let Some((offset, _)) = self.slice(place).match_indices(needle).nth(nth) else {
            return place;
        };
        let start = place.start as usize + offset;
        let (line, column) = self.end_of(place, start);
        Place {
            start: number(start),
            end: number(start + needle.len()),
            line,
            column,
            ..place
        }
    }

    /// The line and the column of a byte at or behind the start of a place. They are counted from there and not from the
    /// beginning of the file, which may be long.
    pub(super) fn end_of(&self, place: Place, end: usize) -> (u32, u32) {
        let text = self.text(place.file);
        let start = text.floor_char_boundary(place.start as usize);
        let behind = &text[start..text.floor_char_boundary(end).max(start)];
        match behind.rsplit_once('\n') {
            None => (place.line, place.column + number(behind.chars().count())),
            Some((lines, last)) => (
                place.line + number(lines.matches('\n').count()) + 1,
                number(last.chars().count()) + 1,
            ),
        }
    }

    fn file(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
