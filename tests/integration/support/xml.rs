//! XML as a tree, for tests that ask how a part of a Word file or a web page is built.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element with what is in it.
#[derive(Debug)]
pub(crate) struct Element {
    /// Its name with the prefix: `w:p`.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    /// The root of a part.
    pub(crate) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self {
            name: String::new(),
            attributes: Vec::new(),
            children: Vec::new(),
        }];
        loop {
            let read = match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    open.push(Self::begun(&tag));
                    continue;
                }
                Event::Empty(tag) => Child::Element(Self::begun(&tag)),
                Event::End(_) => Child::Element(open.pop().unwrap()),
                Event::Text(text) => Child::Text(text.decode().unwrap().into_owned()),
                Event::GeneralRef(entity) => {
                    let name = format!("&{};", entity.decode().unwrap());
                    Child::Text(quick_xml::escape::unescape(&name).unwrap().into_owned())
                }
                Event::Eof => break,
                _ => continue,
            };
            open.last_mut().unwrap().children.push(read);
        }
        let outside = open.pop().unwrap();
        assert!(open.is_empty());
        let mut roots = outside
            .children
            .into_iter()
            .filter_map(|child| match child {
                Child::Element(element) => Some(element),
                Child::Text(_) => None,
            });
        roots.next().unwrap()
    }

    fn begun(tag: &BytesStart<'_>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (text(attribute.key.as_ref()), text(&attribute.value))
        });
        Self {
            name: text(tag.name().as_ref()),
            attributes: attributes.collect(),
            children: Vec::new(),
        }
    }

    /// The elements straight in this one.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The value of an attribute as it is written.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(key, _)| key == name)?;
        Some(value)
    }

    /// The names of its attributes.
    pub(crate) fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(key, _)| key.as_str())
    }

    /// This element and all below it, in order.
    pub(crate) fn everything(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for element in self.elements() {
            found.extend(element.everything());
        }
        found
    }

    /// All elements of a name below this one, in order.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.push_all(name, &mut found);
        found
    }

    fn push_all<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.push_all(name, found);
        }
    }

    /// The value of the first property of a name below this one: what `w:val` of `w:pStyle` says.
    pub(crate) fn property(&self, name: &str) -> Option<&str> {
        self.all(name).first()?.attribute("w:val")
    }

    /// The text straight in this element.
    pub(crate) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            Child::Element(_) => None,
            Child::Text(text) => Some(text.as_str()),
        });
        texts.collect()
    }

    /// The text in this element and in all below it.
    pub(crate) fn all_text(&self) -> String {
        let texts = self.children.iter().map(|child| match child {
            Child::Element(element) => element.all_text(),
            Child::Text(text) => text.clone(),
        });
        texts.collect()
    }

    /// What a reader of the Word file sees of it; paragraphs, lines and tabs part words.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        self.push_words(&mut words);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn push_words(&self, words: &mut String) {
        match self.name.as_str() {
            "w:t" => words.push_str(&self.text()),
            "w:br" | "w:tab" => words.push(' '),
            _ => self
                .elements()
                .for_each(|element| element.push_words(words)),
        }
        if self.name == "w:p" {
            words.push(' ');
        }
    }

    /// The tree with one element a line; how far a line stands in says where its element ends. The names of the
    /// namespaces, alike in every part, are left out.
    pub(crate) fn lines(&self) -> String {
        let mut lines = String::new();
        self.push_lines(0, &mut lines);
        lines
    }

    fn push_lines(&self, depth: usize, lines: &mut String) {
        write!(lines, "{:depth$}{}", "", self.name).unwrap();
        let attributes = self.attributes.iter();
        for (key, value) in attributes.filter(|(key, _)| !key.starts_with("xmlns")) {
            write!(lines, " {key}={value:?}").unwrap();
        }
        let text = self.text();
        if !text.trim().is_empty() {
            write!(lines, " {text:?}").unwrap();
        }
        lines.push('\n');
        for element in self.elements() {
            element.push_lines(depth + 1, lines);
        }
    }
}
