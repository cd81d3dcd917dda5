//! Panels: words in a frame.

use super::body::{Content, push_blocks};
use super::collected::Collected;
use super::place::{PANEL, Place};
use super::tracked::mark_paragraph;
use crate::document::{Block, Inline, TableFault, whole_change};

/// A frame of fewer paragraphs than this stays on one page, as in the PDF; LibreOffice begins a new page before more.
const WHOLE_PANEL: usize = 12;

/// A panel: paragraphs with the same frame, which Word draws as one.
///
/// # Errors
/// The [`TableFault`] of the first table in it that breaks its promises.
pub(super) fn panel(
    title: &[Inline],
    blocks: &[Block],
    place: Place,
    collected: &mut Collected,
) -> Result<Vec<Content>, TableFault> {
    let inside = place.within(&PANEL);
    let mut contents = Vec::with_capacity(blocks.len() + 1);
    if !title.is_empty() {
        let mut heading = inside.text("PanelHeading", title, collected);
        if let Some(change) = whole_change(title) {
            mark_paragraph(change, &mut heading);
        }
        contents.push(Content::Paragraph(heading));
    }
    push_blocks(blocks, inside, collected, &mut contents)?;
    let count = contents.len();
    for (index, content) in contents.iter_mut().enumerate() {
        if let Content::Paragraph(paragraph) = content
            && count < WHOLE_PANEL
            && index + 1 < count
        {
            paragraph.property.keep_next = Some(true);
        }
    }
    Ok(contents)
}
