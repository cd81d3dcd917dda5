//! The finishing pass: what docx-rs wrote becomes valid, complete and the same in every run.

use super::cell::Fill;
use super::collected::{Collected, PictureFacts, TableFacts};
use super::inline::spoken_in;
use super::schema;
use super::tracked::{finish_cell, strike_out};
use super::xml::{Element, Node};
use crate::document::Theme;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/// Finishes a part that docx-rs wrote: children in the order of the schema, empty property bags gone, and every key
/// replaced by what it stands for.
pub(super) fn finish(element: &mut Element, collected: &Collected, theme: &Theme) {
    match element.name.as_str() {
        "w:tbl" => finish_table(element, collected),
        "w:drawing" => finish_drawing(element, collected),
        "w:shd" => finish_shading(element, theme),
        // docx-rs numbers paragraphs through the whole process, and the schema knows no type of a grid column.
        "w:p" => element
            .attributes
            .retain(|(name, _)| !name.starts_with("w14:")),
        "w:rPr" => finish_language(element),
        "w:gridCol" => element.attributes.retain(|(name, _)| name != "w:type"),
        "w:fldChar" => element.attributes.retain(|(name, _)| name != "w:dirty"),
        "w:ins" | "w:pPrChange" => collected.reviewer.sign(element),
        "w:del" => {
            collected.reviewer.sign(element);
            strike_out(element);
        }
        "w:tcPr" => finish_cell(element, &collected.reviewer),
        "w:instrText" | "w:delInstrText" => element.set("xml:space", "preserve"),
        _ => {}
    }
    for child in element.elements_mut() {
        finish(child, collected, theme);
    }
    element
        .children
        .retain(|node| !matches!(node, Node::Element(bag) if is_empty_bag(bag)));
    schema::sort(element);
}

/// Says in which language the words of a run are, where it is not the document's.
fn finish_language(properties: &mut Element) {
    let written = properties
        .find("w:rStyle")
        .and_then(|style| style.attribute("w:val"));
    let Some((language, style)) = written.and_then(spoken_in) else {
        return;
    };
    let (language, style) = (language.to_string(), style.to_string());
    properties.remove("w:rStyle");
    if !style.is_empty() {
        properties.push(Element::value("w:rStyle", &style));
    }
    properties.push(Element::value("w:lang", &language));
}

fn is_empty_bag(element: &Element) -> bool {
    matches!(
        element.name.as_str(),
        "w:rPr" | "w:pPr" | "w:trPr" | "w:tcPr"
    ) && element.children.is_empty()
}

fn finish_table(table: &mut Element, collected: &Collected) {
    let facts = table
        .find("w:tblPr")
        .and_then(|properties| properties.find("w:tblStyle"))
        .and_then(|style| collected.table_of(style.attribute("w:val")?));
    let Some(facts) = facts else {
        return;
    };
    table.edit_first("w:tblPr", |properties| {
        for written in ["w:tblStyle", "w:tblBorders", "w:jc"] {
            properties.remove(written); // the style says it
        }
        properties.push(Element::value("w:tblStyle", facts.style));
        properties.push(table_look(facts));
        properties.push(Element::value("w:tblDescription", &facts.summary));
    });
    let rows = table.elements_mut().filter(|child| child.name == "w:tr");
    for row in rows.take(facts.head_rows) {
        row.edit_first("w:trPr", |properties| {
            properties.push(Element::new("w:tblHeader"));
        });
    }
}

/// Which conditional formats of the table style apply; Word also takes the heading cells for screen readers from it.
fn table_look(facts: &TableFacts) -> Element {
    let first_row = facts.head_rows > 0;
    let bits = 0x0600 | u16::from(first_row) << 5 | u16::from(facts.first_column) << 7;
    let flag = |on: bool| if on { "1" } else { "0" };
    Element::value("w:tblLook", format!("{bits:04X}"))
        .with("w:firstRow", flag(first_row))
        .with("w:lastRow", "0")
        .with("w:firstColumn", flag(facts.first_column))
        .with("w:lastColumn", "0")
        .with("w:noHBand", "1")
        .with("w:noVBand", "1")
}

/// A fill of the theme keeps its name beside its value, so that it follows a change of the theme's colours.
fn finish_shading(shading: &mut Element, theme: &Theme) {
    let fill = shading.attribute("w:fill").and_then(Fill::from_key);
    if let Some(fill) = fill {
        shading.set("w:fill", fill.colour(theme).word_hex());
        shading.set("w:themeFill", fill.theme_name());
    }
}

fn finish_drawing(drawing: &mut Element, collected: &Collected) {
    let Some(key) = blip_id(drawing) else {
        return;
    };
    if let Some((number, picture)) = collected.picture_of(&key) {
        finish_picture(drawing, number, picture);
    }
}

fn blip_id(element: &Element) -> Option<String> {
    if element.name == "a:blip" {
        return element.attribute("r:embed").map(str::to_owned);
    }
    element.elements().find_map(blip_id)
}

fn finish_picture(element: &mut Element, number: usize, picture: &PictureFacts) {
    match element.name.as_str() {
        "a:blip" => {
            element.set("r:embed", picture_id(number));
            if picture.svg.is_some() {
                element.push(svg_extension(number));
            }
        }
        "wp:docPr" | "pic:cNvPr" => {
            element.set("id", number.to_string());
            element.set("name", format!("Picture {number}"));
            element.set("descr", &picture.alt);
        }
        _ => {}
    }
    for child in element.elements_mut() {
        finish_picture(child, number, picture);
    }
}

/// Word draws the SVG instead of the PNG where it can.
fn svg_extension(number: usize) -> Element {
    Element::new("a:extLst").with("xmlns:a", DRAWING).child(
        Element::new("a:ext")
            .with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
            .child(
                Element::new("asvg:svgBlip")
                    .with("xmlns:asvg", SVG)
                    .with("r:embed", svg_id(number)),
            ),
    )
}

/// The id of the relationship to the picture of that number.
pub(super) fn picture_id(number: usize) -> String {
    format!("rIdPicture{number}")
}

/// The id of the relationship to the SVG of the picture of that number.
pub(super) fn svg_id(number: usize) -> String {
    format!("rIdSvg{number}")
}
