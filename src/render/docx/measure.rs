//! Widths, lengths and heights of a table's parts.

use super::lengths::Lengths;
use crate::document::{Block, Cell, Direction, Field, Heading, Inline, Row, Table, plain_text};

/// About how many characters wide the space is that a list stands in.
const LIST_INDENT: usize = 3;
/// The tallest that turned text may make a row, in twentieths of a point: 6 cm.
const TALLEST: usize = 3400;

/// How many characters a line of a cell of that width holds.
pub(super) fn characters(width: usize, lengths: Lengths) -> usize {
    (width.saturating_sub(lengths.cell_sides()) / lengths.character).max(1)
}

/// About how many lines some blocks fill where a line holds that many characters.
pub(super) fn lines(blocks: &[Block], line: usize) -> usize {
    let words = |content: &[Inline]| {
        let breaks = content
            .iter()
            .filter(|run| matches!(run, Inline::LineBreak));
        breaks.count() + plain_text(content).chars().count().div_ceil(line)
    };
    let list_line = line.saturating_sub(LIST_INDENT).max(1);
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading(Heading { content, .. }) | Block::Paragraph { content } => {
                words(content).max(1)
            }
            Block::Changed { blocks, .. } => lines(blocks, line),
            Block::Quotation { blocks } => lines(blocks, list_line),
            Block::Panel { title, blocks } => words(title) + lines(blocks, list_line),
            Block::Clauses { clauses } => clauses
                .iter()
                .map(|clause| lines(&clause.blocks, list_line))
                .sum(),
            Block::Contents { .. } => 0,
            Block::Exhibit(page) => words(&page.caption),
            Block::List(list) => list.items.iter().map(|item| lines(item, list_line)).sum(),
            Block::Fields(fields) => fields
                .fields
                .iter()
                .map(|Field { label, value }| {
                    (label.words().chars().count() + 2).div_ceil(line) + words(value)
                })
                .sum(),
            Block::Table(table) => table_lines(table, line),
        })
        .sum()
}

fn table_lines(table: &Table, line: usize) -> usize {
    let line = (line / table.columns.len().max(1)).max(1);
    let body = table.groups.iter().flat_map(|group| &group.rows);
    let cells = |row: &Row| {
        let cells = row.cells.iter().map(|cell| lines(&cell.blocks, line));
        cells.max().unwrap_or(0)
    };
    table.head.iter().chain(body).map(cells).sum()
}

/// How many characters some blocks say: lines of one character each.
fn length(blocks: &[Block]) -> usize {
    lines(blocks, 1)
}

/// How tall each row must at least be so that a cell's turned text has room, in twentieths of a point; 0 when the
/// text is not turned. Word does not stretch rows for turned text.
pub(super) fn turned_height(cell: &Cell, width: usize, lengths: Lengths) -> u32 {
    match cell.direction {
        Direction::Across => 0,
        Direction::Upwards => {
            let lines = (width.saturating_sub(lengths.cell_rows) / lengths.line).max(1);
            // A line more than the plain division says, for the words that do not fill theirs.
            let along = (length(&cell.blocks) * lengths.character / lines + 3 * lengths.character)
                .min(TALLEST);
            let height = along.div_ceil(usize::from(cell.row_span.max(1)));
            u32::try_from(height).unwrap_or(u32::MAX)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Design;

    fn lengths() -> Lengths {
        Lengths::of(&Design::default())
    }

    #[test]
    fn turned_text_asks_for_room_that_its_rows_share() {
        let mut cell = Cell::data(vec![Block::paragraph("Leadership")]);
        assert_eq!(turned_height(&cell, 500, lengths()), 0);
        cell.direction = Direction::Upwards;
        let alone = turned_height(&cell, 500, lengths());
        cell.row_span = 2;
        assert!(alone > 1000 && turned_height(&cell, 500, lengths()) == alone.div_ceil(2));
    }
}
