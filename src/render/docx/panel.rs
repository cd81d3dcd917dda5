//! Panels: words in a frame.

use docx_rs as word;

use super::body::{Content, push_blocks};
use super::collected::Collected;
use super::place::{PANEL, Place};
use crate::document::{Block, Inline, TableFault};

/// White space above the frame and below it, in twentieths of a point.
const ABOVE: u32 = 160;
const BELOW: u32 = 180;

/// A frame of fewer paragraphs than this stays on one page.
const WHOLE_PANEL: usize = 25;

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
        let heading = inside.text("PanelHeading", title, collected);
        contents.push(Content::Paragraph(heading));
    }
    push_blocks(blocks, inside, collected, &mut contents)?;
    let count = contents.len();
    for (index, content) in contents.iter_mut().enumerate() {
        if let Content::Paragraph(paragraph) = content {
            let mut spacing = word::LineSpacing::new();
            if index == 0 {
                spacing = spacing.before(ABOVE);
            }
            if index + 1 == count {
                spacing = spacing.after(BELOW);
            }
            let mut property = std::mem::take(&mut paragraph.property);
            if index == 0 || index + 1 == count {
                property = property.line_spacing(spacing);
            }
            if count < WHOLE_PANEL && index + 1 < count {
                property = property.keep_next(true);
            }
            paragraph.property = property;
        }
    }
    Ok(contents)
}
