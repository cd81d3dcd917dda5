//! The same table without merged cells: headings, labelled texts, and simple tables below them.

use crate::document::{Block, Group, Inline, List, ListKind, Row, Table, inlines, plain_text};
use crate::template::composer::Composer;
use crate::template::language::{ColumnSpec, Level, TableSpec};
use crate::template::setting::items;

use super::cell::{cell, labelled};
use super::grid::without_rows;
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
            writer.heading(0, inlines(&band));
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
    fn heading(&mut self, depth: usize, content: Vec<Inline>) {
        let level = self
            .top
            .saturating_add(u8::try_from(depth).unwrap_or(u8::MAX));
        if !plain_text(&content).trim().is_empty() {
            let heading = self.composer.heading(level, content);
            self.made.push(heading);
        }
    }

    /// Rows, heading each run of them that share an entry of the level.
    fn level(&mut self, level: Level, depth: usize, lines: &[Line]) {
        let finer = match level {
            Level::Theme => Level::Area,
            Level::Area => Level::Expectation,
            Level::Expectation
            | Level::Action
            | Level::Practice
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

    /// What the columns of a level say of one entry: those that head its row as a heading (or else the first), the
    /// others behind their own headings.
    fn entry(&mut self, columns: &[&ColumnSpec], line: &Line, depth: usize) -> usize {
        let has_header = columns.iter().any(|column| column.row_header);
        let (titles, others): (Vec<_>, Vec<_>) = columns
            .iter()
            .enumerate()
            .partition(|(index, column)| column.row_header || !has_header && *index == 0);
        let mut content = Vec::new();
        for (_, column) in titles {
            push_words(
                &mut content,
                one_line(&cell(self.composer, column, line).blocks),
            );
        }
        if !plain_text(&content).contains(char::is_alphabetic) {
            // A number alone says nothing, and without a heading of its own the entry would fall to the one before it.
            let area = line.names.get_attr("area").unwrap_or_default();
            for title in items(&area.get_attr("title").unwrap_or_default()) {
                push_words(&mut content, inlines(&title));
            }
        }
        self.heading(depth, content);
        for (_, column) in others {
            self.labelled(column, line);
        }
        depth + 1
    }

    fn labelled(&mut self, column: &ColumnSpec, line: &Line) {
        let content = cell(self.composer, column, line).blocks;
        if !content.is_empty() {
            let heading = self.composer.line(&column.heading);
            self.made.extend(labelled(&heading, listed(content)));
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
            let cells = lines
                .iter()
                .map(|line| cell(self.composer, only, line).blocks);
            self.made
                .extend(List::of(ListKind::Bullet, cells).map(Block::List));
            return;
        }
        if !columns.is_empty() {
            let table = self.table(&columns, lines);
            self.made.push(Block::Table(table));
        }
    }

    fn table(&mut self, columns: &[&ColumnSpec], lines: &[Line]) -> Table {
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
        let mut table = without_rows(self.composer, self.spec, columns);
        table.groups.push(Group {
            band: None,
            continued: None,
            rows,
        });
        table
    }
}

/// Several paragraphs as a list: below each other they would not be told from the texts that follow.
fn listed(content: Vec<Block>) -> Vec<Block> {
    let all_paragraphs = content
        .iter()
        .all(|block| matches!(block, Block::Paragraph { .. }));
    if content.len() < 2 || !all_paragraphs {
        return content;
    }
    let list = List::of(
        ListKind::Bullet,
        content.into_iter().map(|block| vec![block]),
    );
    list.map(Block::List).into_iter().collect()
}

/// Adds words to a heading.
fn push_words(content: &mut Vec<Inline>, words: Vec<Inline>) {
    if !content.is_empty() && !words.is_empty() {
        content.push(Inline::text(" "));
    }
    content.extend(words);
}

/// Blocks that become a heading, on one line.
fn one_line(blocks: &[Block]) -> Vec<Inline> {
    let mut content = Vec::new();
    for block in blocks {
        let inner = match block {
            Block::Paragraph { content } => content.clone(),
            Block::Heading(heading) => heading.content.clone(),
            Block::List(list) => list.items.iter().flat_map(|item| one_line(item)).collect(),
            Block::Quotation { blocks }
            | Block::Panel { blocks, .. }
            | Block::Changed { blocks, .. } => one_line(blocks),
            Block::Clauses { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_) => Vec::new(),
        };
        push_words(&mut content, inner);
    }
    content
}
