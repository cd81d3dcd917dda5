//! A brand as the look of a document.

use crate::colour::Colour;
use crate::document::{Fonts, Picture, Theme};
use crate::model::Brand;

/// The main colour where a brand names none: a dark blue.
const PRIMARY: Colour = Colour::new(0x1f, 0x3a, 0x5f);

/// The second colour where a brand names none: a green that goes with it.
const ACCENT: Colour = Colour::new(0x2e, 0x7d, 0x6b);

/// The look of a document, from its brand and the picture of its logo, which is given the brand's words.
#[must_use]
pub fn theme(brand: &Brand, logo: Option<Picture>) -> Theme {
    let known = Fonts::default();
    let name = |given: &Option<crate::model::Text>, default: String| {
        given.as_ref().map_or(default, |text| text.value.clone())
    };
    let fonts = Fonts {
        pdf: name(&brand.fonts.pdf, known.pdf),
        word: name(&brand.fonts.word, known.word),
    };
    let colour = |given: &Option<crate::diagnostic::Placed<Colour>>, default| {
        given.map_or(default, |c| c.value)
    };
    let given = brand.logo_alt.as_ref().filter(|alt| !alt.trim().is_empty());
    let alt = given.map_or_else(
        || "Logo of the organisation".to_string(),
        |text| text.value.clone(),
    );
    Theme::new(
        colour(&brand.colours.primary, PRIMARY),
        colour(&brand.colours.accent, ACCENT),
        fonts,
        logo.map(|picture| Picture { alt, ..picture }),
    )
}
