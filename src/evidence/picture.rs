//! Pictures: how large they are, whether they are whole, and whether they say where they were taken.

use std::io::{Cursor, Read as _};

use flate2::read::ZlibDecoder;
use image::{ImageFormat, ImageReader};

use crate::jpeg;

use super::among;
use super::fault::FaultSort;
use super::findings::Findings;
use super::limits::MOST_PIXELS;
use super::position;

/// What pictures begin with.
const JPEG: &[u8] = b"\xff\xd8\xff";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The most bytes of packed words of one picture that are unpacked.
const MOST_PACKED: u64 = 16 << 20;

/// Looks into a JPEG.
pub(super) fn jpeg(bytes: &[u8], findings: &mut Findings) {
    findings.has_pictures = true;
    if !size(bytes, ImageFormat::Jpeg, findings) {
        return;
    }
    if !jpeg::is_whole(bytes) {
        return findings.fault(FaultSort::Broken, "is a picture that breaks off");
    }
    located(bytes, findings);
}

/// Looks into a PNG.
pub(super) fn png(bytes: &[u8], findings: &mut Findings) {
    findings.has_pictures = true;
    if !size(bytes, ImageFormat::Png, findings) {
        return;
    }
    if chunks(bytes).all(|(name, _)| name != b"IEND") {
        return findings.fault(FaultSort::Broken, "is a picture that breaks off");
    }
    located(bytes, findings);
}

fn located(bytes: &[u8], findings: &mut Findings) {
    if is_located(bytes) {
        findings.fault(
            FaultSort::Located,
            "is a photograph that says where it was taken",
        );
    }
}

/// The pieces of a PNG, each with its name, as far as they are whole.
fn chunks(png: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = png.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (name, behind) = behind.split_first_chunk::<4>()?;
        let (piece, behind) = behind.split_at_checked(length)?;
        rest = behind.get(4..).unwrap_or_default();
        Some((name, piece))
    })
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

/// Whether what a camera wrote into a JPEG or a PNG names the place.
pub(super) fn is_located(picture: &[u8]) -> bool {
    let names_place = |exif: Option<&[u8]>, all: &[u8]| {
        exif.is_some_and(|exif| has_place(exif) == Some(true))
            || position(all, b"GPSLatitude", 0).is_some()
    };
    if picture.starts_with(JPEG) {
        return jpeg::parts(picture).into_iter().any(|(number, place)| {
            let part = picture.get(place).and_then(|part| part.get(4..));
            number == jpeg::REMARKS
                && part.is_some_and(|part| names_place(part.strip_prefix(b"Exif\0\0"), part))
        });
    }
    picture.starts_with(PNG)
        && chunks(picture).any(|(name, piece)| match name {
            b"eXIf" => names_place(Some(piece), piece),
            b"iTXt" | b"tEXt" => names_place(None, piece),
            _ => false,
        })
}

/// Hands what cameras and programs wrote into a JPEG or a PNG to a function: all but the picture itself. Whether that
/// was all; `None` of anything else.
pub(super) fn said(picture: &[u8], hear: &mut dyn FnMut(&str)) -> Option<bool> {
    if picture.starts_with(JPEG) {
        let parts = jpeg::parts(picture);
        let end = parts.last().map_or(0, |(_, place)| place.end);
        for (_, place) in parts
            .into_iter()
            .filter(|(number, _)| *number != jpeg::SCAN)
        {
            among::said(picture.get(place).unwrap_or_default(), hear);
        }
        among::said(picture.get(end..).unwrap_or_default(), hear);
        return Some(true);
    }
    if !picture.starts_with(PNG) {
        return None;
    }
    let mut end = 8;
    let mut room = MOST_PACKED;
    for (name, piece) in chunks(picture) {
        end += 12 + piece.len();
        if name == b"IDAT" {
            continue;
        }
        among::said(piece, hear);
        if matches!(name, b"zTXt" | b"iTXt") {
            packed(piece, &mut room, hear);
        }
    }
    among::said(picture.get(end..).unwrap_or_default(), hear);
    Some(room > 0)
}

/// The packed words in a piece of a PNG, of which there may be `room`.
fn packed(piece: &[u8], room: &mut u64, hear: &mut dyn FnMut(&str)) {
    // Where the packed bytes begin hangs on names before them; zlib's are known by their first one.
    let starts = (0..piece.len().min(1_000)).filter(|at| piece[*at] == 0x78);
    for start in starts {
        let mut words = Vec::new();
        let _ = ZlibDecoder::new(&piece[start..])
            .take(*room)
            .read_to_end(&mut words);
        *room = room.saturating_sub(words.len() as u64);
        among::said(&words, hear);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(picture: &[u8]) -> String {
        let mut heard = String::new();
        assert_eq!(said(picture, &mut |text| heard.push_str(text)), Some(true));
        heard
    }

    #[test]
    fn what_programs_write_into_pictures_is_heard_and_the_picture_is_not() {
        let jpeg =
            b"\xff\xd8\xff\xe1\x00\x10Orla Quigley\0\0\xff\xff\xda\x00\x02Zebedee\xff\xd9Behind it";
        assert_eq!(heard(jpeg).replace('\0', "|"), "Orla Quigley|Behind it|");
        // "Orla Quigley", stored by zlib in one block without being made smaller.
        let packed = b"\x78\x01\x01\x0c\x00\xf3\xffOrla Quigley";
        let mut png = PNG.to_vec();
        png.extend(u32::to_be_bytes(8 + 19));
        png.extend(b"zTXtAuthor\0\0");
        png.extend(packed);
        png.extend([0; 4]);
        assert!(heard(&png).contains("Orla Quigley"));
        assert_eq!(heard(PNG), "");
    }
}
