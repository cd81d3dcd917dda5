//! Reading a PDF: whether it is valid, what its tags are, and which words it says in the order of its tags.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// Asserts that the file keeps what it claims: PDF/UA-1 and PDF/A-2a.
pub(crate) fn assert_valid(bytes: &[u8]) {
    assert_stream_lengths(bytes);
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let mut failures = validate_pdf_bytes(bytes, &options).unwrap().failures;
        // A stream that happens to end in a carriage return is taken for one byte too long; `assert_stream_lengths`
        // looks at the bytes instead.
        failures.retain(|failure| failure.rule_id != "ISO 19005-2:2011:6.1.7.1:1");
        assert!(failures.is_empty(), "{profile:?}: {failures:#?}");
    }
}

/// Asserts that every stream is as long as its dictionary says.
fn assert_stream_lengths(bytes: &[u8]) {
    let find = |wanted: &[u8], from: usize| {
        let mut places = bytes[from..].windows(wanted.len());
        Some(from + places.position(|at| at == wanted)?)
    };
    let mut from = 0;
    while let Some(start) = find(b"\nstream\n", from) {
        let head = String::from_utf8_lossy(&bytes[from..start]).into_owned();
        let length = head.rsplit_once("/Length ").unwrap().1;
        let length = length.split(|c: char| !c.is_ascii_digit()).next().unwrap();
        let end = start + b"\nstream\n".len() + length.parse::<usize>().unwrap();
        assert!(
            bytes[end..].starts_with(b"\nendstream"),
            "a stream at byte {start}"
        );
        from = end;
    }
    assert!(from > 0, "no stream was found");
}

/// An element of the structure tree, or the words of a piece of a page.
#[derive(Debug)]
pub(crate) enum Node {
    /// A tag, such as `TH`, its `Scope` and its title when it has one, and what is in it.
    Element {
        tag: String,
        scope: Option<String>,
        title: Option<String>,
        children: Vec<Node>,
    },
    /// Words.
    Text(String),
}

impl Node {
    /// All words below, in order. Labels of list items, the numbers of headings, the table of contents, and what stands
    /// within pictures, are left out: none is part of the document's words.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        self.push_words(&mut words, false);
        words
    }

    /// All words below, in order, with labels and numbers.
    pub(crate) fn all_words(&self) -> String {
        let mut words = String::new();
        self.push_words(&mut words, true);
        words
    }

    fn push_words(&self, words: &mut String, all: bool) {
        match self {
            Self::Text(text) => words.push_str(text),
            Self::Element {
                tag,
                title,
                children,
                ..
            } => {
                if !all && matches!(tag.as_str(), "Lbl" | "Figure" | "TOC") {
                    return;
                }
                // The title of a heading's tag is the heading without its number.
                if let (false, Some(title)) = (all, title) {
                    let printed = fold(&self.all_words());
                    assert!(printed.ends_with(&fold(title)), "{printed}, not {title}");
                    words.extend([" ", title, " "]);
                    return;
                }
                // Tags within a line do not part words, all others do.
                let block = !matches!(tag.as_str(), "Span" | "Link" | "Strong" | "Em");
                if block {
                    words.push(' ');
                }
                for child in children {
                    child.push_words(words, all);
                }
                if block {
                    words.push(' ');
                }
            }
        }
    }

    /// All elements with the tag, in order.
    pub(crate) fn find<'a>(&'a self, wanted: &str) -> Vec<&'a Node> {
        let mut found = Vec::new();
        self.push_found(wanted, &mut found);
        found
    }

    fn push_found<'a>(&'a self, wanted: &str, found: &mut Vec<&'a Node>) {
        if let Self::Element { tag, children, .. } = self {
            if tag == wanted {
                found.push(self);
            }
            for child in children {
                child.push_found(wanted, found);
            }
        }
    }
}

/// Every run of white space as one space.
pub(crate) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words on the pages that no tag holds: running headers and footers, heading rows on further pages.
pub(crate) fn furniture(bytes: &[u8]) -> String {
    let file = Document::load_mem(bytes).unwrap();
    file.get_pages()
        .into_values()
        .filter_map(|page| marked_content(&file, page).remove(&UNTAGGED))
        .collect()
}

/// The words on each page, in no particular order.
pub(crate) fn page_words(bytes: &[u8]) -> Vec<String> {
    let file = Document::load_mem(bytes).unwrap();
    file.get_pages()
        .into_values()
        .map(|page| marked_content(&file, page).into_values().collect())
        .collect()
}

/// What each page says: a line for each piece of marked content in the order that they were given out, after what no
/// tag holds. Rows of dots and joiners are left out.
pub(crate) fn page_lines(bytes: &[u8]) -> Vec<Vec<String>> {
    let file = Document::load_mem(bytes).unwrap();
    let pages = file.get_pages().into_values().map(|page| {
        let pieces = marked_content(&file, page).into_values();
        let line = |piece: String| {
            let piece = piece.replace('\u{2060}', "");
            let words = piece.split_whitespace();
            let words = words.filter(|word| !word.chars().all(|c| c == '.'));
            words.collect::<Vec<_>>().join(" ")
        };
        let mut lines: Vec<String> = pieces.map(line).collect();
        lines.retain(|line| !line.is_empty());
        lines
    });
    pages.collect()
}

/// Reads the structure tree with its words. What is not in the tree (page furniture) is not in the result.
pub(crate) fn tags(bytes: &[u8]) -> Node {
    let file = Document::load_mem(bytes).unwrap();
    let marked = file
        .get_pages()
        .into_values()
        .map(|page| (page, marked_content(&file, page)))
        .collect();
    let reader = Reader { file, marked };
    let root = reader.dictionary(
        reader
            .file
            .catalog()
            .unwrap()
            .get(b"StructTreeRoot")
            .unwrap(),
    );
    Node::Element {
        tag: "StructTreeRoot".into(),
        scope: None,
        title: None,
        children: reader.children(root, None),
    }
}

struct Reader {
    file: Document,
    /// For each page the words of each piece of marked content.
    marked: BTreeMap<ObjectId, BTreeMap<i64, String>>,
}

impl Reader {
    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.file.dereference(object).unwrap().1.as_dict().unwrap()
    }

    fn children(&self, element: &Dictionary, page: Option<ObjectId>) -> Vec<Node> {
        let page = element
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .or(page);
        let Ok(kids) = element.get(b"K") else {
            return Vec::new();
        };
        match self.file.dereference(kids).unwrap().1 {
            Object::Array(kids) => kids.iter().filter_map(|kid| self.node(kid, page)).collect(),
            kid => self.node(kid, page).into_iter().collect(),
        }
    }

    fn node(&self, kid: &Object, page: Option<ObjectId>) -> Option<Node> {
        match self.file.dereference(kid).unwrap().1 {
            Object::Integer(id) => Some(self.text(page.unwrap(), *id)),
            Object::Dictionary(kid) if kid.has_type(b"MCR") => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                Some(self.text(page.unwrap(), kid.get(b"MCID").unwrap().as_i64().unwrap()))
            }
            Object::Dictionary(kid) if kid.has_type(b"OBJR") => None,
            Object::Dictionary(element) => Some(Node::Element {
                tag: name(element.get(b"S").unwrap()),
                scope: self.scope(element),
                title: element
                    .get(b"T")
                    .ok()
                    .map(|title| lopdf::decode_text_string(title).unwrap()),
                children: self.children(element, page),
            }),
            other => panic!("unknown kid {other:?}"),
        }
    }

    fn text(&self, page: ObjectId, id: i64) -> Node {
        Node::Text(self.marked[&page].get(&id).cloned().unwrap_or_default())
    }

    fn scope(&self, element: &Dictionary) -> Option<String> {
        let attributes = self.file.dereference(element.get(b"A").ok()?).ok()?.1;
        let all = match attributes {
            Object::Array(all) => all.iter().collect(),
            one => vec![one],
        };
        all.into_iter()
            .filter_map(|one| self.file.dereference(one).ok()?.1.as_dict().ok())
            .find_map(|attributes| attributes.get(b"Scope").ok().map(name))
    }
}

fn name(object: &Object) -> String {
    String::from_utf8(object.as_name().unwrap().to_vec()).unwrap()
}

/// Stands for the number of a piece of marked content, for what no tag holds.
const UNTAGGED: i64 = -1;

/// The words of each piece of marked content on a page.
fn marked_content(file: &Document, page: ObjectId) -> BTreeMap<i64, String> {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = file
        .get_page_fonts(page)
        .unwrap()
        .into_iter()
        .map(|(name, font)| (name, unicode_map(file, font)))
        .collect();
    let content = Content::decode(&file.get_page_content(page)).unwrap();
    let mut words: BTreeMap<i64, String> = BTreeMap::new();
    // What is open: the piece's number, and whether its words are given as `ActualText` instead of drawn.
    let mut open: Vec<(i64, bool)> = vec![(UNTAGGED, false)];
    let mut font = &BTreeMap::new();
    for operation in &content.operations {
        let (piece, replaced) = open.last().copied().unwrap();
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let properties = operation
                    .operands
                    .get(1)
                    .and_then(|operand| operand.as_dict().ok());
                let property = |name| properties.and_then(|properties| properties.get(name).ok());
                let piece = property(b"MCID").map_or(piece, |id| id.as_i64().unwrap());
                let actual = property(b"ActualText");
                if let Some(actual) = actual {
                    let actual = lopdf::decode_text_string(actual).unwrap();
                    words.entry(piece).or_default().push_str(&actual);
                }
                open.push((piece, replaced || actual.is_some()));
            }
            "EMC" => {
                open.pop();
                // Pieces without a tag follow each other anywhere on the page.
                words.entry(UNTAGGED).or_default().push(' ');
            }
            "Tf" => font = &fonts[operation.operands[0].as_name().unwrap()],
            "Tj" | "TJ" if !replaced => {
                let text = words.entry(piece).or_default();
                for shown in &operation.operands {
                    push_shown(shown, font, text);
                }
            }
            "'" | "\"" => panic!("a way to show text that is not read here"),
            _ => {}
        }
    }
    words
}

/// The words that a string of glyph numbers shows.
fn push_shown(shown: &Object, font: &BTreeMap<u16, String>, text: &mut String) {
    match shown {
        Object::Array(parts) => parts.iter().for_each(|part| push_shown(part, font, text)),
        Object::String(bytes, _) => {
            for code in bytes.chunks_exact(2) {
                text.push_str(&font[&u16::from_be_bytes([code[0], code[1]])]);
            }
        }
        _ => {}
    }
}

/// What each glyph number of a font means, from its `ToUnicode` map.
fn unicode_map(file: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = font
        .get_deref(b"ToUnicode", file)
        .unwrap()
        .as_stream()
        .unwrap();
    let text = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    let mut map = BTreeMap::new();
    let mut within = false;
    for line in text.lines() {
        if line.ends_with("beginbfchar") {
            within = true;
        } else if line.ends_with("endbfchar") {
            within = false;
        } else if within {
            let mut codes = line.split(['<', '>', ' ']).filter(|part| !part.is_empty());
            let glyph = u16::from_str_radix(codes.next().unwrap(), 16).unwrap();
            let units: Vec<u16> = codes
                .flat_map(|code| {
                    code.as_bytes()
                        .chunks(4)
                        .map(|unit| {
                            u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap()
                        })
                        .collect::<Vec<_>>()
                })
                .collect();
            map.insert(glyph, String::from_utf16(&units).unwrap());
        }
        assert!(!line.contains("beginbfrange"), "ranges are not read here");
    }
    map
}
