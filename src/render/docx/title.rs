//! The title sheet.

use docx_rs as word;

use super::body::{Content, field_lines, push_page};
use super::collected::{Collected, PictureFacts};
use super::place::{COVER, Place, TITLE};
use super::table::fields_table;
use super::tracked::{self, mark_paragraph};
use crate::document::{
    Cover, FieldsLayout, Inline, Line, Picture, PictureFormat, TableFault, TitleSheet, whole_change,
};

/// English Metric Units in a twentieth of a point.
const EMU: u64 = 635;

/// The sheet from top to foot. How it is coloured its styles say.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn title_sheet(
    sheet: &TitleSheet,
    cover: Cover,
    collected: &mut Collected,
) -> Result<Vec<Content>, TableFault> {
    let lengths = collected.lengths;
    let white = Place::page(sheet.paper, sheet.orientation, lengths);
    let (title, below) = match cover {
        Cover::Plain => (white, white),
        Cover::Band => (white.within(&TITLE), white),
        Cover::Full => (white.within(&TITLE), white.within(&COVER)),
    };
    let mut contents = Vec::new();
    let mut push = |paragraph| contents.push(Content::Paragraph(paragraph));
    if let Some(logos) = logos(&sheet.logos, collected) {
        push(logos);
    }
    if let Some(organisation) = &sheet.organisation {
        push(line("Organisation", &organisation.runs(), title, collected));
    }
    push(line("Title", &sheet.title, title, collected));
    if !sheet.subtitle.is_empty() {
        push(line("Subtitle", &sheet.subtitle, title, collected));
    }
    if let Some(statement) = &sheet.statement {
        push(line("Statement", &statement.runs(), title, collected));
    }
    if let Some(fields) = &sheet.fields {
        match fields.layout {
            FieldsLayout::Lines => contents.extend(field_lines(fields, below, collected)),
            FieldsLayout::Table => {
                contents.push(Content::Table(fields_table(fields, below, collected)));
            }
        }
    }
    push_page(&sheet.blocks, below, collected, &mut contents)?;
    if let Some(strapline) = &sheet.strapline {
        contents.push(Content::Paragraph(foot(strapline, white.width)));
    }
    Ok(contents)
}

/// A line of the title; it goes with all its words.
fn line(style: &str, words: &[Inline], place: Place, collected: &mut Collected) -> word::Paragraph {
    let mut paragraph = place.paragraph(style, words, collected);
    if let Some(change) = whole_change(words) {
        mark_paragraph(change, &mut paragraph);
    }
    paragraph
}

/// The logos on one line: the first at the left, the second at the right, where the style has a stop.
fn logos(logos: &[Picture], collected: &mut Collected) -> Option<word::Paragraph> {
    let mut line = word::Paragraph::new().style("Logo");
    let pictures: Vec<_> = logos
        .iter()
        .filter_map(|logo| picture(logo, collected))
        .collect();
    for (number, picture) in pictures.into_iter().enumerate() {
        let mut run = word::Run::new();
        if number > 0 {
            run = run.add_tab();
        }
        line = line.add_run(run.add_image(picture));
    }
    (!line.children.is_empty()).then_some(line)
}

/// A paragraph at the foot of the page; the style has the same frame, but LibreOffice draws no frame of a style.
fn foot(words: &Line, width: usize) -> word::Paragraph {
    let mut foot = word::Paragraph::new()
        .style("Strapline")
        .wrap("notBeside")
        .h_anchor("margin")
        .v_anchor("margin")
        .x_align("center")
        .y_align("bottom")
        .frame_width(u32::try_from(width).unwrap_or(u32::MAX));
    foot.children = tracked::line(words);
    if let Some(change) = whole_change(&words.runs()) {
        mark_paragraph(change, &mut foot);
    }
    foot
}

/// The logo; `None`, with a note, for an SVG that has no copy every reader can draw.
fn picture(logo: &Picture, collected: &mut Collected) -> Option<word::Pic> {
    let facts = match logo.format {
        PictureFormat::Png | PictureFormat::Jpeg => PictureFacts {
            alt: logo.alt.clone(),
            format: logo.format,
            bytes: logo.bytes.to_vec(),
            svg: None,
        },
        PictureFormat::Svg => {
            let Some(fallback) = &logo.fallback else {
                collected
                    .omit("The logo is an SVG without a PNG copy, so the Word file leaves it out.");
                return None;
            };
            PictureFacts {
                alt: logo.alt.clone(),
                format: PictureFormat::Png,
                bytes: fallback.to_vec(),
                svg: Some(logo.bytes.to_vec()),
            }
        }
    };
    let (width, height) = logo_size(logo, collected.lengths.logo);
    let key = collected.picture(facts);
    Some(
        word::Pic::new_with_dimensions(Vec::new(), logo.width, logo.height)
            .id(key)
            .size(width, height),
    )
}

/// The largest size within bounds, in twentieths of a point, that keeps a logo's shape; in English Metric Units.
fn logo_size(logo: &Picture, bounds: (usize, usize)) -> (u32, u32) {
    let (width, height) = (u64::from(logo.width.max(1)), u64::from(logo.height.max(1)));
    let (widest, highest) = (bounds.0 as u64 * EMU, bounds.1 as u64 * EMU);
    let (drawn_width, drawn_height) = if width * highest > height * widest {
        (widest, height * widest / width)
    } else {
        (width * highest / height, highest)
    };
    let emu = |size: u64| u32::try_from(size.max(1)).unwrap_or(u32::MAX);
    (emu(drawn_width), emu(drawn_height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::docx::sample::logo;

    #[test]
    fn a_logo_keeps_its_shape_within_its_bounds() {
        let size = |width, height| {
            let logo = Picture {
                width,
                height,
                ..logo(PictureFormat::Png)
            };
            logo_size(&logo, (4000, 1000))
        };
        assert_eq!(size(200, 100), (1_270_000, 635_000));
        assert_eq!(size(1000, 100), (2_540_000, 254_000));
        assert_eq!(size(u32::MAX, 1), (2_540_000, 1));
    }
}
