//! The styles of a house document, made sound.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::ReferenceFault as Fault;
use crate::render::docx::xml::{Element, Node};

/// How long a chain of styles may be that are based on each other.
const LONGEST_CHAIN: usize = 64;

/// What a style is known by: its type, and its name in small letters. Ids are localised, names of built-in styles are
/// not.
pub(super) type Name = (String, String);

/// The name of a style.
pub(super) fn name_of(style: &Element) -> Name {
    let name = style
        .find("w:name")
        .and_then(|name| name.attribute("w:val"));
    (
        style.attribute("w:type").unwrap_or("paragraph").to_owned(),
        name.unwrap_or_default().to_lowercase(),
    )
}

/// The id of a style; empty where it has none.
pub(super) fn id_of(style: &Element) -> &str {
    style.attribute("w:styleId").unwrap_or_default()
}

/// The styles of a tree of styles.
pub(super) fn styles(root: &Element) -> impl Iterator<Item = &Element> {
    root.elements().filter(|element| element.name == "w:style")
}

/// The styles of a house document with everything gone that leads nowhere: styles without an id or with that of
/// another, styles based on none, on one of another type or in a circle on themselves. Languages go too, for the
/// document says its own.
///
/// # Errors
/// [`Fault::Damaged`] where it is no tree of styles.
pub(super) fn sound(mut root: Element) -> Result<Element, Fault> {
    if root.name != "w:styles" {
        return Err(Fault::Damaged);
    }
    let mut seen = BTreeSet::new();
    root.children.retain(|node| match node {
        Node::Element(style) if style.name == "w:style" => {
            !id_of(style).is_empty()
                && style.find("w:name").is_some()
                && seen.insert(id_of(style).to_lowercase())
        }
        Node::Element(_) | Node::Text(_) => true,
    });
    let types: BTreeMap<String, String> = styles(&root)
        .map(|style| (id_of(style).to_owned(), name_of(style).0))
        .collect();
    for style in root.elements_mut().filter(|style| style.name == "w:style") {
        let own = name_of(style).0;
        style.children.retain(|node| match node {
            Node::Element(child) => match child.name.as_str() {
                "w:basedOn" | "w:next" | "w:link" => {
                    let target = child.attribute("w:val").and_then(|id| types.get(id));
                    target.is_some_and(|found| child.name == "w:link" || *found == own)
                }
                _ => true,
            },
            Node::Text(_) => true,
        });
        forget_languages(style);
    }
    let chains = Chains::of(&root);
    let endless: BTreeSet<String> = styles(&root)
        .filter(|style| chains.of_style(id_of(style)).count() >= LONGEST_CHAIN)
        .map(|style| id_of(style).to_owned())
        .collect();
    for style in root
        .elements_mut()
        .filter(|style| endless.contains(id_of(style)))
    {
        style.remove("w:basedOn");
    }
    Ok(root)
}

fn forget_languages(element: &mut Element) {
    element.remove("w:lang");
    for child in element.elements_mut() {
        forget_languages(child);
    }
}

/// Which style is based on which.
pub(super) struct Chains {
    bases: BTreeMap<String, String>,
}

impl Chains {
    /// The chains of a tree of styles.
    pub(super) fn of(root: &Element) -> Self {
        let base = |style: &Element| {
            let base = style.find("w:basedOn")?.attribute("w:val")?;
            Some((id_of(style).to_owned(), base.to_owned()))
        };
        Self {
            bases: styles(root).filter_map(base).collect(),
        }
    }

    /// A style and those that it is based on, nearest first; cut where it has no end.
    pub(super) fn of_style<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        std::iter::successors(Some(id), |id| self.bases.get(*id).map(String::as_str))
            .take(LONGEST_CHAIN)
    }
}
