//! Bytes to text: what kind of file it is, and how its letters are stored.

use std::borrow::Cow;

use super::text::Text;
use crate::diagnostic::{Diagnostic, FileId, Sources};

/// The largest YAML file that is read, in bytes: 4 MB, a hundred times a large plan.
pub const LIMIT: usize = 4 << 20;

/// What files that are not text begin with, and what to call them.
const OTHER_FILES: [(&[u8], &str); 9] = [
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"PK\x05\x06", "a zip file"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word or Excel file",
    ),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
];

/// Decodes a file and adds its text to the sources, with line ends folded to a line feed and without a byte order
/// mark. `None` when there is no text to read on with; the fault is then among the diagnostics.
pub(super) fn decode(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    if bytes.len() > LIMIT {
        let file = sources.add(name, "");
        diagnostics.push(
            fault(
                file,
                "file-size",
                format!("this file is larger than {} MB", LIMIT >> 20),
            )
            .help("A plan is usually far below 1 MB. Check that the right file has this name."),
        );
        return None;
    }
    if let Some((_, kind)) = OTHER_FILES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        let file = sources.add(name, "");
        diagnostics.push(
            fault(
                file,
                "file-kind",
                format!("this is {kind}, not a text file, although its name ends like one"),
            )
            .help("Give the file back its proper name, and keep the plan in a plain text file that ends in `.yaml`."),
        );
        return None;
    }
    if let Some(text) = utf16(bytes) {
        return Some(sources.add(name, fold_line_ends(&text)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(sources.add(name, fold_line_ends(text))),
        Err(error) => {
            let before = fold_line_ends(&windows_1252(&bytes[..error.valid_up_to()])).len();
            let text = windows_1252(bytes);
            let file = sources.add(name, fold_line_ends(&text));
            let text = Text {
                file,
                text: sources.text(file),
            };
            diagnostics.push(
                Diagnostic::error(
                    "file-encoding",
                    text.place(before, before + 1),
                    "this file is not saved as UTF-8, so letters such as `é`, `£` and `’` cannot be read",
                )
                .help(
                    "Open the file in Notepad, choose Save as, and pick `UTF-8` in the box named Encoding. Then check \
                     the letters that looked odd.",
                ),
            );
            None
        }
    }
}

fn fault(file: FileId, code: &'static str, message: String) -> Diagnostic {
    Diagnostic::error(code, Text { file, text: "" }.place(0, 0), message)
}

/// UTF-16 of either order, told by its byte order mark or by the zero in its first letter. Halves of letters become
/// U+FFFD, which `characters` reports.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (bytes, is_little) = match *bytes {
        [0xff, 0xfe, ref rest @ ..] => (rest, true),
        [0xfe, 0xff, ref rest @ ..] => (rest, false),
        [1..=255, 0, 1..=255, 0, ..] => (bytes, true),
        [0, 1..=255, 0, 1..=255, ..] => (bytes, false),
        _ => return None,
    };
    let order = if is_little {
        u16::from_le_bytes
    } else {
        u16::from_be_bytes
    };
    let (pairs, half) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| order(*pair)))
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    let half = (!half.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    Some(text.chain(half).collect())
}

/// The text as Windows would have meant it, so that the excerpt in the message shows the letters that were typed.
fn windows_1252(bytes: &[u8]) -> String {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    bytes
        .iter()
        .map(|byte| match byte {
            0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
            _ => char::from(*byte),
        })
        .collect()
}

/// `\r\n` to `\n`; in a file that knows no other line end, `\r` too. A `\r` elsewhere stays, for `characters` to
/// report: no editor shows it.
pub(super) fn fold_line_ends(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    if text.contains('\n') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Owned(text.replace('\r', "\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_store_letters_gives_the_same_text() {
        let wanted = "name: Zoë 😀\nlead: J\n";
        let little: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let files: [Vec<u8>; 7] = [
            wanted.into(),
            [b"\xef\xbb\xbf", wanted.as_bytes()].concat(),
            [b"\xff\xfe", &little[..]].concat(),
            [b"\xfe\xff", &big[..]].concat(),
            little,
            wanted.replace('\n', "\r\n").into(),
            wanted.replace('\n', "\r").into(),
        ];
        for bytes in files {
            let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
            let file = decode("plan.yaml", &bytes, &mut sources, &mut diagnostics);
            assert_eq!(
                file.map(|file| sources.text(file)),
                Some(wanted),
                "{bytes:?}"
            );
            assert_eq!(diagnostics, []);
        }
    }

    #[test]
    fn an_ansi_file_shows_the_letter_that_was_typed() {
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let bytes = b"a: b\r\nname: caf\xe9 \x80 5\r\n";
        assert_eq!(
            decode("plan.yaml", bytes, &mut sources, &mut diagnostics),
            None
        );
        let place = diagnostics[0].place.unwrap();
        assert_eq!((place.line, place.column), (2, 10));
        assert_eq!(sources.slice(place), "é");
        assert!(sources.text(place.file).contains("€ 5"));
    }
}
