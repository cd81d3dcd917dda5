//! What PDF/UA asks of a document's structure, looked for before Typst runs, in words for the plan's author.

use std::collections::BTreeSet;

use crate::document::{
    Block, Change, Document, ExhibitPage, Heading, Table, change_of, plain_text,
};

/// Finds the first fault of structure.
pub(super) fn check(document: &Document) -> Result<(), String> {
    let sheet = document.title_sheet.as_ref();
    if document.meta.title.trim().is_empty() {
        return Err("the document has no title".into());
    }
    if sheet.is_some_and(|sheet| plain_text(&sheet.title).trim().is_empty()) {
        return Err("the title sheet has no title".into());
    }
    let mut logos = sheet.into_iter().flat_map(|sheet| &sheet.logos);
    if logos.any(|logo| logo.alt.trim().is_empty()) {
        return Err("the logo has no words that stand for it (alternative text)".into());
    }
    check_headings(document)?;
    exhibits(document).try_for_each(check_exhibit)?;
    tables(document).try_for_each(|table| {
        table
            .validate()
            .map_err(|fault| format!("{fault} (the table \"{}\")", table.summary))
    })
}

/// A page of evidence has a size that can be drawn, and words for who cannot see it.
fn check_exhibit(shown: &ExhibitPage) -> Result<(), String> {
    const NUMBERS: usize = 1 << 16;
    let place = format!("page {} of evidence {}", shown.page, shown.exhibit + 1);
    let is_length = |side: f64| side.is_finite() && side > 0.0;
    if shown.page == 0 || shown.page >= NUMBERS || shown.exhibit >= NUMBERS {
        return Err(format!("there is no {place}"));
    }
    if !is_length(shown.width) || !is_length(shown.height) {
        return Err(format!("{place} has no size"));
    }
    if shown.alternative.trim().is_empty() || plain_text(&shown.caption).trim().is_empty() {
        return Err(format!("{place} has no words that stand for it"));
    }
    Ok(())
}

/// Headings begin at level 1, skip no level on the way down, and say something.
fn check_headings(document: &Document) -> Result<(), String> {
    let mut above = 0;
    for block in standing(document) {
        let Block::Heading(Heading { level, content, .. }) = block else {
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

/// What the document's references may lead to: the anchors of its headings and clauses, each of which stands once. What
/// is deleted may have the anchor of what has moved, and nothing leads to it.
pub(super) fn anchors(document: &Document) -> Result<BTreeSet<&str>, String> {
    let mut anchors = BTreeSet::new();
    for block in standing(document) {
        let named: Vec<&str> = match block {
            Block::Heading(heading) => heading.anchor.as_deref().into_iter().collect(),
            Block::Clauses { clauses } => clauses
                .iter()
                .filter(|clause| change_of(&clause.blocks) != Some(Change::Deleted))
                .filter_map(|clause| clause.anchor.as_deref())
                .collect(),
            Block::Changed { .. }
            | Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_) => Vec::new(),
        };
        for anchor in named {
            if !anchors.insert(anchor) {
                return Err(format!("two headings or clauses are called `{anchor}`"));
            }
        }
    }
    Ok(anchors)
}

/// All tables, the ones within cells too.
pub(super) fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    blocks(document)
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Clauses { .. }
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Changed { .. } => None,
        })
}

/// All pages of evidence.
pub(super) fn exhibits(document: &Document) -> impl Iterator<Item = &ExhibitPage> {
    blocks(document)
        .into_iter()
        .filter_map(|block| match block {
            Block::Exhibit(page) => Some(page),
            Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Clauses { .. }
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. } => None,
        })
}

/// The numbers of headings and clauses, as they are printed.
pub(super) fn numbers(document: &Document) -> impl Iterator<Item = String> {
    blocks(document).into_iter().flat_map(|block| match block {
        Block::Heading(heading) => heading
            .number
            .iter()
            .map(|number| number.label.words())
            .collect(),
        Block::Clauses { clauses } => clauses.iter().map(|clause| clause.label.words()).collect(),
        Block::Paragraph { .. }
        | Block::Quotation { .. }
        | Block::List(_)
        | Block::Panel { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_)
        | Block::Fields(_)
        | Block::Table(_)
        | Block::Changed { .. } => Vec::new(),
    })
}

/// All blocks in reading order, the ones within blocks after the block that holds them.
fn blocks(document: &Document) -> Vec<&Block> {
    found(document, None)
}

/// The same without those that are deleted.
fn standing(document: &Document) -> Vec<&Block> {
    found(document, Some(Change::Deleted))
}

fn found(document: &Document, gone: Option<Change>) -> Vec<&Block> {
    let mut found = Vec::new();
    if let Some(sheet) = &document.title_sheet {
        push_blocks(&sheet.blocks, gone, &mut found);
    }
    for section in &document.sections {
        push_blocks(&section.blocks, gone, &mut found);
    }
    found
}

fn push_blocks<'a>(blocks: &'a [Block], gone: Option<Change>, found: &mut Vec<&'a Block>) {
    for block in blocks {
        found.push(block);
        match block {
            Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_) => {}
            Block::Changed { change, .. } if Some(*change) == gone => {}
            Block::Quotation { blocks }
            | Block::Panel { blocks, .. }
            | Block::Changed { blocks, .. } => push_blocks(blocks, gone, found),
            Block::Clauses { clauses } => {
                for clause in clauses {
                    push_blocks(&clause.blocks, gone, found);
                }
            }
            Block::List(list) => {
                for item in &list.items {
                    push_blocks(item, gone, found);
                }
            }
            Block::Table(table) => {
                let rows = table
                    .head
                    .iter()
                    .chain(table.groups.iter().flat_map(|group| &group.rows))
                    .filter(|row| row.change.is_none() || row.change != gone);
                for cell in rows.flat_map(|row| &row.cells) {
                    push_blocks(&cell.blocks, gone, found);
                }
            }
        }
    }
}
