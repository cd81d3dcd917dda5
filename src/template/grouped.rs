//! Grouped tables: rows of the finest level, with coarser cells spanning them.

use minijinja::Value;

use crate::document::{
    Block, Cell, CellRole, Column, Direction, Group, Inline, Row, Table, Tone, blocks, inlines,
};
use crate::model::Area;

use super::composer::Composer;
use super::language::{ColumnSpec, Level, PartSpec, Setting, TableSpec};
use super::setting::{NOT_RATED, items, label, set, tone_of};
use super::values;

/// The table that a template describes, over the areas of a plan.
pub(super) fn table(composer: &mut Composer<'_>, spec: &TableSpec) -> Table {
    let everywhere = composer.with([]);
    let head = spec
        .columns
        .iter()
        .map(|column| Cell::column_header(composer.fill(&column.heading, &everywhere)))
        .collect();
    let areas = &composer.profile.plan.areas;
    let groups = areas
        .iter()
        .enumerate()
        .map(|(index, area)| group(composer, spec, area, index + 1))
        .collect();
    Table {
        summary: composer.fill(&spec.summary, &everywhere),
        columns: spec
            .columns
            .iter()
            .map(|column| Column {
                width: column.width.percent(),
            })
            .collect(),
        head: vec![Row { cells: head }],
        groups,
    }
}

fn group(composer: &mut Composer<'_>, spec: &TableSpec, area: &Area, number: usize) -> Group {
    let lines = lines(composer, spec.row.value, area, number);
    let names = lines[0].names.clone();
    let line = |composer: &mut Composer<'_>, text: Option<&crate::model::Text>| {
        text.map(|text| inlines(&composer.fill(text, &names)))
            .filter(|runs| !runs.is_empty())
    };
    let band = line(composer, spec.band.as_ref());
    let continued = line(composer, spec.continued.as_ref());
    let mut rows: Vec<Row> = lines.iter().map(|_| Row { cells: Vec::new() }).collect();
    for column in &spec.columns {
        for (row, cell) in column_cells(composer, column, &lines) {
            rows[row].cells.push(cell);
        }
    }
    Group {
        band,
        continued,
        rows,
    }
}

/// A row-to-be: what its expressions see, and which entries it stands for.
struct Line {
    names: Value,
    /// Which expectation of the area the row belongs to; the area's own actions belong to none.
    expectation: Option<usize>,
}

/// The rows of an area; at least one, so that an area without actions is seen.
fn lines(composer: &Composer<'_>, row: Level, area: &Area, number: usize) -> Vec<Line> {
    let profile = composer.profile;
    let value = values::area(area, number, profile);
    let field = |name: &str| value.get_attr(name).unwrap_or_default();
    let line = |expectation: Option<usize>, own: Value, action: Value| Line {
        names: composer.with([
            ("area", value.clone()),
            ("actions", field("actions")),
            ("outcomes", field("outcomes")),
            ("expectations", field("expectations")),
            ("expectation", own),
            ("action", action),
        ]),
        expectation,
    };
    let nothing = Value::default;
    let mut lines = Vec::new();
    match row {
        Level::Area => {}
        Level::Expectation => {
            for (index, one) in area.expectations.iter().enumerate() {
                lines.push(line(
                    Some(index),
                    values::expectation(one, area, profile),
                    nothing(),
                ));
            }
        }
        Level::Action => {
            let mut count = 0;
            for action in &area.actions {
                count += 1;
                lines.push(line(
                    None,
                    nothing(),
                    values::action(action, count, area, profile),
                ));
            }
            for (index, one) in area.expectations.iter().enumerate() {
                let own = values::expectation(one, area, profile);
                for action in &one.actions {
                    count += 1;
                    lines.push(line(
                        Some(index),
                        own.clone(),
                        values::action(action, count, area, profile),
                    ));
                }
                if one.actions.is_empty() {
                    lines.push(line(Some(index), own, nothing()));
                }
            }
        }
    }
    if lines.is_empty() {
        lines.push(line(None, nothing(), nothing()));
    }
    lines
}

/// The cells of a column, each with the row where it begins.
fn column_cells(
    composer: &mut Composer<'_>,
    column: &ColumnSpec,
    lines: &[Line],
) -> Vec<(usize, Cell)> {
    let mut cells: Vec<(usize, Cell)> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        let same_entry = row > 0
            && match column.level.value {
                Level::Area => true,
                Level::Expectation => line.expectation == lines[row - 1].expectation,
                Level::Action => false,
            };
        if !same_entry {
            let cell = cell(composer, column, &line.names);
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

fn cell(composer: &mut Composer<'_>, column: &ColumnSpec, names: &Value) -> Cell {
    let mut tone = None;
    let mut content = Vec::new();
    if let Some(value) = &column.value {
        let value = composer.value(value, names);
        let items = items(&value);
        if column.setting == Setting::Rag {
            tone = items.first().map(|word| tone_of(word));
        }
        content = set(&items, column.setting);
    }
    for part in &column.parts {
        content.extend(self::part(composer, part, names));
    }
    if content.is_empty()
        && let Some(empty) = &column.empty
    {
        content = blocks(&composer.fill(empty, names));
    }
    if content.is_empty() && column.setting == Setting::Rag {
        content = vec![Block::paragraph(NOT_RATED)];
    }
    if column.setting == Setting::Rag {
        tone = tone.or(Some(Tone::Unrated));
    }
    Cell {
        role: if column.row_header {
            CellRole::RowHeader
        } else {
            CellRole::Data
        },
        direction: if column.rotated {
            Direction::Upwards
        } else {
            Direction::Across
        },
        tone,
        ..Cell::data(content)
    }
}

/// One of several values of a cell, behind its label.
fn part(composer: &mut Composer<'_>, part: &PartSpec, names: &Value) -> Vec<Block> {
    let value = composer.value(&part.value, names);
    let mut content = set(&items(&value), part.setting);
    let Some(text) = part.label.as_ref().filter(|_| !content.is_empty()) else {
        return content;
    };
    let text = composer.fill(text, names);
    match &mut content[0] {
        Block::Paragraph { content } => {
            content.insert(0, label(&text));
            content.insert(1, Inline::text(" "));
        }
        Block::List(_) | Block::Heading { .. } | Block::Fields(_) | Block::Table(_) => {
            content.insert(
                0,
                Block::Paragraph {
                    content: vec![label(&text)],
                },
            );
        }
    }
    content
}
