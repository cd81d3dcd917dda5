//! The colours of a document.

use serde::Serialize;

use crate::style::Colour;

use super::Tone;

/// The colours of a document, worked out from the two of a brand.
///
/// Every pair of letters and ground that a writer may use reaches WCAG AA, whatever the brand:
/// `heading`, `link` and `quiet` on white and on `tint`, `on_primary` on `primary`, and the words of a [`Tone`] on its
/// ground. A meaning is never told by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Palette {
    /// The organisation's main colour: heading rows, covers.
    pub primary: Colour,
    /// Black or white, whichever is easier to read on `primary`.
    pub on_primary: Colour,
    /// A second colour: lines and ornaments, never letters.
    pub accent: Colour,
    /// The main colour for letters: as it is, or else darkened until it can be read on white and on `tint`.
    pub heading: Colour,
    /// A pale relative of the main colour: bands and label cells.
    pub tint: Colour,
    /// Links; the same for every brand, for a link should look like one.
    pub link: Colour,
    /// Letters of less weight: running headers, straplines.
    pub quiet: Colour,
    /// The lines of tables and frames; dark enough for a black-and-white copier.
    pub line: Colour,
    /// The ground and the letters of cells with a tone.
    pub tones: Tones,
}

impl Palette {
    /// The colours from the two of a brand.
    ///
    /// ```
    /// # use dutybound::document::{Colour, Contrast, Palette};
    /// let yellow = Palette::new("#ffe066".parse()?, "#2e7d6b".parse()?);
    /// assert_eq!(yellow.on_primary, Colour::BLACK);
    /// assert!(yellow.heading.contrast(Colour::WHITE) >= Contrast::TEXT_AA);
    /// # Ok::<(), dutybound::document::ColourError>(())
    /// ```
    #[must_use]
    pub fn new(primary: Colour, accent: Colour) -> Self {
        let on_primary = if primary.contrast(Colour::WHITE) >= primary.contrast(Colour::BLACK) {
            Colour::WHITE
        } else {
            Colour::BLACK
        };
        Self {
            primary,
            on_primary,
            accent,
            heading: primary.for_letters(),
            tint: primary.pale(),
            link: Colour::new(0x0b, 0x4f, 0x9e),
            quiet: Colour::new(0x4d, 0x4d, 0x4d),
            line: Colour::new(0x8c, 0x8c, 0x8c),
            tones: Tones::default(),
        }
    }
}

/// The colours of every tone, the same for every brand: a governor who reads two schools' plans sees one red.
///
/// Red is dark, amber between and green pale, so that a black-and-white copier keeps them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tones {
    red: Ground,
    amber: Ground,
    yellow: Ground,
    green: Ground,
    unrated: Ground,
}

impl Tones {
    /// The colours of a tone.
    #[must_use]
    pub fn of(&self, tone: Tone) -> Ground {
        match tone {
            Tone::Red => self.red,
            Tone::Amber => self.amber,
            Tone::Yellow => self.yellow,
            Tone::Green => self.green,
            Tone::Unrated => self.unrated,
        }
    }
}

impl Default for Tones {
    fn default() -> Self {
        let ground = |fill, ink| Ground { fill, ink };
        Self {
            red: ground(Colour::new(0xb3, 0x26, 0x1e), Colour::WHITE),
            amber: ground(Colour::new(0xf5, 0xa6, 0x23), Colour::BLACK),
            yellow: ground(Colour::new(0xff, 0xf1, 0xa8), Colour::BLACK),
            green: ground(Colour::new(0xb4, 0xe4, 0xbb), Colour::BLACK),
            unrated: ground(Colour::new(0xf1, 0xf1, 0xf1), Colour::BLACK),
        }
    }
}

/// A fill, and letters that can be read on it: a contrast of at least 4.5 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The colour of the cell.
    pub fill: Colour,
    /// The colour of its letters.
    pub ink: Colour,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::Contrast;

    #[test]
    fn all_letters_of_any_brand_can_be_read() {
        for primary in [
            "#000000", "#ffffff", "#ffe066", "#1f3a5f", "#ff0000", "#00ff00", "#777777",
        ] {
            let palette = Palette::new(primary.parse().unwrap(), Colour::BLACK);
            for letters in [palette.heading, palette.link, palette.quiet] {
                for ground in [Colour::WHITE, palette.tint] {
                    assert!(
                        letters.contrast(ground) >= Contrast::TEXT_AA,
                        "{primary}: {letters} on {ground}"
                    );
                }
            }
            assert!(
                palette.on_primary.contrast(palette.primary) >= Contrast::TEXT_AA,
                "{primary}"
            );
        }
    }

    #[test]
    fn the_word_of_every_tone_can_be_read() {
        for tone in [
            Tone::Red,
            Tone::Amber,
            Tone::Yellow,
            Tone::Green,
            Tone::Unrated,
        ] {
            let Ground { fill, ink } = Tones::default().of(tone);
            assert!(fill.contrast(ink) >= Contrast::TEXT_AA, "{tone:?}");
        }
    }
}
