//! The same table without merged cells: headings, labelled texts, and simple tables below them.

use crate::document::{
    Block, Cell, Column, Group, List, ListKind, Row, Table, inlines, plain_text,
};
use crate::template::composer::Composer;
use crate::template::language::{ColumnSpec, Level, TableSpec};

use super::cell::{cell, labelled};
use super::rows::Line;

/// What the groups say, in the order of the table.
pub(super) fn blocks(
    composer: &mut Composer<'_>,
    spec: &TableSpec,
    columns: &[&ColumnSpec],
    groups: &[Vec<Line>],
) -> Vec<Block> {
    let mut writer = Writer {
        top: composer.last_heading.saturating_sub(composer.shift) + 1,
        composer,
        spec,
        columns,
        made: Vec::new(),
    };
    let mut band_above = String::new();
    for lines in groups {
        let band = spec
            .band
            .as_ref()
            .map(|band| writer.composer.fill(band, &lines[0].names));
        let band = band.unwrap_or_default();
        let depth = usize::from(!band.is_empty());
        if !band.is_empty() && band != band_above {
            writer.heading(0, &band);
        }
        band_above = band;
        writer.level(Level::Theme, depth, lines);
    }
    writer.made
}

struct Writer<'w, 'a> {
    composer: &'w mut Composer<'a>,
    spec: &'w TableSpec,
    columns: &'w [&'w ColumnSpec],
    /// The level of the first headings.
    top: u8,
    made: Vec<Block>,
}

impl<'w> Writer<'w, '_> {
    fn heading(&mut self, depth: usize, words: &str) {
        let level = self
            .top
            .saturating_add(u8::try_from(depth).unwrap_or(u8::MAX));
        let heading = self.composer.heading(level, inlines(words));
        self.made.push(heading);
    }

    /// Rows, heading each run of them that share an entry of the level.
    fn level(&mut self, level: Level, depth: usize, lines: &[Line]) {
        let finer = match level {
            Level::Theme => Level::Area,
            Level::Area => Level::Expectation,
            Level::Expectation
            | Level::Action
            | Level::Person
            | Level::Evidence
            | Level::Version
            | Level::Reference => Level::Action,
        };
        if level == self.spec.row.value {
            self.rows(lines, depth);
            return;
        }
        let columns = self.of_level(level);
        if columns.is_empty() {
            self.level(finer, depth, lines);
            return;
        }
        for run in lines.chunk_by(|one, other| other.shares(one, level)) {
            let deeper = self.entry(&columns, &run[0], depth);
            self.level(finer, deeper, run);
        }
    }

    fn of_level(&self, level: Level) -> Vec<&'w ColumnSpec> {
        let row = self.spec.row.value;
        self.columns
            .iter()
            .copied()
            .filter(|column| column.level(row) == level)
            .collect()
    }

    /// What the columns of a level say of one entry: the first as a heading, the others behind their own headings.
    fn entry(&mut self, columns: &[&ColumnSpec], line: &Line, depth: usize) -> usize {
        let title = columns
            .iter()
            .position(|column| column.row_header)
            .unwrap_or(0);
        let words = cell(self.composer, columns[title], line);
        let words = words
            .blocks
            .iter()
            .map(words_of)
            .collect::<Vec<_>>()
            .join(" ");
        let mut deeper = depth;
        if !words.trim().is_empty() {
            self.heading(depth, &words);
            deeper += 1;
        }
        for (index, column) in columns.iter().enumerate() {
            if index != title {
                self.labelled(column, line);
            }
        }
        deeper
    }

    fn labelled(&mut self, column: &ColumnSpec, line: &Line) {
        let content = cell(self.composer, column, line).blocks;
        if !content.is_empty() {
            let heading = self.composer.fill_anywhere(&column.heading);
            self.made.extend(labelled(&heading, content));
        }
    }

    /// The finest rows: a simple table, a list where there is one column, labelled texts where the row is the entry.
    fn rows(&mut self, lines: &[Line], depth: usize) {
        let row = self.spec.row.value;
        let columns = self.of_level(row);
        if row == Level::Area {
            for line in lines {
                self.entry(&columns, line, depth);
            }
            return;
        }
        if let [only] = &columns[..] {
            let items: Vec<Vec<Block>> = lines
                .iter()
                .map(|line| cell(self.composer, only, line).blocks)
                .filter(|blocks| matches!(blocks.first(), Some(Block::Paragraph { .. })))
                .collect();
            if !items.is_empty() {
                self.made.push(Block::List(List {
                    kind: ListKind::Bullet,
                    columns: 1,
                    items,
                }));
            }
            return;
        }
        if !columns.is_empty() {
            let table = self.table(&columns, lines);
            self.made.push(Block::Table(table));
        }
    }

    fn table(&mut self, columns: &[&ColumnSpec], lines: &[Line]) -> Table {
        let head = columns
            .iter()
            .map(|column| Cell::column_header(self.composer.fill_anywhere(&column.heading)))
            .collect();
        let rows = lines
            .iter()
            .map(|line| {
                Row::new(
                    columns
                        .iter()
                        .map(|column| cell(self.composer, column, line))
                        .collect(),
                )
            })
            .collect();
        Table {
            summary: self.composer.summary(&self.spec.summary),
            columns: columns
                .iter()
                .map(|column| Column {
                    width: column.width.percent(),
                })
                .collect(),
            head: vec![Row::new(head)],
            groups: vec![Group {
                band: None,
                continued: None,
                rows,
            }],
            whole: false,
        }
    }
}

/// The words of a block that becomes a heading.
fn words_of(block: &Block) -> String {
    match block {
        Block::Paragraph { content } => plain_text(content),
        Block::List(list) => {
            let items = list.items.iter().flatten().map(words_of);
            items.collect::<Vec<_>>().join("; ")
        }
        Block::Heading(heading) => plain_text(&heading.content),
        Block::Quotation { blocks } | Block::Panel { blocks, .. } => {
            blocks.iter().map(words_of).collect::<Vec<_>>().join(" ")
        }
        Block::Clauses { .. } | Block::Contents { .. } | Block::Fields(_) | Block::Table(_) => {
            String::new()
        }
    }
}
