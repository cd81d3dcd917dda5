//! Tracked changes: what is inserted and deleted, as Word's reviewer has it.
//!
//! What is built is marked afterwards: runs, the marks that end paragraphs, and rows of tables. docx-rs writes the marks;
//! who made them and when, and their numbers, come with the finishing pass.
//!
//! Word ends a paragraph with a mark that can be inserted or deleted by itself: what stands before it then joins the
//! paragraph below. So a whole paragraph that goes takes its mark with it. The mark that ends a cell never goes; see
//! [`settle_end`].

use std::cell::Cell;

use docx_rs as word;
use jiff::civil::Date;
use word::ParagraphChild;

use super::body::Content;
use super::field::child;
use super::inline::text;
use super::xml::Element;
use crate::document::{Change, Document, Inline, Line, plain_text};

/// Who made the changes of a document, and when.
pub(super) struct Reviewer {
    by: String,
    on: Date,
    /// How many changes have their number.
    numbered: Cell<usize>,
}

/// The numbers of changes begin above those of bookmarks, which share their room.
const FIRST: usize = 1_000_000;

impl Reviewer {
    /// The reviewer of a document; its author and its day, where nobody is said to have compared it.
    pub(super) fn of(document: &Document) -> Self {
        let compared = document.comparison.as_ref();
        Self {
            by: compared
                .map_or(&document.meta.author, |compared| &compared.by)
                .clone(),
            on: compared.map_or(document.meta.date, |compared| compared.on),
            numbered: Cell::new(0),
        }
    }

    /// Completes an element that says what was changed.
    pub(super) fn sign(&self, element: &mut Element) {
        let number = self.numbered.get();
        self.numbered.set(number + 1);
        element.attributes.clear();
        element.set("w:id", (FIRST + number).to_string());
        element.set("w:author", &self.by);
        element.set("w:date", format!("{}T00:00:00Z", self.on));
    }
}

/// Deleted words have other elements than those that stand.
pub(super) fn strike_out(element: &mut Element) {
    for child in element.elements_mut() {
        match child.name.as_str() {
            "w:t" => "w:delText".clone_into(&mut child.name),
            "w:instrText" => "w:delInstrText".clone_into(&mut child.name),
            _ => strike_out(child),
        }
    }
}

/// Runs with a change; what is marked already stays as it is.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum; nothing else holds words"
)]
pub(super) fn marked(change: Change, children: Vec<ParagraphChild>) -> Vec<ParagraphChild> {
    let mut marked = Vec::with_capacity(children.len());
    let mut open: Vec<word::Run> = Vec::new();
    for child in children {
        match child {
            ParagraphChild::Run(run) => open.push(*run),
            ParagraphChild::Hyperlink(mut link) => {
                close(change, &mut open, &mut marked);
                link.children = self::marked(change, link.children);
                marked.push(ParagraphChild::Hyperlink(link));
            }
            other => {
                close(change, &mut open, &mut marked);
                marked.push(other);
            }
        }
    }
    close(change, &mut open, &mut marked);
    marked
}

fn close(change: Change, open: &mut Vec<word::Run>, marked: &mut Vec<ParagraphChild>) {
    let runs = std::mem::take(open);
    if runs.is_empty() {
        return;
    }
    marked.push(match change {
        Change::Inserted => {
            let all = runs.into_iter();
            ParagraphChild::Insert(all.fold(inserted(), word::Insert::add_run))
        }
        Change::Deleted => {
            let all = runs.into_iter();
            ParagraphChild::Delete(all.fold(word::Delete::new(), word::Delete::add_run))
        }
    });
}

fn inserted() -> word::Insert {
    word::Insert::new_with_empty()
}

/// A line of plain words as runs.
pub(super) fn line(line: &Line) -> Vec<ParagraphChild> {
    let mut children = Vec::new();
    for run in line.runs() {
        let words = child(text(&plain_text(std::slice::from_ref(&run))));
        match run {
            Inline::Changed { change, .. } => children.extend(marked(change, vec![words])),
            Inline::Text { .. }
            | Inline::Strong { .. }
            | Inline::Emphasis { .. }
            | Inline::Foreign { .. }
            | Inline::Link { .. }
            | Inline::Reference { .. }
            | Inline::LineBreak => children.push(words),
        }
    }
    children
}

/// A line of plain words and what stands after it, in one run where it can.
pub(super) fn line_and(
    line: &Line,
    after: impl FnOnce(word::Run) -> word::Run,
) -> Vec<ParagraphChild> {
    match line {
        Line::Plain(words) => vec![child(after(text(words)))],
        Line::Marked(_) => {
            let mut children = self::line(line);
            children.push(child(after(word::Run::new())));
            children
        }
    }
}

/// Marks paragraphs and tables, which one edition has not at all.
pub(super) fn mark_contents(change: Change, contents: &mut [Content]) {
    for content in contents {
        match content {
            Content::Paragraph(paragraph) => mark_paragraph(change, paragraph),
            Content::Table(table) => mark_table(change, table),
            Content::Columns(_) => {}
        }
    }
}

/// Marks a paragraph with all that it says, and its end.
pub(super) fn mark_paragraph(change: Change, paragraph: &mut word::Paragraph) {
    paragraph.children = marked(change, std::mem::take(&mut paragraph.children));
    set_mark(paragraph, Some(change));
}

fn mark_table(change: Change, table: &mut word::Table) {
    for word::TableChild::TableRow(row) in &mut table.rows {
        mark_row(change, row);
    }
}

/// Marks a row with all that its cells say.
pub(super) fn mark_row(change: Change, row: &mut word::TableRow) {
    let property = std::mem::take(&mut row.property);
    row.property = match change {
        Change::Inserted => property.insert(inserted()),
        Change::Deleted => property.delete(word::Delete::new()),
    };
    for word::TableRowChild::TableCell(cell) in &mut row.cells {
        for content in &mut cell.children {
            match content {
                word::TableCellContent::Paragraph(paragraph) => mark_paragraph(change, paragraph),
                word::TableCellContent::Table(table) => mark_table(change, table),
                word::TableCellContent::StructuredDataTag(_)
                | word::TableCellContent::TableOfContents(_) => {}
            }
        }
    }
}

fn set_mark(paragraph: &mut word::Paragraph, change: Option<Change>) {
    let mark = &mut paragraph.property.run_property;
    mark.ins = (change == Some(Change::Inserted)).then(inserted);
    mark.del = (change == Some(Change::Deleted)).then(word::Delete::new);
}

/// What became of the end of a paragraph.
pub(super) fn mark_of(paragraph: &word::Paragraph) -> Option<Change> {
    let mark = &paragraph.property.run_property;
    match (&mark.ins, &mark.del) {
        (Some(_), _) => Some(Change::Inserted),
        (None, Some(_)) => Some(Change::Deleted),
        (None, None) => None,
    }
}

/// Sees to it that the last paragraph of a cell ends with a mark that stays, for no cell is without one.
///
/// Where the last paragraphs are inserted, it is the mark before them that is new, as when somebody goes on writing at the
/// end of a cell; where they are deleted, the mark before them goes. Where there are both, the last words that one edition
/// ends with join the first of the other that follow them. Accepted or rejected, no empty paragraph is left.
pub(super) fn settle_end(contents: &mut Vec<Content>) {
    let end_of_tail = contents.len();
    let in_tail = |content: &&Content| matches!(content, Content::Paragraph(paragraph) if mark_of(paragraph).is_some());
    let tail = contents.iter().rev().take_while(in_tail).count();
    let start = end_of_tail - tail;
    let mark_at = |contents: &[Content], index: usize| match contents.get(index) {
        Some(Content::Paragraph(paragraph)) => mark_of(paragraph),
        Some(Content::Table(_) | Content::Columns(_)) | None => None,
    };
    let Some(last) = end_of_tail
        .checked_sub(1)
        .and_then(|index| mark_at(contents, index))
    else {
        return;
    };
    let other = (start..end_of_tail)
        .rev()
        .find(|index| mark_at(contents, *index) != Some(last));
    // What the other edition ends with.
    let before = match other {
        Some(index) => {
            let Content::Paragraph(joins) = contents.remove(index) else {
                return;
            };
            if let Some(Content::Paragraph(below)) = contents.get_mut(index) {
                below.children.splice(0..0, joins.children);
            }
            Some(joins.property)
        }
        None => match start
            .checked_sub(1)
            .and_then(|index| contents.get_mut(index))
        {
            Some(Content::Paragraph(above)) => {
                let property = above.property.clone();
                set_mark(above, Some(last));
                Some(property)
            }
            Some(Content::Table(_) | Content::Columns(_)) | None => None,
        },
    };
    let Some(Content::Paragraph(end)) = contents.last_mut() else {
        return;
    };
    set_mark(end, None);
    let Some(before) = before else {
        return;
    };
    let (old, new) = match last {
        Change::Inserted => (before, end.property.clone()),
        Change::Deleted => (end.property.clone(), before),
    };
    if (&old.style, &old.numbering_property) != (&new.style, &new.numbering_property) {
        end.property = new;
        set_mark(end, None);
        was(end, old);
    }
}

/// Says what the properties of a paragraph were.
pub(super) fn was(paragraph: &mut word::Paragraph, mut old: word::ParagraphProperty) {
    old.run_property = word::RunProperty::default();
    old.paragraph_property_change = None;
    old.section_property = None;
    let change = word::ParagraphPropertyChange::new().property(old);
    paragraph.property.paragraph_property_change = Some(change);
}

/// What stands between the fill that a cell has and the one that it had.
const WAS: &str = "§was";

/// A fill with the one that it was, as docx-rs carries it.
pub(super) fn fill_that_was(now: Option<&str>, before: Option<&str>) -> String {
    format!(
        "{}{WAS}{}",
        now.unwrap_or_default(),
        before.unwrap_or_default()
    )
}

/// Tells the fill that a cell has from the one that it had.
pub(super) fn finish_cell(properties: &mut Element, reviewer: &Reviewer) {
    let shading = properties.find("w:shd");
    let fills = shading.and_then(|shading| {
        let (now, before) = shading.attribute("w:fill")?.split_once(WAS)?;
        Some((now.to_owned(), before.to_owned()))
    });
    let Some((now, before)) = fills else {
        return;
    };
    let mut old = properties.clone();
    fill(&mut old, &before);
    fill(properties, &now);
    let mut change = Element::new("w:tcPrChange").child(old);
    reviewer.sign(&mut change);
    properties.push(change);
}

fn fill(properties: &mut Element, fill: &str) {
    if fill.is_empty() {
        properties.remove("w:shd");
    }
    for shading in properties.elements_mut() {
        if shading.name == "w:shd" {
            shading.set("w:fill", fill);
        }
    }
}
