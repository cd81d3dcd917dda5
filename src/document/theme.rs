//! How a document looks: colours, fonts and logo, ready for a writer to use.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::colour::Colour;

use super::Tone;

/// How a document looks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theme {
    /// The organisation's main colour: headings, heading rows.
    pub primary: Colour,
    /// A second colour: lines and ornaments.
    pub accent: Colour,
    /// A pale relative of the main colour: bands and label cells; dark text on it is readable.
    pub tint: Colour,
    /// Black or white, whichever is easier to read on `primary`.
    pub on_primary: Colour,
    /// The ground and the letters of cells with a tone.
    pub tones: Tones,
    /// The font families.
    pub fonts: Fonts,
    /// The logo.
    pub logo: Option<Picture>,
}

impl Theme {
    /// A theme from the two colours of a brand; the others are worked out.
    ///
    /// ```
    /// # use dutybound::document::{Fonts, Theme};
    /// let theme = Theme::new("#1f3a5f".parse()?, "#2e7d6b".parse()?, Fonts::default(), None);
    /// assert_eq!(theme.on_primary.to_string(), "#ffffff");
    /// # Ok::<(), dutybound::colour::ColourError>(())
    /// ```
    #[must_use]
    pub fn new(primary: Colour, accent: Colour, fonts: Fonts, logo: Option<Picture>) -> Self {
        let on_primary = if primary.contrast(Colour::WHITE) >= primary.contrast(Colour::BLACK) {
            Colour::WHITE
        } else {
            Colour::BLACK
        };
        Self {
            primary,
            accent,
            tint: primary.tint(0.1),
            on_primary,
            tones: Tones::default(),
            fonts,
            logo,
        }
    }
}

/// The colours of every tone, the same for every brand: a governor who reads two schools' plans sees one red.
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
            amber: ground(Colour::new(0xff, 0xb8, 0x4d), Colour::BLACK),
            yellow: ground(Colour::new(0xff, 0xf1, 0xa8), Colour::BLACK),
            green: ground(Colour::new(0x1e, 0x6b, 0x34), Colour::WHITE),
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

/// The font families of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fonts {
    /// The family that the PDF embeds; one of the families that are shipped.
    pub pdf: String,
    /// The family that the Word file names; as wide as the PDF's, so that both break lines alike.
    pub word: String,
}

impl Default for Fonts {
    /// Carlito in the PDF, Calibri in Word: the same widths.
    fn default() -> Self {
        Self {
            pdf: "Carlito".into(),
            word: "Calibri".into(),
        }
    }
}

/// A picture with the words that stand for it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The file format of `bytes`.
    pub format: PictureFormat,
    /// What the picture shows, for a reader who cannot see it; never empty.
    pub alt: String,
    /// Width in pixels (SVG: in user units); at least 1.
    pub width: u32,
    /// Height in pixels (SVG: in user units); at least 1.
    pub height: u32,
    /// The file itself, already checked by `source`.
    #[serde(skip)]
    pub bytes: Arc<[u8]>,
    /// For an SVG, the same picture as PNG, for readers that cannot draw SVG.
    #[serde(skip)]
    pub fallback: Option<Arc<[u8]>>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Picture")
            .field("format", &self.format)
            .field("alt", &self.alt)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// The file format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureFormat {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

impl PictureFormat {
    /// The ending of a file's name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Contrast;

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
