//! The pieces that a report is made of: headings, cells, tables, and names in a row.

use crate::document::{Block, Cell, Column, Group, Heading, HeadingLevel, Inline, Row, Table};
use crate::model::{DateStyle, PartialDate};

pub(super) fn heading(level: u8, words: &str) -> Block {
    let level = HeadingLevel::new(level).unwrap_or(HeadingLevel::TOP);
    Block::Heading(Heading::plain(level, vec![Inline::text(words)]))
}

pub(super) fn cell(words: &str) -> Cell {
    let words = words.trim();
    Cell::data(if words.is_empty() {
        Vec::new()
    } else {
        vec![Block::paragraph(words)]
    })
}

pub(super) fn table(
    summary: &str,
    columns: &[(&str, u16)],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Block {
    let head = columns.iter().map(|(name, _)| Cell::column_header(*name));
    Block::Table(Table {
        summary: summary.into(),
        columns: columns
            .iter()
            .map(|(_, width)| Column { width: *width })
            .collect(),
        head: vec![Row::new(head.collect())],
        groups: vec![Group {
            band: None,
            continued: None,
            rows: rows.into_iter().map(Row::new).collect(),
        }],
        whole: false,
    })
}

/// "a, b and c", or the first of them and how many more there are.
pub(super) fn listed(names: &[impl AsRef<str>], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(AsRef::as_ref).collect();
    let more = names.len() - shown.len();
    match (&shown[..], more) {
        ([], _) => String::new(),
        ([only], 0) => (*only).to_string(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

pub(super) fn or_none(names: &str) -> String {
    if names.is_empty() { "–" } else { names }.to_string()
}

pub(super) fn counted(number: usize, word: &str) -> String {
    match (number, word) {
        (1, word) => format!("1 {word}"),
        (number, "entry") => format!("{number} entries"),
        (number, word) => format!("{number} {word}s"),
    }
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

pub(super) fn long(date: PartialDate) -> String {
    date.format(DateStyle::Long)
}
