//! The lengths of a design, as Word measures them.

use crate::document::{Design, Orientation, Paper};

pub(super) use crate::render::length::{paper_size, twips, whole};

/// What a character of a table's text is wide, as a part of the text's size; a guess.
const CHARACTER: f64 = 0.525;
/// What a line of text is high, as a part of the text's size; a guess, which is that of Carlito and Calibri. Lines of
/// Liberation Sans and Arial are lower (1.15), those of Open Sans higher (1.36). Heights of rows and of the white above a
/// title are then off by a tenth, which Word mends by stretching rows; those with turned text it does not stretch.
pub(super) const LINE: f64 = 1.22;

/// The lengths of a design, in twentieths of a point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    /// The margins of the page at the left and at the right.
    side: usize,
    /// Those above and below together.
    head_and_foot: usize,
    /// How far words of a list's item are set in.
    pub(super) indent: usize,
    /// The same in a cell.
    pub(super) cell_indent: usize,
    /// Above and below a table.
    pub(super) block: usize,
    /// Between the border of a cell and its words, at each side.
    pub(super) cell_side: usize,
    /// Above and below the words of a cell together.
    pub(super) cell_rows: usize,
    /// Between a frame, or the rule beside a quotation, and the words.
    pub(super) panel: usize,
    /// How far the words of a numbered section are set in.
    pub(super) clause: usize,
    /// About how wide a character of a table's text is.
    pub(super) character: usize,
    /// How high a line of a table's text is.
    pub(super) line: usize,
    /// How high a row is at least that is written in by hand.
    pub(super) writing_row: usize,
    /// How wide and how high a logo is at most.
    pub(super) logo: (usize, usize),
}

impl Lengths {
    /// Those of a design.
    pub(super) fn of(design: &Design) -> Self {
        let Design {
            sizes,
            spacing,
            boxes,
            margins,
        } = design;
        Self {
            side: twips(margins.side),
            head_and_foot: twips(margins.top + margins.bottom),
            indent: twips(spacing.indent),
            cell_indent: twips(spacing.cell_indent),
            block: twips(spacing.block),
            cell_side: twips(spacing.cell_side),
            cell_rows: twips(2.0 * spacing.cell_top),
            panel: twips(spacing.panel),
            clause: twips(spacing.clause),
            character: twips(CHARACTER * sizes.table),
            line: twips(LINE * sizes.table * spacing.table_line),
            writing_row: twips(boxes.writing_row),
            logo: (twips(boxes.logo_width), twips(boxes.logo_height)),
        }
    }

    /// The width between the margins of a page.
    pub(super) fn text_width(&self, paper: Paper, orientation: Orientation) -> usize {
        let (width, _) = paper_size(paper, orientation);
        width.saturating_sub(2 * self.side)
    }

    /// The height between the margins of a page.
    pub(super) fn text_height(&self, paper: Paper, orientation: Orientation) -> usize {
        let (_, height) = paper_size(paper, orientation);
        height.saturating_sub(self.head_and_foot)
    }

    /// The space at the left and at the right of a cell's words together.
    pub(super) fn cell_sides(&self) -> usize {
        2 * self.cell_side
    }
}

/// A size in points as half points.
pub(super) fn half_points(points: f64) -> usize {
    whole(points * 2.0)
}
