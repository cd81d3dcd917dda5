//! What PDF/UA asks of a document's structure, looked for before Typst runs, in words for the plan's author.

use crate::document::{Block, Document, Table, plain_text};

/// Finds the first fault of structure.
pub(super) fn check(document: &Document) -> Result<(), String> {
    let sheet = document.title_sheet.as_ref();
    if document.meta.title.trim().is_empty() {
        return Err("the document has no title".into());
    }
    if sheet.is_some_and(|sheet| plain_text(&sheet.title).trim().is_empty()) {
        return Err("the title sheet has no title".into());
    }
    if sheet
        .and_then(|sheet| sheet.logo.as_ref())
        .is_some_and(|logo| logo.alt.trim().is_empty())
    {
        return Err("the logo has no words that stand for it (alternative text)".into());
    }
    check_headings(document)?;
    tables(document).try_for_each(|table| {
        table
            .validate()
            .map_err(|fault| format!("{fault} (the table \"{}\")", table.summary))
    })
}

/// Headings begin at level 1, skip no level on the way down, and say something.
fn check_headings(document: &Document) -> Result<(), String> {
    let mut above = 0;
    for block in blocks(document) {
        let Block::Heading { level, content } = block else {
            continue;
        };
        let words = plain_text(content);
        if words.trim().is_empty() {
            return Err(format!("a heading of level {} is empty", level.number()));
        }
        if level.number() > above + 1 {
            return Err(format!(
                "the heading \"{words}\" is of level {}, but the headings before it go no deeper than level {above}",
                level.number()
            ));
        }
        above = level.number();
    }
    Ok(())
}

/// All tables, the ones within cells too.
pub(super) fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    blocks(document)
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading { .. } | Block::Paragraph { .. } | Block::List(_) | Block::Fields(_) => {
                None
            }
        })
}

/// All blocks in reading order, the ones within blocks after the block that holds them.
fn blocks(document: &Document) -> Vec<&Block> {
    let mut found = Vec::new();
    for section in &document.sections {
        push_blocks(&section.blocks, &mut found);
    }
    found
}

fn push_blocks<'a>(blocks: &'a [Block], found: &mut Vec<&'a Block>) {
    for block in blocks {
        found.push(block);
        match block {
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Fields(_) => {}
            Block::List(list) => {
                for item in &list.items {
                    push_blocks(item, found);
                }
            }
            Block::Table(table) => {
                let rows = table
                    .head
                    .iter()
                    .chain(table.groups.iter().flat_map(|group| &group.rows));
                for cell in rows.flat_map(|row| &row.cells) {
                    push_blocks(&cell.blocks, found);
                }
            }
        }
    }
}
