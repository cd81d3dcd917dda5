//! The sizes and distances of a document: one design for every writer.

use serde::Serialize;

use super::TextSize;

/// The sizes and distances of a document, in points. Every writer takes them from here, so that the PDF and the Word
/// file look and break alike.
///
/// All sizes of letters are multiples of half a point and all distances of a twentieth, as Word wants them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Design {
    /// How large letters are.
    pub sizes: Sizes,
    /// White space.
    pub spacing: Spacing,
    /// What is as large whatever the size of letters.
    pub boxes: Boxes,
    /// The margins of every page, whatever its paper.
    pub margins: Margins,
}

impl Design {
    /// The design for a size of ordinary text.
    ///
    /// Larger text has relatively smaller headings: they would fill whole pages in large print.
    ///
    /// ```
    /// # use dutybound::document::{Design, TextSize};
    /// assert_eq!(Design::default().sizes.body, 11.0);
    /// let large = Design::new("16".parse()?);
    /// assert!(large.sizes.furniture >= 16.0, "large print has no small print");
    /// # Ok::<(), dutybound::document::TextSizeError>(())
    /// ```
    #[must_use]
    pub fn new(size: TextSize) -> Self {
        let body = f64::from(size.points());
        // How much larger than at the usual size; 1 for 11 pt.
        let scale = body / f64::from(TextSize::USUAL.points());
        let above = |usual: f64| half(body + (usual - 11.0) * scale.min(1.1));
        let space = |usual: f64| twentieth(usual * scale);
        Self {
            sizes: Sizes {
                title: above(28.0),
                subtitle: above(15.0),
                headings: [18.0, 14.0, 12.0, 11.0, 11.0, 11.0].map(above),
                body,
                table: body,
                furniture: if size.is_large_print() {
                    body
                } else {
                    above(9.0)
                },
            },
            spacing: Spacing {
                line: 1.08,
                table_line: 1.0,
                paragraph: space(6.0),
                item: space(3.0),
                before_heading: [18.0, 14.0, 11.0, 9.0, 9.0, 9.0].map(space),
                after_heading: [7.0, 5.0, 4.0, 3.0, 3.0, 3.0].map(space),
                block: space(10.0),
                indent: space(16.0),
                cell_indent: space(12.0),
                cell_side: 4.5,
                cell_top: 3.0,
                // No more than `cell_top`: Word adds it below the last paragraph of a cell too.
                cell_paragraph: 3.0,
                panel: space(9.0),
                clause: space(34.0),
            },
            boxes: Boxes {
                logo_width: 212.6,
                logo_height: 62.4,
                writing_row: 31.2,
            },
            margins: Margins {
                side: 51.0,
                // Room for the running header, and below it for the line that says that a table goes on.
                top: if size.is_large_print() { 92.0 } else { 68.0 },
                bottom: if size.is_large_print() { 72.0 } else { 60.0 },
                running: 34.0,
                sheet: 60.0,
            },
        }
    }
}

impl Default for Design {
    fn default() -> Self {
        Self::new(TextSize::USUAL)
    }
}

/// How large letters are, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sizes {
    /// The title on the title sheet.
    pub title: f64,
    /// The lines above and below it.
    pub subtitle: f64,
    /// Headings by their level.
    pub headings: [f64; 6],
    /// Ordinary text.
    pub body: f64,
    /// Text in tables.
    pub table: f64,
    /// Running headers and footers.
    pub furniture: f64,
}

/// White space, in points unless said otherwise. Distances between lines are measured from the foot of one line of
/// letters, with its descenders, to the head of the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spacing {
    /// How far lines of a paragraph lie apart, as a multiple of what the font itself wants.
    pub line: f64,
    /// The same in tables.
    pub table_line: f64,
    /// After a paragraph.
    pub paragraph: f64,
    /// After an item of a list.
    pub item: f64,
    /// Before a heading of each level.
    pub before_heading: [f64; 6],
    /// After a heading of each level.
    pub after_heading: [f64; 6],
    /// Before and after a table, a quotation and a panel.
    pub block: f64,
    /// How far the words of a list's item are set in at each level; the bullet hangs before them.
    pub indent: f64,
    /// The same in tables.
    pub cell_indent: f64,
    /// Between the border of a cell and its words, at the sides.
    pub cell_side: f64,
    /// The same above and below.
    pub cell_top: f64,
    /// Between the paragraphs of a cell.
    pub cell_paragraph: f64,
    /// Between the border of a panel and its words.
    pub panel: f64,
    /// How far the words of numbered sections and clauses are set in.
    pub clause: f64,
}

/// What is as large whatever the size of letters, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Boxes {
    /// How wide a logo is at most: 75 mm.
    pub logo_width: f64,
    /// How high a logo is, unless it would be too wide: 22 mm.
    pub logo_height: f64,
    /// How high a row is at least that is written in by hand: 11 mm.
    pub writing_row: f64,
}

/// The margins of a page, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Margins {
    /// Left and right.
    pub side: f64,
    /// Above.
    pub top: f64,
    /// Below.
    pub bottom: f64,
    /// From the edge of the paper to the running header and footer.
    pub running: f64,
    /// Above and below on the title sheet, which has neither.
    pub sheet: f64,
}

impl Margins {
    /// The margins of the title sheet.
    #[must_use]
    pub fn of_sheet(self) -> Self {
        Self {
            top: self.sheet,
            bottom: self.sheet,
            ..self
        }
    }
}

/// The nearest half of a point.
fn half(points: f64) -> f64 {
    (points * 2.0).round() / 2.0
}

/// The nearest twentieth of a point.
fn twentieth(points: f64) -> f64 {
    (points * 20.0).round() / 20.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes() -> impl Iterator<Item = TextSize> {
        (11..=18).filter_map(|size: u8| size.to_string().parse().ok())
    }

    #[test]
    fn word_can_say_every_size_and_headings_never_grow_with_their_depth() {
        for size in sizes() {
            let Sizes {
                title,
                subtitle,
                headings,
                body,
                table,
                furniture,
            } = Design::new(size).sizes;
            for points in headings
                .iter()
                .chain([&title, &subtitle, &body, &table, &furniture])
            {
                assert!(
                    (points * 2.0).fract().abs() < f64::EPSILON,
                    "{size}: {points}"
                );
            }
            assert!(
                headings.is_sorted_by(|above, below| above >= below),
                "{size}"
            );
            assert!(
                title > headings[0] && headings[5] >= body && table >= 11.0,
                "{size}"
            );
        }
    }
}
