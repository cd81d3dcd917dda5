//! Which rows changed, where cells span rows.
//!
//! Rows that a cell joins are a grid. Two grids become one by the cells that span all rows of either: these stay, and span
//! all rows of both. What is beside them are smaller grids, of which the first of each become one in their turn, for their
//! first rows are where the cells beside them begin; all others are paired by likeness, deleted or inserted. So no row
//! that one edition has not holds the beginning of a cell that covers rows of both.

use super::align::{Step, align};
use super::blocks::blocks;
use super::likeness::Likeness;
use crate::document::{Block, Cell, Change, Row, Table, Was};

/// How alike rows must be to be one that changed, in thousandths.
const ALIKE: u32 = 350;
/// The same for the first cells of rows, where these alone tell.
const ALIKE_FIRST: u32 = 800;

/// Some rows of two tables, with their changes: heading rows or those of one group.
pub(super) fn rows(old: &Table, old_rows: &[Row], new: &Table, new_rows: &[Row]) -> Vec<Row> {
    if old_rows == new_rows {
        return new_rows.to_vec();
    }
    let old = Grid::of(old, old_rows).divided();
    let new = Grid::of(new, new_rows).divided();
    let made = aligned(&old, &new);
    made.into_iter().map(Made::row).collect()
}

/// Rows, or what of them lies in some columns.
struct Grid<'a> {
    /// For each row, whether it is written in by hand.
    fill_in: Vec<bool>,
    cells: Vec<Placed<'a>>,
}

/// A cell with the row and the column where it begins.
#[derive(Clone, Copy)]
struct Placed<'a> {
    row: usize,
    column: usize,
    cell: &'a Cell,
}

impl Placed<'_> {
    fn end(&self) -> usize {
        self.row + usize::from(self.cell.row_span)
    }

    /// Whether the other cell is of the same kind and begins in the same place of its row.
    fn matches(&self, other: &Self) -> bool {
        let kind = |cell: &Cell| (cell.column_span, cell.role, cell.direction);
        (self.row, self.column) == (other.row, other.column) && kind(self.cell) == kind(other.cell)
    }
}

/// A row of both editions while it is made.
struct Made {
    change: Option<Change>,
    fill_in: bool,
    cells: Vec<(usize, Cell)>,
}

impl Made {
    fn row(mut self) -> Row {
        self.cells.sort_by_key(|(column, _)| *column);
        Row {
            cells: self.cells.into_iter().map(|(_, cell)| cell).collect(),
            fill_in: self.fill_in,
            change: self.change,
        }
    }
}

impl<'a> Grid<'a> {
    /// Of heading rows or the rows of a group.
    fn of(table: &Table, rows: &'a [Row]) -> Self {
        let mut cells = Vec::new();
        for ((row, whole), starts) in rows.iter().enumerate().zip(table.starts(rows)) {
            for (cell, column) in whole.cells.iter().zip(starts) {
                cells.push(Placed { row, column, cell });
            }
        }
        Self {
            fill_in: rows.iter().map(|row| row.fill_in).collect(),
            cells,
        }
    }

    fn height(&self) -> usize {
        self.fill_in.len()
    }

    /// The grids that it falls into where no cell reaches from one row to the next.
    fn divided(&self) -> Vec<Self> {
        let mut grids = Vec::new();
        let mut first = 0;
        for next in 1..=self.height() {
            let crossed = self
                .cells
                .iter()
                .any(|cell| cell.row < next && cell.end() > next);
            if crossed {
                continue;
            }
            let within = self
                .cells
                .iter()
                .filter(|cell| (first..next).contains(&cell.row));
            grids.push(Grid {
                fill_in: self.fill_in[first..next].to_vec(),
                cells: within
                    .map(|cell| Placed {
                        row: cell.row - first,
                        ..*cell
                    })
                    .collect(),
            });
            first = next;
        }
        grids
    }

    /// The cell that begins in the first row there and spans all rows, if it is of that kind.
    fn spanning(&self, like: &Placed<'_>) -> Option<Placed<'a>> {
        let mut cells = self.cells.iter().copied();
        cells.find(|cell| cell.matches(like) && cell.end() == self.height())
    }

    fn without(&self, taken: &[usize]) -> Self {
        let cells = self.cells.iter().copied();
        Self {
            fill_in: self.fill_in.clone(),
            cells: cells
                .filter(|cell| cell.row > 0 || !taken.contains(&cell.column))
                .collect(),
        }
    }

    /// All its rows, which one edition has not.
    fn whole(&self, change: Change) -> Vec<Made> {
        let row = |(row, fill_in): (usize, &bool)| {
            let cells = self.cells.iter().filter(|cell| cell.row == row);
            Made {
                change: Some(change),
                fill_in: *fill_in,
                cells: cells.map(|cell| (cell.column, cell.cell.clone())).collect(),
            }
        };
        self.fill_in.iter().enumerate().map(row).collect()
    }

    fn words(&self) -> Parts {
        let all = self
            .cells
            .iter()
            .flat_map(|cell| cell.cell.blocks.iter().cloned());
        let all: Vec<Block> = all.collect();
        let first = self
            .cells
            .iter()
            .map(|cell| cell.cell)
            .find(|cell| !cell.blocks.is_empty());
        let kinds = self
            .cells
            .iter()
            .map(|cell| (cell.row, cell.column, cell.cell));
        let same = format!("{:?} {:?}", kinds.collect::<Vec<_>>(), self.fill_in);
        Parts {
            first: Likeness::of_blocks(first.map_or(&[], |cell| &cell.blocks)),
            whole: Likeness::of(&same, "").with_words_of(&Likeness::of_blocks(&all)),
        }
    }
}

/// What tells some rows from others.
struct Parts {
    first: Likeness,
    whole: Likeness,
}

/// Grids one below the other, paired by likeness.
fn aligned(old: &[Grid<'_>], new: &[Grid<'_>]) -> Vec<Made> {
    let parts = |grids: &[Grid<'_>]| -> Vec<Parts> { grids.iter().map(Grid::words).collect() };
    let (old_parts, new_parts) = (parts(old), parts(new));
    let score = |i: usize, j: usize| {
        let likeness = old_parts[i].whole.to(&new_parts[j].whole);
        let first = if old_parts[i].first.is_a_name() {
            old_parts[i].first.to(&new_parts[j].first)
        } else {
            0
        };
        if likeness >= ALIKE || first >= ALIKE_FIRST {
            likeness + first + 1
        } else {
            0
        }
    };
    let whole = |parts: &[Parts]| -> Vec<Likeness> {
        parts.iter().map(|parts| parts.whole.clone()).collect()
    };
    let mut made = Vec::new();
    for step in align(&whole(&old_parts), &whole(&new_parts), score) {
        made.extend(match step {
            Step::Old(i) => old[i].whole(Change::Deleted),
            Step::New(j) => new[j].whole(Change::Inserted),
            Step::Both(i, j) => paired(&old[i], &new[j]).unwrap_or_else(|| {
                let mut rows = old[i].whole(Change::Deleted);
                rows.extend(new[j].whole(Change::Inserted));
                rows
            }),
        });
    }
    made
}

/// Two grids as one, whose first row both editions have; `None` where their first rows are not of one kind.
fn paired(old: &Grid<'_>, new: &Grid<'_>) -> Option<Vec<Made>> {
    let spanning = old
        .cells
        .iter()
        .filter(|cell| cell.row == 0 && cell.end() == old.height());
    let fixed: Vec<_> = spanning
        .filter_map(|cell| Some((*cell, new.spanning(cell)?)))
        .collect();
    let taken: Vec<usize> = fixed.iter().map(|(cell, _)| cell.column).collect();
    let (old_rest, new_rest) = (old.without(&taken), new.without(&taken));
    let mut made = if old_rest.cells.is_empty() && new_rest.cells.is_empty() {
        if old.fill_in != new.fill_in {
            return None;
        }
        let row = |fill_in: &bool| Made {
            change: None,
            fill_in: *fill_in,
            cells: Vec::new(),
        };
        new.fill_in.iter().map(row).collect()
    } else {
        let (olds, news) = (old_rest.divided(), new_rest.divided());
        if fixed.is_empty() && olds.len() == 1 && news.len() == 1 {
            return None;
        }
        let ([first_old, olds @ ..], [first_new, news @ ..]) = (&olds[..], &news[..]) else {
            return None;
        };
        let mut made = paired(first_old, first_new)?;
        made.extend(aligned(olds, news));
        made
    };
    let row_span = u16::try_from(made.len()).ok()?;
    let cells = fixed.iter().map(|(old, new)| {
        let cell = cell(old.cell, new.cell, row_span);
        (new.column, cell)
    });
    made.first_mut()?.cells.extend(cells);
    Some(made)
}

fn cell(old: &Cell, new: &Cell, row_span: u16) -> Cell {
    Cell {
        column_span: new.column_span,
        row_span,
        role: new.role,
        direction: new.direction,
        tone: new.tone,
        was: (old.tone != new.tone).then_some(Was { tone: old.tone }),
        blocks: blocks(&old.blocks, &new.blocks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Column, Group, Tone, plain_text};

    /// An area with its actions: the area's cell spans the rows of all.
    fn area(name: &str, actions: &[&str]) -> Group {
        let cell = |words: &str| Cell::data(vec![Block::paragraph(words)]);
        let mut rows: Vec<Row> = actions
            .iter()
            .map(|words| Row::new(vec![cell(words)]))
            .collect();
        let area = Cell {
            row_span: u16::try_from(actions.len()).unwrap(),
            ..Cell::row_header(name)
        };
        rows[0].cells.insert(0, area);
        Group {
            band: None,
            continued: None,
            rows,
        }
    }

    fn table(groups: Vec<Group>) -> Table {
        Table {
            summary: "Actions".into(),
            columns: vec![Column { width: 1 }; 2],
            head: Vec::new(),
            groups,
            whole: false,
        }
    }

    /// What became of each row, and what its first cells say: `+`, `-` or a space, the span, the words.
    fn shown(old: &Table, new: &Table) -> Vec<String> {
        let table = super::super::table::table(old, new).unwrap();
        let rows = table.groups.iter().flat_map(|group| &group.rows);
        // A paragraph, or one of either edition.
        let words = |cell: &Cell| {
            let sign = |block: &Block| {
                if let Block::Paragraph { content } = block {
                    plain_text(content)
                } else if let Block::Changed { blocks, .. } = block
                    && let [Block::Paragraph { content }] = &blocks[..]
                {
                    plain_text(content)
                } else {
                    String::new()
                }
            };
            cell.blocks.iter().map(sign).collect::<String>()
        };
        let row = |row: &Row| {
            let sign = match row.change {
                Some(Change::Inserted) => "+",
                Some(Change::Deleted) => "-",
                None => " ",
            };
            let cells = row.cells.iter();
            let cells = cells.map(|cell| format!(" {}:{}", cell.row_span, words(cell)));
            format!("{sign}{}", cells.collect::<String>())
        };
        rows.map(row).collect()
    }

    #[test]
    fn rows_come_and_go_within_the_span_of_their_area() {
        let old = table(vec![area(
            "Leadership",
            &["Name a lead", "Meet each term", "Train staff"],
        )]);
        let new = table(vec![area(
            "Leadership",
            &[
                "Name a lead",
                "Train staff",
                "Write a log",
                "Ring the police",
            ],
        )]);
        assert_eq!(
            shown(&old, &new),
            [
                "  5:Leadership 1:Name a lead",
                "- 1:Meet each term",
                "  1:Train staff",
                "+ 1:Write a log",
                "+ 1:Ring the police"
            ]
        );
        // The first row stays, whatever it says: the area begins in it.
        let new = table(vec![area("Leadership", &["Meet each term"])]);
        assert_eq!(
            shown(&old, &new)[0],
            "  3:Leadership 1:Name a leadMeet each term"
        );
    }

    #[test]
    fn an_area_that_another_replaced_goes_with_all_its_rows() {
        let old = table(vec![area("Leadership", &["Name a lead", "Meet each term"])]);
        let new = table(vec![
            area("Visitors and lettings", &["Check each speaker beforehand"]),
            area("Leadership", &["Name a lead", "Meet each term"]),
        ]);
        assert_eq!(
            shown(&old, &new),
            [
                "+ 1:Visitors and lettings 1:Check each speaker beforehand",
                "  2:Leadership 1:Name a lead",
                "  1:Meet each term"
            ]
        );
        assert_eq!(
            shown(&new, &old)[0],
            "- 1:Visitors and lettings 1:Check each speaker beforehand"
        );
    }

    #[test]
    fn rows_are_known_by_their_words_and_not_by_their_numbers() {
        let row = |number: &str, words: &str| area(number, &[words]).rows.remove(0);
        let group = |rows| Group {
            band: None,
            continued: None,
            rows,
        };
        let old = table(vec![group(vec![
            row("1", "Stickers near the bus stop"),
            row("2", "Chat in online games"),
        ])]);
        let new = table(vec![group(vec![row("1", "Chat in online games")])]);
        assert_eq!(
            shown(&old, &new),
            [
                "- 1:1 1:Stickers near the bus stop",
                "  1:21 1:Chat in online games"
            ]
        );
    }

    #[test]
    fn a_rating_keeps_what_it_was() {
        let rated = |tone, word: &str| {
            let mut group = area("Leadership", &["Name a lead"]);
            group.rows[0].cells[1].tone = Some(tone);
            group.rows[0].cells[1].blocks = vec![Block::paragraph(word)];
            table(vec![group])
        };
        let (old, new) = (rated(Tone::Amber, "Amber"), rated(Tone::Green, "Green"));
        let marked = super::super::table::table(&old, &new).unwrap();
        let cell = &marked.groups[0].rows[0].cells[1];
        assert_eq!(
            (cell.tone, cell.was),
            (
                Some(Tone::Green),
                Some(Was {
                    tone: Some(Tone::Amber)
                })
            )
        );
    }
}
