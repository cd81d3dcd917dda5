//! Pictures as evidence.
//!
//! A picture is taken apart and made anew: the right way up, no larger than paper can show, and without what its file
//! says of the place and the person that it was taken by.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageDecoder, ImageEncoder, ImageResult, Limits,
    Rgb, RgbImage,
};
use pdf_writer::{Filter, Finish as _, Ref};

use crate::jpeg::is_whole;

use super::copy::chunk;
use super::fault::Stop;
use super::target::Target;
use super::{ExhibitFault, ExhibitLook};

/// Pixels of a picture; the largest of common cameras.
const MOST_PIXELS: u64 = 50_000_000;

/// Bytes of a picture, taken apart.
const LARGEST_PIXELS: u64 = 200 << 20;

/// Pixels of the longer side of a picture in the bundle: nearly 300 to the inch, across the text of an A4 page.
const LONGEST_SIDE: u32 = 2_400;

/// Bytes of a picture that is kept dot for dot.
const LARGEST_EXACT: usize = 1_500_000;

/// Points of a pixel, as browsers and word processors have it: 96 to the inch.
const POINTS: f64 = 0.75;

/// The quality of photographs, of 100.
const QUALITY: u8 = 86;

/// Which kind of picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
}

/// What is known of a picture.
///
/// # Errors
/// When it cannot be put in.
pub(super) fn look(bytes: Vec<u8>, kind: Kind) -> Result<ExhibitLook, ExhibitFault> {
    let (_, size) = decode(bytes, kind)?;
    Ok(ExhibitLook {
        pages: vec![size],
        not_archivable: None,
        not_accessible: None,
        left_out: None,
    })
}

/// Puts a picture in the place of objects.
///
/// # Errors
/// When it cannot be put in, or the target takes no more.
pub(super) fn put(
    bytes: Vec<u8>,
    kind: Kind,
    numbers: &[i32],
    target: &mut dyn Target,
) -> Result<(f64, f64), Stop> {
    let (picture, size) = decode(bytes, kind)?;
    let encoded = match kind {
        Kind::Jpeg => photograph(&picture),
        Kind::Png => exact(&picture),
    };
    let encoded = encoded.map_err(|_| broken())?;
    for number in numbers {
        let mut chunk = chunk();
        let mut image = chunk.image_xobject(Ref::new(*number), &encoded.bytes);
        image.width(encoded.width);
        image.height(encoded.height);
        image.bits_per_component(8);
        if encoded.colours == 1 {
            image.color_space().device_gray();
        } else {
            image.color_space().device_rgb();
        }
        image.filter(encoded.filter);
        if encoded.filter == Filter::FlateDecode {
            image
                .decode_parms()
                .predictor(pdf_writer::types::Predictor::PngOptimum)
                .colors(encoded.colours)
                .bits_per_component(8)
                .columns(encoded.width);
        }
        image.finish();
        target.object(*number, &chunk)?;
    }
    Ok(size)
}

/// A picture the right way up, no larger than wanted, and its size as it was, in points.
fn decode(bytes: Vec<u8>, kind: Kind) -> Result<(DynamicImage, (f64, f64)), ExhibitFault> {
    // Its decoder would show what is missing as grey.
    if kind == Kind::Jpeg && !is_whole(&bytes) {
        return Err(broken());
    }
    let bytes = Cursor::new(bytes);
    match kind {
        Kind::Jpeg => take_apart(JpegDecoder::new(bytes).map_err(|_| broken())?),
        Kind::Png => {
            let decoder = PngDecoder::with_limits(bytes, limits());
            take_apart(decoder.map_err(|_| broken())?)
        }
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(LARGEST_PIXELS);
    limits
}

fn take_apart(mut decoder: impl ImageDecoder) -> Result<(DynamicImage, (f64, f64)), ExhibitFault> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > LARGEST_PIXELS {
        return Err(ExhibitFault::new(
            format!("it has {width} by {height} pixels, which is more than can be put in"),
            "Make it smaller: 2,400 pixels across are as sharp as paper can show.",
        ));
    }
    decoder.set_limits(limits()).map_err(|_| broken())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| broken())?;
    if width.max(height) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    picture.apply_orientation(orientation);
    let turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = (f64::from(width) * POINTS, f64::from(height) * POINTS);
    Ok((
        picture,
        if turned {
            (height, width)
        } else {
            (width, height)
        },
    ))
}

/// A picture as a stream.
struct Encoded {
    bytes: Vec<u8>,
    filter: Filter,
    width: i32,
    height: i32,
    /// 1 for shades of grey, 3 for red, green and blue.
    colours: i32,
}

/// The dots of a picture.
enum Dots {
    Grey(GrayImage),
    Colour(RgbImage),
}

impl Dots {
    /// Upon white; grey where there is no colour.
    fn of(picture: &DynamicImage) -> Self {
        let dots = if picture.has_alpha() {
            let mut white = RgbImage::new(picture.width(), picture.height());
            let rgba = picture.to_rgba8();
            for (dot, seen) in white.pixels_mut().zip(rgba.pixels()) {
                let [red, green, blue, alpha] = seen.0;
                *dot = Rgb([red, green, blue].map(|part| on_white(part, alpha)));
            }
            white
        } else {
            picture.to_rgb8()
        };
        let is_grey = |dot: &Rgb<u8>| dot.0[0] == dot.0[1] && dot.0[1] == dot.0[2];
        if dots.pixels().all(is_grey) {
            Self::Grey(DynamicImage::ImageRgb8(dots).to_luma8())
        } else {
            Self::Colour(dots)
        }
    }

    fn colours(&self) -> i32 {
        match self {
            Self::Grey(_) => 1,
            Self::Colour(_) => 3,
        }
    }

    fn parts(&self) -> (&[u8], u32, u32, ExtendedColorType) {
        match self {
            Self::Grey(dots) => (dots, dots.width(), dots.height(), ExtendedColorType::L8),
            Self::Colour(dots) => (dots, dots.width(), dots.height(), ExtendedColorType::Rgb8),
        }
    }

    fn encoded(&self, bytes: Vec<u8>, filter: Filter) -> Encoded {
        let (_, width, height, _) = self.parts();
        Encoded {
            bytes,
            filter,
            width: i32::try_from(width).unwrap_or(i32::MAX),
            height: i32::try_from(height).unwrap_or(i32::MAX),
            colours: self.colours(),
        }
    }

    fn as_jpeg(&self) -> ImageResult<Encoded> {
        let (dots, width, height, kind) = self.parts();
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY)
            .write_image(dots, width, height, kind)?;
        Ok(self.encoded(bytes, Filter::DctDecode))
    }

    /// The data of a PNG, which is what a PDF calls `FlateDecode` with a predictor.
    fn as_png(&self) -> ImageResult<Encoded> {
        let (dots, width, height, kind) = self.parts();
        let mut file = Vec::new();
        PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Adaptive)
            .write_image(dots, width, height, kind)?;
        Ok(self.encoded(png_data(&file), Filter::FlateDecode))
    }
}

fn photograph(picture: &DynamicImage) -> ImageResult<Encoded> {
    Dots::of(picture).as_jpeg()
}

/// Dot for dot, as what is drawn or read on a screen needs, unless that takes too much room.
fn exact(picture: &DynamicImage) -> ImageResult<Encoded> {
    let dots = Dots::of(picture);
    let exact = dots.as_png()?;
    if exact.bytes.len() <= LARGEST_EXACT {
        return Ok(exact);
    }
    let blurred = dots.as_jpeg()?;
    Ok(if blurred.bytes.len() < exact.bytes.len() {
        blurred
    } else {
        exact
    })
}

fn on_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u32::from(part), u32::from(alpha));
    u8::try_from((part * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
}

/// What the `IDAT` chunks of a PNG hold.
fn png_data(file: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    let mut rest = file.get(8..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(usize::MAX);
        let Some((held, behind)) = behind.split_at_checked(length) else {
            break;
        };
        if kind == *b"IDAT" {
            data.extend_from_slice(held);
        }
        rest = behind.get(4..).unwrap_or_default();
    }
    data
}

fn broken() -> ExhibitFault {
    ExhibitFault::new(
        "the picture is damaged",
        "Open it in a program for pictures and save it anew.",
    )
}
