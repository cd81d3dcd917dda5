//! How wide the columns of each table are and what of it stays on one page, by the place where the table stands.

use std::collections::BTreeMap;

use crate::document::{Block, Change, Cover, Design, Document, Theme};
use serde::Serialize;

use crate::render::columns::column_widths;
use crate::render::kept::{Kept, Room};
use crate::render::length::twips;

/// How a table is laid out.
#[derive(Serialize)]
pub(super) struct Layout {
    /// The widths of its columns.
    columns: Vec<usize>,
    /// What of it stays on one page.
    kept: Kept,
}

/// How the tables of a document are laid out, by their places as `templates/pdf/place.typ` has them; none of those in
/// the cells of other tables.
pub(super) fn layouts(document: &Document) -> BTreeMap<String, Layout> {
    let Theme { design, cover, .. } = &document.theme;
    let mut tables = Tables {
        design,
        layouts: BTreeMap::new(),
    };
    if let Some(sheet) = &document.title_sheet {
        let room = Room::of_page(sheet.paper, sheet.orientation, design);
        let frame = match cover {
            Cover::Plain | Cover::Band => 0,
            Cover::Full => twips(4.0 * design.spacing.panel),
        };
        tables.push(&sheet.blocks, "sheet", room.narrower(frame));
    }
    for (number, section) in document.sections.iter().enumerate() {
        let room = Room::of_page(section.paper, section.orientation, design);
        tables.push(&section.blocks, &number.to_string(), room);
    }
    tables.layouts
}

struct Tables<'a> {
    design: &'a Design,
    layouts: BTreeMap<String, Layout>,
}

impl Tables<'_> {
    /// The tables among some blocks that stand at a place, and within these blocks.
    fn push(&mut self, blocks: &[Block], place: &str, room: Room) {
        let spacing = &self.design.spacing;
        for (number, block) in blocks.iter().enumerate() {
            let here = format!("{place}.{number}");
            match block {
                Block::Table(table) => {
                    let columns = column_widths(table, room.width, self.design);
                    let kept = Kept::of(table, &columns, room.height, self.design);
                    self.layouts.insert(here, Layout { columns, kept });
                }
                Block::List(list) => {
                    let room = room.narrower(twips(spacing.indent));
                    self.push_parts(list.items.iter().map(Vec::as_slice), &here, room);
                }
                Block::Clauses { clauses } => {
                    let room = room.narrower(twips(spacing.clause));
                    self.push_parts(clauses.iter().map(|clause| &*clause.blocks), &here, room);
                }
                Block::Quotation { blocks } => {
                    self.push(blocks, &here, room.narrower(twips(spacing.panel)));
                }
                Block::Panel { blocks, .. } => {
                    self.push(blocks, &here, room.narrower(twips(2.0 * spacing.panel)));
                }
                Block::Changed { change, blocks } => {
                    let place = match change {
                        Change::Inserted => format!("{here}+"),
                        Change::Deleted => format!("{here}~"),
                    };
                    self.push(blocks, &place, room);
                }
                Block::Heading(_)
                | Block::Paragraph { .. }
                | Block::Contents { .. }
                | Block::Exhibit(_)
                | Block::Fields(_) => {}
            }
        }
    }

    /// Those in each part of a block.
    fn push_parts<'b>(
        &mut self,
        parts: impl Iterator<Item = &'b [Block]>,
        place: &str,
        room: Room,
    ) {
        for (number, blocks) in parts.enumerate() {
            self.push(blocks, &format!("{place}.{number}"), room);
        }
    }
}
