//! What of a table stays on one page, guessed once for the PDF and for Word, so that both break their pages alike.
//!
//! A short row is moved to the next page rather than divided, and so are a few short rows that share a cell, and a table
//! that asks for it. In the PDF, what is not allowed to break and is higher than the page would lose words. So heights are
//! guessed, from letters and for any font, and guessed too high.

use serde::Serialize;

use super::length::{paper_size, twips};
use crate::document::{
    Block, Cell, Design, Direction, Field, Fields, FieldsLayout, Inline, Orientation, Paper, Row,
    Table, plain_text,
};

/// How wide a letter is, as a part of its size, if all were wide.
const LETTER: f64 = 0.6;
/// How high a line is, as a part of the size of its letters: that of Open Sans, the highest of the shipped fonts.
const LINE: f64 = 1.37;
/// The part of a page, in hundredths, that a row takes at most by the guess to be kept whole; in truth about two fifths.
const WHOLE_ROW: usize = 60;
/// The same for rows that share a cell; in truth about a third.
const WHOLE_RUN: usize = 50;
/// The same for a table that asks to be kept on one page, with room for the heading before it.
const WHOLE_TABLE: usize = 80;
/// The same for a label that runs upwards: it never breaks.
const WHOLE_LABEL: usize = 40;
/// The height of what is never kept whole.
const ENDLESS: usize = 1 << 24;

/// The room that a page has between its margins, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// From side to side.
    pub(super) width: usize,
    /// From the head to the foot.
    pub(super) height: usize,
}

impl Room {
    /// That of a page of this kind.
    pub(super) fn of_page(paper: Paper, orientation: Orientation, design: &Design) -> Self {
        let (width, height) = paper_size(paper, orientation);
        let margins = design.margins;
        Self {
            width: width.saturating_sub(twips(2.0 * margins.side)),
            height: height.saturating_sub(twips(margins.top + margins.bottom)),
        }
    }

    /// The same with less from side to side.
    pub(super) fn narrower(self, by: usize) -> Self {
        Self {
            width: self.width.saturating_sub(by),
            ..self
        }
    }
}

/// What of a table stays on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Kept {
    /// Whether all of it does.
    pub(super) table: bool,
    /// The heading rows.
    pub(super) head: KeptRows,
    /// The rows of each group.
    pub(super) groups: Vec<KeptRows>,
}

/// What of some rows stays on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct KeptRows {
    /// For each row, whether it may not be divided.
    pub(super) whole: Vec<bool>,
    /// For each row and each cell that begins in it, whether the rows that the cell covers stay together.
    pub(super) together: Vec<Vec<bool>>,
}

impl Kept {
    /// What is kept of a valid table with columns of these widths on a page that is so high between its margins; nothing
    /// where that is 0, as in a cell.
    pub(super) fn of(table: &Table, widths: &[usize], page: usize, design: &Design) -> Self {
        let guess = Guess::new(design);
        let width = widths.iter().sum();
        let part = |hundredths: usize| page * hundredths / 100;
        let bands: usize = table
            .groups
            .iter()
            .filter_map(|group| group.band.as_ref())
            .map(|band| guess.row() + guess.paragraph(band, guess.inside(width)))
            .sum();
        let mut height = bands;
        let mut keep = |rows: &[Row]| {
            let heights = guess.row_heights(table, rows, widths, part(WHOLE_LABEL));
            height += heights.iter().sum::<usize>();
            KeptRows {
                whole: heights
                    .iter()
                    .map(|height| *height <= part(WHOLE_ROW))
                    .collect(),
                together: together(rows, &heights, part(WHOLE_RUN)),
            }
        };
        let head = keep(&table.head);
        let groups = table.groups.iter().map(|group| keep(&group.rows)).collect();
        Self {
            table: table.whole && height <= part(WHOLE_TABLE),
            head,
            groups,
        }
    }
}

/// Which cells of several rows keep their rows together: those whose rows are at most `highest` together. All others may
/// break between their rows. Cells that overlap only in part could make a chain higher than that, so of these the first
/// alone does.
fn together(rows: &[Row], heights: &[usize], highest: usize) -> Vec<Vec<bool>> {
    let mut end = 0;
    let mut keeps = |number: usize, cell: &Cell| {
        let after = number + usize::from(cell.row_span);
        let height = heights.get(number..after);
        let kept = cell.row_span > 1
            && cell.direction == Direction::Across
            && (number >= end || after <= end)
            && height.is_some_and(|rows| rows.iter().sum::<usize>() <= highest);
        if kept {
            end = end.max(after);
        }
        kept
    };
    rows.iter()
        .enumerate()
        .map(|(number, row)| row.cells.iter().map(|cell| keeps(number, cell)).collect())
        .collect()
}

/// How high what stands in a table is, in twentieths of a point, guessed too high.
struct Guess {
    letter: usize,
    line: usize,
    /// Between paragraphs.
    gap: usize,
    indent: usize,
    clause: usize,
    panel: usize,
    /// The white space beside the words of a cell.
    sides: usize,
    /// The white space above and below them.
    around: usize,
    writing_row: usize,
}

impl Guess {
    fn new(design: &Design) -> Self {
        let Design {
            sizes,
            spacing,
            boxes,
            margins: _,
        } = design;
        Self {
            letter: twips(LETTER * sizes.table),
            line: twips(LINE * spacing.table_line * sizes.table),
            gap: twips(spacing.cell_paragraph),
            indent: twips(spacing.cell_indent),
            clause: twips(spacing.clause),
            panel: twips(spacing.panel),
            sides: twips(2.0 * spacing.cell_side),
            around: twips(2.0 * spacing.cell_top),
            writing_row: twips(boxes.writing_row),
        }
    }

    /// The height of a row without words.
    fn row(&self) -> usize {
        self.line + self.around
    }

    /// The room for words in a cell of that width.
    fn inside(&self, width: usize) -> usize {
        width.saturating_sub(self.sides)
    }

    /// The height of each row: of its highest cell. A cell of several rows counts in the last, which takes what is left of
    /// it. A label that runs upwards adds nothing to the rows that it covers, unless it is so long that it stretches them.
    fn row_heights(
        &self,
        table: &Table,
        rows: &[Row],
        widths: &[usize],
        highest_label: usize,
    ) -> Vec<usize> {
        let mut heights: Vec<usize> = rows
            .iter()
            .map(|row| {
                if row.fill_in {
                    self.writing_row.max(self.row())
                } else {
                    self.row()
                }
            })
            .collect();
        for ((number, row), starts) in rows.iter().enumerate().zip(table.starts(rows)) {
            for (cell, start) in row.cells.iter().zip(starts) {
                let columns = start..start + usize::from(cell.column_span);
                let width = widths.get(columns).map_or(0, |widths| widths.iter().sum());
                let height = match cell.direction {
                    Direction::Across => self.blocks(&cell.blocks, self.inside(width)),
                    Direction::Upwards if self.label(&cell.blocks) <= highest_label => 0,
                    Direction::Upwards => ENDLESS,
                };
                let last = number + usize::from(cell.row_span.max(1)) - 1;
                if let Some(row) = heights.get_mut(last) {
                    *row = (*row).max(height + self.around);
                }
            }
        }
        heights
    }

    /// How long a label is that stands on one line.
    fn label(&self, blocks: &[Block]) -> usize {
        // As many lines as letters.
        self.blocks(blocks, self.letter) / self.line * self.letter
    }

    /// The height of some blocks in a cell, in that width.
    fn blocks(&self, blocks: &[Block], width: usize) -> usize {
        let within = |blocks: &[Block], by: usize| self.blocks(blocks, width.saturating_sub(by));
        let heights = blocks.iter().map(|block| match block {
            Block::Paragraph { content } => self.paragraph(content, width),
            Block::List(list) => {
                // Numbers of two digits push their words further in.
                let items = list.items.iter();
                items.map(|item| within(item, 2 * self.indent)).sum()
            }
            Block::Clauses { clauses } => clauses
                .iter()
                .map(|clause| within(&clause.blocks, self.clause) + self.gap)
                .sum(),
            Block::Quotation { blocks } => within(blocks, 2 * self.panel) + self.line,
            Block::Panel { title, blocks } => {
                self.paragraph(title, width) + within(blocks, 2 * self.panel) + 4 * self.line
            }
            Block::Fields(fields) => self.fields(fields, width),
            Block::Changed { blocks, .. } => self.blocks(blocks, width),
            Block::Heading(_) | Block::Contents { .. } | Block::Exhibit(_) | Block::Table(_) => {
                ENDLESS
            }
        });
        heights.sum()
    }

    fn fields(&self, fields: &Fields, width: usize) -> usize {
        let width = match fields.layout {
            FieldsLayout::Lines => width,
            // The label has a third of it.
            FieldsLayout::Table => width / 3,
        };
        let line = |Field { label, value }: &Field| {
            let words = format!("{}: {}", label.words(), plain_text(value));
            self.lines(&words, width) * self.line + self.row()
        };
        fields.fields.iter().map(line).sum()
    }

    fn paragraph(&self, content: &[Inline], width: usize) -> usize {
        let mut words = String::new();
        push_words(content, &mut words);
        self.lines(&words, width) * self.line + self.gap
    }

    /// How many lines some words fill, each line as many words as fit.
    fn lines(&self, words: &str, width: usize) -> usize {
        let room = (width / self.letter.max(1)).max(1);
        let mut lines = 0;
        for line in words.split('\n') {
            lines += 1;
            let mut filled = 0;
            for word in line.split(' ') {
                let letters = word.chars().count();
                if filled > 0 && filled + 1 + letters > room {
                    lines += 1;
                    filled = 0;
                }
                filled += usize::from(filled > 0) + letters;
                // A word that is wider than the cell is divided.
                lines += filled.saturating_sub(1) / room;
                filled = filled.saturating_sub(1) % room + 1;
            }
        }
        lines
    }
}

/// The words of some runs, each line break as one.
fn push_words(runs: &[Inline], words: &mut String) {
    for run in runs {
        match run {
            Inline::Text { text } => words.push_str(text),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Foreign { content, .. }
            | Inline::Changed { content, .. }
            | Inline::Link { content, .. } => push_words(content, words),
            Inline::Reference { label, .. } => words.push_str(label),
            Inline::LineBreak => words.push('\n'),
        }
    }
}
