//! The parts of a JPEG file, without taking its picture apart.

use std::ops::Range;

/// The number of the part that ends a picture.
const END: u8 = 0xd9;

/// The number of the part that holds a picture itself, or a piece of it.
pub(crate) const SCAN: u8 = 0xda;

/// The number of a part in which cameras and programs write about the picture.
pub(crate) const REMARKS: u8 = 0xe1;

/// Where the parts of a JPEG lie, up to its end: the number of each, and its bytes with those that follow up to the next.
pub(crate) fn parts(file: &[u8]) -> Vec<(u8, Range<usize>)> {
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
pub(crate) fn is_whole(file: &[u8]) -> bool {
    parts(file).last().is_some_and(|(number, _)| *number == END)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_small_picture_within_is_not_that_of_the_whole() {
        let head = b"\xff\xd8\xff\xe1\x00\x06\xff\xd8\xff\xd9\xff\xff\xda\x00\x02\x01\xff\x00\x02";
        assert!(!is_whole(head));
        assert!(is_whole(&[head, b"\xff\xd9".as_slice()].concat()));
    }
}
