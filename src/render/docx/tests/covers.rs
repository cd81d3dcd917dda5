//! Covers and watermarks.

use super::super::sample::sample;
use super::super::xml::Element;
use super::formatting::variants;
use super::support::{find_all, part, render, value};
use crate::document::{Cover, FieldsLayout, words};

fn style<'a>(styles: &'a Element, id: &str) -> &'a Element {
    let mut styles = styles.elements();
    styles
        .find(|style| style.attribute("w:styleId") == Some(id))
        .unwrap()
}

#[test]
fn the_title_of_every_cover_is_a_title_and_its_looks_are_in_its_style() {
    let look = |cover| {
        let mut document = sample(FieldsLayout::Table);
        document.theme.cover = cover;
        let bytes = render(&document, &[]).unwrap().bytes;
        let body = part(&bytes, "word/document.xml");
        let sheet: Vec<_> = find_all(&body, "w:p")
            .into_iter()
            .filter_map(|paragraph| value(paragraph, &["w:pPr", "w:pStyle"]))
            .take(5)
            .collect();
        let order = ["Logo", "Organisation", "Title", "Subtitle", "Statement"];
        assert_eq!(sheet, order);
        let styles = part(&bytes, "word/styles.xml");
        let title = style(&styles, "Title");
        let frame = |id| {
            find_all(style(&styles, id), "w:pBdr")
                .into_iter()
                .cloned()
                .collect()
        };
        // Word joins frames that are alike.
        let frames: Vec<Vec<Element>> = order[1..].iter().map(|id| frame(id)).collect();
        assert!(
            frames.windows(2).all(|pair| pair[0] == pair[1]),
            "{cover:?}"
        );
        let attribute = |name: &str, attribute: &str| {
            let element = find_all(title, name).pop()?;
            element.attribute(attribute).map(str::to_owned)
        };
        (
            attribute("w:color", "w:themeColor").unwrap(),
            attribute("w:shd", "w:themeFill"),
            attribute("w:bottom", "w:themeColor"),
        )
    };
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(look(Cover::Plain), ("text2".into(), None, some("accent1")));
    assert_eq!(
        look(Cover::Band),
        ("background1".into(), some("accent2"), some("accent2"))
    );
    assert_eq!(look(Cover::Full), ("background1".into(), None, None));
}

#[test]
fn a_full_cover_has_a_ground_that_is_not_read_and_white_below_words_of_other_colours() {
    let mut document = sample(FieldsLayout::Table);
    document.theme.cover = Cover::Full;
    let bytes = render(&document, &[]).unwrap().bytes;
    let header = part(&bytes, "word/header0.xml");
    let extent = find_all(&header, "wp:extent").pop().unwrap();
    let size = ["cx", "cy"].map(|side| extent.attribute(side).unwrap());
    assert_eq!(size, ["7560310", "10692130"]); // A4
    assert_eq!(
        find_all(&header, "wp:anchor")[0].attribute("behindDoc"),
        Some("1")
    );
    assert_eq!(
        find_all(&header, "adec:decorative")[0].attribute("val"),
        Some("1")
    );
    assert_eq!(
        find_all(&header, "a:schemeClr")[0].attribute("val"),
        Some("accent2")
    );
    let body = part(&bytes, "word/document.xml");
    let tables: Vec<_> = find_all(&body, "w:tblStyle")
        .into_iter()
        .map(|style| style.attribute("w:val").unwrap().to_owned())
        .collect();
    assert_eq!(tables[..2], ["CoverTable", "CoverTable"]);
    assert!(tables[2..].iter().all(|style| style == "HouseTable"));
    let styles = part(&bytes, "word/styles.xml");
    for white in ["Logo", "CoverText", "CoverTable"] {
        let fill = find_all(style(&styles, white), "w:shd")[0];
        assert_eq!(
            fill.attribute("w:themeFill"),
            Some("background1"),
            "{white}"
        );
    }
    // The pages that follow do not inherit the ground.
    let section = find_all(&body, "w:sectPr")[1];
    let header = section.find("w:headerReference").unwrap();
    assert_eq!(header.attribute("r:id"), Some("rId_header1"));
}

#[test]
fn a_watermark_lies_on_every_page_and_is_not_read() {
    for document in variants() {
        let bytes = render(&document, &[]).unwrap().bytes;
        let body = part(&bytes, "word/document.xml");
        let relationships = part(&bytes, "word/_rels/document.xml.rels");
        let mut shapes = Vec::new();
        for section in find_all(&body, "w:sectPr") {
            if value(section, &["w:type"]).as_deref() != Some("nextPage") {
                assert!(section.find("w:headerReference").is_none(), "it inherits");
                continue;
            }
            let Some(reference) = section.find("w:headerReference") else {
                assert_eq!(document.watermark, None);
                continue;
            };
            let id = reference.attribute("r:id");
            let mut targets = relationships.elements();
            let target = targets.find(|found| found.attribute("Id") == id).unwrap();
            let header = part(
                &bytes,
                &format!("word/{}", target.attribute("Target").unwrap()),
            );
            let marks: Vec<_> = find_all(&header, "v:shape").into_iter().cloned().collect();
            assert_eq!(marks.len(), usize::from(document.watermark.is_some()));
            shapes.extend(marks);
        }
        if let Some(word) = &document.watermark {
            assert_eq!(shapes.len(), 1 + document.sections.len());
            assert!(!words(&document).contains(word));
        }
        let mut ids: Vec<_> = shapes.iter().map(|shape| shape.attribute("id")).collect();
        ids.dedup();
        assert_eq!(ids.len(), shapes.len(), "every shape has an id of its own");
        for shape in &shapes {
            assert_eq!(shape.attribute("alt"), Some(""));
            let path = find_all(shape, "v:textpath")[0];
            assert_eq!(path.attribute("string"), document.watermark.as_deref());
        }
        assert!(
            find_all(&body, "w:pict").is_empty(),
            "it is no part of the text"
        );
    }
}
