//! How far down a title sheet its title begins.
//!
//! The PDF puts a third of the white space that the sheet has left above the title. Word cannot share out what is left, so
//! it is guessed from what the sheet says.

use super::lengths::{LINE, Lengths, paper_size, twips};
use super::measure::{characters, lines};
use crate::document::{
    Block, Design, Field, Fields, FieldsLayout, Inline, Line, Spacing, Table, TitleSheet,
    plain_text,
};

/// What a letter of a title is wide, as a part of its size.
const LETTER: f64 = 0.55;

/// The white space above the title, in twentieths of a point.
pub(super) fn white_above(sheet: &TitleSheet, design: &Design, lengths: Lengths) -> usize {
    let (_, page) = paper_size(sheet.paper, sheet.orientation);
    let margins = twips(2.0 * design.margins.sheet);
    let said = height(sheet, design, lengths);
    let least = twips(design.spacing.block);
    let left = page.saturating_sub(margins + said);
    (left / 3).max(least)
}

/// About how high all is that the sheet says, in twentieths of a point.
fn height(sheet: &TitleSheet, design: &Design, lengths: Lengths) -> usize {
    let Design { sizes, spacing, .. } = design;
    let width = lengths.text_width(sheet.paper, sheet.orientation);
    let line = |words: &str, size: f64| {
        let letters = (width / twips(LETTER * size).max(1)).max(1);
        let lines = words.chars().count().div_ceil(letters);
        lines * (twips(LINE * size) + twips(spacing.paragraph))
    };
    let logos = if sheet.logos.is_empty() {
        0
    } else {
        lengths.logo.1
    };
    let words = |line: &Option<Line>| line.as_ref().map(Line::words).unwrap_or_default();
    let organisation = words(&sheet.organisation);
    let statement = words(&sheet.statement);
    let strapline = words(&sheet.strapline);
    logos
        + line(&organisation, sizes.subtitle)
        + line(&plain_text(&sheet.title), sizes.title)
        + line(&plain_text(&sheet.subtitle), sizes.subtitle)
        + line(&statement, sizes.body)
        + line(&strapline, sizes.body)
        + sheet.fields.as_ref().map_or(0, |fields| {
            fields_height(fields, spacing, lengths.writing_row, |value| {
                line(value, sizes.body)
            })
        })
        + blocks_height(&sheet.blocks, width, design, lengths)
        + twips(3.0 * spacing.block)
}

fn fields_height(
    fields: &Fields,
    spacing: &Spacing,
    writing_row: usize,
    line: impl Fn(&str) -> usize,
) -> usize {
    let rows = fields.fields.iter().map(|Field { label, value }| {
        let beside = |value: &[Inline]| format!("{}: {}", label.words(), plain_text(value));
        match fields.layout {
            FieldsLayout::Lines => line(&beside(value)),
            FieldsLayout::Table if value.is_empty() => writing_row,
            FieldsLayout::Table => line(&plain_text(value)) + twips(2.0 * spacing.cell_top),
        }
    });
    rows.sum()
}

fn blocks_height(blocks: &[Block], width: usize, design: &Design, lengths: Lengths) -> usize {
    let heights = blocks.iter().map(|block| {
        let words = lines(std::slice::from_ref(block), characters(width, lengths)) * lengths.line;
        words
            + match block {
                Block::Table(table) => rows_height(table, design, lengths),
                Block::Heading(_)
                | Block::Paragraph { .. }
                | Block::Quotation { .. }
                | Block::List(_)
                | Block::Clauses { .. }
                | Block::Panel { .. }
                | Block::Contents { .. }
                | Block::Exhibit(_)
                | Block::Fields(_)
                | Block::Changed { .. } => twips(design.spacing.paragraph),
            }
    });
    heights.sum()
}

/// What the rows of a table are higher than their words.
fn rows_height(table: &Table, design: &Design, lengths: Lengths) -> usize {
    let body = table.groups.iter().flat_map(|group| &group.rows);
    let rows = table.head.iter().chain(body).map(|row| {
        if row.fill_in {
            lengths.writing_row.saturating_sub(lengths.line)
        } else {
            lengths.cell_rows
        }
    });
    rows.sum::<usize>() + twips(2.0 * design.spacing.block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{FieldsLayout, TextSize};
    use crate::render::docx::sample::sample;

    #[test]
    fn the_more_a_sheet_says_the_higher_its_title_stands() {
        let white_of = |blocks: usize, size: TextSize| {
            let mut sheet = sample(FieldsLayout::Table).title_sheet.unwrap();
            sheet.blocks = vec![Block::paragraph("word ".repeat(80)); blocks];
            let design = Design::new(size);
            white_above(&sheet, &design, Lengths::of(&design))
        };
        let [little, more, much] = [0, 3, 40].map(|blocks| white_of(blocks, TextSize::USUAL));
        assert!(little > more && more > much, "{little} {more} {much}");
        assert_eq!(much, 200); // the distance between blocks
        assert!(white_of(0, TextSize::LARGE_PRINT) < little);
    }
}
