//! Tables.

use super::page::Page;
use crate::document::{
    Cell, CellRole, Change, Field, Fields, Group, Row, Table, TableFault, Tone, plain_text,
};

/// From how many columns a table may be too wide for a telephone, where it is moved to and fro, and is better as wide as
/// a large screen than as wide as lines are read well.
const WIDE: usize = 3;

impl<'a> Page<'a> {
    /// A table; nothing for one without rows.
    ///
    /// # Errors
    /// The [`TableFault`] that [`Table::validate`] finds in it or in a table within it.
    pub(super) fn table(&mut self, table: &'a Table) -> Result<(), TableFault> {
        table.validate()?;
        let has_rows = |group: &Group| group.band.is_some() || !group.rows.is_empty();
        if table.head.is_empty() && !table.groups.iter().any(has_rows) {
            return Ok(());
        }
        let columns = table.columns.len();
        self.is_wide |= columns >= WIDE;
        // Within another table, that one moves.
        let moves = columns >= WIDE && self.cells == 0;
        let id = self.table_id();
        if moves {
            let attributes = [
                ("class", "moves"),
                ("role", "group"),
                ("aria-labelledby", &*id),
                ("tabindex", "0"),
            ];
            self.markup.open("div", &attributes);
            self.markup.line();
        }
        let fits = if columns >= WIDE { "" } else { "fits" };
        let class = match (table.whole, moves) {
            (true, true) => format!("whole least-{columns}"),
            (true, false) => format!("whole {fits}"),
            (false, true) => format!("least-{columns}"),
            (false, false) => fits.to_owned(),
        };
        if moves {
            self.looks.least_columns.insert(columns);
        }
        self.begin_table(class.trim(), &id, &table.summary);
        self.columns(table);
        if !table.head.is_empty() {
            self.markup.open("thead", &[]);
            self.markup.line();
            self.rows(&table.head)?;
            self.markup.close_line("thead");
        }
        for group in table.groups.iter().filter(|group| has_rows(group)) {
            self.group(group, columns)?;
        }
        self.markup.close_line("table");
        if moves {
            self.markup.close_line("div");
        }
        Ok(())
    }

    /// Labels with their values as a table of two columns.
    pub(super) fn fields_table(&mut self, fields: &Fields) {
        let id = self.table_id();
        self.begin_table("fields fits", &id, &fields.summary);
        self.markup.open("tbody", &[]);
        self.markup.line();
        for Field { label, value } in &fields.fields {
            let class = if value.is_empty() { "fill-in" } else { "" };
            self.markup.open("tr", &[("class", class)]);
            self.markup.open("th", &[("scope", "row")]);
            self.line(label);
            self.markup.close("th");
            self.markup.open("td", &[]);
            self.inlines(value);
            self.markup.close("td");
            self.markup.close_line("tr");
        }
        self.markup.close_line("tbody");
        self.markup.close_line("table");
    }

    fn table_id(&mut self) -> String {
        self.tables += 1;
        format!("table_{}", self.tables)
    }

    /// The beginning of a table, and the caption that names it for a screen reader.
    fn begin_table(&mut self, class: &str, id: &str, summary: &str) {
        self.markup.open("table", &[("class", class)]);
        self.markup.line();
        let attributes = [("class", "unseen"), ("id", id)];
        self.markup.element("caption", &attributes, summary);
    }

    /// The widths of the columns, as parts of the whole.
    fn columns(&mut self, table: &Table) {
        let total: u32 = table.columns.iter().map(|c| u32::from(c.width)).sum();
        self.markup.open("colgroup", &[]);
        for column in &table.columns {
            let percent = (u32::from(column.width) * 100 + total / 2) / total.max(1);
            let percent = percent.max(1);
            self.looks.widths.insert(percent);
            self.markup
                .empty("col", &[("class", &format!("width-{percent}"))]);
        }
        self.markup.close_line("colgroup");
    }

    /// Each group is a `tbody`, to which its band is the heading.
    fn group(&mut self, group: &'a Group, columns: usize) -> Result<(), TableFault> {
        self.markup.open("tbody", &[]);
        self.markup.line();
        if let Some(band) = &group.band {
            let is_empty = plain_text(band).trim().is_empty();
            let (name, scope) = if is_empty {
                ("td", "")
            } else {
                ("th", "rowgroup")
            };
            let span = if columns > 1 {
                columns.to_string()
            } else {
                String::new()
            };
            self.markup.open("tr", &[("class", "band")]);
            self.markup
                .open(name, &[("colspan", &span), ("scope", scope)]);
            self.inlines(band);
            self.markup.close(name);
            self.markup.close_line("tr");
        }
        self.rows(&group.rows)?;
        self.markup.close_line("tbody");
        Ok(())
    }

    fn rows(&mut self, rows: &'a [Row]) -> Result<(), TableFault> {
        for row in rows {
            let class = if row.fill_in { "fill-in" } else { "" };
            self.markup.open("tr", &[("class", class)]);
            self.markup.line();
            for cell in &row.cells {
                self.cell(cell, row.change)?;
            }
            self.markup.close_line("tr");
        }
        Ok(())
    }

    fn cell(&mut self, cell: &'a Cell, change: Option<Change>) -> Result<(), TableFault> {
        // A heading that says nothing heads nothing.
        let role = if cell.blocks.is_empty() {
            CellRole::Data
        } else {
            cell.role
        };
        let (name, scope) = match role {
            CellRole::Data => ("td", ""),
            CellRole::ColumnHeader => ("th", "col"),
            CellRole::RowHeader => ("th", "row"),
        };
        let span = |count: u16| {
            if count > 1 {
                count.to_string()
            } else {
                String::new()
            }
        };
        let (across, down) = (span(cell.column_span), span(cell.row_span));
        let attributes = [
            ("class", cell.tone.map(tone_class).unwrap_or_default()),
            ("scope", scope),
            ("colspan", &across),
            ("rowspan", &down),
        ];
        self.markup.open(name, &attributes);
        self.cells += 1;
        let drawn = match change {
            Some(change) if !cell.blocks.is_empty() => self.changed(change, &cell.blocks),
            Some(_) | None => self.blocks(&cell.blocks),
        };
        self.cells -= 1;
        self.markup.close_line(name);
        drawn
    }
}

/// The class of cells with a tone.
fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Red => "tone red",
        Tone::Amber => "tone amber",
        Tone::Yellow => "tone yellow",
        Tone::Green => "tone green",
        Tone::Unrated => "tone unrated",
    }
}
