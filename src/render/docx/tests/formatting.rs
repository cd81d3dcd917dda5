//! Nothing but styles formats the body, and styles take their colours, fonts and sizes from the theme and the design.

use super::super::sample::{logo, sample};
use super::super::xml::Element;
use super::support::{faults, find_all, part, render, value};
use super::{LAYOUTS, names};
use crate::document::{Cover, Design, Document, FieldsLayout, PictureFormat, TextSize, Tone};

/// The sample with every cover, with and without a watermark, at the usual size and in large print.
pub(super) fn variants() -> Vec<Document> {
    let mut variants = Vec::new();
    for layout in LAYOUTS {
        for cover in [Cover::Plain, Cover::Band, Cover::Full] {
            for (watermark, size) in [(None, "11"), (Some("DRAFT"), "16"), (Some("DRAFT"), "18")] {
                let mut document = sample(layout);
                document.theme.cover = cover;
                document.watermark = watermark.map(str::to_owned);
                document.theme.design = Design::new(size.parse().unwrap());
                variants.push(document);
            }
        }
    }
    variants
}

/// What the body may say of an element besides the name of its style, with the reason why no style can say it.
fn allowed(bag: &str) -> &'static [&'static str] {
    match bag {
        "w:pPr" => &[
            "w:pStyle",
            "w:keepNext", // which page it stands on is of the place, not of the look
            "w:numPr",    // which list it counts in
            "w:sectPr",
            "w:framePr", // of the strapline, whose style has the same; LibreOffice draws no frame of a style
        ],
        "w:rPr" => &["w:rStyle"],
        "w:tblPr" => &[
            "w:tblStyle",
            "w:tblW", // how wide the table is and where it stands
            "w:tblInd",
            "w:tblLayout",
            "w:tblLook", // which parts of its style apply
            "w:tblDescription",
        ],
        "w:trPr" => &["w:cantSplit", "w:trHeight", "w:tblHeader"],
        "w:tcPr" => &[
            "w:tcW",
            "w:gridSpan",
            "w:vMerge",
            "w:shd", // a tone, or a colour of the theme
            "w:textDirection",
            "w:vAlign",
        ],
        _ => &[],
    }
}

#[test]
fn nothing_but_styles_formats_the_body() {
    for document in variants() {
        let bytes = render(&document, &[]).unwrap().bytes;
        assert_eq!(faults(&bytes), Vec::<String>::new());
        let body = part(&bytes, "word/document.xml");
        for bag in ["w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr"] {
            for properties in find_all(&body, bag) {
                for property in properties.elements() {
                    let name = property.name.as_str();
                    assert!(allowed(bag).contains(&name), "{bag} says {name}");
                }
            }
        }
        for framed in find_all(&body, "w:pPr") {
            if framed.find("w:framePr").is_some() {
                assert_eq!(value(framed, &["w:pStyle"]).as_deref(), Some("Strapline"));
            }
        }
        for paragraph in find_all(&body, "w:p") {
            assert!(
                value(paragraph, &["w:pPr", "w:pStyle"]).is_some(),
                "a paragraph without a style"
            );
        }
        let tones = document.theme.palette.tones;
        let tones = [
            Tone::Red,
            Tone::Amber,
            Tone::Yellow,
            Tone::Green,
            Tone::Unrated,
        ]
        .map(|tone| tones.of(tone).fill.word_hex());
        for shading in find_all(&body, "w:shd") {
            let fill = shading.attribute("w:fill").unwrap().to_owned();
            assert!(
                shading.attribute("w:themeFill").is_some() || tones.contains(&fill),
                "{fill}"
            );
        }
    }
}

/// The value of a colour of the theme, by the name that styles use.
fn theme_colour(theme: &Element, name: &str) -> String {
    let slot = match name {
        "text1" => return "000000".into(),
        "background1" => return "FFFFFF".into(),
        "text2" => "a:dk2",
        "background2" => "a:lt2",
        "hyperlink" => "a:hlink",
        accent => &format!("a:{accent}"),
    };
    let slot = find_all(theme, slot).pop().unwrap();
    let colour = find_all(slot, "a:srgbClr").pop().unwrap();
    colour.attribute("val").unwrap().to_owned()
}

#[test]
fn every_colour_of_a_style_is_one_of_the_theme() {
    for document in variants() {
        let bytes = render(&document, &[]).unwrap().bytes;
        let theme = part(&bytes, "word/theme/theme1.xml");
        let mut seen = 0;
        for style in find_all(&part(&bytes, "word/styles.xml"), "w:style") {
            let id = style.attribute("w:styleId").unwrap();
            let mut elements = vec![style];
            while let Some(element) = elements.pop() {
                elements.extend(element.elements());
                let colour = |own: &str| element.attribute(own).filter(|own| *own != "auto");
                let own = match element.name.as_str() {
                    "w:color" => "w:val",
                    "w:shd" => "w:fill",
                    _ => "w:color",
                };
                let named = if own == "w:fill" {
                    "w:themeFill"
                } else {
                    "w:themeColor"
                };
                let Some(hex) = colour(own) else { continue };
                if id.starts_with("Rating") {
                    continue; // the same for every brand
                }
                let name = element
                    .attribute(named)
                    .unwrap_or_else(|| panic!("{id}: {hex}"));
                assert_eq!(theme_colour(&theme, name), hex, "{id}");
                seen += 1;
            }
        }
        assert!(seen > 30, "{seen}");
    }
}

#[test]
fn headings_and_heading_rows_follow_the_theme() {
    let bytes = render(&sample(FieldsLayout::Lines), &[]).unwrap().bytes;
    let styles = part(&bytes, "word/styles.xml");
    let style = |id: &str| {
        let mut styles = styles.elements();
        styles
            .find(|style| style.attribute("w:styleId") == Some(id))
            .unwrap()
    };
    for level in 1..=6 {
        let colour = find_all(style(&format!("Heading{level}")), "w:color")
            .pop()
            .unwrap();
        assert_eq!(colour.attribute("w:themeColor"), Some("text2"));
    }
    let rows = find_all(style("HouseTable"), "w:tblStylePr").pop().unwrap();
    let fill = find_all(rows, "w:shd").pop().unwrap();
    assert_eq!(fill.attribute("w:themeFill"), Some("accent2"));
    for fonts in find_all(&styles, "w:rFonts") {
        for (name, value) in &fonts.attributes {
            let named = name.to_lowercase().ends_with("theme");
            assert!(named && value.starts_with('m'), "{name} {value}");
        }
    }
    for numbered in ["NumberedHeading1", "AnnexHeading", "TOCHeading"] {
        assert_eq!(
            value(style(numbered), &["w:basedOn"]).as_deref(),
            Some("Heading1")
        );
        assert!(find_all(style(numbered), "w:rPr").is_empty(), "{numbered}");
    }
}

#[test]
fn large_print_has_no_small_print() {
    for size in [TextSize::LARGE_PRINT, "18".parse().unwrap()] {
        let mut document = sample(FieldsLayout::Table);
        document.theme.design = Design::new(size);
        let bytes = render(&document, &[]).unwrap().bytes;
        let styles = part(&bytes, "word/styles.xml");
        let least = 2 * usize::from(size.points());
        for style in find_all(&styles, "w:style") {
            let id = style.attribute("w:styleId").unwrap();
            let sizes = find_all(style, "w:sz").into_iter();
            let sizes = sizes.filter_map(|size| size.attribute("w:val")?.parse::<usize>().ok());
            for size in sizes {
                let is_low = ["SectionEnd", "TableGap", "FrameGap"].contains(&id);
                assert!(size >= least || is_low, "{id}: {size}");
            }
        }
        let body = part(&bytes, "word/document.xml");
        assert!(find_all(&body, "w:sz").is_empty());
    }
}

#[test]
fn every_page_has_the_margins_of_the_design() {
    for document in variants() {
        let design = document.theme.design.margins;
        let body = part(&render(&document, &[]).unwrap().bytes, "word/document.xml");
        for (number, margin) in find_all(&body, "w:pgMar").into_iter().enumerate() {
            let is_sheet = number == 0 && document.title_sheet.is_some();
            let margins = if is_sheet { design.of_sheet() } else { design };
            for (side, points) in [
                ("w:left", margins.side),
                ("w:right", margins.side),
                ("w:top", margins.top),
                ("w:bottom", margins.bottom),
                ("w:header", margins.running),
                ("w:footer", margins.running),
            ] {
                let twips: f64 = margin.attribute(side).unwrap().parse().unwrap();
                assert!((twips - points * 20.0).abs() < 0.5, "{side}: {twips}");
            }
        }
    }
}

#[test]
fn no_mark_of_a_template_is_left_in_a_part() {
    for document in variants() {
        let bytes = render(&document, &[]).unwrap().bytes;
        let mut parts = names(&bytes);
        parts.retain(|name| name.starts_with("word/") && !name.contains("media"));
        for name in parts {
            let root = part(&bytes, &name);
            let mut elements = vec![&root];
            while let Some(element) = elements.pop() {
                elements.extend(element.elements());
                for (attribute, value) in &element.attributes {
                    let is_mark = value.starts_with('{') && value.to_lowercase() == *value;
                    assert!(!is_mark, "{name}: {attribute} is {value}");
                }
            }
        }
    }
}

#[test]
fn no_two_styles_have_one_id_or_one_name() {
    for document in variants() {
        let styles = part(&render(&document, &[]).unwrap().bytes, "word/styles.xml");
        let styles = find_all(&styles, "w:style");
        let ids = styles
            .iter()
            .map(|style| style.attribute("w:styleId").unwrap().to_owned());
        let names = styles
            .iter()
            .map(|style| value(style, &["w:name"]).unwrap().to_lowercase());
        for mut all in [ids.collect::<Vec<_>>(), names.collect()] {
            let count = all.len();
            all.sort();
            all.dedup();
            assert_eq!(all.len(), count);
        }
    }
}

#[test]
fn styles_that_stand_further_in_are_based_on_those_of_the_house() {
    let bytes = render(&sample(FieldsLayout::Lines), &[]).unwrap().bytes;
    let styles = part(&bytes, "word/styles.xml");
    let style = |id: &str| {
        let mut styles = styles.elements();
        styles
            .find(|style| style.attribute("w:styleId") == Some(id))
            .unwrap()
    };
    let quote = style("QuoteIn860"); // beside the text of a clause
    assert_eq!(value(quote, &["w:basedOn"]).as_deref(), Some("Quote"));
    assert_eq!(value(quote, &["w:name"]).as_deref(), Some("Quote in 43 pt"));
    let turned = style("RowHeadingCentred");
    assert_eq!(value(turned, &["w:pPr", "w:jc"]).as_deref(), Some("center"));
}

#[test]
fn two_logos_stand_on_one_line_and_are_as_high_as_each_other() {
    let mut document = sample(FieldsLayout::Lines);
    let sheet = document.title_sheet.as_mut().unwrap();
    let mut wide = logo(PictureFormat::Png);
    (wide.width, wide.height) = (600, 300);
    sheet.logos[1] = wide;
    let bytes = render(&document, &[]).unwrap().bytes;
    let body = part(&bytes, "word/document.xml");
    let line = find_all(&body, "w:p").remove(0);
    assert_eq!(value(line, &["w:pPr", "w:pStyle"]).as_deref(), Some("Logo"));
    let heights: Vec<_> = find_all(line, "wp:extent")
        .into_iter()
        .map(|extent| extent.attribute("cy").unwrap().to_owned())
        .collect();
    assert_eq!(heights, ["792480", "792480"]);
    assert_eq!(find_all(line, "w:tab").len(), 1);
    let styles = part(&bytes, "word/styles.xml");
    let logo = styles
        .elements()
        .find(|style| style.attribute("w:styleId") == Some("Logo"));
    let stop = find_all(logo.unwrap(), "w:tab").pop().unwrap();
    assert_eq!(stop.attribute("w:val"), Some("right"));
    assert_eq!(stop.attribute("w:pos"), Some("9866"));
}
