//! Text without any layout.

use std::borrow::Cow;

use super::findings::Findings;

/// Takes the words, line by line.
pub(super) fn look(bytes: &[u8], findings: &mut Findings) {
    if findings.wants_texts() {
        lines(&decoded(bytes), findings);
    }
}

/// Takes words, line by line.
pub(super) fn lines(text: &str, findings: &mut Findings) {
    for (number, line) in (1..).zip(text.lines()) {
        if !findings.text(|| format!("line {number}"), line) {
            return;
        }
    }
}

/// Whether some bytes are text: without the signs that no text has.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return !decoded(bytes).contains(is_no_text);
    }
    !bytes
        .iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a))
}

fn is_no_text(sign: char) -> bool {
    sign < ' ' && !matches!(sign, '\t' | '\n' | '\r' | '\u{c}')
}

/// The words of some text, however its letters are stored.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let order = match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes as fn([u8; 2]) -> u16),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes as fn([u8; 2]) -> u16),
        _ => None,
    };
    if let Some(order) = order {
        let (pairs, _) = bytes[2..].as_chunks::<2>();
        let letters = char::decode_utf16(pairs.iter().map(|pair| order(*pair)));
        let letters = letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        return Cow::Owned(letters.collect());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // Letters beyond `~` of the old Windows way hold no name that would otherwise be missed.
        Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}
