//! Widths, lengths and heights of a table's parts.

use crate::document::{Block, Cell, Column, Direction, plain_text};

/// The usual width of a character of a table's text, in twentieths of a point.
const CHARACTER: usize = 105;
/// The height of a line of a table's text, in twentieths of a point.
const LINE: usize = 245;
/// The tallest that turned text may make a row, in twentieths of a point: 6 cm.
const TALLEST: usize = 3400;

/// The widths of the columns, which together are exactly `width`.
pub(super) fn columns(columns: &[Column], width: usize) -> Vec<usize> {
    let total: usize = columns.iter().map(|column| usize::from(column.width)).sum();
    let mut sum = 0;
    let mut left = 0;
    columns
        .iter()
        .map(|column| {
            sum += usize::from(column.width);
            let right = width * sum / total.max(1);
            let column = right - left;
            left = right;
            column
        })
        .collect()
}

/// How many characters some blocks say.
pub(super) fn length(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                plain_text(content).chars().count()
            }
            Block::List(list) => list.items.iter().map(|item| length(item)).sum(),
            Block::Fields(fields) => fields
                .fields
                .iter()
                .map(|field| field.label.chars().count() + plain_text(&field.value).chars().count())
                .sum(),
            Block::Table(table) => table
                .head
                .iter()
                .chain(table.groups.iter().flat_map(|group| &group.rows))
                .flat_map(|row| &row.cells)
                .map(|cell| length(&cell.blocks))
                .sum(),
        })
        .sum()
}

/// How tall each row must at least be so that a cell's turned text has room, in twentieths of a point; 0 when the
/// text is not turned. Word does not stretch rows for turned text.
pub(super) fn turned_height(cell: &Cell, width: usize) -> u32 {
    match cell.direction {
        Direction::Across => 0,
        Direction::Upwards => {
            let lines = (width.saturating_sub(120) / LINE).max(1);
            // A line more than the plain division says, for the words that do not fill theirs.
            let along = (length(&cell.blocks) * CHARACTER / lines + 300).min(TALLEST);
            let height = along.div_ceil(usize::from(cell.row_span.max(1)));
            u32::try_from(height).unwrap_or(u32::MAX)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_exactly() {
        let three = [1, 1, 1].map(|width| Column { width });
        assert_eq!(columns(&three, 100), [33, 33, 34]);
        let uneven = [u16::MAX, 1].map(|width| Column { width });
        assert_eq!(columns(&uneven, 9638).iter().sum::<usize>(), 9638);
    }

    #[test]
    fn turned_text_asks_for_room_that_its_rows_share() {
        let mut cell = Cell::data(vec![Block::paragraph("Leadership")]);
        assert_eq!(turned_height(&cell, 500), 0);
        cell.direction = Direction::Upwards;
        let alone = turned_height(&cell, 500);
        cell.row_span = 2;
        assert!(alone > 1000 && turned_height(&cell, 500) == alone.div_ceil(2));
    }
}
