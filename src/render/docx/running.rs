//! Running headers and footers.

use docx_rs as word;

use super::field::field;
use super::inline::text;

/// A running header; an empty one hides the header of the section before.
pub(super) fn header(words: Option<&str>) -> word::Header {
    let paragraph = match words {
        Some(words) => word::Paragraph::new().style("Header").add_run(text(words)),
        None => word::Paragraph::new().style("EmptyHeader"),
    };
    word::Header::new().add_paragraph(paragraph)
}

/// A running footer of that width, in twentieths of a point: words at the left, "Page x of y" at the right.
pub(super) fn footer(words: Option<&str>, width: usize) -> word::Footer {
    let right = word::Tab::new().val(word::TabValueType::Right).pos(width);
    let mut paragraph = word::Paragraph::new().style("Footer").add_tab(right);
    if let Some(words) = words {
        paragraph = paragraph.add_run(text(words));
    }
    paragraph = paragraph
        .add_run(word::Run::new().add_tab())
        .add_run(text("Page "));
    paragraph.children.extend(field("PAGE", text("1")));
    paragraph = paragraph.add_run(text(" of "));
    paragraph.children.extend(field("NUMPAGES", text("1")));
    word::Footer::new().add_paragraph(paragraph)
}
