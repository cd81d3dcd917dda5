//! The streams of PDFs that have the filter `FlateDecode`.

use std::io::{self, Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

/// Compresses bytes for a stream.
pub(super) fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// What a stream comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inflated {
    /// At most so many bytes as were asked for.
    Within,
    /// More than that.
    TooMuch,
    /// It breaks off, or is no such stream. Readers of PDF show what comes before.
    Damaged,
}

/// Goes through a stream, up to `limit` bytes, without keeping them.
pub(super) fn inflated(stream: &[u8], limit: u64) -> Inflated {
    let mut within = ZlibDecoder::new(stream).take(limit.saturating_add(1));
    match io::copy(&mut within, &mut io::sink()) {
        Ok(length) if length > limit => Inflated::TooMuch,
        Ok(_) => Inflated::Within,
        Err(_) => Inflated::Damaged,
    }
}

/// The bytes of a stream, if they are at most `limit`.
pub(super) fn bytes(stream: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut within = ZlibDecoder::new(stream).take(limit.saturating_add(1));
    within.read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_can_be_measured() {
        let bytes = vec![b'a'; 300_000];
        let stream = compressed(&bytes).unwrap();
        assert!(stream.len() < 1_000);
        assert_eq!(inflated(&stream, 300_000), Inflated::Within);
        assert_eq!(inflated(&stream, 299_999), Inflated::TooMuch);
        assert_eq!(super::bytes(&stream, 300_000), Some(bytes));
        assert_eq!(super::bytes(&stream, 299_999), None);
        assert_eq!(inflated(&stream[..9], 300_000), Inflated::Damaged);
        assert_eq!(inflated(b"no such thing", 300_000), Inflated::Damaged);
        let nothing = compressed(b"").unwrap();
        assert_eq!(inflated(&nothing, 300_000), Inflated::Within);
    }
}
