//! Reading a file of this writer back.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::super::lint::lint;
use super::super::sample::sample;
use super::super::xml::{Element, Node, parse};
use crate::document::{Block, Document, FieldsLayout};
use crate::error::RenderError;
use crate::render::Rendered;

/// The file of a document without a house document.
pub(in crate::render::docx) fn render(
    document: &Document,
    pages: &[usize],
) -> Result<Rendered, RenderError> {
    super::super::render(document, pages, None)
}

pub(in crate::render::docx) fn part(bytes: &[u8], name: &str) -> Element {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = Vec::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_end(&mut xml)
        .unwrap();
    parse(&xml).unwrap()
}

pub(in crate::render::docx) fn faults(bytes: &[u8]) -> Vec<String> {
    lint(
        &part(bytes, "word/document.xml"),
        &part(bytes, "word/styles.xml"),
        &part(bytes, "word/numbering.xml"),
        &part(bytes, "word/_rels/document.xml.rels"),
    )
}

fn all<'a>(root: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    if root.name == name {
        found.push(root);
    }
    for child in root.elements() {
        all(child, name, found);
    }
}

pub(in crate::render::docx) fn find_all<'a>(root: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    all(root, name, &mut found);
    found
}

/// The body and the numbering of a document's file.
pub(in crate::render::docx) fn written(document: &Document, pages: &[usize]) -> (Element, Element) {
    let bytes = render(document, pages).unwrap().bytes;
    assert_eq!(faults(&bytes), Vec::<String>::new());
    (
        part(&bytes, "word/document.xml"),
        part(&bytes, "word/numbering.xml"),
    )
}

pub(in crate::render::docx) fn policy() -> Document {
    let mut document = sample(FieldsLayout::Lines);
    document.sections.retain(|section| {
        let is_contents = |block: &Block| matches!(block, Block::Contents { .. });
        section.blocks.iter().any(is_contents)
    });
    document
}

pub(in crate::render::docx) fn value(element: &Element, path: &[&str]) -> Option<String> {
    let mut found = element;
    for name in path {
        found = found.find(name)?;
    }
    found.attribute("w:val").map(str::to_owned)
}

pub(in crate::render::docx) fn styles(body: &Element) -> Vec<String> {
    let styles = find_all(body, "w:pStyle").into_iter();
    styles
        .filter_map(|style| style.attribute("w:val").map(str::to_owned))
        .collect()
}

/// The words of an element, with tabs.
pub(in crate::render::docx) fn text(element: &Element) -> String {
    match element.name.as_str() {
        "w:tabs" | "w:instrText" => String::new(),
        "w:tab" => "\t".into(),
        _ => {
            let parts = element.children.iter().map(|child| match child {
                Node::Element(child) => text(child),
                Node::Text(words) => words.clone(),
            });
            parts.collect()
        }
    }
}
