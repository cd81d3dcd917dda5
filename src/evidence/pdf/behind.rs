//! What a PDF says that no page of it shows: its properties, comments, fields, bookmarks and alternative texts.

use crate::evidence::findings::Findings;

use super::file::File;
use super::object::Object;

/// Where such words stand, as people are told.
const PLACE: &str = "the properties, comments and fields";

/// The most bytes of what a PDF says of itself in one place.
const LARGEST: usize = 4_000_000;

/// How a text begins whose letters have two bytes each.
const TWO_BYTES: &[u8] = b"\xfe\xff";

/// Takes the words of all objects, whether or not anything leads to them.
pub(super) fn take(file: &File<'_>, findings: &mut Findings) {
    let mut texts = Vec::new();
    for number in file.numbers() {
        for object in file.all(number) {
            gather(&object, &mut texts);
            if object.get("Type").and_then(Object::name) == Some("Metadata")
                && let Some((_, bytes)) = file.stream(number, LARGEST)
            {
                texts.push(String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    for trailer in file.trailers() {
        gather(&trailer, &mut texts);
    }
    findings.text(|| PLACE.into(), &texts.join("\n"));
}

fn gather(object: &Object, texts: &mut Vec<String>) {
    match object {
        Object::Bytes(bytes) => texts.extend(text(bytes)),
        Object::List(list) => list.iter().for_each(|value| gather(value, texts)),
        Object::Group(entries) => entries.iter().for_each(|(_, value)| gather(value, texts)),
        Object::Plain
        | Object::Number(_)
        | Object::Reference(_)
        | Object::Name(_)
        | Object::Word(_) => {}
    }
}

/// The words of a string; `None` where it is no text, as a fingerprint is none.
fn text(bytes: &[u8]) -> Option<String> {
    let text: String = match bytes.strip_prefix(TWO_BYTES) {
        Some(pairs) => {
            let units = pairs.chunks_exact(2);
            let units = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').into(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    let is_text = |sign: char| !sign.is_control() || sign.is_whitespace();
    (!text.trim().is_empty() && text.chars().all(is_text)).then_some(text)
}
