//! What the streams of a PDF hold once they are unpacked (ISO 32000-1, 7.4), and how much that is.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::object::digit;

/// One way in which a stream is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Deflate,
    Hexadecimal,
    Base85,
    Lzw,
    RunLength,
    /// A picture, or something else that is not unpacked here.
    Closed,
}

impl Filter {
    /// The one of a name.
    pub(super) fn called(name: &str) -> Self {
        match name {
            "FlateDecode" | "Fl" => Self::Deflate,
            "ASCIIHexDecode" | "AHx" => Self::Hexadecimal,
            "ASCII85Decode" | "A85" => Self::Base85,
            "LZWDecode" | "LZW" => Self::Lzw,
            "RunLengthDecode" | "RL" => Self::RunLength,
            _ => Self::Closed,
        }
    }
}

/// Why a stream is not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packed {
    /// It would be larger than what is left.
    TooLarge,
    /// In a way that is not read here.
    Closed,
}

/// The most bytes that one step of several may give; they are held in memory.
const LARGEST_STEP: usize = 100_000_000;

/// The bytes of a stream once they are unpacked, at most so many.
///
/// # Errors
/// See [`Packed`].
pub(super) fn unpacked(body: &[u8], filters: &[Filter], most: usize) -> Result<Vec<u8>, Packed> {
    let Some((last, steps)) = filters.split_last() else {
        return within(body.to_vec(), most);
    };
    let mut bytes = Cow::Borrowed(body);
    for filter in steps {
        bytes = Cow::Owned(step(&bytes, *filter, LARGEST_STEP)?);
    }
    step(&bytes, *last, most)
}

/// How many bytes a stream holds once it is unpacked, and on the way there, at most about one more than `most`; for what
/// is not unpacked here, at least as many as it could be.
pub(super) fn length(body: &[u8], filters: &[Filter], most: u64) -> u64 {
    let Some((first, rest)) = filters.split_first() else {
        return body.len() as u64;
    };
    match first {
        Filter::Deflate if rest.is_empty() => inflated_length(body, most),
        Filter::Deflate | Filter::Hexadecimal | Filter::Base85 => {
            let limit = usize::try_from(most).unwrap_or(usize::MAX);
            match step(body, *first, limit.min(LARGEST_STEP)) {
                Ok(bytes) => {
                    let passed = bytes.len() as u64;
                    passed + length(&bytes, rest, most.saturating_sub(passed))
                }
                Err(Packed::TooLarge | Packed::Closed) => most + 1,
            }
        }
        // What may be packed behind what is not unpacked here cannot be measured, and no program packs so.
        Filter::Lzw | Filter::RunLength | Filter::Closed
            if rest.iter().any(|filter| *filter != Filter::Closed) =>
        {
            most + 1
        }
        Filter::Lzw => lzw_length(body, most),
        Filter::RunLength => body.len() as u64 * 64,
        Filter::Closed => body.len() as u64,
    }
}

/// What one step of unpacking gives, at most so many bytes.
fn step(bytes: &[u8], filter: Filter, most: usize) -> Result<Vec<u8>, Packed> {
    match filter {
        Filter::Deflate => inflated(bytes, most),
        Filter::Hexadecimal => within(from_hexadecimal(bytes), most),
        Filter::Base85 => from_base85(bytes, most),
        Filter::Lzw | Filter::RunLength | Filter::Closed => Err(Packed::Closed),
    }
}

fn within(bytes: Vec<u8>, most: usize) -> Result<Vec<u8>, Packed> {
    if bytes.len() > most {
        return Err(Packed::TooLarge);
    }
    Ok(bytes)
}

/// What could be unpacked before a fault, which is what readers of PDF show.
fn inflated(bytes: &[u8], most: usize) -> Result<Vec<u8>, Packed> {
    let mut unpacked = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let _ = ZlibDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut unpacked);
    within(unpacked, most)
}

fn inflated_length(bytes: &[u8], most: u64) -> u64 {
    let mut decoder = ZlibDecoder::new(bytes);
    let mut piece = vec![0; 64 * 1024];
    let mut length = 0;
    while length <= most {
        match decoder.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(read) => length += read as u64,
        }
    }
    length
}

fn from_hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let mut digits = bytes
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| digit(*byte));
    let mut unpacked = Vec::new();
    while let Some(high) = digits.next() {
        unpacked.push(high << 4 | digits.next().unwrap_or_default());
    }
    unpacked
}

fn from_base85(bytes: &[u8], most: usize) -> Result<Vec<u8>, Packed> {
    // Five letters stand for four bytes, and one alone may do so, too.
    let at_most = |letter: &u8| if *letter == b'z' { 4 } else { 1 };
    if bytes.iter().map(at_most).sum::<usize>() > most {
        return Err(Packed::TooLarge);
    }
    let mut unpacked = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    let mut push = |group: &mut Vec<u32>| {
        let given = group.len();
        if given > 1 {
            group.resize(5, 84);
            let value = group.iter().fold(0_u32, |value, digit| {
                value.wrapping_mul(85).wrapping_add(*digit)
            });
            unpacked.extend(&value.to_be_bytes()[..given - 1]);
        }
        group.clear();
    };
    for byte in bytes {
        match byte {
            b'z' if group.is_empty() => {
                group.extend([0; 5]);
                push(&mut group);
            }
            b'!'..=b'u' => {
                group.push(u32::from(byte - b'!'));
                if group.len() == 5 {
                    push(&mut group);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    push(&mut group);
    within(unpacked, most)
}

/// How long what is packed as LZW gets, from the lengths of the words of its table alone.
fn lzw_length(bytes: &[u8], most: u64) -> u64 {
    let (mut length, mut held, mut bits) = (0_u64, 0_u32, 0);
    let mut words: Vec<u64> = Vec::new();
    let mut before = None;
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0x00ff_ffff;
        bits += 8;
        let wide = match words.len() + 258 {
            0..511 => 9,
            511..1023 => 10,
            1023..2047 => 11,
            _ => 12,
        };
        if bits < wide {
            continue;
        }
        bits -= wide;
        let code = (held >> bits) & ((1 << wide) - 1);
        match code {
            256 => {
                words.clear();
                before = None;
                continue;
            }
            257 => break,
            _ => {}
        }
        let index = usize::try_from(code).unwrap_or_default().checked_sub(258);
        let known = index.map_or(Some(1), |index| words.get(index).copied());
        let now = known.or(before.map(|before: u64| before + 1)).unwrap_or(1);
        if let Some(before) = before.filter(|_| words.len() < 4_096 - 258) {
            words.push(before + 1);
        }
        before = Some(now);
        length += now;
        if length > most {
            break;
        }
    }
    length
}
