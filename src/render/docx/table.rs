//! Tables: widths, spans, heading rows, bands, tones and turned text.

use docx_rs as word;

use super::body::{BAND, CELL, COLUMN_HEADING, Content, Place, ROW_HEADING, Styles, blocks};
use super::collected::{Collected, TableFacts};
use super::inline::Ink;
use super::measure::{columns, length, turned_height};
use crate::document::{
    Cell, CellRole, Colour, Direction, Field, Fields, Group, Inline, Row, Table, TableFault, Theme,
    Tone,
};

/// A row whose words are fewer than this stays on one page; a longer one may leave a large gap, so it may break.
const WHOLE_ROW: usize = 900;
/// The height of a row that is there to be written in by hand, in twentieths of a point: 9 mm.
const WRITING_HEIGHT: u32 = 510;
/// White space at the left and at the right of a cell's text together, in twentieths of a point; the house style.
const CELL_MARGINS: usize = 170;

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
    fn key(self) -> &'static str {
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

/// The fill and the text colour of a tone; text is readable at WCAG 2 level AA.
pub(super) fn tone_colours(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Red => ("B3261E", "FFFFFF"),
        Tone::Amber => ("FFD166", "000000"),
        Tone::Green => ("1E6B34", "FFFFFF"),
        Tone::Unrated => ("F1F1F1", "000000"),
    }
}

/// A table as docx-rs types; `None` for one without rows, which Word does not open.
///
/// # Errors
/// The [`TableFault`] that [`Table::validate`] finds in it or in a table within it.
pub(super) fn table(
    table: &Table,
    place: Place,
    collected: &mut Collected,
) -> Result<Option<word::Table>, TableFault> {
    table.validate()?;
    let mut grid = Grid {
        widths: columns(&table.columns, place.width),
        rows: Vec::new(),
    };
    grid.push_rows(&table.head, true, collected)?;
    for group in &table.groups {
        grid.push_group(group, collected)?;
    }
    if grid.rows.is_empty() {
        return Ok(None);
    }
    let facts = TableFacts {
        summary: table.summary.clone(),
        head_rows: table.head.len(),
        first_column: heads_rows(table),
    };
    Ok(Some(finished(grid.rows, grid.widths, facts, collected)))
}

/// Labels with their values as a table of two columns.
pub(super) fn fields_table(
    fields: &Fields,
    place: Place,
    collected: &mut Collected,
) -> word::Table {
    let label_width = place.width * 32 / 100;
    let widths = vec![label_width, place.width - label_width];
    let rows = fields
        .fields
        .iter()
        .map(|Field { label, value }| {
            let label_cell = cell(widths[0])
                .shading(fill(Fill::Tint.key()))
                .add_paragraph(Place::new(widths[0], &ROW_HEADING).paragraph(
                    "RowHeading",
                    &[Inline::text(label)],
                    collected,
                ));
            let value_cell = cell(widths[1]).add_paragraph(
                Place::new(widths[1], &CELL).paragraph("CellText", value, collected),
            );
            let row = word::TableRow::new(vec![label_cell, value_cell]).cant_split();
            if value.is_empty() {
                at_least(row, WRITING_HEIGHT)
            } else {
                row
            }
        })
        .collect();
    let facts = TableFacts {
        summary: fields.summary.clone(),
        head_rows: 0,
        first_column: true,
    };
    finished(rows, widths, facts, collected)
}

fn finished(
    rows: Vec<word::TableRow>,
    widths: Vec<usize>,
    facts: TableFacts,
    collected: &mut Collected,
) -> word::Table {
    let width = widths.iter().sum();
    word::Table::new(rows)
        .style(collected.table(facts))
        .set_grid(widths)
        .width(width, word::WidthType::Dxa)
        .layout(word::TableLayoutType::Fixed)
}

/// Whether the first cell of every row of the body heads the row.
fn heads_rows(table: &Table) -> bool {
    let mut first_cells = table.groups.iter().flat_map(|group| {
        let starts = table.starts(&group.rows);
        group.rows.iter().zip(starts).filter_map(|(row, starts)| {
            let first = row.cells.first()?;
            (starts.first() == Some(&0)).then_some(first.role)
        })
    });
    first_cells.clone().next().is_some() && first_cells.all(|role| role == CellRole::RowHeader)
}

/// A table while its rows are built.
struct Grid {
    widths: Vec<usize>,
    rows: Vec<word::TableRow>,
}

/// A cell that reaches down into the rows below.
#[derive(Clone)]
struct Span<'a> {
    cell: &'a Cell,
    rows_left: u16,
}

impl Grid {
    fn push_group(&mut self, group: &Group, collected: &mut Collected) -> Result<(), TableFault> {
        if let Some(band) = &group.band {
            self.push_band(band, collected);
        }
        if group.continued.is_some() {
            collected.omit(
                "Word cannot print a line such as “(continued)” where the rows of a group run on to a further page; \
                 the heading rows return there.",
            );
        }
        self.push_rows(&group.rows, false, collected)
    }

    fn push_band(&mut self, band: &[Inline], collected: &mut Collected) {
        let width = self.widths.iter().sum();
        let place = Place::new(width, &BAND);
        let cell = cell(width)
            .grid_span(self.widths.len())
            .shading(fill(Fill::Tint.key()))
            .add_paragraph(place.paragraph("BandHeading", band, collected));
        self.rows.push(word::TableRow::new(vec![cell]).cant_split());
    }

    fn push_rows(
        &mut self,
        rows: &[Row],
        head: bool,
        collected: &mut Collected,
    ) -> Result<(), TableFault> {
        let mut open: Vec<Option<Span<'_>>> = vec![None; self.widths.len()];
        for (index, row) in rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(row.cells.len());
            let mut begins = row.cells.iter();
            let mut height = 0;
            let mut column = 0;
            while column < self.widths.len() {
                let (cell, continues) = match open[column].take() {
                    Some(Span { cell, rows_left }) => {
                        open[column] = span(cell, rows_left - 1);
                        (cell, true)
                    }
                    None => {
                        let Some(cell) = begins.next() else {
                            break;
                        };
                        open[column] = span(cell, cell.row_span - 1);
                        (cell, false)
                    }
                };
                let end = column + usize::from(cell.column_span);
                let width = self.widths[column..end].iter().sum();
                height = height.max(turned_height(cell, width));
                let under = Under {
                    width,
                    head,
                    first_head_row: head && index == 0,
                    first_column: column == 0,
                };
                cells.push(if continues {
                    under.continuation(cell)
                } else {
                    under.start(cell, collected)?
                });
                column = end;
            }
            let mut built = word::TableRow::new(cells);
            if head || row_length(row) < WHOLE_ROW {
                built = built.cant_split();
            }
            if height > 0 {
                built = at_least(built, height);
            }
            self.rows.push(built);
        }
        Ok(())
    }
}

fn span(cell: &Cell, rows_left: u16) -> Option<Span<'_>> {
    (rows_left > 0).then_some(Span { cell, rows_left })
}

fn row_length(row: &Row) -> usize {
    let part = |cell: &Cell| length(&cell.blocks) / usize::from(cell.row_span.max(1));
    row.cells.iter().map(part).sum()
}

/// Where a cell lies, as far as its looks depend on it.
#[derive(Clone, Copy)]
struct Under {
    width: usize,
    head: bool,
    first_head_row: bool,
    first_column: bool,
}

impl Under {
    /// The cell where it begins.
    fn start(self, cell: &Cell, collected: &mut Collected) -> Result<word::TableCell, TableFault> {
        let mut built = self.frame(cell);
        if cell.row_span > 1 {
            built = built.vertical_merge(word::VMergeType::Restart);
        }
        let place = self.place(cell);
        let contents = blocks(&cell.blocks, place, collected)?;
        let ends_with_paragraph = matches!(contents.last(), Some(Content::Paragraph(_)));
        for content in contents {
            built = match content {
                Content::Paragraph(paragraph) => built.add_paragraph(paragraph),
                Content::Table(table) => built.add_table(table),
            };
        }
        Ok(if ends_with_paragraph {
            built
        } else {
            built.add_paragraph(place.empty())
        })
    }

    /// The cell in a row below the one where it begins.
    fn continuation(self, cell: &Cell) -> word::TableCell {
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
            built = built.shading(fill(tone_colours(tone).0));
        } else if self.head && !self.first_head_row {
            // The table style knows one heading row only.
            built = built.shading(fill(Fill::Primary.key()));
        } else if label {
            built = built.shading(fill(Fill::Tint.key()));
        }
        match cell.direction {
            Direction::Across => built,
            Direction::Upwards => built
                .text_direction(word::TextDirectionType::BtLr)
                .vertical_align(word::VAlignType::Center),
        }
    }

    fn place(self, cell: &Cell) -> Place {
        let (styles, ink): (&'static Styles, Ink) = match (cell.tone, cell.role) {
            (Some(tone), role) => {
                let text = Some(tone_colours(tone).1);
                let styles = match role {
                    CellRole::Data => &CELL,
                    CellRole::ColumnHeader | CellRole::RowHeader => &ROW_HEADING,
                };
                (styles, Ink { text, link: text })
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

fn cell(width: usize) -> word::TableCell {
    word::TableCell::new().width(width, word::WidthType::Dxa)
}

fn fill(fill: &str) -> word::Shading {
    word::Shading::new()
        .shd_type(word::ShdType::Clear)
        .fill(fill)
}

#[expect(clippy::cast_precision_loss, reason = "heights are far below 2^24")]
fn at_least(row: word::TableRow, height: u32) -> word::TableRow {
    row.row_height(height as f32)
        .height_rule(word::HeightRule::AtLeast)
}
