//! Tables and their columns.

use crate::diagnostic::{Diagnostic, Place};
use crate::model::Text;
use crate::template::language::{ColumnSpec, GroupBy, Level, PartSpec, Setting, TableSpec};

use super::{ANYWHERE, Known, Reader};

impl Reader<'_> {
    pub(super) fn table(&mut self, table: &TableSpec) {
        let row = table.row.value;
        if table.columns.is_empty() {
            self.fault(
                table.summary.place,
                "this table has no columns",
                "Give it at least one.",
            );
        }
        if row == Level::Theme {
            self.fault(
                table.row.place,
                "a theme gets no row of its own",
                "Write `row: area`, with `group: theme`.",
            );
        }
        self.text(&table.summary, ANYWHERE);
        for text in [&table.filter, &table.sort].into_iter().flatten() {
            self.condition(text, row.known());
        }
        let grouped = table.group.map(|group| group.value) != Some(GroupBy::None);
        let of_group = if row.is_of_areas() && grouped {
            Level::Area.known()
        } else {
            ANYWHERE // all rows are one group, which no entry can name
        };
        for text in [&table.band, &table.continued].into_iter().flatten() {
            self.text(text, of_group);
        }
        if let Some(empty) = &table.empty {
            self.text(empty, ANYWHERE);
        }
        if let Some(group) = table.group.filter(|_| !row.is_of_areas()) {
            self.fault(
                group.place,
                "only rows of areas, expectations and actions belong to a theme or an area",
                "Leave `group` out.",
            );
        }
        for column in &table.columns {
            self.column(column, table);
        }
    }

    fn column(&mut self, column: &ColumnSpec, table: &TableSpec) {
        let level = column.level(table.row.value);
        let known = level.known();
        self.text(&column.heading, ANYWHERE);
        self.column_level(column, table);
        match (&column.value, &column.parts[..]) {
            (Some(value), []) => self.expression(value, known),
            (None, [_, ..]) => {}
            (Some(_), [_, ..]) | (None, []) => self.fault(
                column.heading.place,
                "a column needs a `value`, or several `parts`, not both",
                "Write `value: action.text`, for example.",
            ),
        }
        self.scale(column.setting, column.scale.as_ref(), column.heading.place);
        for part in &column.parts {
            self.part(part, known);
        }
        if let Some(empty) = &column.empty {
            self.text(empty, known);
        }
        if let Some(when) = &column.when {
            self.condition(when, ANYWHERE);
        }
    }

    fn part(&mut self, part: &PartSpec, known: Known) {
        self.expression(&part.value, known);
        self.scale(part.setting, part.scale.as_ref(), part.value.place);
        if let Some(label) = &part.label {
            self.text(label, known);
        }
    }

    /// A level needs a scale, and nothing else has one.
    fn scale(&mut self, setting: Setting, scale: Option<&Text>, at: Place) {
        match (setting, scale) {
            (Setting::Level, None) => self.fault(
                at,
                "a value that is set `as: level` needs the scale that the level belongs to",
                "Write `scale: risk`, for example.",
            ),
            (Setting::Text | Setting::Bullets | Setting::Numbers | Setting::Rag, Some(scale)) => {
                self.fault(
                    scale.place,
                    "only a value that is set `as: level` has a scale",
                    "Write `as: level`, or leave `scale` out.",
                );
            }
            (Setting::Level, Some(_)) | (_, None) => {}
        }
    }

    fn column_level(&mut self, column: &ColumnSpec, table: &TableSpec) {
        let Some(level) = column.level else {
            return;
        };
        let row = table.row;
        let group = table.group.map(|group| group.value);
        let fault = if level.value.is_of_areas() != row.value.is_of_areas()
            || !row.value.is_of_areas() && level.value != row.value
        {
            Some((
                "this column is about something else than the rows of its table",
                "Leave `level` out, or let the table have other rows.",
            ))
        } else if level.value > row.value {
            Some((
                "this column is finer than the rows of its table",
                "Let the table have a row for each of them, or name a list, such as `actions.text`, at the coarser \
                 level.",
            ))
        } else if level.value == Level::Theme && group != Some(GroupBy::Theme) {
            Some((
                "a column of themes needs a table whose rows are grouped by theme",
                "Write `group: theme` in the table.",
            ))
        } else {
            None
        };
        if let Some((message, help)) = fault {
            self.diagnostics.push(
                Diagnostic::error("template-level", level.place, message)
                    .related(row.place, "the rows")
                    .help(help),
            );
        }
    }
}
