//! A brand as the look of a document.

use crate::diagnostic::Placed;
use crate::document::{Design, FontFile, Fonts, Palette, Picture, Theme};
use crate::model::{Brand, Text};
use crate::style::{Colour, TextSize, word_family};

/// The main colour where a brand names none: a dark blue.
const PRIMARY: Colour = Colour::new(0x1f, 0x3a, 0x5f);

/// The second colour where a brand names none: a green that goes with it.
const ACCENT: Colour = Colour::new(0x2e, 0x7d, 0x6b);

/// The look of a document, from its brand, and the files of the brand's own font.
///
/// `text_size` takes the place of the brand's own, for a reader who asks for larger letters.
#[must_use]
pub fn theme(brand: &Brand, files: Vec<FontFile>, text_size: Option<TextSize>) -> Theme {
    let given = |family: &Option<Text>| family.as_ref().map(|family| family.value.clone());
    let pdf = given(&brand.fonts.pdf).unwrap_or_else(|| Fonts::default().pdf);
    let fonts = Fonts {
        word: given(&brand.fonts.word).unwrap_or_else(|| word_family(&pdf).to_string()),
        pdf,
        files,
    };
    let colour = |given: &Option<Placed<Colour>>, default| given.map_or(default, |c| c.value);
    let size = text_size.or(brand.text_size.map(|size| size.value));
    Theme {
        palette: Palette::new(
            colour(&brand.colours.primary, PRIMARY),
            colour(&brand.colours.accent, ACCENT),
        ),
        fonts,
        design: Design::new(size.unwrap_or(TextSize::USUAL)),
        cover: brand.cover.map(|cover| cover.value).unwrap_or_default(),
    }
}

/// A logo with the words that stand for it; `alt` is what the brand says that it shows.
#[must_use]
pub fn described(picture: Picture, alt: Option<&Text>) -> Picture {
    let given = alt.filter(|alt| !alt.trim().is_empty());
    let alt = given.map_or_else(
        || "Logo of the organisation".to_string(),
        |text| text.value.clone(),
    );
    Picture { alt, ..picture }
}
