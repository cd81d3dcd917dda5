//! One cell of a table: its colours, its frame and its words.

use docx_rs as word;

use super::body::{Content, push_blocks};
use super::collected::Collected;
use super::place::{CELL, COLUMN_HEADING, Place, ROW_HEADING, Styles, rating};
use super::tracked::{fill_that_was, mark_of, settle_end, was};
use crate::document::{Cell, CellRole, Change, Colour, Direction, TableFault, Theme, Tone, Was};

/// The least width for turned text, besides the white space at its sides: a line. LibreOffice never ends laying out
/// anything narrower.
const TURNED_LINE: usize = 250;

/// A fill that the theme names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// The main colour, below heading rows.
    Primary,
    /// Its pale relative, below bands and labels.
    Tint,
}

impl Fill {
    /// What docx-rs carries as the fill.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Primary => "\u{a7}primary",
            Self::Tint => "\u{a7}tint",
        }
    }

    /// The fill that `key` stands for.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        [Self::Primary, Self::Tint]
            .into_iter()
            .find(|fill| fill.key() == key)
    }

    /// Its colour in a theme.
    pub(super) fn colour(self, theme: &Theme) -> Colour {
        match self {
            Self::Primary => theme.palette.primary,
            Self::Tint => theme.palette.tint,
        }
    }

    /// How Word names its place in the theme.
    pub(super) fn theme_name(self) -> &'static str {
        match self {
            Self::Primary => "accent2",
            Self::Tint => "background2",
        }
    }
}

/// Where a cell lies, as far as its looks depend on it.
#[derive(Clone, Copy)]
pub(super) struct Position {
    /// The width of the columns it covers, in twentieths of a point.
    pub(super) width: usize,
    /// Whether it lies in the heading rows.
    pub(super) head: bool,
    /// Whether it lies in the first of them.
    pub(super) first_head_row: bool,
}

impl Position {
    /// The cell where it begins.
    ///
    /// # Errors
    /// The [`TableFault`] of a table within it.
    pub(super) fn start(
        self,
        cell: &Cell,
        collected: &mut Collected,
    ) -> Result<word::TableCell, TableFault> {
        let mut built = self.frame(cell, collected);
        if cell.row_span > 1 {
            built = built.vertical_merge(word::VMergeType::Restart);
        }
        let place = self.place(cell, collected);
        let mut contents = Vec::with_capacity(cell.blocks.len());
        push_blocks(&cell.blocks, place, collected, &mut contents)?;
        settle_end(&mut contents);
        if let Some(Was { tone }) = cell.was {
            let before = Cell {
                tone,
                ..cell.clone()
            };
            let style = self.place(&before, collected).styles.paragraph;
            restyled(style, &mut contents);
        }
        let ends_with_paragraph = matches!(contents.last(), Some(Content::Paragraph(_)));
        for content in contents {
            built = match content {
                Content::Paragraph(paragraph) => built.add_paragraph(paragraph),
                Content::Table(table) => built.add_table(table),
                Content::Columns(_) => built,
            };
        }
        Ok(if ends_with_paragraph {
            built
        } else {
            built.add_paragraph(place.empty(collected))
        })
    }

    /// The cell in a row below the one where it begins.
    pub(super) fn continuation(self, cell: &Cell, collected: &mut Collected) -> word::TableCell {
        let empty = self.place(cell, collected).empty(collected);
        self.frame(cell, collected)
            .vertical_merge(word::VMergeType::Continue)
            .add_paragraph(empty)
    }

    /// The cell without its words.
    fn frame(self, cell: &Cell, collected: &Collected) -> word::TableCell {
        let mut built = self::cell(self.width);
        if cell.column_span > 1 {
            built = built.grid_span(usize::from(cell.column_span));
        }
        let label = !self.head && cell.role == CellRole::RowHeader;
        let tinted = |tone: Tone| collected.tones.of(tone).fill.word_hex();
        if let Some(Was { tone }) = cell.was {
            let (now, before) = (cell.tone.map(tinted), tone.map(tinted));
            built = built.shading(fill(&fill_that_was(now.as_deref(), before.as_deref())));
        } else if let Some(tone) = cell.tone {
            built = built.shading(fill(&tinted(tone)));
        } else if self.head && !self.first_head_row {
            // The table style knows one heading row only.
            built = built.shading(fill(Fill::Primary.key()));
        } else if label {
            built = built.shading(fill(Fill::Tint.key()));
        }
        match cell.direction {
            Direction::Across => built,
            Direction::Upwards if self.width < collected.lengths.cell_sides() + TURNED_LINE => {
                built
            }
            Direction::Upwards => built
                .text_direction(word::TextDirectionType::BtLr)
                .vertical_align(word::VAlignType::Center),
        }
    }

    fn place(self, cell: &Cell, collected: &Collected) -> Place {
        let styles: &'static Styles = match (cell.tone, cell.role) {
            (Some(tone), CellRole::Data | CellRole::ColumnHeader | CellRole::RowHeader) => {
                rating(tone)
            }
            (None, CellRole::Data | CellRole::ColumnHeader | CellRole::RowHeader) if self.head => {
                &COLUMN_HEADING
            }
            (None, CellRole::ColumnHeader | CellRole::RowHeader) => &ROW_HEADING,
            (None, CellRole::Data) => &CELL,
        };
        let lengths = collected.lengths;
        let width = self.width.saturating_sub(lengths.cell_sides());
        Place {
            centred: cell.direction == Direction::Upwards,
            ..Place::new(width, styles, lengths)
        }
    }
}

/// Says that the paragraphs of the other edition had another style.
fn restyled(style: &str, contents: &mut [Content]) {
    for content in contents {
        let Content::Paragraph(paragraph) = content else {
            continue;
        };
        let mut old = paragraph.property.clone();
        old.style = Some(word::ParagraphStyle::new(Some(style)));
        match mark_of(paragraph) {
            Some(Change::Inserted) => {}
            Some(Change::Deleted) => paragraph.property = old,
            None => match &mut paragraph.property.paragraph_property_change {
                Some(change) => change.property.style = old.style,
                None => was(paragraph, old),
            },
        }
    }
}

/// A cell of that width, in twentieths of a point.
pub(super) fn cell(width: usize) -> word::TableCell {
    word::TableCell::new().width(width, word::WidthType::Dxa)
}

/// A fill by its colour or its key.
pub(super) fn fill(fill: &str) -> word::Shading {
    word::Shading::new()
        .shd_type(word::ShdType::Clear)
        .fill(fill)
}
