//! Text without any layout.

use std::borrow::Cow;

use super::findings::Findings;

/// Takes the words, line by line.
pub(super) fn look(bytes: &[u8], findings: &mut Findings) {
    if findings.wants_texts() {
        lines(&unfolded(&decoded(bytes)), findings);
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
    match bytes {
        [0xff, 0xfe, rest @ ..] => return Cow::Owned(wide(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => return Cow::Owned(wide(rest, u16::from_be_bytes)),
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(windows).collect()),
    }
}

/// Letters of two bytes each, in an order.
pub(super) fn wide(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let letters = char::decode_utf16(pairs.iter().map(|pair| order(*pair)));
    letters
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// What a byte means to Windows in the west of Europe (code page 1252).
pub(super) fn windows(byte: u8) -> char {
    const BETWEEN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => BETWEEN[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Whether long lines of some words go on in the next one, as in calendars and address books (RFC 5545, RFC 6350).
fn is_folded(text: &str) -> bool {
    let start = text.get(..20).unwrap_or(text).to_ascii_uppercase();
    start.starts_with("BEGIN:VCALENDAR") || start.starts_with("BEGIN:VCARD")
}

/// The words of a calendar or an address book with whole lines; of any other text, as they are.
pub(super) fn unfolded(text: &str) -> Cow<'_, str> {
    if !is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.lines() {
        if let Some(more) = line.strip_prefix([' ', '\t']) {
            whole.push_str(more);
        } else {
            whole.push('\n');
            whole.push_str(line);
        }
    }
    Cow::Owned(whole.split_off(1.min(whole.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_old_windows_are_those_that_were_written() {
        assert_eq!(decoded(b"Orla O\x92Brien, \xc9ire"), "Orla O’Brien, Éire");
    }

    #[test]
    fn long_lines_of_a_calendar_go_on() {
        let calendar = "BEGIN:VCALENDAR\r\nSUMMARY:With Hilda Qui\r\n llon\r\nEND:VCALENDAR\r\n";
        assert_eq!(
            unfolded(calendar),
            "BEGIN:VCALENDAR\nSUMMARY:With Hilda Quillon\nEND:VCALENDAR"
        );
        assert_eq!(unfolded("A list:\n first"), "A list:\n first");
    }
}
