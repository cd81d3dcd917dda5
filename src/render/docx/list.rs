//! Lists.

use super::body::{Content, push_block};
use super::collected::Collected;
use super::place::{Place, level};
use super::tracked::mark_contents;
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
        let (change, blocks) = match item.as_slice() {
            [Block::Changed { change, blocks }] => (Some(*change), blocks),
            _ => (None, item),
        };
        let first = contents.len();
        for (index, block) in blocks.iter().enumerate() {
            if index == 0
                && let Block::Paragraph { content } = block
            {
                let paragraph = place.item(list.kind, depth, number, content, collected);
                contents.push(Content::Paragraph(paragraph));
            } else {
                push_further(block, depth, place, collected, contents)?;
            }
        }
        if let Some(change) = change {
            mark_contents(change, &mut contents[first..]);
        }
    }
    Ok(())
}

/// What stands in an item below its first paragraph.
fn push_further(
    block: &Block,
    depth: usize,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    match block {
        Block::Paragraph { content } => {
            let paragraph = place.item_text(depth, content, collected);
            contents.push(Content::Paragraph(paragraph));
            Ok(())
        }
        Block::List(inner) => push_items(inner, depth + 1, place, collected, contents),
        Block::Changed { change, blocks } => {
            let first = contents.len();
            for block in blocks {
                push_further(block, depth, place, collected, contents)?;
            }
            mark_contents(*change, &mut contents[first..]);
            Ok(())
        }
        Block::Heading(_)
        | Block::Quotation { .. }
        | Block::Clauses { .. }
        | Block::Panel { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_)
        | Block::Fields(_)
        | Block::Table(_) => push_block(block, place.below_item(depth), collected, contents),
    }
}
