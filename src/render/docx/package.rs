//! The package: parts, relationships and content types in a zip whose bytes depend on nothing else.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::MEDIA_TYPE;
use super::xml::Element;

const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A file in the package.
pub(super) struct Part {
    /// Its path from the root, without a leading slash.
    pub(super) name: String,
    /// Its media type.
    pub(super) content_type: String,
    /// The file itself.
    pub(super) bytes: Vec<u8>,
}

/// A link from the package or from a part to a part or to an address outside.
pub(super) struct Relationship {
    /// How the part that links names it.
    pub(super) id: String,
    /// What the target is to the part, as the address of the relationship's type.
    pub(super) kind: String,
    /// A path from the part's own folder, or an address.
    pub(super) target: String,
    /// Whether the target lies outside the package.
    pub(super) external: bool,
}

impl Relationship {
    /// A link to a part of the package, of a kind that the office standard names.
    pub(super) fn part(id: &str, kind: &str, target: &str) -> Self {
        Self {
            id: id.into(),
            kind: office(kind),
            target: target.into(),
            external: false,
        }
    }

    /// A link to a web, mail or telephone address.
    pub(super) fn address(id: &str, target: &str) -> Self {
        Self {
            id: id.into(),
            kind: office("hyperlink"),
            target: uri(target),
            external: true,
        }
    }
}

/// The parts that a part links to, with the relationships that link them.
#[derive(Default)]
pub(super) struct Linked {
    /// The parts in the order in which they were added.
    pub(super) parts: Vec<Part>,
    /// The relationships, to parts and to addresses.
    pub(super) relationships: Vec<Relationship>,
}

impl Linked {
    /// Adds a running header or footer, which is named by its kind and number, and returns its id.
    pub(super) fn add_running(&mut self, kind: &str, number: usize, root: &Element) -> String {
        let id = format!("rId_{kind}{number}");
        let part = Part {
            name: format!("word/{kind}{number}.xml"),
            content_type: format!("{MEDIA_TYPE}.{kind}+xml"),
            bytes: root.to_bytes(),
        };
        self.add(&id, kind, part);
        id
    }

    /// Adds a part below `word/`, of a kind that the office standard names.
    pub(super) fn add(&mut self, id: &str, kind: &str, part: Part) {
        let target = part.name.trim_start_matches("word/");
        self.relationships
            .push(Relationship::part(id, kind, target));
        self.parts.push(part);
    }
}

fn office(kind: &str) -> String {
    format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
}

/// The address with every character that no URI may hold written as `%` and two digits; Word refuses to open a file
/// with any other target.
fn uri(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_control() || c.is_whitespace() || "\"<>\\^`{|}\u{fffe}\u{ffff}".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
                uri.push('%');
                uri.push(digit(byte >> 4).to_ascii_uppercase());
                uri.push(digit(byte & 15).to_ascii_uppercase());
            }
        } else {
            uri.push(c);
        }
    }
    uri
}

/// The file of relationships of a part; of the package itself when `part` is empty.
pub(super) fn relationships(part: &str, relationships: &[Relationship]) -> Part {
    let mut root = Element::new("Relationships").with("xmlns", RELATIONSHIPS);
    for relationship in relationships {
        let mut element = Element::new("Relationship")
            .with("Id", &relationship.id)
            .with("Type", &relationship.kind)
            .with("Target", &relationship.target);
        if relationship.external {
            element.set("TargetMode", "External");
        }
        root.push(element);
    }
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    Part {
        name: format!("{folder}_rels/{file}.rels"),
        content_type: RELATIONSHIPS_TYPE.into(),
        bytes: root.to_bytes(),
    }
}

/// The package as a zip: same parts, same bytes.
///
/// # Errors
/// What the zip writer says, for instance that a part is larger than 4 GB.
pub(super) fn zip(parts: &[Part]) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
    zip.start_file("[Content_Types].xml", options)?;
    zip.write_all(&content_types(parts).to_bytes())?;
    for part in parts {
        zip.start_file(part.name.as_str(), options)?;
        zip.write_all(&part.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Relationship files are typed by their ending, all other parts by their name.
fn content_types(parts: &[Part]) -> Element {
    let mut types = Element::new("Types").with("xmlns", CONTENT_TYPES).child(
        Element::new("Default")
            .with("Extension", "rels")
            .with("ContentType", RELATIONSHIPS_TYPE),
    );
    let is_typed_by_ending = |part: &&Part| part.content_type == RELATIONSHIPS_TYPE;
    for part in parts.iter().filter(|part| !is_typed_by_ending(part)) {
        types.push(
            Element::new("Override")
                .with("PartName", format!("/{}", part.name))
                .with("ContentType", &part.content_type),
        );
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_own_characters_and_loses_those_no_address_may_hold() {
        assert_eq!(
            uri("https://example.org/a?b=1&c=%20#é"),
            "https://example.org/a?b=1&c=%20#é"
        );
        assert_eq!(
            uri("https://example.org/a b\"\u{1}"),
            "https://example.org/a%20b%22%01"
        );
    }

    #[test]
    fn relationships_lie_beside_their_part() {
        assert_eq!(relationships("", &[]).name, "_rels/.rels");
        assert_eq!(
            relationships("word/document.xml", &[]).name,
            "word/_rels/document.xml.rels"
        );
    }
}
