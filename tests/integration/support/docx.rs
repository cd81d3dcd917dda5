//! Reading a Word file: its parts, and which words it says.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml::Element;

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

/// The names of the parts that begin so, such as `word/header`.
pub(crate) fn parts(bytes: &[u8], begin: &str) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.retain(|name| name.starts_with(begin));
    names.sort();
    names
}

/// A part of the package as a tree.
pub(crate) fn tree(bytes: &[u8], name: &str) -> Element {
    Element::read(&part(bytes, name))
}

/// The words of the body in order, one string a paragraph; headers, footers and the table of contents are left out.
pub(crate) fn words(bytes: &[u8]) -> Vec<String> {
    let document = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&document);
    let (mut paragraphs, mut words, mut within) = (Vec::new(), String::new(), Within::Other);
    let mut fields = Fields::default();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                within = match tag.name().as_ref() {
                    b"w:t" if !fields.in_contents() => Within::Text,
                    b"w:instrText" => Within::Instruction,
                    _ => Within::Other,
                }
            }
            Event::Empty(tag) if tag.name().as_ref() == b"w:br" => words.push(' '),
            Event::Empty(tag) if tag.name().as_ref() == b"w:fldChar" => fields.mark(&tag),
            Event::Text(text) => match within {
                Within::Text => words.push_str(&text.decode().unwrap()),
                Within::Instruction => fields.instruct(&text.decode().unwrap()),
                Within::Other => {}
            },
            Event::GeneralRef(entity) if within == Within::Text => {
                let name = format!("&{};", entity.decode().unwrap());
                words.push_str(&quick_xml::escape::unescape(&name).unwrap());
            }
            Event::End(tag) => {
                within = Within::Other;
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Text,
    Instruction,
    Other,
}

/// The fields that are open, which may lie in each other.
#[derive(Default)]
struct Fields {
    /// For each open field whether it is a table of contents.
    open: Vec<bool>,
}

impl Fields {
    fn mark(&mut self, mark: &BytesStart<'_>) {
        let kind = mark.try_get_attribute("w:fldCharType").unwrap().unwrap();
        match kind.value.as_ref() {
            b"begin" => self.open.push(false),
            b"end" => {
                self.open.pop();
            }
            _ => {}
        }
    }

    fn instruct(&mut self, instruction: &str) {
        if let Some(innermost) = self.open.last_mut() {
            *innermost |= instruction.trim_start().starts_with("TOC ");
        }
    }

    fn in_contents(&self) -> bool {
        self.open.contains(&true)
    }
}
