//! A small ordered XML tree, for parts that this program wrote itself.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// What every part of the package starts with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// An element with its attributes and children in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The name with its prefix, such as `w:tbl`.
    pub(super) name: String,
    /// Names and values, unescaped.
    pub(super) attributes: Vec<(String, String)>,
    /// Child elements and text.
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A child element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

impl Element {
    /// An element without attributes and children.
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            attributes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// An element whose only attribute is `w:val`, the commonest kind of WordprocessingML.
    pub(super) fn value(name: &str, value: impl Into<String>) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The element with one more child.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// Adds a child at the end.
    pub(super) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value, in its place when it is there already.
    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(found, _)| found == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.into(), value)),
        }
    }

    /// The child elements.
    pub(super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements, to be changed.
    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of that name.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// Changes the child of that name, which becomes the first; a new one when there is none.
    pub(super) fn edit_first(&mut self, name: &str, edit: impl FnOnce(&mut Self)) {
        let named = |node: &Node| matches!(node, Node::Element(child) if child.name == name);
        let place = self.children.iter().position(named);
        let mut child = match place.map(|place| self.children.remove(place)) {
            Some(Node::Element(child)) => child,
            Some(Node::Text(_)) | None => Self::new(name),
        };
        edit(&mut child);
        self.children.insert(0, Node::Element(child));
    }

    /// Drops the children of that name.
    pub(super) fn remove(&mut self, name: &str) {
        self.children
            .retain(|node| !matches!(node, Node::Element(element) if element.name == name));
    }

    /// The bytes of a part whose root is this element.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut xml = String::with_capacity(64 * 1024);
        xml.push_str(DECLARATION);
        self.write(&mut xml);
        xml.into_bytes()
    }

    fn write(&self, xml: &mut String) {
        xml.push('<');
        xml.push_str(&self.name);
        for (name, value) in &self.attributes {
            xml.push(' ');
            xml.push_str(name);
            xml.push_str("=\"");
            push_escaped(value, xml);
            xml.push('"');
        }
        if self.children.is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(xml),
                Node::Text(text) => push_escaped(text, xml),
            }
        }
        xml.push_str("</");
        xml.push_str(&self.name);
        xml.push('>');
    }
}

/// The text with every character that XML 1.0 forbids left out, and white space as spaces.
pub(super) fn legal(text: &str) -> String {
    text.chars().filter_map(legal_character).collect()
}

fn legal_character(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

fn push_escaped(text: &str, xml: &mut String) {
    for c in text.chars().filter_map(legal_character) {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            c => xml.push(c),
        }
    }
}

/// A template of XML with its `{name}` marks replaced by values; values are made legal and escaped.
///
/// Braces around anything but a given name stay as they are.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> Vec<u8> {
    let mut xml = String::with_capacity(template.len() + 256);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, mark) = rest.split_at(open);
        xml.push_str(before);
        let found = mark.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &mark[1..close])?;
            Some((close, value))
        });
        rest = if let Some((close, value)) = found {
            push_escaped(value, &mut xml);
            &mark[close + 1..]
        } else {
            xml.push('{');
            &mark[1..]
        };
    }
    xml.push_str(rest);
    xml.into_bytes()
}

/// Reads a part back into a tree.
///
/// # Errors
/// What is wrong with the XML, in the parser's words.
pub(super) fn parse(xml: &[u8]) -> Result<Element, String> {
    let mut reader = Reader::from_reader(xml);
    let mut open: Vec<Element> = vec![Element::new("")]; // the document itself, above its root
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => push(&mut open, Node::Element(element(&start)?)),
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    push(&mut open, Node::Element(done));
                }
            }
            Event::Text(text) => {
                let text = text.decode().map_err(|error| error.to_string())?;
                push(&mut open, Node::Text(text.into_owned()));
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| error.to_string())?;
                let text = unescape(&format!("&{name};"))
                    .map_err(|error| error.to_string())?
                    .into_owned();
                push(&mut open, Node::Text(text));
            }
            Event::Eof => break,
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    let document = open
        .pop()
        .map_or_else(Vec::new, |document| document.children);
    document
        .into_iter()
        .find_map(|node| match node {
            Node::Element(root) => Some(root),
            Node::Text(_) => None,
        })
        .ok_or_else(|| "the part has no root element".to_owned())
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let utf8 = |bytes: &[u8]| {
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|error| error.to_string())
    };
    let mut element = Element::new(&utf8(start.name().as_ref())?);
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = utf8(&attribute.value)?;
        let value = unescape(&value).map_err(|error| error.to_string())?;
        element
            .attributes
            .push((utf8(attribute.key.as_ref())?, value.into_owned()));
    }
    Ok(element)
}

fn push(open: &mut [Element], node: Node) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    match (parent.children.last_mut(), node) {
        (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
        (_, node) => parent.children.push(node),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let tree = Element::new("w:p")
            .with("w:val", "a \"b\" & <c>")
            .child(Element::new("w:r"));
        assert_eq!(parse(&tree.to_bytes()), Ok(tree));
    }

    #[test]
    fn characters_that_xml_forbids_are_left_out() {
        assert_eq!(legal("a\u{0}b\u{b}c\u{fffe}d\te\u{85}"), "abcd e");
    }

    #[test]
    fn a_value_that_looks_like_a_mark_stays_a_value() {
        let xml = fill("<t>{a} {b} {c}</t>", &[("a", "{b}"), ("b", "1 < 2")]);
        assert_eq!(xml, b"<t>{b} 1 &lt; 2 {c}</t>");
    }
}
