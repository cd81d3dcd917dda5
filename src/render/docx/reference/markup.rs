//! XML from outside, read into a tree of bounded size.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::fault::ReferenceFault as Fault;
use crate::render::docx::xml::{Element, Node};

/// How deep elements may lie in each other; a table in a text box in a header has some forty.
const MOST_DEPTH: usize = 128;
/// How many attributes an element may have; the root of a part that Word wrote has some forty.
const MOST_ATTRIBUTES: usize = 128;
/// How many prefixes may be declared at one place.
const MOST_PREFIXES: usize = 256;

/// The prefixes that this program relies on, with what they must stand for.
const PREFIXES: [(&str, &str); 8] = [
    (
        "w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        "wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
    (
        "mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
];

/// Marks of a person's work on the text that mean nothing in another document.
const REVISIONS: [&str; 17] = [
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:proofErr",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:commentReference",
    "w:del",
    "w:moveFrom",
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
    "w:cellIns",
    "w:cellDel",
    "w:cellMerge",
    "w:permStart",
    "w:permEnd",
];

/// How the names end of what a text, table, row or section looked like before somebody changed it.
const CHANGE: &str = "Change";

/// Reads a part. `left` is how many elements, attributes and texts may still be read.
///
/// # Errors
/// [`Fault::Damaged`] for what is no XML; [`Fault::TooLarge`]; [`Fault::Declarations`]; [`Fault::Unusual`] where a
/// prefix does not stand for what Word means by it.
pub(super) fn read(xml: &[u8], left: &mut usize) -> Result<Element, Fault> {
    let xml = xml.strip_prefix(b"\xef\xbb\xbf").unwrap_or(xml);
    let mut reader = Reader::from_reader(xml);
    let mut tree = Tree::default();
    loop {
        *left = left.checked_sub(1).ok_or(Fault::TooLarge)?;
        match reader.read_event().map_err(|_| Fault::Damaged)? {
            Event::Start(start) => tree.open(&start, left)?,
            Event::Empty(start) => {
                tree.open(&start, left)?;
                tree.close()?;
            }
            Event::End(_) => tree.close()?,
            Event::Text(text) => tree.text(&text.decode().map_err(|_| Fault::Damaged)?),
            Event::CData(text) => tree.text(&text.decode().map_err(|_| Fault::Damaged)?),
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|_| Fault::Damaged)?;
                let character = unescape(&format!("&{name};"))
                    .map_err(|_| Fault::Declarations)?
                    .into_owned();
                tree.text(&character);
            }
            Event::DocType(_) => return Err(Fault::Declarations),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    match (tree.root, tree.open.is_empty()) {
        (Some(root), true) => Ok(root),
        (Some(_) | None, _) => Err(Fault::Damaged),
    }
}

/// What was read so far.
#[derive(Default)]
struct Tree {
    root: Option<Element>,
    /// The elements that are not closed, each with how many prefixes were declared before it.
    open: Vec<(Element, usize)>,
    prefixes: Vec<String>,
}

impl Tree {
    fn open(&mut self, start: &BytesStart<'_>, left: &mut usize) -> Result<(), Fault> {
        if self.open.len() >= MOST_DEPTH {
            return Err(Fault::TooLarge);
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(Fault::Damaged);
        }
        let known = self.prefixes.len();
        let element = element(start)?;
        *left = left
            .checked_sub(element.attributes.len())
            .ok_or(Fault::TooLarge)?;
        for (name, value) in &element.attributes {
            let prefix = match name.split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if name == "xmlns" => "",
                Some(_) | None => continue,
            };
            check_prefix(prefix, value)?;
            self.prefixes.push(prefix.to_owned());
        }
        if self.prefixes.len() > MOST_PREFIXES {
            return Err(Fault::TooLarge);
        }
        let attributes = element.attributes.iter().map(|(name, _)| name);
        for name in std::iter::once(&element.name).chain(attributes) {
            let declared = match name.split_once(':') {
                None | Some(("xml" | "xmlns", _)) => true,
                Some((prefix, _)) => self.prefixes.iter().any(|known| known == prefix),
            };
            if !declared {
                return Err(Fault::Damaged);
            }
        }
        self.open.push((element, known));
        Ok(())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let (mut element, known) = self.open.pop().ok_or(Fault::Damaged)?;
        self.prefixes.truncate(known);
        write_as_word(&mut element);
        let Some((parent, _)) = self.open.last_mut() else {
            self.root = Some(element);
            return Ok(());
        };
        match element.name.as_str() {
            // What was inserted stays, as if the change had been accepted.
            "w:ins" | "w:moveTo" => parent.children.extend(element.children),
            name if REVISIONS.contains(&name) || name.ends_with(CHANGE) => {}
            _ => parent.children.push(Node::Element(element)),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some((parent, _)) = self.open.last_mut() else {
            return;
        };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            Some(Node::Element(_)) | None => parent.children.push(Node::Text(text.to_owned())),
        }
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Fault> {
    let name = |bytes: &[u8]| {
        let name = std::str::from_utf8(bytes).map_err(|_| Fault::Damaged)?;
        let first = name.chars().next().ok_or(Fault::Damaged)?;
        let sound = (first.is_alphabetic() || first == '_')
            && name.split(':').count() <= 2
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
        if sound {
            Ok(name.to_owned())
        } else {
            Err(Fault::Damaged)
        }
    };
    let mut element = Element::new(&name(start.name().as_ref())?);
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        let key = name(attribute.key.as_ref())?;
        let value = std::str::from_utf8(&attribute.value).map_err(|_| Fault::Damaged)?;
        let value = unescape(value)
            .map_err(|_| Fault::Declarations)?
            .into_owned();
        if element.attribute(&key).is_some() {
            return Err(Fault::Damaged);
        }
        element.attributes.push((key, value));
        if element.attributes.len() > MOST_ATTRIBUTES {
            return Err(Fault::TooLarge);
        }
    }
    Ok(element)
}

/// Says `left` and `right` where LibreOffice says `start` and `end`, which the schema that Word writes by does not know;
/// leaves out what LibreOffice says of fonts in a newer one.
fn write_as_word(element: &mut Element) {
    let word = |said: &str| match said {
        "start" => "left".to_owned(),
        "end" => "right".to_owned(),
        said => said.to_owned(),
    };
    match element.name.as_str() {
        "w:jc" | "w:lvlJc" | "w:tab" => {
            for (_, value) in &mut element.attributes {
                *value = word(value);
            }
        }
        "w:ind" => {
            for (newer, usual) in [("w:start", "w:left"), ("w:end", "w:right")] {
                if let Some(length) = element.attribute(newer).map(str::to_owned) {
                    element.attributes.retain(|(name, _)| name != newer);
                    element.set(usual, length);
                }
            }
        }
        "w:charset" => element
            .attributes
            .retain(|(name, _)| name != "w:characterSet"),
        _ => {}
    }
}

fn check_prefix(prefix: &str, address: &str) -> Result<(), Fault> {
    let usual = PREFIXES
        .iter()
        .all(|(name, meaning)| (*name == prefix) == (*meaning == address));
    // The list of types and relationships declare what they are without a prefix.
    if usual || (prefix.is_empty() && PREFIXES.iter().all(|(_, meaning)| *meaning != address)) {
        Ok(())
    } else {
        Err(Fault::Unusual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    fn fault(xml: &str) -> Option<Fault> {
        read(xml.as_bytes(), &mut 10_000).err()
    }

    #[test]
    fn a_sound_part_reads_whole() {
        let xml = format!(
            "<w:hdr {W}><w:t xml:space=\"preserve\">a &amp; b<![CDATA[ <c>]]></w:t></w:hdr>"
        );
        let root = read(xml.as_bytes(), &mut 100).unwrap();
        let text = &root.find("w:t").unwrap().children;
        assert_eq!(*text, [Node::Text("a & b <c>".into())]);
    }

    #[test]
    fn marks_of_work_are_gone_and_what_was_inserted_stays() {
        let xml = format!(
            "<w:p {W}><w:bookmarkStart/><w:ins><w:r/></w:ins><w:del><w:r/><w:r/></w:del></w:p>"
        );
        let root = read(xml.as_bytes(), &mut 100).unwrap();
        assert_eq!(root.children, [Node::Element(Element::new("w:r"))]);
    }

    #[test]
    fn marks_of_work_on_tables_are_gone() {
        let xml = format!(
            "<w:tbl {W}><w:tblPr><w:tblPrChange/></w:tblPr><w:tblGrid><w:tblGridChange/></w:tblGrid><w:tr>\
             <w:tblPrEx><w:tblPrExChange/></w:tblPrEx><w:trPr><w:ins/><w:trPrChange/></w:trPr><w:tc><w:tcPr><w:cellIns/>\
             <w:cellDel/><w:cellMerge/><w:tcPrChange><w:tcPr/></w:tcPrChange></w:tcPr><w:moveToRangeStart/><w:moveTo>\
             <w:p/></w:moveTo><w:moveToRangeEnd/><w:moveFromRangeStart/><w:moveFromRangeEnd/></w:tc></w:tr></w:tbl>"
        );
        let root = read(xml.as_bytes(), &mut 100).unwrap();
        let named = |name: &str| Element::new(name);
        let cell = named("w:tc").child(named("w:tcPr")).child(named("w:p"));
        let row = named("w:tr")
            .child(named("w:tblPrEx"))
            .child(named("w:trPr"))
            .child(cell);
        let expected = named("w:tbl")
            .child(named("w:tblPr"))
            .child(named("w:tblGrid"))
            .child(row);
        assert_eq!(root.children, expected.children);
    }

    #[test]
    fn what_libreoffice_writes_becomes_what_word_writes() {
        let xml = format!(
            "<w:pPr {W}><w:jc w:val=\"end\"/><w:ind w:start=\"720\" w:hanging=\"0\"/></w:pPr>"
        );
        let root = read(xml.as_bytes(), &mut 100).unwrap();
        assert_eq!(root.find("w:jc").unwrap().attribute("w:val"), Some("right"));
        assert_eq!(root.find("w:ind").unwrap().attribute("w:left"), Some("720"));
    }

    #[test]
    fn what_is_hostile_or_broken_is_refused() {
        let deep = format!(
            "<w:p {W}>{}{}</w:p>",
            "<w:p>".repeat(200),
            "</w:p>".repeat(200)
        );
        let long = format!("<w:p {W}>{}</w:p>", "<w:r/>".repeat(20_000));
        let wide: String = (0..200).fold(String::new(), |all, n| all + &format!(" a{n}=\"\""));
        for (xml, expected) in [
            ("", Fault::Damaged),
            ("rubbish", Fault::Damaged),
            ("<a><b></a></b>", Fault::Damaged),
            ("<a>", Fault::Damaged),
            ("<a/><a/>", Fault::Damaged),
            ("<a b='1' b='2'/>", Fault::Damaged),
            ("<a\"b/>", Fault::Damaged),
            ("<q:a/>", Fault::Damaged),
            (
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                Fault::Declarations,
            ),
            ("<a>&b;</a>", Fault::Declarations),
            (
                "<w:p xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>",
                Fault::Unusual,
            ),
            (&format!("<x:p {}/>", W.replace(":w", ":x")), Fault::Unusual),
            (&deep, Fault::TooLarge),
            (&long, Fault::TooLarge),
            (&format!("<a{wide}/>"), Fault::TooLarge),
        ] {
            assert_eq!(fault(xml), Some(expected), "{xml:.60}");
        }
    }
}
