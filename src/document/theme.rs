//! How a document looks: colours, fonts, sizes and cover, ready for a writer to use.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use super::{Cover, Design, Palette, TextSize};

/// How a document looks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// The font families.
    pub fonts: Fonts,
    /// The sizes and distances.
    pub design: Design,
    /// How the title sheet is coloured.
    pub cover: Cover,
}

impl Theme {
    /// A theme of the usual design with a plain cover.
    #[must_use]
    pub fn new(palette: Palette, fonts: Fonts) -> Self {
        Self {
            palette,
            fonts,
            design: Design::default(),
            cover: Cover::default(),
        }
    }

    /// Whether the document is in large print, for which wide tables are laid out as headings and lists.
    #[must_use]
    pub fn is_large_print(&self) -> bool {
        self.design.sizes.body >= f64::from(TextSize::LARGE_PRINT.points())
    }
}

/// The font families of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fonts {
    /// The family that the PDF embeds; one of the families that are shipped, or that of `files`.
    pub pdf: String,
    /// The family that the Word file and the web page name; as wide as the PDF's, so that both break lines alike.
    pub word: String,
    /// The faces of `pdf`, where it is the workspace's own and not shipped: regular, bold, italic and bold italic, in this
    /// order; already checked by `template`.
    #[serde(skip)]
    pub files: Vec<FontFile>,
}

impl Default for Fonts {
    /// Carlito in the PDF, Calibri in Word: the same widths.
    fn default() -> Self {
        Self {
            pdf: "Carlito".into(),
            word: "Calibri".into(),
            files: Vec::new(),
        }
    }
}

/// The file of one face of a font family: TrueType or OpenType.
#[derive(Clone, PartialEq, Eq)]
pub struct FontFile(pub Arc<[u8]>);

impl fmt::Debug for FontFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FontFile({} bytes)", self.0.len())
    }
}
