//! The colours for a reader who has asked for a dark screen.

use crate::document::{Change, Colour, Contrast, Palette};

/// What a dark page is painted on before the brand colours it: nearly black, for black itself glares with white letters.
const NIGHT: Colour = Colour::new(0x12, 0x14, 0x17);

/// The colours that change on a dark screen. Heading rows, covers and tones keep theirs, whose letters stand on them.
///
/// All letters reach WCAG AAA on `page` and on `tint`, whatever the brand: what only reaches AA looks dull in the dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dark {
    /// The ground of the page.
    pub(super) page: Colour,
    /// Ordinary letters.
    pub(super) text: Colour,
    /// A relative of the main colour that is a little lighter than the page: bands, label cells, panels.
    pub(super) tint: Colour,
    /// Letters of headings.
    pub(super) heading: Colour,
    /// Lines and ornaments.
    pub(super) accent: Colour,
    /// Links.
    pub(super) link: Colour,
    /// Letters of less weight.
    pub(super) quiet: Colour,
    /// The lines of tables and frames.
    pub(super) line: Colour,
}

impl Dark {
    /// The dark relatives of a palette.
    pub(super) fn of(palette: &Palette) -> Self {
        let page = NIGHT.mixed(palette.primary, 0.05);
        let tint = NIGHT.mixed(palette.primary, 0.2);
        let readable = |colour| lightened(colour, &[page, tint]);
        Self {
            page,
            text: readable(Colour::new(0xec, 0xed, 0xee)),
            tint,
            heading: readable(palette.primary),
            accent: readable(palette.accent),
            link: readable(palette.link),
            quiet: readable(Colour::new(0xbd, 0xc1, 0xc6)),
            line: Colour::new(0x84, 0x89, 0x8f),
        }
    }
}

impl Dark {
    /// The colour of words with a change.
    pub(super) fn change(change: Change, palette: &Palette) -> Colour {
        let Self { page, tint, .. } = Self::of(palette);
        lightened(change.colour(), &[page, tint])
    }
}

/// The nearest lighter relative of a colour that reaches WCAG AAA on all the grounds; white where none does.
fn lightened(colour: Colour, grounds: &[Colour]) -> Colour {
    // Up to white, in steps that the eye cannot tell apart.
    let shades = (0..=255u8).map(|share| colour.mixed(Colour::WHITE, f64::from(share) / 255.0));
    let is_readable = |shade: &Colour| {
        let mut grounds = grounds.iter();
        grounds.all(|ground| shade.contrast(*ground) >= Contrast::TEXT_AAA)
    };
    let mut readable = shades.filter(is_readable);
    readable.next().unwrap_or(Colour::WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_letters_of_any_brand_can_be_read_in_the_dark() {
        let parts = [0x00, 0x33, 0x66, 0x99, 0xcc, 0xff];
        let mut tried = 0;
        for red in parts {
            for green in parts {
                for blue in parts {
                    let primary = Colour::new(red, green, blue);
                    let palette = Palette::new(primary, Colour::new(blue, red, green));
                    let dark = Dark::of(&palette);
                    let letters = [dark.text, dark.heading, dark.accent, dark.link, dark.quiet];
                    for (letters, ground) in letters
                        .into_iter()
                        .flat_map(|letters| [(letters, dark.page), (letters, dark.tint)])
                    {
                        let contrast = letters.contrast(ground);
                        assert!(
                            contrast >= Contrast::TEXT_AAA,
                            "{primary}: {letters} on {ground} has {contrast}"
                        );
                        tried += 1;
                    }
                    assert!(palette.on_primary.contrast(primary) >= Contrast::TEXT_AA);
                }
            }
        }
        assert_eq!(tried, 6 * 6 * 6 * 10);
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let palette = Palette::new(Colour::new(0x1f, 0x3a, 0x5f), Colour::new(0xff, 0xd0, 0x40));
        let dark = Dark::of(&palette);
        assert_eq!(dark.accent, palette.accent);
        assert_ne!(dark.heading, palette.primary);
    }
}
