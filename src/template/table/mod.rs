//! Tables: of areas, expectations and actions, with coarser cells spanning finer rows, and of other lists.

mod accessible;
mod cell;
mod grid;
mod hidden;
mod rows;
mod sort;

use crate::audience::NOT_PUBLISHED;
use crate::document::Block;

use super::composer::Composer;
use super::language::{ColumnSpec, GroupBy, Layout, TableSpec};

use rows::{Line, lines};

/// The blocks that a table becomes: usually one table, or several where it is split, or headings with simple tables.
pub(super) fn blocks(composer: &mut Composer<'_>, spec: &TableSpec) -> Vec<Block> {
    let lines = lines(composer, spec);
    if lines.is_empty() {
        let empty = composer.fill_some(spec.empty.as_ref());
        let empty = empty.map(|words| {
            let hides = hidden::may_have_rows(composer, spec);
            if hides { NOT_PUBLISHED.into() } else { words }
        });
        return empty.map_or_else(Vec::new, |text| composer.blocks(&text));
    }
    let columns: Vec<&ColumnSpec> = spec
        .columns
        .iter()
        .filter(|column| {
            composer.is_for(&column.readers) && composer.holds_anywhere(column.when.as_ref())
        })
        .collect();
    if columns.is_empty() {
        return Vec::new(); // the plan has none of what its columns are about
    }
    let groups = groups(lines, spec);
    let layout = if composer.accessible {
        Layout::Accessible
    } else {
        spec.layout.unwrap_or(composer.template.file.layout)
    };
    match layout {
        Layout::Accessible if spec.row.value.is_of_areas() => {
            accessible::blocks(composer, spec, &columns, &groups)
        }
        Layout::Grid | Layout::Accessible => grid::tables(composer, spec, &columns, &groups)
            .into_iter()
            .map(Block::Table)
            .collect(),
    }
}

/// The rows that belong together.
fn groups(lines: Vec<Line>, spec: &TableSpec) -> Vec<Vec<Line>> {
    let by = spec.group.map_or(GroupBy::Area, |group| group.value);
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| line.belongs_with(last, by)) => {
                group.push(line);
            }
            _ => groups.push(vec![line]),
        }
    }
    groups
}
