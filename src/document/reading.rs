//! The words of a document in reading order.

use super::{Block, Document, Fields, FieldsLayout, Heading, Line, Row, Table, plain_text};

/// Every word of the document in reading order, one string a paragraph, cell by cell.
///
/// This is what a PDF, a Word file and a web page of the document must all say. Running headers, page numbers and
/// "(continued)" lines are page furniture and left out; so are bullets, the numbers of headings, clauses and list items,
/// and the table of contents, which Word works out by itself. Of a document with changes it has the words of both editions.
#[must_use]
pub fn words(document: &Document) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(sheet) = &document.title_sheet {
        words.extend(sheet.organisation.as_ref().map(Line::words));
        words.push(plain_text(&sheet.title));
        words.push(plain_text(&sheet.subtitle));
        words.extend(sheet.statement.as_ref().map(Line::words));
        if let Some(fields) = &sheet.fields {
            push_fields(fields, &mut words);
        }
        push_blocks(&sheet.blocks, &mut words);
        words.extend(sheet.strapline.as_ref().map(Line::words));
    }
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        push_block(block, &mut words);
    }
    words.retain(|paragraph| !paragraph.trim().is_empty());
    words
}

/// Every word of some blocks, one string a paragraph.
#[must_use]
pub fn words_of(blocks: &[Block]) -> Vec<String> {
    let mut words = Vec::new();
    push_blocks(blocks, &mut words);
    words.retain(|paragraph| !paragraph.trim().is_empty());
    words
}

fn push_block(block: &Block, words: &mut Vec<String>) {
    match block {
        Block::Heading(Heading { content, .. }) | Block::Paragraph { content } => {
            words.push(plain_text(content));
        }
        Block::Quotation { blocks } | Block::Changed { blocks, .. } => push_blocks(blocks, words),
        Block::Clauses { clauses } => {
            for clause in clauses {
                push_blocks(&clause.blocks, words);
            }
        }
        Block::Panel { title, blocks } => {
            words.push(plain_text(title));
            push_blocks(blocks, words);
        }
        // What it says is said by the headings.
        Block::Contents { .. } => {}
        Block::Exhibit(page) => words.push(plain_text(&page.caption)),
        Block::List(list) => {
            for block in list.items.iter().flatten() {
                push_block(block, words);
            }
        }
        Block::Fields(fields) => push_fields(fields, words),
        Block::Table(table) => push_table(table, words),
    }
}

fn push_blocks(blocks: &[Block], words: &mut Vec<String>) {
    for block in blocks {
        push_block(block, words);
    }
}

fn push_fields(fields: &Fields, words: &mut Vec<String>) {
    for field in &fields.fields {
        words.push(match fields.layout {
            FieldsLayout::Lines => format!("{}:", field.label.words()),
            FieldsLayout::Table => field.label.words(),
        });
        words.push(plain_text(&field.value));
    }
}

fn push_table(table: &Table, words: &mut Vec<String>) {
    push_rows(&table.head, words);
    for group in &table.groups {
        words.extend(group.band.as_ref().map(|band| plain_text(band)));
        push_rows(&group.rows, words);
    }
}

fn push_rows(rows: &[Row], words: &mut Vec<String>) {
    for block in rows
        .iter()
        .flat_map(|row| &row.cells)
        .flat_map(|cell| &cell.blocks)
    {
        push_block(block, words);
    }
}
