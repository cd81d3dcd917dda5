//! Where tables break between pages.

use super::super::sample::sample;
use super::super::xml::Element;
use super::support::{find_all, part, render, value};
use crate::document::{
    Block, Cell, Column, Document, FieldsLayout, Group, Row, Table, blocks, inlines,
};

fn document_of(blocks: Vec<Block>) -> Document {
    let mut document = sample(FieldsLayout::Lines);
    document.title_sheet = None;
    document.sections.truncate(1);
    document.sections[0].blocks = blocks;
    document
}

fn cell(text: &str, row_span: u16) -> Cell {
    Cell {
        row_span,
        ..Cell::data(blocks(text))
    }
}

fn table(rows: Vec<Row>, whole: bool) -> Block {
    Block::Table(Table {
        summary: "Actions".into(),
        columns: vec![Column { width: 1 }; 2],
        head: vec![Row::new(["What", "Who"].map(Cell::column_header).to_vec())],
        groups: vec![Group {
            band: Some(inlines("Training")),
            continued: None,
            rows,
        }],
        whole,
    })
}

/// Whether every paragraph of each row says itself, or by its style, that it stays with the next.
fn kept(blocks: Vec<Block>) -> Vec<bool> {
    let bytes = render(&document_of(blocks), &[]).unwrap().bytes;
    let body = part(&bytes, "word/document.xml");
    let styles = part(&bytes, "word/styles.xml");
    let by_style = |paragraph: &Element| {
        let style = value(paragraph, &["w:pPr", "w:pStyle"]).unwrap();
        let style = styles
            .elements()
            .find(|known| known.attribute("w:styleId") == Some(&style));
        !find_all(style.unwrap(), "w:keepNext").is_empty()
    };
    find_all(&body, "w:tr")
        .into_iter()
        .map(|row| {
            let stays = |paragraph: &&Element| {
                !find_all(paragraph, "w:keepNext").is_empty() || by_style(paragraph)
            };
            find_all(row, "w:p").iter().all(stays)
        })
        .collect()
}

#[test]
fn heading_rows_and_bands_stay_with_the_row_after_them() {
    let rows = vec![Row::new(vec![cell("a", 1), cell("b", 1)]); 2];
    assert_eq!(kept(vec![table(rows, false)]), [true, true, false, false]);
}

#[test]
fn the_rows_of_a_whole_table_stay_together_unless_it_is_higher_than_a_page() {
    let rows = |count| vec![Row::new(vec![cell("a\n\nb", 1), cell("", 1)]); count];
    assert_eq!(
        kept(vec![table(rows(3), true)]),
        [true, true, true, true, false]
    );
    let long = kept(vec![table(rows(30), true)]);
    assert!(long[2..].iter().all(|kept| !kept), "{long:?}");
}

#[test]
fn a_few_words_before_a_table_stay_with_it() {
    let rows = vec![Row::new(vec![cell("a", 1), cell("b", 1)])];
    let stays = |words: &str, whole| {
        let blocks = vec![Block::paragraph(words), table(rows.clone(), whole)];
        let bytes = render(&document_of(blocks), &[]).unwrap().bytes;
        let body = part(&bytes, "word/document.xml");
        !find_all(find_all(&body, "w:p")[0], "w:keepNext").is_empty()
    };
    assert!(stays("Where risks lie.", true));
    // With its first rows, where it may be divided.
    assert!(stays("Where risks lie.", false));
    assert!(!stays(&"Where risks lie. ".repeat(40), true));
}

#[test]
fn a_few_short_rows_that_share_a_cell_stay_together() {
    let shared = |text: &str| {
        let mut rows = vec![Row::new(vec![
            cell("Filters follow standards.", 3),
            cell(text, 1),
        ])];
        rows.extend(vec![Row::new(vec![cell(text, 1)]); 2]);
        rows.push(Row::new(vec![cell("a", 1), cell("b", 1)]));
        kept(vec![table(rows, false)])
    };
    assert_eq!(shared("Test."), [true, true, true, true, false, false]);
    let long = "Test filtering on each kind of device. ".repeat(12);
    assert_eq!(shared(&long), [true, true, false, false, false, false]);
}
