//! Tables: widths, spans, heading rows, bands, tones and turned text.

use std::ops::Range;

use docx_rs as word;

use super::cell::{Fill, Position, cell, fill};
use super::collected::{Collected, TableFacts};
use super::measure::turned_height;
use super::place::{BAND, CELL, Place, ROW_HEADING};
use super::tracked::mark_row;
use crate::document::{
    Cell, CellRole, Field, Fields, Group, Inline, Line, Row, Table, TableFault, whole_change,
};
use crate::render::columns::{column_widths, label_width};
use crate::render::kept::{Kept, KeptRows};

/// A table as docx-rs types; `None` for one without rows, which Word does not open.
///
/// # Errors
/// The [`TableFault`] that [`Table::validate`] finds in it or in a table within it.
pub(super) fn table(
    table: &Table,
    place: Place,
    collected: &mut Collected,
) -> Result<Option<word::Table>, TableFault> {
    table.validate()?;
    let widths = column_widths(table, place.width, &collected.design);
    let kept = Kept::of(table, &widths, place.page_height, &collected.design);
    let mut grid = Grid {
        widths,
        rows: Vec::new(),
    };
    grid.push_rows(&table.head, &kept.head, true, collected)?;
    for (group, kept) in table.groups.iter().zip(&kept.groups) {
        grid.push_group(group, kept, collected)?;
    }
    if grid.rows.is_empty() {
        return Ok(None);
    }
    if kept.table {
        grid.keep_together(0..grid.rows.len());
    }
    let facts = TableFacts {
        style: place.styles.table,
        summary: table.summary.clone(),
        head_rows: table.head.len(),
        first_column: heads_rows(table),
    };
    Ok(Some(finished(
        grid.rows,
        grid.widths,
        place,
        facts,
        collected,
    )))
}

/// Labels with their values as a table of two columns.
pub(super) fn fields_table(
    fields: &Fields,
    place: Place,
    collected: &mut Collected,
) -> word::Table {
    let label_width = label_width(fields, place.width, &collected.design);
    let widths = vec![label_width, place.width - label_width];
    let rows = fields
        .fields
        .iter()
        .map(|Field { label, value }| {
            let change = match label {
                Line::Plain(_) => None,
                Line::Marked(runs) => whole_change(runs),
            };
            let label_cell = cell(widths[0])
                .shading(fill(Fill::Tint.key()))
                .add_paragraph(
                    Place::new(widths[0], &ROW_HEADING, collected.lengths).paragraph(
                        "RowHeading",
                        &label.runs(),
                        collected,
                    ),
                );
            let value_cell = cell(widths[1]).add_paragraph(
                Place::new(widths[1], &CELL, collected.lengths)
                    .paragraph("CellText", value, collected),
            );
            let mut row = word::TableRow::new(vec![label_cell, value_cell]).cant_split();
            if let Some(change) = change {
                mark_row(change, &mut row);
            }
            if value.is_empty() {
                at_least(row, short(collected.lengths.writing_row))
            } else {
                row
            }
        })
        .collect();
    let facts = TableFacts {
        style: place.styles.table,
        summary: fields.summary.clone(),
        head_rows: 0,
        first_column: true,
    };
    finished(rows, widths, place, facts, collected)
}

fn finished(
    rows: Vec<word::TableRow>,
    widths: Vec<usize>,
    place: Place,
    facts: TableFacts,
    collected: &mut Collected,
) -> word::Table {
    let width = widths.iter().sum();
    let mut table = word::Table::new(rows);
    if place.left > 0 {
        table = table.indent(i32::try_from(place.left).unwrap_or(i32::MAX));
    }
    table
        .style(collected.table(facts))
        .set_grid(widths)
        .width(width, word::WidthType::Dxa)
        .layout(word::TableLayoutType::Fixed)
}

/// Whether the first cell of every row of the body heads the row.
fn heads_rows(table: &Table) -> bool {
    let mut first_cells = table.groups.iter().flat_map(|group| {
        let starts = table.starts(&group.rows);
        group.rows.iter().zip(starts).filter_map(|(row, starts)| {
            let first = row.cells.first()?;
            (starts.first() == Some(&0)).then_some(first.role)
        })
    });
    first_cells.clone().next().is_some() && first_cells.all(|role| role == CellRole::RowHeader)
}

/// A table while its rows are built.
struct Grid {
    widths: Vec<usize>,
    rows: Vec<word::TableRow>,
}

/// A cell that reaches down into the rows below.
#[derive(Clone)]
struct Span<'a> {
    cell: &'a Cell,
    rows_left: u16,
}

impl Grid {
    fn push_group(
        &mut self,
        group: &Group,
        kept: &KeptRows,
        collected: &mut Collected,
    ) -> Result<(), TableFault> {
        if let Some(band) = &group.band {
            self.push_band(band, collected);
        }
        if group.continued.is_some() {
            collected.omit(
                "Word cannot print a line such as “(continued)” where the rows of a group run on to a further page; \
                 the heading rows return there.",
            );
        }
        self.push_rows(&group.rows, kept, false, collected)
    }

    fn push_band(&mut self, band: &[Inline], collected: &mut Collected) {
        let width = self.widths.iter().sum();
        let place = Place::new(width, &BAND, collected.lengths);
        let cell = cell(width)
            .grid_span(self.widths.len())
            .shading(fill(Fill::Tint.key()))
            .add_paragraph(place.paragraph("BandHeading", band, collected));
        let mut row = word::TableRow::new(vec![cell]).cant_split();
        if let Some(change) = whole_change(band) {
            mark_row(change, &mut row);
        }
        self.rows.push(row);
    }

    fn push_rows(
        &mut self,
        rows: &[Row],
        kept: &KeptRows,
        head: bool,
        collected: &mut Collected,
    ) -> Result<(), TableFault> {
        let first = self.rows.len();
        let mut open: Vec<Option<Span<'_>>> = vec![None; self.widths.len()];
        for ((index, row), whole) in rows.iter().enumerate().zip(&kept.whole) {
            let mut cells = Vec::with_capacity(row.cells.len());
            let mut begins = row.cells.iter();
            let mut least = if row.fill_in {
                short(collected.lengths.writing_row)
            } else {
                0
            };
            let mut column = 0;
            while column < self.widths.len() {
                let above = open[column].take();
                let continues = above.is_some();
                let Some(Span { cell, rows_left }) =
                    above.or_else(|| begins.next().and_then(|cell| span(cell, cell.row_span)))
                else {
                    break;
                };
                open[column] = span(cell, rows_left - 1);
                let end = column + usize::from(cell.column_span);
                let width = self.widths[column..end].iter().sum();
                least = least.max(turned_height(cell, width, collected.lengths));
                let position = Position {
                    width,
                    head,
                    first_head_row: head && index == 0,
                };
                cells.push(if continues {
                    position.continuation(cell, collected)
                } else {
                    position.start(cell, collected)?
                });
                column = end;
            }
            let mut built = word::TableRow::new(cells);
            if head || *whole {
                built = built.cant_split();
            }
            if least > 0 {
                built = at_least(built, least);
            }
            if let Some(change) = row.change {
                mark_row(change, &mut built);
            }
            self.rows.push(built);
        }
        for ((row, kept), start) in rows.iter().zip(&kept.together).zip(first..) {
            for (cell, kept) in row.cells.iter().zip(kept) {
                if *kept {
                    self.keep_together(start..start + usize::from(cell.row_span));
                }
            }
        }
        Ok(())
    }

    /// Keeps rows on one page. Word does so where all paragraphs of a row stay with the next row.
    fn keep_together(&mut self, run: Range<usize>) {
        let last = run.end.saturating_sub(1);
        for index in run {
            let row = &mut self.rows[index];
            row.property = std::mem::take(&mut row.property).cant_split();
            if index < last {
                keep_with_next(row);
            }
        }
    }
}

fn keep_with_next(row: &mut word::TableRow) {
    for word::TableRowChild::TableCell(cell) in &mut row.cells {
        for content in &mut cell.children {
            if let word::TableCellContent::Paragraph(paragraph) = content {
                paragraph.property.keep_next = Some(true);
            }
        }
    }
}

fn span(cell: &Cell, rows_left: u16) -> Option<Span<'_>> {
    (rows_left > 0).then_some(Span { cell, rows_left })
}

fn short(twips: usize) -> u32 {
    u32::try_from(twips).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "heights are far below 2^24")]
fn at_least(row: word::TableRow, height: u32) -> word::TableRow {
    row.row_height(height as f32)
        .height_rule(word::HeightRule::AtLeast)
}
