//! What the streams of a PDF hold once they are unpacked (ISO 32000-1, 7.4), and how much that is.

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

/// The bytes of a stream once they are unpacked, at most so many.
///
/// # Errors
/// See [`Packed`].
pub(super) fn unpacked(body: &[u8], filters: &[Filter], most: usize) -> Result<Vec<u8>, Packed> {
    let mut bytes = body.to_vec();
    for filter in filters {
        bytes = match filter {
            Filter::Deflate => inflated(&bytes, most)?,
            Filter::Hexadecimal => from_hexadecimal(&bytes),
            Filter::Base85 => from_base85(&bytes),
            Filter::Lzw | Filter::RunLength | Filter::Closed => return Err(Packed::Closed),
        };
    }
    if bytes.len() > most {
        return Err(Packed::TooLarge);
    }
    Ok(bytes)
}

/// How many bytes a stream holds once it is unpacked, at most one more than `most`; for what is not unpacked here, at
/// least as many as it could be.
pub(super) fn length(body: &[u8], filters: &[Filter], most: u64) -> u64 {
    let Some((first, rest)) = filters.split_first() else {
        return body.len() as u64;
    };
    match first {
        Filter::Deflate if rest.is_empty() => inflated_length(body, most),
        Filter::Deflate => {
            let limit = usize::try_from(most).unwrap_or(usize::MAX);
            match inflated(body, limit) {
                Ok(bytes) => length(&bytes, rest, most),
                Err(Packed::TooLarge | Packed::Closed) => most + 1,
            }
        }
        Filter::Hexadecimal => length(&from_hexadecimal(body), rest, most),
        Filter::Base85 => length(&from_base85(body), rest, most),
        Filter::Lzw => lzw_length(body, most),
        Filter::RunLength => body.len() as u64 * 64,
        Filter::Closed => body.len() as u64,
    }
}

/// What could be unpacked before a fault, which is what readers of PDF show.
fn inflated(bytes: &[u8], most: usize) -> Result<Vec<u8>, Packed> {
    let mut unpacked = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let _ = ZlibDecoder::new(bytes)
        .take(limit)
        .read_to_end(&mut unpacked);
    if unpacked.len() > most {
        return Err(Packed::TooLarge);
    }
    Ok(unpacked)
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
    let digits = bytes.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits.filter_map(|byte| digit(*byte)).collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default())
        .collect()
}

fn from_base85(bytes: &[u8]) -> Vec<u8> {
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
    unpacked
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

/// Takes back what a predictor did to rows of bytes (PNG, section 9), as streams of objects may have it.
pub(super) fn without_predictor(bytes: &[u8], columns: usize) -> Vec<u8> {
    let mut before = vec![0_u8; columns];
    let mut all = Vec::new();
    for row in bytes.chunks(columns + 1) {
        let Some((kind, row)) = row.split_first() else {
            break;
        };
        let mut now = row.to_vec();
        for at in 0..now.len() {
            let left = at.checked_sub(1).map_or(0, |left| now[left]);
            let corner = at.checked_sub(1).map_or(0, |left| before[left]);
            let above = before[at];
            let guess = match kind {
                1 => left,
                2 => above,
                3 => u8::midpoint(left, above),
                4 => paeth(left, above, corner),
                _ => 0,
            };
            now[at] = now[at].wrapping_add(guess);
        }
        all.extend(&now);
        now.resize(columns, 0);
        before = now;
    }
    all
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |value: u8| (guess - i16::from(value)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}
