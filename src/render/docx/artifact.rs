//! What lies behind the words of pages and is not read aloud: watermarks and the ground of a coloured title sheet.
//!
//! Both hang in the header of a section, as Word's own watermarks do.

use super::lengths::paper_size;
use super::xml::{Element, fill, parse};
use crate::document::{Colour, Cover, Document, Fonts, Theme, TitleSheet};

const WATERMARK: &str = include_str!("parts/watermark.xml");
const GROUND: &str = include_str!("parts/ground.xml");

/// How high a watermark is and how wide each of its letters, in points.
const HEIGHT: usize = 78;
const LETTER: usize = 62;
/// The widest that fits across a portrait page.
const WIDEST: usize = 560;
/// A watermark on white: pale enough for the words on it to be read.
const PALE: Colour = Colour::new(0xe4, 0xe4, 0xe4);

/// What lies behind the words of the title sheet.
///
/// # Errors
/// What is wrong with a template, which is a fault of this program.
pub(super) fn behind_sheet(
    document: &Document,
    sheet: &TitleSheet,
) -> Result<Vec<Element>, String> {
    let mut behind = Vec::with_capacity(2);
    let mut watermark_colour = PALE;
    match document.theme.cover {
        Cover::Plain | Cover::Band => {}
        Cover::Full => {
            behind.push(ground(&document.theme, sheet)?);
            // As thin as in the PDF: white boxes hide parts of it.
            let palette = &document.theme.palette;
            watermark_colour = palette.primary.mixed(palette.on_primary, 0.12);
        }
    }
    if let Some(words) = &document.watermark {
        behind.push(watermark(words, 0, watermark_colour, &document.theme)?);
    }
    Ok(behind)
}

/// What lies behind the words of a section's pages; `number` counts the sections from 1.
///
/// # Errors
/// What is wrong with a template, which is a fault of this program.
pub(super) fn behind_section(document: &Document, number: usize) -> Result<Vec<Element>, String> {
    let words = document.watermark.iter();
    words
        .map(|words| watermark(words, number, PALE, &document.theme))
        .collect()
}

/// Hangs runs in the first paragraph of a header; in one of its own, of no height to speak of, where the header has none,
/// such as one that holds nothing but a content control or a table.
pub(super) fn hang(behind: Vec<Element>, header: &mut Element) {
    if behind.is_empty() {
        return;
    }
    let own = header.elements_mut().find(|child| child.name == "w:p");
    if let Some(paragraph) = own {
        for run in behind {
            paragraph.push(run);
        }
        return;
    }
    let spacing = Element::new("w:spacing")
        .with("w:before", "0")
        .with("w:after", "0")
        .with("w:line", "20")
        .with("w:lineRule", "exact");
    let paragraph = Element::new("w:p").child(Element::new("w:pPr").child(spacing));
    header.push(behind.into_iter().fold(paragraph, Element::child));
}

/// The words across the page, as Word itself draws a watermark.
fn watermark(words: &str, number: usize, colour: Colour, theme: &Theme) -> Result<Element, String> {
    let width = (LETTER * words.chars().count()).clamp(LETTER, WIDEST);
    parse(&fill(
        WATERMARK,
        &[
            ("number", &number.to_string()),
            ("shape", &(2049 + number).to_string()),
            ("width", &width.to_string()),
            ("height", &HEIGHT.to_string()),
            ("colour", &colour.to_string()),
            ("font", &plain_family(&theme.fonts.word)),
            ("words", words),
        ],
    ))
}

/// The name of a font family for the style of a drawing, where quotation marks, semicolons and the like would end it.
fn plain_family(name: &str) -> String {
    let mut plain = name.to_owned();
    plain.retain(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.'));
    if plain.trim().is_empty() {
        Fonts::default().word
    } else {
        plain
    }
}

/// A rectangle of the main colour as large as the page.
fn ground(theme: &Theme, sheet: &TitleSheet) -> Result<Element, String> {
    let (width, height) = paper_size(sheet.paper, sheet.orientation);
    let emu = |twips: usize| (twips * 635).to_string();
    let points = |twips: usize| twips.div_ceil(20).to_string();
    parse(&fill(
        GROUND,
        &[
            ("width", &emu(width)),
            ("height", &emu(height)),
            ("width_points", &points(width)),
            ("height_points", &points(height)),
            ("primary", &theme.palette.primary.to_string()),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph() -> Element {
        Element::new("w:p")
    }

    #[test]
    fn what_lies_behind_the_words_hangs_in_a_paragraph_of_the_header() {
        let table = Element::new("w:tbl").child(paragraph());
        let header = Element::new("w:hdr").child(table);
        let mut marked = header.clone().child(paragraph());
        hang(vec![Element::new("w:r")], &mut marked);
        assert_eq!(marked, header.child(paragraph().child(Element::new("w:r"))));
    }

    #[test]
    fn a_header_without_a_paragraph_gets_one_only_for_what_hangs_in_it() {
        let control = Element::new("w:sdt").child(Element::new("w:sdtContent").child(paragraph()));
        let header = Element::new("w:hdr").child(control);
        let mut marked = header.clone();
        hang(Vec::new(), &mut marked);
        assert_eq!(marked, header);
        hang(vec![Element::new("w:r")], &mut marked);
        assert!(
            marked
                .find("w:p")
                .is_some_and(|own| own.find("w:r").is_some())
        );
        assert_eq!(marked.find("w:sdt"), header.find("w:sdt"));
    }

    #[test]
    fn the_name_of_a_font_stays_within_its_quotation_marks() {
        assert_eq!(plain_family("Saltby Handbook-2"), "Saltby Handbook-2");
        assert_eq!(plain_family("A\";b:{c}'&"), "Abc");
        assert_eq!(plain_family("\";"), "Calibri");
    }
}
