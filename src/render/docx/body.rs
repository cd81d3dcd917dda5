//! Blocks of text: headings, paragraphs, clauses and fields.

use docx_rs as word;

use super::collected::Collected;
use super::contents::contents as table_of_contents;
use super::derived::Derived;
use super::landmark::Landmark;
use super::list::push_list;
use super::panel::panel;
use super::place::{CLAUSE, Place};
use super::sections::column_width;
use super::table::{fields_table, table};
use super::tracked::{mark_contents, mark_paragraph};
use crate::document::{
    Block, Clause, ExhibitPage, Field, Fields, FieldsLayout, Heading, Inline, Line, Number, Series,
    TableFault, plain_text, whole_change,
};

/// Words about a table, with fewer letters than this, stay with it.
const LEAD_IN: usize = 300;

/// A block as docx-rs types.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are paragraphs, and a document has some hundreds of them"
)]
pub(super) enum Content {
    /// A paragraph.
    Paragraph(word::Paragraph),
    /// A table.
    Table(word::Table),
    /// What came since the last of these is set in that many columns; only on the page itself.
    Columns(usize),
}

/// The blocks of a page, where lists may be set in columns.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn push_page(
    blocks: &[Block],
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    let mut rest = blocks;
    let is_columned = |block: &Block| matches!(block, Block::List(list) if list.columns > 1);
    while let Some(next) = rest.iter().position(is_columned) {
        let (before, after) = rest.split_at(next);
        push_blocks(before, place, collected, contents)?;
        contents.push(Content::Columns(1));
        if let [Block::List(list), after @ ..] = after {
            let columns = usize::from(list.columns.min(3));
            let column = Place {
                width: column_width(place.width, columns),
                ..place
            };
            push_list(list, column, collected, contents)?;
            contents.push(Content::Columns(columns));
            rest = after;
        }
    }
    push_blocks(rest, place, collected, contents)
}

/// The blocks as docx-rs types.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn push_blocks(
    blocks: &[Block],
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    let mut before: Option<&Block> = None;
    for (block, next) in blocks
        .iter()
        .zip(blocks.iter().skip(1).map(Some).chain([None]))
    {
        // Word draws frames that touch as one.
        if let (Some(Block::Panel { .. }), Block::Panel { .. })
        | (Some(Block::Quotation { .. }), Block::Quotation { .. }) =
            (before.map(last), first(block))
        {
            let mut gap = [gap("FrameGap")];
            if let Block::Changed { change, .. } = block {
                mark_contents(*change, &mut gap);
            }
            contents.extend(gap);
        }
        push_block(block, place, collected, contents)?;
        if let Some(Content::Paragraph(paragraph)) = contents.last_mut() {
            // In a cell, Word would keep the whole row with the next one.
            if leads_in(block, next) && !place.styles.compact {
                paragraph.property.keep_next = Some(true);
            }
            if stands_above_table(block, next) && !place.styles.compact {
                let below = collected.lengths.block;
                differ(paragraph, collected, |style| {
                    style.above_table = Some(below);
                });
            }
        }
        before = Some(block);
    }
    Ok(())
}

/// What a block begins with, where it stands for others.
fn first(block: &Block) -> &Block {
    if let Block::Changed { blocks, .. } = block {
        blocks.first().map_or(block, first)
    } else {
        block
    }
}

/// What it ends with.
fn last(block: &Block) -> &Block {
    if let Block::Changed { blocks, .. } = block {
        blocks.last().map_or(block, last)
    } else {
        block
    }
}

/// Whether a block is a few words that lead in to a list, a quotation or a table: they stay with it, or with the first of
/// its rows.
fn leads_in(block: &Block, next: Option<&Block>) -> bool {
    let leads = match next.map(first) {
        Some(Block::Fields(fields)) => fields.layout == FieldsLayout::Table,
        Some(next) => matches!(
            next,
            Block::List(_) | Block::Quotation { .. } | Block::Table(_)
        ),
        None => false,
    };
    leads
        && matches!(block, Block::Paragraph { content } if plain_text(content).chars().count() < LEAD_IN)
}

/// Whether a block is a heading or a paragraph with a table below it: Word has no white space above a table, so it stands
/// below the words.
fn stands_above_table(block: &Block, next: Option<&Block>) -> bool {
    let is_table = |next: &Block| match next {
        Block::Table(_) => true,
        Block::Fields(fields) => fields.layout == FieldsLayout::Table,
        Block::Heading(_)
        | Block::Paragraph { .. }
        | Block::Quotation { .. }
        | Block::List(_)
        | Block::Clauses { .. }
        | Block::Panel { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_)
        | Block::Changed { .. } => false,
    };
    matches!(block, Block::Heading(_) | Block::Paragraph { .. })
        && next.map(first).is_some_and(is_table)
}

/// Takes the white space away above the words that begin a section: at the top of a page the PDF has none.
pub(super) fn begin_at_the_top(contents: &mut [Content], collected: &mut Collected) {
    if let Some(Content::Paragraph(paragraph)) = contents.first_mut() {
        differ(paragraph, collected, |style| style.at_top = true);
    }
}

/// Gives a paragraph a style that differs from the one that it has.
fn differ(
    paragraph: &mut word::Paragraph,
    collected: &mut Collected,
    how: impl FnOnce(&mut Derived),
) {
    let style = paragraph.property.style.as_ref();
    let id = style.map_or("Normal", |style| &style.val);
    let id = collected.styles.like(id, how);
    paragraph.property.style = Some(word::ParagraphStyle::new(Some(id)));
}

/// A block as docx-rs types.
///
/// # Errors
/// The [`TableFault`] of the first table that breaks its promises.
pub(super) fn push_block(
    block: &Block,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    match block {
        Block::Heading(heading) => {
            contents.push(Content::Paragraph(self::heading(heading, place, collected)));
        }
        Block::Paragraph { content }
        | Block::Exhibit(ExhibitPage {
            caption: content, ..
        }) => {
            let style = if contents
                .last()
                .is_some_and(|last| stands_apart(last, place))
            {
                place.styles.after_table
            } else {
                place.styles.paragraph
            };
            contents.push(Content::Paragraph(place.text(style, content, collected)));
        }
        Block::Quotation { blocks } => {
            push_blocks(blocks, place.quotation(), collected, contents)?;
        }
        Block::Clauses { clauses } => {
            for clause in clauses {
                push_clause(clause, place, collected, contents)?;
            }
        }
        Block::Panel { title, blocks } => {
            contents.extend(panel(title, blocks, place, collected)?);
        }
        Block::Contents { depth } => {
            let entries = table_of_contents(*depth, place, collected);
            contents.extend(entries);
        }
        Block::List(list) => push_list(list, place, collected, contents)?,
        Block::Fields(fields) => match fields.layout {
            FieldsLayout::Lines => contents.extend(field_lines(fields, place, collected)),
            FieldsLayout::Table => {
                let table = fields_table(fields, place, collected);
                push_table(table, contents);
            }
        },
        Block::Changed { change, blocks } => {
            let first = contents.len();
            push_blocks(blocks, place, collected, contents)?;
            mark_contents(*change, &mut contents[first..]);
        }
        Block::Table(block) => {
            if let Some(table) = table(block, place, collected)? {
                push_table(table, contents);
            }
        }
    }
    Ok(())
}

/// Whether what comes last is a table, or has a frame or a rule that `place` has not.
fn stands_apart(last: &Content, place: Place) -> bool {
    match last {
        Content::Table(_) => true,
        Content::Paragraph(paragraph) => {
            let style = paragraph.property.style.as_ref();
            ["Panel", "Quote"].iter().any(|framed| {
                style.is_some_and(|style| style.val.starts_with(framed))
                    && !place.styles.paragraph.starts_with(framed)
            })
        }
        Content::Columns(_) => false,
    }
}

/// Word makes one table of two that touch.
fn push_table(table: word::Table, contents: &mut Vec<Content>) {
    if matches!(contents.last(), Some(Content::Table(_))) {
        contents.push(gap("TableGap"));
    }
    contents.push(Content::Table(table));
}

/// A low paragraph that keeps apart what Word would make one.
fn gap(style: &str) -> Content {
    Content::Paragraph(word::Paragraph::new().style(style))
}

fn heading(heading: &Heading, place: Place, collected: &mut Collected) -> word::Paragraph {
    let Heading {
        level,
        number,
        content,
        ..
    } = heading;
    let series = number.as_ref().map(|Number { series, .. }| *series);
    let landmark = collected.landmarks.next();
    let style = match (series, level.number()) {
        (None, _) if landmark.heads_contents() => "TOCHeading".to_owned(),
        (Some(Series::Section), 1) => "NumberedHeading1".to_owned(),
        (Some(Series::Annex), 1) => "AnnexHeading".to_owned(),
        (Some(Series::Section | Series::Annex) | None, level) => format!("Heading{level}"),
    };
    landmark.mark(place.paragraph(&style, content, collected))
}

/// A clause: its number beside its first paragraph, all else below that.
fn push_clause(
    clause: &Clause,
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    let landmark = collected.landmarks.next();
    if let [Block::Changed { change, blocks }] = clause.blocks.as_slice() {
        let from = contents.len();
        push_words(landmark, blocks, place, collected, contents)?;
        mark_contents(*change, &mut contents[from..]);
        return Ok(());
    }
    push_words(landmark, &clause.blocks, place, collected, contents)
}

fn push_words(
    landmark: Landmark,
    blocks: &[Block],
    place: Place,
    collected: &mut Collected,
    contents: &mut Vec<Content>,
) -> Result<(), TableFault> {
    let (first, rest) = match blocks {
        [Block::Paragraph { content }, rest @ ..] => (content.as_slice(), rest),
        all => (&[][..], all),
    };
    let mut paragraph = place.paragraph("Clause", first, collected);
    if let Some(Block::List(_) | Block::Quotation { .. }) = rest.first() {
        paragraph = paragraph.keep_next(true); // it leads in to what follows
    }
    contents.push(Content::Paragraph(landmark.mark(paragraph)));
    push_blocks(rest, place.within(&CLAUSE), collected, contents)
}

/// One line a field; a rule to write on where the value is empty.
pub(super) fn field_lines<'a>(
    fields: &'a Fields,
    place: Place,
    collected: &'a mut Collected,
) -> impl Iterator<Item = Content> + 'a {
    fields.fields.iter().map(move |Field { label, value }| {
        let whole = label.runs();
        let bold = match label {
            Line::Plain(label) => vec![Inline::text(format!("{label}:"))],
            Line::Marked(runs) => runs.iter().cloned().chain([Inline::text(":")]).collect(),
        };
        let mut words = vec![Inline::Strong { content: bold }, Inline::text(" ")];
        words.extend(value.iter().cloned());
        let mut line = place.text(place.styles.field, &words, collected);
        if let Some(change) = whole_change(&whole) {
            mark_paragraph(change, &mut line);
        }
        if value.is_empty() {
            // The style has a stop with a rule that leads to it.
            line = line.add_run(word::Run::new().add_tab());
        }
        Content::Paragraph(line)
    })
}
