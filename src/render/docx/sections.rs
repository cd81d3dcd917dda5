//! Sections: paper, margins and columns.

use docx_rs as word;

use super::body::Content;
use super::lengths::{paper_size, twips};
use super::tracked::mark_of;
use crate::document::{Margins, Orientation, Paper};

/// White space between columns of text, as in the PDF: 16 pt.
const BETWEEN_COLUMNS: usize = 320;

/// The width of each of some columns of text within `width`.
pub(super) fn column_width(width: usize, columns: usize) -> usize {
    let gaps = columns.saturating_sub(1) * BETWEEN_COLUMNS;
    width.saturating_sub(gaps) / columns.max(1)
}

/// The properties of a section, without header and footer.
pub(super) fn properties(
    paper: Paper,
    orientation: Orientation,
    margins: &Margins,
) -> word::SectionProperty {
    let short = |twips: usize| u32::try_from(twips).unwrap_or(u32::MAX);
    let margin = |points: f64| i32::try_from(twips(points)).unwrap_or(i32::MAX);
    let (width, height) = paper_size(paper, orientation);
    let mut size = word::PageSize::new().size(short(width), short(height));
    if orientation == Orientation::Landscape {
        size = size.orient(word::PageOrientationType::Landscape);
    }
    let Margins {
        side,
        top,
        bottom,
        running,
        sheet: _,
    } = *margins;
    let mut section = word::SectionProperty::new()
        .page_size(size)
        .page_margin(word::PageMargin {
            top: margin(top),
            bottom: margin(bottom),
            left: margin(side),
            right: margin(side),
            header: margin(running),
            footer: margin(running),
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

/// Word wants a paragraph at the end of every section that stays there; where there is none, one without height is added.
fn append(
    mut body: word::Document,
    mut contents: Vec<Content>,
    mut properties: Option<word::SectionProperty>,
) -> word::Document {
    let stays = |last: &Content| matches!(last, Content::Paragraph(paragraph) if mark_of(paragraph).is_none());
    if !contents.last().is_some_and(stays) {
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
