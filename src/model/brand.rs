//! How an organisation's documents look.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;
use crate::style::{Colour, Cover, TextSize};

use super::text::{Text, from_text};

/// How an organisation's documents look.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Brand {
    /// Path of the logo (SVG, PNG or JPEG), relative to the file that names it.
    pub logo: Option<Text>,
    /// What the logo shows, for a reader who cannot see it.
    pub logo_alt: Option<Text>,
    /// Path of a second logo that stands beside the first, such as a school's own beside its trust's.
    pub second_logo: Option<Text>,
    /// What the second logo shows.
    pub second_logo_alt: Option<Text>,
    /// How the title sheet is coloured.
    pub cover: Option<Placed<Cover>>,
    /// How large ordinary text is, in points.
    pub text_size: Option<Placed<TextSize>>,
    /// The colours.
    #[serde(default)]
    pub colours: Colours,
    /// The font families.
    #[serde(default)]
    pub fonts: Fonts,
    /// Path of a Word document whose styles, header, footer and margins the Word files take over, such as the
    /// organisation's letter.
    pub word_reference: Option<Text>,
    /// Motto at the foot of the title sheet.
    pub strapline: Option<Text>,
}

/// The colours of a brand.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Colours {
    /// Headings and heading rows.
    pub primary: Option<Placed<Colour>>,
    /// Lines and ornaments.
    pub accent: Option<Placed<Colour>>,
}

/// The font families of a brand.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Fonts {
    /// The family that the PDF embeds.
    pub pdf: Option<Text>,
    /// The family that the Word file names.
    pub word: Option<Text>,
    /// Paths of the font files of the `pdf` family, where it is not one of those that are shipped: regular, bold,
    /// italic and bold italic, in any order.
    #[serde(default)]
    pub files: Vec<Text>,
}

from_text!(Colour, "a colour such as #1f3a5f");
from_text!(TextSize, "a size for text such as 12");
