//! One table in which coarser cells span the rows below them.

use crate::document::{Cell, CellRole, Column, Group, Inline, Row, Table};
use crate::template::composer::Composer;
use crate::template::language::{ColumnSpec, TableSpec, TextSpec};

use super::cell::{cell, is_sure};
use super::rows::Line;

/// The table, or one for each group where it is split.
pub(super) fn tables(
    composer: &mut Composer<'_>,
    spec: &TableSpec,
    columns: &[&ColumnSpec],
    groups: &[Vec<Line>],
) -> Vec<Table> {
    let whole = without_rows(composer, spec, columns);
    // A look over the document goes past the cells in which nothing can be wrong.
    let looks = composer.only_looks;
    let columns: Vec<&ColumnSpec> = columns
        .iter()
        .filter(|column| !(looks && is_sure(column)))
        .copied()
        .collect();
    let mut band_above = None;
    let groups = groups.iter().map(|lines| {
        let mut group = group(composer, spec, &columns, lines);
        if group.band == band_above {
            group.band = None; // areas of one theme share its band
        } else {
            band_above.clone_from(&group.band);
        }
        group
    });
    if spec.split {
        groups.map(|group| alone(&whole, group)).collect()
    } else {
        let groups = groups.collect();
        vec![Table { groups, ..whole }]
    }
}

/// The table with its heading row and no other rows yet.
pub(super) fn without_rows(
    composer: &mut Composer<'_>,
    spec: &TableSpec,
    columns: &[&ColumnSpec],
) -> Table {
    let head = columns
        .iter()
        .map(|column| Cell::column_header(composer.line(&column.heading)))
        .collect();
    Table {
        summary: composer.summary(&spec.summary),
        columns: columns
            .iter()
            .map(|column| Column {
                width: column.width.percent(),
            })
            .collect(),
        head: vec![Row::new(head)],
        groups: Vec::new(),
        whole: false,
    }
}

/// A group as a table of its own; its band becomes a heading row, which returns on each page.
fn alone(whole: &Table, mut group: Group) -> Table {
    let mut table = Table {
        whole: true,
        ..whole.clone()
    };
    if let Some(band) = group.band.take() {
        let columns = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
        let words = Cell {
            column_span: columns,
            role: CellRole::ColumnHeader,
            ..Cell::data(vec![crate::document::Block::Paragraph { content: band }])
        };
        table.head.insert(0, Row::new(vec![words]));
        group.continued = None;
    }
    table.groups.push(group);
    table
}

fn group(
    composer: &mut Composer<'_>,
    spec: &TableSpec,
    columns: &[&ColumnSpec],
    lines: &[Line],
) -> Group {
    let names = lines[0].names.clone();
    let mut line = |text: Option<&TextSpec>| -> Option<Vec<Inline>> {
        let words = composer.fill(text?, &names);
        Some(composer.inlines(&words)).filter(|runs| !runs.is_empty())
    };
    let band = line(spec.band.as_ref());
    let continued = line(spec.continued.as_ref());
    let mut rows: Vec<Row> = lines.iter().map(|_| Row::new(Vec::new())).collect();
    for column in columns {
        for (row, cell) in column_cells(composer, spec, column, lines) {
            rows[row].cells.push(cell);
        }
    }
    Group {
        band,
        continued,
        rows,
    }
}

/// The cells of a column, each with the row where it begins.
fn column_cells(
    composer: &mut Composer<'_>,
    spec: &TableSpec,
    column: &ColumnSpec,
    lines: &[Line],
) -> Vec<(usize, Cell)> {
    let level = column.level(spec.row.value);
    let mut cells: Vec<(usize, Cell)> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let same_entry = row > 0 && line.shares(&lines[row - 1], level);
        if !same_entry {
            let cell = cell(composer, column, line);
            let equal = cells.last().is_some_and(|(_, above)| {
                column.merge_equal
                    && !cell.blocks.is_empty()
                    && above.blocks == cell.blocks
                    && above.tone == cell.tone
            });
            if !equal {
                cells.push((row, cell));
                continue;
            }
        }
        if let Some((_, above)) = cells.last_mut() {
            above.row_span += 1;
        }
    }
    cells
}
