//! Pictures: how large they are, whether they are whole, and whether they say where they were taken.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};

use super::fault::FaultSort;
use super::findings::Findings;
use super::limits::MOST_PIXELS;
use super::position;

/// Looks into a JPEG.
pub(super) fn jpeg(bytes: &[u8], findings: &mut Findings) {
    if !size(bytes, ImageFormat::Jpeg, findings) {
        return;
    }
    // Cameras write more behind the end, so the end may stand anywhere after the beginning.
    if position(bytes, b"\xff\xd9", 4).is_none() {
        return findings.fault(FaultSort::Broken, "is a picture that breaks off");
    }
    let mut at = 2;
    while let Some([0xff, mark, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(*high) << 8 | usize::from(*low);
        let Some(segment) = bytes.get(at + 4..at + 2 + length) else {
            break;
        };
        match mark {
            0xe1 => {
                let exif = segment.strip_prefix(b"Exif\0\0");
                located(exif, segment, findings);
            }
            0xda => break, // the picture itself begins
            _ => {}
        }
        at += 2 + length;
    }
}

/// Looks into a PNG.
pub(super) fn png(bytes: &[u8], findings: &mut Findings) {
    if !size(bytes, ImageFormat::Png, findings) {
        return;
    }
    let mut at = 8;
    while let Some((head, rest)) = bytes.get(at..).and_then(<[u8]>::split_first_chunk::<8>) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let Some(chunk) = rest.get(..length) else {
            break;
        };
        match &head[4..] {
            b"IEND" => return,
            b"eXIf" => located(Some(chunk), chunk, findings),
            b"iTXt" | b"tEXt" => located(None, chunk, findings),
            _ => {}
        }
        at += 12 + length;
    }
    findings.fault(FaultSort::Broken, "is a picture that breaks off");
}

/// Whether a picture has a size that can be looked at.
fn size(bytes: &[u8], format: ImageFormat, findings: &mut Findings) -> bool {
    let Ok((width, height)) =
        ImageReader::with_format(Cursor::new(bytes), format).into_dimensions()
    else {
        findings.fault(FaultSort::Broken, "is a damaged picture");
        return false;
    };
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        findings.fault(
            FaultSort::Picture,
            format!(
                "is a picture of {width} × {height} pixels, which is more than anybody can look at"
            ),
        );
        return false;
    }
    findings.pages = Some(1);
    true
}

/// Says so if what a camera wrote into a picture names the place.
fn located(exif: Option<&[u8]>, all: &[u8], findings: &mut Findings) {
    if exif.is_some_and(|exif| has_place(exif) == Some(true))
        || position(all, b"GPSLatitude", 0).is_some()
    {
        findings.fault(
            FaultSort::Located,
            "is a photograph that says where it was taken",
        );
    }
}

/// Whether the list of a camera (TIFF 6.0, Exif 2.3) leads to a list of the place.
fn has_place(exif: &[u8]) -> Option<bool> {
    const PLACE: u16 = 0x8825;
    let is_little = match exif.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*exif.get(at)?, *exif.get(at + 1)?];
        Some(if is_little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        })
    };
    let (first, second) = (short(4)?, short(6)?);
    let (low, high) = if is_little {
        (first, second)
    } else {
        (second, first)
    };
    let list = usize::from(high) << 16 | usize::from(low);
    let entries = usize::from(short(list)?);
    let mut tags = (0..entries).map_while(|number| short(list + 2 + 12 * number));
    Some(tags.any(|tag| tag == PLACE))
}
