//! Sections: paper, margins and columns.

use docx_rs as word;

use super::body::Content;
use crate::document::{Orientation, Paper};

/// The margins at the head and foot: 20 mm.
const HEAD_AND_FOOT: u32 = 1134;
/// Where the running header and footer lie, from the edge of the paper: 10 mm.
const RUNNING: u32 = 567;

/// White space between columns of text: 8 mm.
const BETWEEN_COLUMNS: usize = 454;

/// The width and height of the paper, in twentieths of a point.
fn size(paper: Paper, orientation: Orientation) -> (u32, u32) {
    let (short, long) = match paper {
        Paper::A4 => (11906, 16838),
        Paper::A3 => (16838, 23811),
    };
    match orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
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
pub(super) fn text_width(paper: Paper, orientation: Orientation) -> usize {
    let (width, _) = size(paper, orientation);
    (width - 2 * sides(orientation)) as usize
}

/// The width of each of some columns of text within `width`.
pub(super) fn column_width(width: usize, columns: usize) -> usize {
    let gaps = columns.saturating_sub(1) * BETWEEN_COLUMNS;
    width.saturating_sub(gaps) / columns.max(1)
}

/// The properties of a section, without header and footer.
pub(super) fn properties(paper: Paper, orientation: Orientation) -> word::SectionProperty {
    let (width, height) = size(paper, orientation);
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

/// What lies in the same columns on the same pages: a section in Word's sense.
struct Run {
    contents: Vec<Content>,
    properties: word::SectionProperty,
}

/// The pages as one body: the properties of a section stand in its last paragraph, those of the last section at the
/// end of the body.
pub(super) fn joined(pages: Vec<Pages>) -> word::Document {
    let mut body = word::Document::new();
    let mut runs: Vec<Run> = pages.into_iter().flat_map(runs).collect();
    let last = runs.pop();
    for Run {
        contents,
        properties,
    } in runs
    {
        body = append(body, contents, Some(properties));
    }
    if let Some(Run {
        contents,
        properties,
    }) = last
    {
        body = append(body, contents, None);
        body.section_property = properties;
    }
    body
}

/// The runs of some pages. The first begins the pages and brings header and footer, which the others inherit; the
/// last is never set in columns, for Word fills the first column to its foot where no further run is on the page.
fn runs(pages: Pages) -> Vec<Run> {
    let mut begin = Some(pages.properties.clone());
    let mut further = pages.properties;
    further.section_type = Some(word::SectionType::Continuous);
    further.header_reference = None;
    further.footer_reference = None;
    let mut run = |contents: Vec<Content>, columns: usize| {
        let mut properties = begin.take().unwrap_or_else(|| further.clone());
        properties.columns = columns;
        properties.space = BETWEEN_COLUMNS;
        Run {
            contents,
            properties,
        }
    };
    let mut runs = Vec::new();
    let mut open = Vec::with_capacity(pages.contents.len());
    for content in pages.contents {
        match content {
            Content::Columns(_) if open.is_empty() => {}
            Content::Columns(columns) => runs.push(run(std::mem::take(&mut open), columns)),
            Content::Paragraph(_) | Content::Table(_) => open.push(content),
        }
    }
    if pages.ends_with_frame {
        open.push(Content::Paragraph(end()));
    }
    runs.push(run(open, 1));
    runs
}

/// A paragraph without height.
fn end() -> word::Paragraph {
    word::Paragraph::new().style("SectionEnd")
}

/// Word wants a paragraph at the end of every section; where there is none, one without height is added.
fn append(
    mut body: word::Document,
    mut contents: Vec<Content>,
    mut properties: Option<word::SectionProperty>,
) -> word::Document {
    if !matches!(contents.last(), Some(Content::Paragraph(_))) {
        contents.push(Content::Paragraph(end()));
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
            Content::Columns(_) => body,
        };
    }
    body
}
