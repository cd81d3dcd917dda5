//! Lists.

use docx_rs as word;

use super::body::{Content, push_block};
use super::collected::Collected;
use super::place::{Place, level};
use crate::document::{Block, List, TableFault};

/// White space below a whole list, in twentieths of a point; between its items there is less.
const AFTER_LIST: u32 = 120;

/// A list with the white space below it.
///
/// # Errors
/// The [`TableFault`] of the first table in it that breaks its promises.
pub(super) fn push_list(
    list: &List,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    push_items(list, 0, place, collected, contents)?;
    if let (Some(Content::Paragraph(last)), false, false) = (
        contents.last_mut(),
        place.styles.compact,
        place.styles.framed,
    ) {
        let spacing = word::LineSpacing::new().after(AFTER_LIST);
        last.property = std::mem::take(&mut last.property).line_spacing(spacing);
    }
    Ok(())
}

fn push_items(
    list: &List,
    depth: usize,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    let number = collected
        .numbering
        .list(place.list_shape(list.kind), level(depth));
    for item in &list.items {
        for (index, block) in item.iter().enumerate() {
            match block {
                Block::Paragraph { content } => {
                    let paragraph = if index == 0 {
                        place.item(list.kind, depth, number, content, collected)
                    } else {
                        place.item_text(depth, content, collected)
                    };
                    contents.push(Content::Paragraph(paragraph));
                }
                Block::List(inner) => push_items(inner, depth + 1, place, collected, contents)?,
                Block::Heading(_)
                | Block::Quotation { .. }
                | Block::Clauses { .. }
                | Block::Panel { .. }
                | Block::Contents { .. }
                | Block::Fields(_)
                | Block::Table(_) => {
                    push_block(block, place.below_item(depth), collected, contents)?;
                }
            }
        }
    }
    Ok(())
}
