//! How an organisation's documents look.

use serde::{Deserialize, Serialize};

use crate::colour::Colour;
use crate::diagnostic::Placed;

use super::text::{Text, from_text};

/// How an organisation's documents look.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Brand {
    /// Path of the logo (SVG, PNG or JPEG), relative to the file that names it.
    pub logo: Option<Text>,
    /// What the logo shows, for a reader who cannot see it.
    pub logo_alt: Option<Text>,
    /// The colours.
    #[serde(default)]
    pub colours: Colours,
    /// The font families.
    #[serde(default)]
    pub fonts: Fonts,
    /// Motto at the foot of the title sheet.
    pub strapline: Option<Text>,
}

/// The colours of a brand.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Colours {
    /// Headings and heading rows.
    pub primary: Option<Placed<Colour>>,
    /// Lines and ornaments.
    pub accent: Option<Placed<Colour>>,
}

/// The font families of a brand.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Fonts {
    /// The family that the PDF embeds.
    pub pdf: Option<Text>,
    /// The family that the Word file names.
    pub word: Option<Text>,
}

from_text!(Colour, "a colour such as #1f3a5f");
