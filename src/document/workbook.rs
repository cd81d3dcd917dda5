//! Tables for a spreadsheet.

use jiff::civil::Date;

/// A sheet of a workbook: one heading row, and rows of as many cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What its tab says; at most 31 letters.
    pub name: &'static str,
    /// The heading of each column, with its width in letters.
    pub head: Vec<(&'static str, u16)>,
    /// The rows.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetCell {
    /// Words.
    Words(String),
    /// A number.
    Number(u64),
    /// A day.
    Day(Date),
    /// Words that lead to a file beside the workbook or to a page.
    Link {
        /// Where.
        target: String,
        /// What is said.
        words: String,
    },
}
