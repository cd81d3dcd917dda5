//! What a template lays out in a way that is read out of order, or not at all.

use crate::check::DocumentLayout;

use super::language::{BlockSpec, Layout, Level, TableSpec, TemplateFile};

/// What a template lays out in a way that is read out of order, or not at all.
pub(super) fn layout(file: &TemplateFile) -> DocumentLayout {
    let mut layout = DocumentLayout {
        template: file.template.as_str().to_string(),
        turned: false,
        columns: false,
        spanning: false,
    };
    look_at(&file.body, file.layout, &mut layout);
    layout
}

fn look_at(body: &[BlockSpec], usual: Layout, layout: &mut DocumentLayout) {
    for block in body {
        let columns = block.list.as_ref().and_then(|list| list.columns);
        layout.columns |= columns.is_some_and(|columns| columns.value > 1);
        if let Some(table) = &block.table {
            let made = table.layout.unwrap_or(usual);
            let is_grid = made == Layout::Grid || !table.row.value.is_of_areas();
            layout.turned |= is_grid && table.columns.iter().any(|column| column.rotated);
            layout.spanning |= is_grid && spans(table);
        }
        if let Some(section) = &block.section {
            look_at(&section.body, usual, layout);
        }
    }
}

/// Whether cells of a table span the rows below them.
fn spans(table: &TableSpec) -> bool {
    let row: Level = table.row.value;
    table
        .columns
        .iter()
        .any(|column| column.merge_equal || column.level(row) != row)
}
