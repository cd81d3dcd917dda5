//! A JPEG without what lies beside its picture.

use crate::jpeg::parts;

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
