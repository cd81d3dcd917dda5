//! Pictures.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

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
    /// The file itself, already checked by `template`.
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
