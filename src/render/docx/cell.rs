//! One cell of a table: its colours, its frame and its words.

use docx_rs as word;

use super::body::{Content, push_blocks};
use super::collected::Collected;
use super::inline::Ink;
use super::place::{CELL, COLUMN_HEADING, Place, ROW_HEADING, Styles};
use crate::document::{Cell, CellRole, Colour, Direction, TableFault, Theme, Tones};

/// White space at the left and at the right of a cell's text together, in twentieths of a point; the house style.
const CELL_MARGINS: usize = 170;

/// The least width for turned text: a line and the margins. LibreOffice never ends laying out anything narrower.
const NARROWEST_TURNED: usize = CELL_MARGINS + 250;

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
            Self::Primary => theme.primary,
            Self::Tint => theme.tint,
        }
    }

    /// How Word names its place in the theme.
    pub(super) fn theme_name(self) -> &'static str {
        match self {
            Self::Primary => "text2",
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
    /// Whether it begins in the first column.
    pub(super) first_column: bool,
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
        let mut built = self.frame(cell);
        if cell.row_span > 1 {
            built = built.vertical_merge(word::VMergeType::Restart);
        }
        let place = self.place(cell);
        let mut contents = Vec::with_capacity(cell.blocks.len());
        push_blocks(&cell.blocks, place, collected, &mut contents)?;
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
            built.add_paragraph(place.empty())
        })
    }

    /// The cell in a row below the one where it begins.
    pub(super) fn continuation(self, cell: &Cell) -> word::TableCell {
        self.frame(cell)
            .vertical_merge(word::VMergeType::Continue)
            .add_paragraph(self.place(cell).empty())
    }

    /// The cell without its words.
    fn frame(self, cell: &Cell) -> word::TableCell {
        let mut built = self::cell(self.width);
        if cell.column_span > 1 {
            built = built.grid_span(usize::from(cell.column_span));
        }
        let label = !self.head && self.first_column && cell.role == CellRole::RowHeader;
        if let Some(tone) = cell.tone {
            built = built.shading(fill(&Tones::default().of(tone).fill.word_hex()));
        } else if self.head && !self.first_head_row {
            // The table style knows one heading row only.
            built = built.shading(fill(Fill::Primary.key()));
        } else if label {
            built = built.shading(fill(Fill::Tint.key()));
        }
        match cell.direction {
            Direction::Across => built,
            Direction::Upwards if self.width < NARROWEST_TURNED => built,
            Direction::Upwards => built
                .text_direction(word::TextDirectionType::BtLr)
                .vertical_align(word::VAlignType::Center),
        }
    }

    fn place(self, cell: &Cell) -> Place {
        let (styles, ink): (&'static Styles, Ink) = match (cell.tone, cell.role) {
            (Some(tone), CellRole::Data | CellRole::ColumnHeader | CellRole::RowHeader) => {
                let text = Some(Tones::default().of(tone).ink);
                (&ROW_HEADING, Ink { text, link: text }) // bold, as in the PDF
            }
            (None, CellRole::Data | CellRole::ColumnHeader | CellRole::RowHeader) if self.head => {
                (&COLUMN_HEADING, Ink::default())
            }
            (None, CellRole::ColumnHeader | CellRole::RowHeader) => (&ROW_HEADING, Ink::default()),
            (None, CellRole::Data) => (&CELL, Ink::default()),
        };
        Place {
            ink,
            centred: cell.direction == Direction::Upwards,
            ..Place::new(self.width.saturating_sub(CELL_MARGINS), styles)
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
