//! Tables with groups of rows and cells that span.

use serde::Serialize;

use super::{Block, Change, Inline};

/// A table whose rows come in groups; its heading rows return on every page.
///
/// Cells lie as in HTML: a row lists only the cells that begin in it, and a cell that spans rows is not listed again.
/// [`Table::validate`] holds what writers may rely on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What a screen reader says the table is; never empty.
    pub summary: String,
    /// The columns from left to right; never empty.
    pub columns: Vec<Column>,
    /// The heading rows, repeated on every page.
    pub head: Vec<Row>,
    /// The body.
    pub groups: Vec<Group>,
    /// Whether it is kept on one page where it fits on one.
    pub whole: bool,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The column's part of the table's width, relative to the sum over all columns; at least 1.
    pub width: u16,
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// A heading across the whole width; repeated at the top of each page that the group runs on to, when
    /// `continued` says how.
    pub band: Option<Vec<Inline>>,
    /// What to print across the whole width at the top of each further page that the group runs on to. It is page
    /// furniture: not read aloud, not part of the document's words, and without changes.
    pub continued: Option<Vec<Inline>>,
    /// The rows; spans never leave the group.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The cells that begin in this row, from left to right.
    pub cells: Vec<Cell>,
    /// Whether the row is tall enough to be written in by hand, for a signature.
    pub fill_in: bool,
    /// What became of the whole row, where only one of two editions has it; its cells then hold no changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

impl Row {
    /// A row that is as tall as its words.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            fill_in: false,
            change: None,
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// How many columns it covers; at least 1.
    pub column_span: u16,
    /// How many rows it covers; at least 1.
    pub row_span: u16,
    /// Whether it heads a column or a row.
    pub role: CellRole,
    /// Which way its text runs.
    pub direction: Direction,
    /// A meaning that the cell's colour repeats; the words always say it too.
    pub tone: Option<Tone>,
    /// What it was in the other edition, where its words alone do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Was>,
    /// What it says; empty for an empty cell.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// A cell of one column and one row that holds data.
    #[must_use]
    pub fn data(blocks: Vec<Block>) -> Self {
        Self {
            column_span: 1,
            row_span: 1,
            role: CellRole::Data,
            direction: Direction::Across,
            tone: None,
            was: None,
            blocks,
        }
    }

    /// A cell of one column and one row that heads its row.
    #[must_use]
    pub fn row_header(text: impl Into<String>) -> Self {
        Self {
            role: CellRole::RowHeader,
            ..Self::data(vec![Block::paragraph(text)])
        }
    }

    /// A cell of one column and one row that heads a column.
    #[must_use]
    pub fn column_header(text: impl Into<String>) -> Self {
        Self {
            role: CellRole::ColumnHeader,
            ..Self::data(vec![Block::paragraph(text)])
        }
    }
}

/// What a cell was in the other edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Was {
    /// Its tone.
    pub tone: Option<Tone>,
}

/// What a cell is to a reader who cannot see the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellRole {
    /// An ordinary cell.
    Data,
    /// The heading of the column or columns below it.
    ColumnHeader,
    /// The heading of the row or rows beside it.
    RowHeader,
}

/// Which way a cell's text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From left to right.
    Across,
    /// From the foot to the top, as on the spine of a folder.
    Upwards,
}

/// A meaning that a cell's colour repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Not started, or in difficulty.
    Red,
    /// Under way.
    Amber,
    /// To be watched; a level of scales with more than three colours.
    Yellow,
    /// Done, and in place.
    Green,
    /// Not rated yet.
    Unrated,
}

/// How a table breaks the promises that writers rely on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// The table has no column, or a column has no width.
    NoWidth,
    /// The summary is empty.
    NoSummary,
    /// A row's cells do not fill the table's columns exactly.
    Ragged {
        /// Which row, counted over the whole table from 0, heading rows first.
        row: usize,
    },
    /// A cell covers no row or column, or rows beyond its group.
    Span {
        /// Which row, counted over the whole table from 0, heading rows first.
        row: usize,
    },
    /// A cell begins in a row that only one edition has and covers rows of the other.
    Change {
        /// Which row, counted over the whole table from 0, heading rows first.
        row: usize,
    },
}

impl std::fmt::Display for TableFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoWidth => write!(f, "a table needs columns, each with a width"),
            Self::NoSummary => write!(f, "a table needs a summary"),
            Self::Ragged { row } => write!(f, "the cells of row {row} do not fill the columns"),
            Self::Span { row } => write!(
                f,
                "a cell of row {row} covers nothing, or rows of another group"
            ),
            Self::Change { row } => write!(
                f,
                "a cell of row {row} covers rows that stay when its own row goes"
            ),
        }
    }
}

impl std::error::Error for TableFault {}

impl Table {
    /// Checks the promises that writers rely on: every row fills the columns exactly, spans stay in their group, and so they
    /// do when rows that only one of two editions has are taken out.
    ///
    /// # Errors
    /// The first [`TableFault`], from the top.
    pub fn validate(&self) -> Result<(), TableFault> {
        if self.columns.is_empty() || self.columns.iter().any(|column| column.width == 0) {
            return Err(TableFault::NoWidth);
        }
        if self.summary.trim().is_empty() {
            return Err(TableFault::NoSummary);
        }
        let mut first_row = 0;
        for rows in std::iter::once(&self.head).chain(self.groups.iter().map(|group| &group.rows)) {
            lay_out(rows, self.columns.len(), first_row)?;
            if let Some(row) = rows.iter().enumerate().position(|(row, _)| cuts(rows, row)) {
                return Err(TableFault::Change {
                    row: first_row + row,
                });
            }
            first_row += rows.len();
        }
        Ok(())
    }

    /// Where each cell of `rows` begins: for each row, the column of each of its cells.
    ///
    /// `rows` are the heading rows or the rows of one group of a valid table.
    #[must_use]
    pub fn starts(&self, rows: &[Row]) -> Vec<Vec<usize>> {
        lay_out(rows, self.columns.len(), 0).unwrap_or_default()
    }
}

/// Whether a cell that begins in a row would lose its beginning while other rows that it covers stay.
fn cuts(rows: &[Row], row: usize) -> bool {
    let begin = &rows[row];
    begin.change.is_some()
        && begin.cells.iter().any(|cell| {
            let covered = rows.iter().skip(row).take(cell.row_span.into());
            covered
                .into_iter()
                .any(|other| other.change != begin.change)
        })
}

/// Places the cells of a block of rows on the grid and returns the column where each begins.
fn lay_out(rows: &[Row], columns: usize, first_row: usize) -> Result<Vec<Vec<usize>>, TableFault> {
    let mut open = vec![0usize; columns]; // rows that a cell from above still covers, by column
    let mut starts = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let ragged = || TableFault::Ragged {
            row: first_row + index,
        };
        let mut column = 0;
        let mut begins = Vec::with_capacity(row.cells.len());
        let mut next: Vec<usize> = open.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in &row.cells {
            let (across, down) = (usize::from(cell.column_span), usize::from(cell.row_span));
            if across == 0 || down == 0 || index + down > rows.len() {
                return Err(TableFault::Span {
                    row: first_row + index,
                });
            }
            while open.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let free = open
                .get(column..column + across)
                .is_some_and(|span| span.iter().all(|rows| *rows == 0));
            if !free {
                return Err(ragged());
            }
            next[column..column + across].fill(down - 1);
            begins.push(column);
            column += across;
        }
        if open.iter().skip(column).any(|rows| *rows == 0) {
            return Err(ragged());
        }
        starts.push(begins);
        open = next;
    }
    Ok(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: Vec<Vec<(u16, u16)>>) -> Table {
        let row = |spans: Vec<(u16, u16)>| {
            let cell = |(column_span, row_span)| Cell {
                column_span,
                row_span,
                ..Cell::data(vec![])
            };
            Row::new(spans.into_iter().map(cell).collect())
        };
        Table {
            summary: "Actions".into(),
            columns: vec![Column { width: 1 }; 3],
            head: vec![],
            groups: vec![Group {
                band: None,
                continued: None,
                rows: rows.into_iter().map(row).collect(),
            }],
            whole: false,
        }
    }

    #[test]
    fn spans_that_fill_the_grid_are_accepted() {
        let table = table(vec![
            vec![(1, 2), (1, 1), (1, 1)],
            vec![(2, 1)],
            vec![(3, 1)],
        ]);
        assert_eq!(table.validate(), Ok(()));
        assert_eq!(
            table.starts(&table.groups[0].rows),
            vec![vec![0, 1, 2], vec![1], vec![0]]
        );
    }

    #[test]
    fn a_row_that_goes_takes_its_spans_with_it() {
        let mut table = table(vec![vec![(1, 2), (2, 1)], vec![(2, 1)], vec![(3, 1)]]);
        table.groups[0].rows[1].change = Some(Change::Inserted);
        assert_eq!(table.validate(), Ok(()));
        table.groups[0].rows[0].change = Some(Change::Deleted);
        assert_eq!(table.validate(), Err(TableFault::Change { row: 0 }));
        table.groups[0].rows[1].change = Some(Change::Deleted);
        assert_eq!(table.validate(), Ok(()));
    }

    #[test]
    fn gaps_overlaps_and_runaway_spans_are_refused() {
        assert_eq!(
            table(vec![vec![(1, 1), (1, 1)]]).validate(),
            Err(TableFault::Ragged { row: 0 })
        );
        assert_eq!(
            table(vec![vec![(2, 1), (2, 1)]]).validate(),
            Err(TableFault::Ragged { row: 0 })
        );
        assert_eq!(
            table(vec![vec![(3, 2)]]).validate(),
            Err(TableFault::Span { row: 0 })
        );
        assert_eq!(
            table(vec![vec![(3, 1)], vec![(0, 1), (3, 1)]]).validate(),
            Err(TableFault::Span { row: 1 })
        );
        assert_eq!(
            table(vec![vec![(1, 2), (2, 1)], vec![(3, 1)]]).validate(),
            Err(TableFault::Ragged { row: 1 })
        );
    }
}
