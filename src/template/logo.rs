//! Logos: opened, found sound, and drawn as PNG where a writer needs one.

use std::fmt;
use std::sync::{Arc, OnceLock};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _, ImageFormat, ImageReader, Limits};
use resvg::{tiny_skia, usvg};

use crate::document::{Picture, PictureFormat};

use super::svg::{inspect, words};

/// The widest and highest that a logo may be, in pixels.
const MOST_PIXELS: u32 = 4_000;

/// How wide and high the PNG may be that stands for an SVG where SVG cannot be drawn, in pixels: 290 to the inch at
/// least, at the size of a logo on a title sheet.
const FALLBACK: (f32, f32) = (800.0, 400.0);

/// A logo that was opened and found sound.
#[derive(Clone, Debug)]
pub struct Logo {
    /// The picture without its fallback.
    picture: Picture,
    /// The drawing, where it is an SVG.
    drawing: Option<usvg::Tree>,
    /// The drawing as PNG, once it was asked for; all schools share it.
    fallback: OnceLock<Option<Arc<[u8]>>>,
    /// What it says where it is an SVG.
    words: Vec<String>,
}

/// Why a file cannot be a logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogoFault {
    /// It is no SVG, PNG or JPEG.
    Format,
    /// It is one of them, and damaged.
    Damaged,
    /// It has more than 4,000 pixels to a side, or none.
    Size,
    /// It is in the four inks of printers (CMYK), which files that are to be kept (PDF/A) may not be.
    Cmyk,
    /// An SVG refers to another file.
    Refers,
    /// An SVG holds a script, or a page of the web.
    Active,
    /// An SVG has more than 10,000 elements, 200 see-through ones, 100 clipping paths, 10 masks, patterns or markers, or
    /// stands more than 64 deep in itself.
    Intricate,
    /// An SVG has a number of more than nine digits.
    Huge,
    /// An SVG has effects, such as shadows, that take without end to draw.
    Effects,
    /// An SVG has letters that are still text; no font is at hand to draw them.
    Letters,
}

impl LogoFault {
    /// What to do about it, as a sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Format
            | Self::Damaged
            | Self::Size
            | Self::Cmyk
            | Self::Refers
            | Self::Active
            | Self::Intricate
            | Self::Huge
            | Self::Effects => {
                "Save the logo again as a plain SVG, or as PNG or JPEG in RGB, at most 4,000 pixels wide and high."
            }
            Self::Letters => {
                "Turn the letters into paths, in Inkscape with \"Object to Path\", in Illustrator with \"Create Outlines\"; \
                 or save the logo as PNG."
            }
        }
    }
}

impl fmt::Display for LogoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "this file is not an SVG, PNG or JPEG picture",
            Self::Damaged => "this picture is damaged",
            Self::Size => "this picture is larger than 4,000 by 4,000 pixels, or has no size",
            Self::Cmyk => "this picture is in the four inks of printers (CMYK), not in the colours of screens (RGB)",
            Self::Refers => "this SVG picture refers to another file",
            Self::Active => "this SVG picture holds a script or a web page",
            Self::Intricate => "this SVG picture has too many parts for a logo",
            Self::Huge => "this SVG picture has a number of more than nine digits",
            Self::Effects => "this SVG picture has filter effects, such as shadows",
            Self::Letters => "this SVG picture holds text, which every program would draw in another font",
        })
    }
}

impl std::error::Error for LogoFault {}

impl Logo {
    /// Opens a picture.
    ///
    /// # Errors
    /// A [`LogoFault`] for anything but a sound picture of a bounded size that stands alone.
    pub fn open(bytes: &[u8]) -> Result<Self, LogoFault> {
        if bytes.starts_with(b"\x89PNG") {
            raster(bytes, PictureFormat::Png, ImageFormat::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            raster(bytes, PictureFormat::Jpeg, ImageFormat::Jpeg)
        } else {
            vector(bytes)
        }
    }

    /// The picture for a writer that can draw every format.
    #[must_use]
    pub fn picture(&self) -> Picture {
        self.picture.clone()
    }

    /// The picture with a PNG of itself where it is an SVG, for a writer whose readers may not know SVG.
    ///
    /// To draw the PNG takes longer than to write most documents, so it is drawn when it is first asked for.
    #[must_use]
    pub fn picture_with_fallback(&self) -> Picture {
        let fallback = self
            .fallback
            .get_or_init(|| self.drawing.as_ref().and_then(png));
        Picture {
            fallback: fallback.clone(),
            ..self.picture.clone()
        }
    }

    /// What an SVG says beside its drawing, in its title, its notes and its names; nothing of a picture of pixels.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    fn new(
        bytes: &[u8],
        format: PictureFormat,
        (width, height): (u32, u32),
        drawing: Option<usvg::Tree>,
    ) -> Self {
        Self {
            picture: Picture {
                format,
                alt: String::new(),
                width,
                height,
                bytes: bytes.into(),
                fallback: None,
            },
            drawing,
            fallback: OnceLock::new(),
            words: Vec::new(),
        }
    }
}

fn raster(bytes: &[u8], format: PictureFormat, known: ImageFormat) -> Result<Logo, LogoFault> {
    let size = ImageReader::with_format(std::io::Cursor::new(bytes), known)
        .into_dimensions()
        .map_err(|_| LogoFault::Damaged)?;
    let size = bounded(size)?;
    if format == PictureFormat::Jpeg && is_cmyk(bytes) {
        return Err(LogoFault::Cmyk);
    }
    let mut reader = ImageReader::with_format(std::io::Cursor::new(bytes), known);
    let mut limits = Limits::default();
    limits.max_alloc = Some(128 * 1024 * 1024);
    reader.limits(limits);
    reader.decode().map_err(|_| LogoFault::Damaged)?; // a cut file shows only when it is opened whole
    Ok(Logo::new(bytes, format, size, None))
}

/// Whether a JPEG has four components, as its frame header says; decoders turn them into three and do not tell.
fn is_cmyk(bytes: &[u8]) -> bool {
    let mut at = 2; // behind the mark that every JPEG begins with
    while let Some([0xff, mark, high, low, ..]) = bytes.get(at..) {
        match mark {
            0xff => at += 1, // padding
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return bytes.get(at + 9) == Some(&4);
            }
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

fn vector(bytes: &[u8]) -> Result<Logo, LogoFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| LogoFault::Format)?;
    inspect(text)?;
    let tree =
        usvg::Tree::from_str(text, &usvg::Options::default()).map_err(|_| LogoFault::Damaged)?;
    let size = bounded((whole(tree.size().width()), whole(tree.size().height())))?;
    Ok(Logo {
        words: words(text),
        ..Logo::new(bytes, PictureFormat::Svg, size, Some(tree))
    })
}

/// A drawing as PNG.
fn png(drawing: &usvg::Tree) -> Option<Arc<[u8]>> {
    let size = drawing.size();
    let scale = (FALLBACK.0 / size.width()).min(FALLBACK.1 / size.height());
    let [width, height] = [size.width(), size.height()].map(|side| whole(side * scale).max(1));
    let mut pixels = tiny_skia::Pixmap::new(width, height)?;
    resvg::render(
        drawing,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    let mut bytes = Vec::new();
    // Packing it tighter would take longer than all the rest of a Word file.
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive)
        .write_image(
            &pixels.take_demultiplied(),
            width,
            height,
            ExtendedColorType::Rgba8,
        )
        .ok()?;
    Some(bytes.into())
}

/// A length in whole pixels.
fn whole(length: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bounded before it is used"
    )]
    let pixels = length.ceil().clamp(0.0, 1e6) as u32;
    pixels
}

fn bounded((width, height): (u32, u32)) -> Result<(u32, u32), LogoFault> {
    let sound = |side: u32| (1..=MOST_PIXELS).contains(&side);
    if sound(width) && sound(height) {
        Ok((width, height))
    } else {
        Err(LogoFault::Size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20z"/></svg>"#;

    #[test]
    fn an_svg_brings_its_size_and_a_png() {
        let logo = Logo::open(SVG.as_bytes()).unwrap();
        assert_eq!(logo.picture().fallback, None);
        let picture = logo.picture_with_fallback();
        assert_eq!(
            (picture.format, picture.width, picture.height),
            (PictureFormat::Svg, 40, 20)
        );
        let png = Logo::open(&picture.fallback.unwrap()).unwrap().picture();
        assert_eq!(
            (png.format, png.width, png.height),
            (PictureFormat::Png, 800, 400)
        );
    }

    #[test]
    fn an_svg_says_what_is_written_into_it() {
        let said = SVG.replace(
            "<path",
            "<title>By Ada Quill</title><!-- of Elm --><g label='a layer'/><path",
        );
        let logo = Logo::open(said.as_bytes()).unwrap();
        assert_eq!(logo.words(), ["By Ada Quill", " of Elm ", "a layer"]);
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        let png = Logo::open(SVG.as_bytes())
            .unwrap()
            .picture_with_fallback()
            .fallback
            .unwrap();
        let huge = SVG.replace("0 0 40 20", "0 0 90000 20");
        let many = SVG.replace(
            "<path",
            &format!("{}<path", "<path d='M0 0h1'/>".repeat(30_000)),
        );
        let arc = SVG.replace("h40v20z", &format!("A1 {}6 0 1 1 9 9", "5".repeat(56)));
        let shadow = SVG.replace("<path", r#"<filter id="f"/><path"#);
        let linked = SVG.replace("<path", r#"<image href="file:///etc/passwd"/><path"#);
        for (bytes, fault) in [
            (&b"plan: {}"[..], LogoFault::Format),
            (&b""[..], LogoFault::Format),
            (&b"GIF89a"[..], LogoFault::Format),
            (&png[..png.len() / 2], LogoFault::Damaged),
            (&b"\xff\xd8\xff\xe0rubbish"[..], LogoFault::Damaged),
            (huge.as_bytes(), LogoFault::Size),
            (linked.as_bytes(), LogoFault::Refers),
            (many.as_bytes(), LogoFault::Intricate),
            (shadow.as_bytes(), LogoFault::Effects),
            (arc.as_bytes(), LogoFault::Huge),
        ] {
            assert_eq!(Logo::open(bytes).map(|_| ()), Err(fault));
        }
    }
}
