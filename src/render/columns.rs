//! How wide the columns of a table are, in the PDF and in Word alike: as the document says, but for words that would be
//! divided.

use super::length::twips;
use crate::document::{Block, Column, Design, Direction, Fields, Inline, Table, plain_text};

/// How wide a letter is on average, as a part of its size.
const LETTER: f64 = 0.56;

/// The widths of the columns of a valid table, which together are exactly `width`, in twentieths of a point.
///
/// A column that is narrower than its longest word takes from the others what they do not need.
pub(super) fn column_widths(table: &Table, width: usize, design: &Design) -> Vec<usize> {
    let asked = shares(&table.columns, width);
    let needed = needed(table, design);
    let pairs = || asked.iter().zip(&needed);
    let missing: usize = pairs()
        .map(|(asked, needed)| needed.saturating_sub(*asked))
        .sum();
    let spare: usize = pairs()
        .map(|(asked, needed)| asked.saturating_sub(*needed))
        .sum();
    if missing == 0 || missing > spare {
        return asked;
    }
    // What is taken is counted up from the left, so that no twentieth is lost to rounding.
    let mut seen = 0;
    pairs()
        .map(|(asked, needed)| {
            let before = missing * seen / spare;
            seen += asked.saturating_sub(*needed);
            let taken = missing * seen / spare - before;
            (*asked).max(*needed) - taken
        })
        .collect()
}

/// How wide the labels of a table of fields are, in a table of that width: as the longest needs, but no less than two
/// ninths, so that tables below each other mostly agree, and no more than a third. The PDF has the same bounds.
pub(super) fn label_width(fields: &Fields, width: usize, design: &Design) -> usize {
    let letter = twips(LETTER * design.sizes.table);
    let labels = fields.fields.iter().map(|field| field.label.words());
    let letters = labels.map(|label| label.chars().count()).max();
    let needed = letters.unwrap_or_default() * letter + twips(2.0 * design.spacing.cell_side);
    needed.clamp(width * 2 / 9, width / 3)
}

/// The widths that the columns ask for.
fn shares(columns: &[Column], width: usize) -> Vec<usize> {
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

/// How wide each column must be for the longest word of the cells that lie in it alone.
fn needed(table: &Table, design: &Design) -> Vec<usize> {
    let letter = twips(LETTER * design.sizes.table);
    let sides = twips(2.0 * design.spacing.cell_side);
    let indent = twips(design.spacing.cell_indent);
    let mut needed = vec![0; table.columns.len()];
    let groups = table.groups.iter().map(|group| &group.rows);
    for rows in std::iter::once(&table.head).chain(groups) {
        for (row, starts) in rows.iter().zip(table.starts(rows)) {
            let cells = row.cells.iter().zip(starts);
            for (cell, start) in cells
                .filter(|(cell, _)| cell.column_span == 1 && cell.direction == Direction::Across)
            {
                let words = longest_word(&cell.blocks, letter, indent) + sides;
                if let Some(column) = needed.get_mut(start) {
                    *column = words.max(*column);
                }
            }
        }
    }
    needed
}

/// How wide the longest word of some blocks is, with what it is set in by.
fn longest_word(blocks: &[Block], letter: usize, indent: usize) -> usize {
    let word = |content: &[Inline]| {
        // An address may be divided at its signs.
        let text = plain_text(content);
        let parts = text.split(|sign: char| sign.is_whitespace() || "@./_&?=-".contains(sign));
        let letters = parts.map(|part| part.chars().count()).max();
        letters.unwrap_or_default() * letter
    };
    let longest = blocks.iter().map(|block| match block {
        Block::Paragraph { content } => word(content),
        Block::List(list) => {
            let items = list.items.iter();
            let longest = items.map(|item| longest_word(item, letter, indent)).max();
            longest.unwrap_or_default() + indent
        }
        Block::Changed { blocks, .. } => longest_word(blocks, letter, indent),
        // Rare in tables, and divided where they must be.
        Block::Heading(_)
        | Block::Quotation { .. }
        | Block::Clauses { .. }
        | Block::Panel { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_)
        | Block::Fields(_)
        | Block::Table(_) => 0,
    });
    longest.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Field, FieldsLayout, Row};

    /// A table of one row.
    fn table(columns: &[(u16, &str)]) -> Table {
        let cells = columns
            .iter()
            .map(|(_, words)| Cell::data(vec![Block::paragraph(*words)]));
        Table {
            summary: "Actions".into(),
            columns: columns
                .iter()
                .map(|(width, _)| Column { width: *width })
                .collect(),
            head: vec![Row::new(cells.collect())],
            groups: Vec::new(),
            whole: false,
        }
    }

    fn widths(columns: &[(u16, &str)], width: usize) -> Vec<usize> {
        column_widths(&table(columns), width, &Design::default())
    }

    #[test]
    fn labels_have_what_the_longest_needs_within_bounds() {
        let width_of = |labels: &[&str]| {
            let fields = labels.iter().map(|label| Field {
                label: (*label).into(),
                value: Vec::new(),
            });
            let fields = Fields {
                layout: FieldsLayout::Table,
                summary: "What it is".into(),
                fields: fields.collect(),
            };
            label_width(&fields, 9000, &Design::default())
        };
        assert_eq!(width_of(&["Date"]), 2000);
        assert_eq!(width_of(&["Date", "Plan checked against"]), 20 * 123 + 180);
        assert_eq!(width_of(&["Who has been asked to look at it again"]), 3000);
    }

    #[test]
    fn columns_fill_the_width_exactly() {
        assert_eq!(widths(&[(1, ""), (1, ""), (1, "")], 1000), [333, 333, 334]);
        assert_eq!(
            widths(&[(u16::MAX, ""), (1, "")], 9638)
                .iter()
                .sum::<usize>(),
            9638
        );
    }

    #[test]
    fn a_column_takes_room_for_its_longest_word_where_others_have_more_than_they_need() {
        let columns = [(6, "a few words"), (3, "some more"), (1, "on appointment")];
        let [wide, middle, narrow] = widths(&columns, 9001)[..] else {
            panic!("three columns have three widths")
        };
        assert_eq!(wide + middle + narrow, 9001);
        // Eleven letters and the white beside them.
        assert_eq!(narrow, 11 * 123 + 180);
        assert!(wide > middle && middle > narrow, "{wide} {middle} {narrow}");
        // Where there is no room, nothing is changed.
        assert_eq!(widths(&columns, 2000), [1200, 600, 200]);
        // An address may be divided at its signs.
        let address = [(9, "words"), (1, "a.b@c.example.org")];
        assert_eq!(widths(&address, 9000)[1], 7 * 123 + 180);
    }
}
