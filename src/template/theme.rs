//! A brand as the look of a document.

use std::fmt;
use std::sync::Arc;

use image::{ImageFormat, ImageReader, Limits};
use resvg::{tiny_skia, usvg};

use crate::colour::Colour;
use crate::document::{Fonts, Picture, PictureFormat, Theme};
use crate::model::Brand;

/// The main colour where a brand names none: a dark blue.
const PRIMARY: Colour = Colour::new(0x1f, 0x3a, 0x5f);

/// The second colour where a brand names none: a green that goes with it.
const ACCENT: Colour = Colour::new(0x2e, 0x7d, 0x6b);

/// The widest and highest that a logo may be, in pixels.
const MOST_PIXELS: u32 = 8_000;

/// How wide the PNG is that stands for an SVG where SVG cannot be drawn, in pixels.
const FALLBACK_WIDTH: f32 = 800.0;

/// The look of a document, from its brand and its logo.
#[must_use]
pub fn theme(brand: &Brand, logo: Option<&Logo>) -> Theme {
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
    let alt = given.map_or_else(|| "Logo".to_string(), |text| text.value.clone());
    let picture = logo.map(|logo| Picture {
        alt,
        ..logo.picture.clone()
    });
    Theme::new(
        colour(&brand.colours.primary, PRIMARY),
        colour(&brand.colours.accent, ACCENT),
        fonts,
        picture,
    )
}

/// A logo that was opened and found sound.
#[derive(Clone, Debug)]
pub struct Logo {
    picture: Picture,
}

/// Why a file cannot be a logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogoFault {
    /// It is no SVG, PNG or JPEG.
    Format,
    /// It is one of them, and damaged.
    Damaged,
    /// It has more than 8,000 pixels to a side, or none.
    Size,
    /// An SVG refers to another file.
    Refers,
}

impl fmt::Display for LogoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "this file is not an SVG, PNG or JPEG picture",
            Self::Damaged => "this picture is damaged",
            Self::Size => "this picture is larger than 8,000 by 8,000 pixels, or has no size",
            Self::Refers => "this SVG picture refers to another file",
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
        let picture = if bytes.starts_with(b"\x89PNG") {
            raster(bytes, PictureFormat::Png, ImageFormat::Png)?
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            raster(bytes, PictureFormat::Jpeg, ImageFormat::Jpeg)?
        } else {
            vector(bytes)?
        };
        Ok(Self { picture })
    }
}

fn raster(bytes: &[u8], format: PictureFormat, known: ImageFormat) -> Result<Picture, LogoFault> {
    let size = ImageReader::with_format(std::io::Cursor::new(bytes), known)
        .into_dimensions()
        .map_err(|_| LogoFault::Damaged)?;
    let (width, height) = bounded(size)?;
    let mut reader = ImageReader::with_format(std::io::Cursor::new(bytes), known);
    let mut limits = Limits::default();
    limits.max_alloc = Some(512 * 1024 * 1024);
    reader.limits(limits);
    reader.decode().map_err(|_| LogoFault::Damaged)?; // a cut file shows only when it is opened whole
    Ok(Picture {
        format,
        alt: String::new(),
        width,
        height,
        bytes: bytes.into(),
        fallback: None,
    })
}

fn vector(bytes: &[u8]) -> Result<Picture, LogoFault> {
    let text = std::str::from_utf8(bytes).map_err(|_| LogoFault::Format)?;
    if !text.contains("<svg") {
        return Err(LogoFault::Format);
    }
    if text.contains("<!ENTITY") || text.contains("<image") || text.contains("url(http") {
        return Err(LogoFault::Refers);
    }
    let tree =
        usvg::Tree::from_str(text, &usvg::Options::default()).map_err(|_| LogoFault::Damaged)?;
    let size = tree.size();
    let whole = |length: f32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bounded before it is used"
        )]
        let pixels = length.ceil().clamp(0.0, 1e6) as u32;
        pixels
    };
    let (width, height) = bounded((whole(size.width()), whole(size.height())))?;
    let scale = FALLBACK_WIDTH / size.width().max(size.height());
    let mut pixels = tiny_skia::Pixmap::new(
        whole(size.width() * scale).max(1),
        whole(size.height() * scale).max(1),
    )
    .ok_or(LogoFault::Size)?;
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    let fallback: Arc<[u8]> = pixels.encode_png().map_err(|_| LogoFault::Damaged)?.into();
    Ok(Picture {
        format: PictureFormat::Svg,
        alt: String::new(),
        width,
        height,
        bytes: bytes.into(),
        fallback: Some(fallback),
    })
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
        let picture = Logo::open(SVG.as_bytes()).unwrap().picture;
        assert_eq!(
            (picture.format, picture.width, picture.height),
            (PictureFormat::Svg, 40, 20)
        );
        let png = Logo::open(&picture.fallback.unwrap()).unwrap().picture;
        assert_eq!(
            (png.format, png.width, png.height),
            (PictureFormat::Png, 800, 400)
        );
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        let png = Logo::open(SVG.as_bytes())
            .unwrap()
            .picture
            .fallback
            .unwrap();
        let huge = SVG.replace("0 0 40 20", "0 0 90000 20");
        let linked = SVG.replace("<path", r#"<image href="file:///etc/passwd"/><path"#);
        for (bytes, fault) in [
            (&b"plan: {}"[..], LogoFault::Format),
            (&b""[..], LogoFault::Format),
            (&b"GIF89a"[..], LogoFault::Format),
            (&png[..png.len() / 2], LogoFault::Damaged),
            (&b"\xff\xd8\xff\xe0rubbish"[..], LogoFault::Damaged),
            (huge.as_bytes(), LogoFault::Size),
            (linked.as_bytes(), LogoFault::Refers),
        ] {
            assert_eq!(Logo::open(bytes).map(|_| ()), Err(fault));
        }
    }
}
