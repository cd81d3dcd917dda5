//! What a PDF says that no page of it shows: its properties, comments, fields, bookmarks and alternative texts.

use crate::evidence::plain::decoded;

use super::file::File;
use super::object::Object;

/// Where such words stand, as people are told.
pub(super) const PLACE: &str = "the properties, comments and fields";

/// The most bytes of what a PDF says of itself in one place.
const LARGEST: usize = 4_000_000;

/// The signs of texts of one byte each that are not those of their numbers: from 0x18 and from 0x80 on (ISO 32000-1,
/// annex D.2).
const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
const SIGNS: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', ' ', '€',
];

/// The words of all objects, whether or not anything leads to them.
pub(super) fn words(file: &File<'_>) -> String {
    let mut texts = Vec::new();
    for number in file.numbers() {
        for object in file.all(number) {
            gather(&object, &mut texts);
        }
        for stream in file.streams(number) {
            let group = stream.group();
            let kind = group.as_ref().and_then(|group| group.get("Type")?.name());
            if kind == Some("Metadata")
                && let Some((_, bytes)) = stream.unpacked(LARGEST)
            {
                texts.push(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    for trailer in file.trailers() {
        gather(&trailer, &mut texts);
    }
    texts.join("\n")
}

/// Gathers the words of all strings in an object.
pub(super) fn gather(object: &Object, texts: &mut Vec<String>) {
    match object {
        Object::Bytes(bytes) => {
            let text = text(bytes);
            texts.extend(Some(text).filter(|text| !text.trim().is_empty()));
        }
        Object::List(list) => list.iter().for_each(|value| gather(value, texts)),
        Object::Group(entries) => entries.iter().for_each(|(_, value)| gather(value, texts)),
        Object::Plain
        | Object::Number(_)
        | Object::Reference(_)
        | Object::Name(_)
        | Object::Word(_) => {}
    }
}

/// The words of a string; what is no sign is a blank, as in a fingerprint.
fn text(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => decoded(bytes),
        _ if std::str::from_utf8(bytes).is_ok() => decoded(bytes),
        _ => bytes.iter().map(|byte| sign(*byte)).collect(),
    };
    let is_sign = |sign: char| !sign.is_control() || sign.is_whitespace();
    text.chars()
        .map(|sign| if is_sign(sign) { sign } else { ' ' })
        .collect()
}

fn sign(byte: u8) -> char {
    let of = |signs: &[char], first| signs.get(usize::from(byte - first)).copied();
    match byte {
        0x18..=0x1f => of(&ACCENTS, 0x18),
        0x80..=0xa0 => of(&SIGNS, 0x80),
        _ => None,
    }
    .unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_however_their_letters_are_stored() {
        for (bytes, read) in [
            (
                b"Orla \x84 \x8dOrla\x8e \xa0 \x18".as_slice(),
                "Orla — “Orla” € ˘",
            ),
            (b"\xfe\xff\0O\0r\0\x01\0l", "Or l"),
            (b"\xff\xfeO\0r\0", "Or"),
            ("\u{feff}Zoë".as_bytes(), "Zoë"),
            (b"Orla\x01Quigley", "Orla Quigley"),
        ] {
            assert_eq!(text(bytes), read);
        }
    }
}
