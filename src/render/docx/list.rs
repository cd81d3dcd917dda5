//! Lists.

use super::body::{Content, push_block};
use super::collected::Collected;
use super::place::{Place, level};
use crate::document::{Block, List, TableFault};

/// A list.
///
/// # Errors
/// The [`TableFault`] of the first table in it that breaks its promises.
pub(super) fn push_list(
    list: &List,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    push_items(list, 0, place, collected, contents)
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
