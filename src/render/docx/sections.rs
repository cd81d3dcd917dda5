//! Sections: paper, margins, running headers and footers.

use docx_rs as word;

use super::body::Content;
use super::inline::text;
use crate::document::Orientation;

/// The long and the short side of A4, in twentieths of a point.
const LONG: u32 = 16838;
const SHORT: u32 = 11906;
/// The margins at the head and foot: 20 mm.
const HEAD_AND_FOOT: u32 = 1134;
/// Where the running header and footer lie, from the edge of the paper: 10 mm.
const RUNNING: u32 = 567;

/// The width and height of the paper, in twentieths of a point.
fn paper(orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Portrait => (SHORT, LONG),
        Orientation::Landscape => (LONG, SHORT),
    }
}

/// The margins at the sides: 20 mm, and 15 mm where wide tables lie.
fn sides(orientation: Orientation) -> u32 {
    match orientation {
        Orientation::Portrait => 1134,
        Orientation::Landscape => 850,
    }
}

/// The width between the margins, in twentieths of a point.
pub(super) fn text_width(orientation: Orientation) -> usize {
    let (width, _) = paper(orientation);
    (width - 2 * sides(orientation)) as usize
}

/// The properties of a section, without header and footer.
pub(super) fn properties(orientation: Orientation) -> word::SectionProperty {
    let (width, height) = paper(orientation);
    let mut size = word::PageSize::new().size(width, height);
    if orientation == Orientation::Landscape {
        size = size.orient(word::PageOrientationType::Landscape);
    }
    let margin = |twips: u32| i32::try_from(twips).unwrap_or(i32::MAX);
    let left_and_right = margin(sides(orientation));
    let mut section = word::SectionProperty::new()
        .page_size(size)
        .page_margin(word::PageMargin {
            top: margin(HEAD_AND_FOOT),
            bottom: margin(HEAD_AND_FOOT),
            left: left_and_right,
            right: left_and_right,
            header: margin(RUNNING),
            footer: margin(RUNNING),
            gutter: 0,
        });
    section.section_type = Some(word::SectionType::NextPage);
    section
}

/// The pages of the title sheet or of a section.
pub(super) struct Pages {
    /// What they say.
    pub(super) contents: Vec<Content>,
    /// How they lie, with their running header and footer.
    pub(super) properties: word::SectionProperty,
    /// Whether the last paragraph is framed, and so needs a paragraph after it to be anchored to.
    pub(super) ends_with_frame: bool,
}

/// The pages as one body: the properties of a section stand in its last paragraph, those of the last section at the
/// end of the body.
pub(super) fn joined(mut runs: Vec<Pages>) -> word::Document {
    let mut body = word::Document::new();
    let last = runs.pop();
    for Pages {
        contents,
        properties,
        ends_with_frame,
    } in runs
    {
        body = append(body, contents, ends_with_frame, Some(properties));
    }
    if let Some(Pages {
        contents,
        properties,
        ends_with_frame,
    }) = last
    {
        body = append(body, contents, ends_with_frame, None);
        body.section_property = properties;
    }
    body
}

/// Word wants a paragraph at the end of every section; where there is none, one without height is added.
fn append(
    mut body: word::Document,
    mut contents: Vec<Content>,
    ends_with_frame: bool,
    mut properties: Option<word::SectionProperty>,
) -> word::Document {
    if ends_with_frame || !matches!(contents.last(), Some(Content::Paragraph(_))) {
        let end = word::Paragraph::new().style("SectionEnd");
        contents.push(Content::Paragraph(end));
    }
    let last = contents.len() - 1;
    for (index, content) in contents.into_iter().enumerate() {
        body = match content {
            Content::Paragraph(paragraph) => {
                body.add_paragraph(match properties.take_if(|_| index == last) {
                    Some(properties) => paragraph.section_property(properties),
                    None => paragraph,
                })
            }
            Content::Table(table) => body.add_table(table),
        };
    }
    body
}

/// A running header; an empty one hides the header of the section before.
pub(super) fn header(words: Option<&str>) -> word::Header {
    let paragraph = match words {
        Some(words) => word::Paragraph::new().style("Header").add_run(text(words)),
        None => word::Paragraph::new().style("EmptyHeader"),
    };
    word::Header::new().add_paragraph(paragraph)
}

/// A running footer: words at the left, "Page x of y" at the right.
pub(super) fn footer(words: Option<&str>, orientation: Orientation) -> word::Footer {
    let right = word::Tab::new()
        .val(word::TabValueType::Right)
        .pos(text_width(orientation));
    let mut paragraph = word::Paragraph::new().style("Footer").add_tab(right);
    if let Some(words) = words {
        paragraph = paragraph.add_run(text(words));
    }
    paragraph = paragraph
        .add_run(word::Run::new().add_tab())
        .add_run(text("Page "));
    paragraph = add_field(paragraph, " PAGE ").add_run(text(" of "));
    word::Footer::new().add_paragraph(add_field(paragraph, " NUMPAGES "))
}

/// A field that Word works out; what it shows until then is a 1.
fn add_field(paragraph: word::Paragraph, instruction: &str) -> word::Paragraph {
    let mark = |kind| word::Run::new().add_field_char(kind, false);
    paragraph
        .add_run(mark(word::FieldCharType::Begin))
        .add_run(
            word::Run::new().add_instr_text(word::InstrText::Unsupported(instruction.to_owned())),
        )
        .add_run(mark(word::FieldCharType::Separate))
        .add_run(text("1"))
        .add_run(mark(word::FieldCharType::End))
}
