//! The parts of a JPEG file, without taking its picture apart.

use std::ops::Range;

/// The number of the part that ends a picture.
const END: u8 = 0xd9;

/// Where the parts of a JPEG lie, up to its end: the number of each, and its bytes with those that follow up to the next.
fn parts(file: &[u8]) -> Vec<(u8, Range<usize>)> {
    let mut parts: Vec<(u8, Range<usize>)> = Vec::new();
    let mut at = 2;
    while let Some(rest) = file.get(at..) {
        // Within the data of a picture, 0xff is followed by 0 or by a mark to begin anew at.
        let is_mark = |pair: &[u8]| matches!(pair, [0xff, number] if !matches!(number, 0 | 0xd0..=0xd7 | 0xff));
        let gap = rest.windows(2).position(is_mark);
        if let Some((_, last)) = parts.last_mut() {
            last.end = gap.map_or(file.len(), |gap| at + gap);
        }
        let Some(begins) = gap.map(|gap| at + gap) else {
            break;
        };
        let number = file.get(begins + 1).copied().unwrap_or(END);
        let length = file.get(begins + 2..).and_then(<[u8]>::first_chunk);
        match length {
            Some(length) if number != END => {
                at = begins + 2 + usize::from(u16::from_be_bytes(*length));
                parts.push((number, begins..at.min(file.len())));
            }
            _ => {
                parts.push((number, begins..begins + 2));
                break;
            }
        }
    }
    parts
}

/// Whether a JPEG goes on to the mark of its end.
pub(super) fn is_whole(file: &[u8]) -> bool {
    parts(file).last().is_some_and(|(number, _)| *number == END)
}

/// A JPEG without what cameras and programs write of the place, the time, the device and the person, and without what
/// lies behind its end. Nothing where it does not begin as one.
pub(super) fn without_remarks(file: &[u8]) -> Option<Vec<u8>> {
    let mut kept = file
        .get(..2)
        .filter(|begin| *begin == b"\xff\xd8")?
        .to_vec();
    for (number, place) in parts(file) {
        let bytes = file.get(place)?;
        let is_kept = match number {
            // How its colours are to be understood.
            0xe0 | 0xee => true,
            0xe2 => bytes
                .get(4..)
                .is_some_and(|rest| rest.starts_with(b"ICC_PROFILE\0")),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if is_kept {
            kept.extend_from_slice(bytes);
        }
    }
    Some(kept)
}
