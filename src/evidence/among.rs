//! Texts that stand among bytes of something else, in whichever way their letters are stored.

use super::plain::windows;

/// The fewest letters of a text; what is shorter says nothing, and chance writes it everywhere.
const FEWEST: usize = 4;

/// How many bytes are handed over at a time, or more.
const ENOUGH: usize = 1 << 18;

/// Hands every text among some bytes to a function.
pub(super) fn said(bytes: &[u8], hear: &mut dyn FnMut(&str)) {
    let mut texts = Texts {
        all: String::new(),
        hear,
    };
    for chunk in bytes.utf8_chunks() {
        for text in chunk.valid().split(is_no_letter) {
            texts.push(text);
        }
    }
    old(bytes, &mut texts);
    for order in [u16::from_le_bytes, u16::from_be_bytes] {
        for start in [0, 1] {
            wide(bytes.get(start..).unwrap_or_default(), order, &mut texts);
        }
    }
    texts.hand_over();
}

/// Texts that are handed over many at a time.
struct Texts<'a> {
    all: String,
    hear: &'a mut dyn FnMut(&str),
}

impl Texts<'_> {
    fn push(&mut self, text: &str) {
        if text.chars().nth(FEWEST - 1).is_some() {
            self.all.push_str(text);
            self.all.push('\0');
        }
        if self.all.len() >= ENOUGH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        if !self.all.is_empty() {
            (self.hear)(&self.all);
            self.all.clear();
        }
    }
}

fn is_no_letter(sign: char) -> bool {
    sign.is_control() && !sign.is_whitespace() || sign == '\u{85}'
}

/// Texts of the old Windows way, where letters with accents are few; those without any are UTF-8, too.
fn old(bytes: &[u8], texts: &mut Texts<'_>) {
    let is_letter = |byte: &u8| {
        let byte = *byte;
        byte.is_ascii_graphic()
            || byte.is_ascii_whitespace()
            || byte >= 0xc0
            || matches!(
                byte,
                0x8a | 0x8c | 0x8e | 0x91..=0x97 | 0x9a | 0x9c | 0x9e | 0x9f
            )
    };
    for run in bytes.split(|byte| !is_letter(byte)) {
        let accents = run.iter().filter(|byte| !byte.is_ascii()).count();
        if accents > 0 && accents * FEWEST <= run.len() {
            let text: String = run.iter().copied().map(windows).collect();
            texts.push(&text);
        }
    }
}

/// Texts of two bytes a letter, of the letters of Europe.
fn wide(bytes: &[u8], order: fn([u8; 2]) -> u16, texts: &mut Texts<'_>) {
    let is_letter = |unit: u16| matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0..=0x24f | 0x2010..=0x2026);
    let mut text = String::new();
    let (pairs, _) = bytes.as_chunks::<2>();
    for unit in pairs.iter().map(|pair| order(*pair)).chain([0]) {
        match char::from_u32(u32::from(unit)) {
            Some(letter) if is_letter(unit) => text.push(letter),
            Some(_) | None => {
                texts.push(&text);
                text.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> String {
        let mut heard = String::new();
        said(bytes, &mut |text| heard.push_str(text));
        heard
    }

    #[test]
    fn texts_are_found_however_their_letters_are_stored() {
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "Peter Szymański".encode_utf16().flat_map(order).collect()
        };
        let cases: [(&[u8], &str); 5] = [
            ("Peter Szymański".as_bytes(), "Peter Szymański"),
            (b"Orla O\x92Brien", "Orla O’Brien"),
            (b"Jos\xe9", "José"),
            (&wide(u16::to_le_bytes), "Peter Szymański"),
            (&wide(u16::to_be_bytes), "Peter Szymański"),
        ];
        for (bytes, text) in cases {
            for before in [b"\0".as_slice(), b"\xff\x01\0"] {
                let among = [before, bytes, b"\0\x02"].concat();
                assert!(
                    heard(&among).contains(text),
                    "{text} in {:?}",
                    heard(&among)
                );
            }
        }
        assert_eq!(heard(b"a\0bc\x01\xff\xfe\x80abc\0"), "");
    }
}
