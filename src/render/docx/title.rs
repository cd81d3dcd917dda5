//! The title sheet.

use docx_rs as word;

use super::body::{Content, field_lines, push_page};
use super::collected::{Collected, PictureFacts};
use super::inline::text;
use super::place::Place;
use super::sections::text_width;
use super::table::fields_table;
use crate::document::{FieldsLayout, Inline, Picture, PictureFormat, TableFault, TitleSheet};

/// The largest a logo is drawn, in English Metric Units (360 000 to the centimetre): 7 cm by 3 cm.
const LOGO_WIDTH: u64 = 2_520_000;
const LOGO_HEIGHT: u64 = 1_080_000;

/// The sheet from top to foot.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn title_sheet(
    sheet: &TitleSheet,
    collected: &mut Collected,
) -> Result<Vec<Content>, TableFault> {
    let place = Place::page(text_width(sheet.paper, sheet.orientation));
    let mut contents = Vec::new();
    let mut push = |paragraph| contents.push(Content::Paragraph(paragraph));
    if let Some(logo) = &sheet.logo
        && let Some(picture) = picture(logo, collected)
    {
        let run = word::Run::new().add_image(picture);
        push(word::Paragraph::new().style("Logo").add_run(run));
    }
    if let Some(organisation) = &sheet.organisation {
        let words = [Inline::text(organisation)];
        push(place.paragraph("Organisation", &words, collected));
    }
    push(place.paragraph("Title", &sheet.title, collected));
    if !sheet.subtitle.is_empty() {
        push(place.paragraph("Subtitle", &sheet.subtitle, collected));
    }
    if let Some(fields) = &sheet.fields {
        match fields.layout {
            FieldsLayout::Lines => contents.extend(field_lines(fields, place, collected)),
            FieldsLayout::Table => {
                contents.push(Content::Table(fields_table(fields, place, collected)));
            }
        }
    }
    push_page(&sheet.blocks, place.width, collected, &mut contents)?;
    if let Some(strapline) = &sheet.strapline {
        contents.push(Content::Paragraph(foot(strapline, place.width)));
    }
    Ok(contents)
}

/// A paragraph at the foot of the page; the style has the same frame, but LibreOffice draws no frame of a style.
fn foot(words: &str, width: usize) -> word::Paragraph {
    word::Paragraph::new()
        .style("Strapline")
        .wrap("notBeside")
        .h_anchor("margin")
        .v_anchor("margin")
        .x_align("center")
        .y_align("bottom")
        .frame_width(u32::try_from(width).unwrap_or(u32::MAX))
        .add_run(text(words))
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
    let (width, height) = logo_size(logo.width, logo.height);
    let key = collected.picture(facts);
    Some(
        word::Pic::new_with_dimensions(Vec::new(), logo.width, logo.height)
            .id(key)
            .size(width, height),
    )
}

/// The largest size within the bounds that keeps the logo's shape, in English Metric Units.
fn logo_size(width: u32, height: u32) -> (u32, u32) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (drawn_width, drawn_height) = if width * LOGO_HEIGHT > height * LOGO_WIDTH {
        (LOGO_WIDTH, height * LOGO_WIDTH / width)
    } else {
        (width * LOGO_HEIGHT / height, LOGO_HEIGHT)
    };
    let emu = |size: u64| u32::try_from(size.max(1)).unwrap_or(u32::MAX);
    (emu(drawn_width), emu(drawn_height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_keeps_its_shape_within_its_bounds() {
        assert_eq!(logo_size(200, 100), (2_160_000, 1_080_000));
        assert_eq!(logo_size(1000, 100), (2_520_000, 252_000));
        assert_eq!(logo_size(u32::MAX, 1), (2_520_000, 1));
    }
}
