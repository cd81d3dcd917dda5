//! Headers and footers of a house document, and other parts that show pictures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::archive::Archive;
use super::fault::ReferenceFault as Fault;
use super::fields::{check_fields, fields};
use super::links::{Link, Target, links};
use crate::document::is_safe_address;
use crate::render::docx::xml::{Element, Node};

/// A part with what it refers to.
#[derive(Clone, Debug)]
pub(super) struct Furniture {
    /// The part.
    pub(super) root: Element,
    /// The pictures that it shows, by the id of the relationship; each with its path in the house document.
    pub(super) pictures: BTreeMap<String, String>,
    /// The addresses that it links to, by the id of the relationship.
    pub(super) addresses: BTreeMap<String, String>,
}

/// A picture of a house document.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its media type.
    pub(super) content_type: String,
    /// The file.
    pub(super) bytes: Arc<[u8]>,
}

/// The pictures of a house document, by their paths in it.
pub(super) type Pictures = BTreeMap<String, Picture>;

impl Furniture {
    /// Reads a part whose root must have that name, and adds its pictures to those of the document.
    ///
    /// # Errors
    /// [`Fault::Missing`] where it or a picture is not there; [`Fault::Outside`], [`Fault::Embedded`] and
    /// [`Fault::Field`] for what would not stay within the document; what [`Archive::tree`] finds.
    pub(super) fn read(
        archive: &mut Archive<'_>,
        path: &str,
        root_name: &str,
        pictures: &mut Pictures,
    ) -> Result<Self, Fault> {
        let mut root = archive.tree(path)?.ok_or(Fault::Missing)?;
        if root.name != root_name {
            return Err(Fault::Damaged);
        }
        check_fields(&root)?;
        let mut used = BTreeSet::new();
        collect_references(&mut root, &mut used);
        let mut furniture = Self {
            root,
            pictures: BTreeMap::new(),
            addresses: BTreeMap::new(),
        };
        let links = links(archive, path)?;
        let links: BTreeMap<&str, &Link> =
            links.iter().map(|link| (link.id.as_str(), link)).collect();
        for id in used {
            let link = links.get(id.as_str()).ok_or(Fault::Missing)?;
            match (&link.target, link.kind.as_str()) {
                (Target::Part(target), "image") => {
                    if !pictures.contains_key(target) {
                        pictures.insert(target.clone(), picture(archive, target)?);
                    }
                    furniture.pictures.insert(id, target.clone());
                }
                (Target::Outside(address), "hyperlink") => {
                    let address = address.replace(' ', "%20"); // as typed into an older Word
                    if !is_safe_address(&address) {
                        return Err(Fault::Outside);
                    }
                    furniture.addresses.insert(id, address);
                }
                (Target::Outside(_), _) => return Err(Fault::Outside),
                (Target::Part(_), _) => return Err(Fault::Embedded),
            }
        }
        Ok(furniture)
    }

    /// A header or footer that shows nothing.
    pub(super) fn blank(root_name: &str) -> Self {
        let address = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        Self {
            root: Element::new(root_name)
                .with("xmlns:w", address)
                .child(Element::new("w:p")),
            pictures: BTreeMap::new(),
            addresses: BTreeMap::new(),
        }
    }

    /// Whether nothing of it shows.
    pub(super) fn is_blank(&self) -> bool {
        !shows(&self.root)
    }

    /// Its paragraphs, what it says of its pictures, and its links.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        gather_words(&self.root, &mut words);
        words.extend(self.addresses.values().cloned());
        words.retain(|words| !words.trim().is_empty());
        words
    }

    /// Whether it shows the number of the page.
    pub(super) fn numbers_pages(&self) -> bool {
        fields(&self.root).any(|field| field.name == "PAGE")
    }

    /// Whether it sets words at tab stops, which lie where they lie on every paper.
    pub(super) fn has_tabs(&self) -> bool {
        has(&self.root, "w:r", "w:tab")
    }
}

fn picture(archive: &mut Archive<'_>, path: &str) -> Result<Picture, Fault> {
    let content_type = archive.content_type(path).to_owned();
    if !content_type.starts_with("image/") {
        return Err(Fault::Embedded);
    }
    let bytes = archive.bytes(path)?.ok_or(Fault::Missing)?;
    Ok(Picture {
        content_type,
        bytes: bytes.into(),
    })
}

/// Whether an attribute of an old drawing names a file by itself, where Word writes a relationship; or links to what is
/// no web or mail address.
fn leads_out(name: &str, value: &str) -> bool {
    match name {
        "src" | "o:href" | "o:althref" => true,
        "href" => !value.starts_with('#') && !is_safe_address(value),
        _ => false,
    }
}

/// The ids of the relationships that a part uses; what names none, as Word writes it for a link to nowhere, is dropped.
fn collect_references(element: &mut Element, ids: &mut BTreeSet<String>) {
    let is_reference = |name: &str| name.starts_with("r:") || name == "o:relid";
    element.attributes.retain(|(name, value)| {
        !(is_reference(name) && value.is_empty() || leads_out(name, value))
    });
    for (name, value) in &element.attributes {
        if is_reference(name) {
            ids.insert(value.clone());
        }
    }
    for child in element.elements_mut() {
        collect_references(child, ids);
    }
}

/// The texts right within an element.
pub(super) fn texts(element: &Element) -> impl Iterator<Item = &str> {
    element.children.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.as_str()),
        Node::Element(_) => None,
    })
}

fn shows(element: &Element) -> bool {
    match element.name.as_str() {
        "w:drawing" | "w:pict" | "w:fldChar" | "w:fldSimple" | "w:sym" | "w:pgNum" => true,
        "w:t" => texts(element).any(|text| !text.trim().is_empty()),
        _ => element.elements().any(shows),
    }
}

/// Adds the words of an element; those of a paragraph come together, however Word has parted them.
fn gather_words(element: &Element, words: &mut Vec<String>) {
    const SAID: [&str; 7] = [
        "descr",
        "title",
        "alt",
        "string",
        "w:alias",
        "w:tooltip",
        "w:instr",
    ];
    let name = element.name.as_str();
    if name == "w:p" {
        words.push(String::new());
    }
    if let Some(last) = words.last_mut() {
        match name {
            "w:tab" | "w:br" | "w:cr" => last.push(' '),
            "w:t" | "w:instrText" => last.extend(texts(element)),
            _ => {}
        }
    }
    for inner in element.elements() {
        gather_words(inner, words);
    }
    // Before the paragraph that may go on, so that they part none of its words.
    let said = element.attributes.iter();
    let said = said.filter(|(name, _)| SAID.contains(&name.as_str()));
    for (_, value) in said {
        words.insert(words.len().saturating_sub(1), value.clone());
    }
}

fn has(element: &Element, parent: &str, name: &str) -> bool {
    element
        .elements()
        .any(|child| (element.name == parent && child.name == name) || has(child, parent, name))
}
