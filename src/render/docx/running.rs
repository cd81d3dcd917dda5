//! Running headers and footers.

use docx_rs as word;

use super::field::field;
use super::inline::text;
use super::tracked::line;
use crate::document::{Change, Line, Theme};
use crate::render::running::number_beside;

/// A running header; an empty one hides the header of the section before.
pub(super) fn header(words: Option<&Line>) -> word::Header {
    let paragraph = match words {
        Some(words) => {
            let mut paragraph = word::Paragraph::new().style("Header");
            paragraph.children.extend(line(words));
            paragraph
        }
        None => word::Paragraph::new().style("EmptyHeader"),
    };
    word::Header::new().add_paragraph(paragraph)
}

/// A running footer of that width, in twentieths of a point: words at the left, "Page x of y" at the right, on a line of
/// its own where the words leave no room.
pub(super) fn footer(words: Option<&Line>, width: usize, theme: &Theme) -> word::Footer {
    let right = word::Tab::new().val(word::TabValueType::Right).pos(width);
    let mut footer = word::Footer::new();
    let mut paragraph = word::Paragraph::new()
        .style("Footer")
        .add_tab(right.clone());
    if let Some(words) = words {
        paragraph.children.extend(line(words));
        let shown = words.without(Change::Deleted).unwrap_or_default();
        if !number_beside(&shown, width, theme) {
            footer = footer.add_paragraph(paragraph);
            paragraph = word::Paragraph::new().style("Footer").add_tab(right);
        }
    }
    paragraph = paragraph
        .add_run(word::Run::new().add_tab())
        .add_run(text("Page\u{a0}"));
    paragraph.children.extend(field("PAGE", text("1")));
    paragraph = paragraph.add_run(text("\u{a0}of\u{a0}"));
    paragraph.children.extend(field("NUMPAGES", text("1")));
    footer.add_paragraph(paragraph)
}
