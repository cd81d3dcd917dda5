//! Running headers and footers.

use docx_rs as word;

use super::field::field;
use super::inline::text;
use super::lengths::twips;

/// A running header; an empty one hides the header of the section before.
pub(super) fn header(words: Option<&str>) -> word::Header {
    let paragraph = match words {
        Some(words) => word::Paragraph::new().style("Header").add_run(text(words)),
        None => word::Paragraph::new().style("EmptyHeader"),
    };
    word::Header::new().add_paragraph(paragraph)
}

/// What a letter is wide, as a part of its size.
const LETTER: f64 = 0.5;
/// How many letters "Page 10 of 12" has, and some space before it.
const PAGE_NUMBER: usize = 16;

/// A running footer of that width, in twentieths of a point, in letters of that many points: words at the left,
/// "Page x of y" at the right, on a line of its own where the words leave no room.
pub(super) fn footer(words: Option<&str>, width: usize, size: f64) -> word::Footer {
    let right = word::Tab::new().val(word::TabValueType::Right).pos(width);
    let mut footer = word::Footer::new();
    let mut paragraph = word::Paragraph::new()
        .style("Footer")
        .add_tab(right.clone());
    if let Some(words) = words {
        paragraph = paragraph.add_run(text(words));
        if (words.chars().count() + PAGE_NUMBER) * twips(LETTER * size) > width {
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
