//! Reading a Word file: its parts, and which words it says.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;

/// A part of the package, such as `word/document.xml`.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The words of the body in order, one string a paragraph; headers and footers are left out.
pub(crate) fn words(bytes: &[u8]) -> Vec<String> {
    let document = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&document);
    let (mut paragraphs, mut words, mut within) = (Vec::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => within = tag.name().as_ref() == b"w:t",
            Event::Empty(tag) if tag.name().as_ref() == b"w:br" => words.push(' '),
            Event::Text(text) if within => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(entity) if within => {
                let name = format!("&{};", entity.decode().unwrap());
                words.push_str(&quick_xml::escape::unescape(&name).unwrap());
            }
            Event::End(tag) => {
                within = within && tag.name().as_ref() != b"w:t";
                if tag.name().as_ref() == b"w:p" {
                    paragraphs.push(std::mem::take(&mut words));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs
}
