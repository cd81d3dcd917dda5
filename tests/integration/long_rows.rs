//! Rows that are higher than a page are drawn whole, over as many pages as they need.

use dutybound::document::{
    Block, Cell, Document, Inline, List, ListKind, Orientation, Paper, Row, words,
};
use dutybound::render::pdf::PdfWriter;

use crate::support::pages::assert_on_pages;
use crate::support::pdf::{assert_valid, fold, furniture, tags};
use crate::support::sample;

const LINES: usize = 400;

/// "Line 1", "Line 2", and so on, each on a line of its own.
fn lines() -> Vec<Block> {
    let mut content = vec![Inline::text("Line 1")];
    for number in 2..=LINES {
        content.extend([Inline::LineBreak, Inline::text(format!("Line {number}"))]);
    }
    vec![Block::Paragraph { content }]
}

/// The same as paragraphs.
fn paragraphs() -> Vec<Block> {
    (1..=LINES)
        .map(|number| Block::paragraph(format!("Paragraph {number}")))
        .collect()
}

/// The same as items of lists within lists.
fn nested_lists() -> Vec<Block> {
    let list = |items: Vec<Vec<Block>>| {
        Block::List(List {
            kind: ListKind::Bullet,
            columns: 3,
            items,
        })
    };
    let item = |number: usize| vec![Block::paragraph(format!("Item {number}"))];
    let inner = list((1..=LINES).map(item).collect());
    vec![list(vec![vec![
        Block::paragraph("Items"),
        list(vec![vec![Block::paragraph("Inner items"), inner]]),
    ]])]
}

/// Draws a table of these rows; asserts that no word is lost, or read twice, or off the page, and that every further
/// page repeats what heads the rows.
fn assert_whole(rows: Vec<Row>) {
    let mut document = sample::plain(vec![Block::Table(sample::area(&[2, 3, 3], rows))]);
    for (paper, orientation) in [
        (Paper::A4, Orientation::Portrait),
        (Paper::A3, Orientation::Landscape),
    ] {
        document.sections[0].paper = paper;
        document.sections[0].orientation = orientation;
        assert_drawn(&document);
    }
}

fn assert_drawn(document: &Document) {
    let rendered = PdfWriter::new().render(document).unwrap();
    assert_valid(&rendered.bytes);
    assert_on_pages(&rendered.bytes);
    assert_eq!(
        fold(&tags(&rendered.bytes).words()),
        fold(&words(document).join(" "))
    );
    let pages = rendered.pages.unwrap();
    assert!(pages > 4, "{pages} pages hold {LINES} lines");
    let repeated = "Heading Heading Heading Leadership (continued)";
    assert_eq!(
        fold(&furniture(&rendered.bytes)).matches(repeated).count(),
        pages - 1
    );
}

fn short() -> Cell {
    Cell::data(vec![Block::paragraph("short")])
}

#[test]
fn cells_of_one_row() {
    for long in [lines(), paragraphs(), nested_lists()] {
        assert_whole(vec![
            Row::new(vec![short(), short(), short()]),
            Row::new(vec![short(), Cell::data(long), short()]),
            Row::new(vec![short(), short(), short()]),
        ]);
    }
}

#[test]
fn cells_beside_each_other() {
    assert_whole(vec![Row::new(vec![
        Cell::data(lines()),
        Cell::data(paragraphs()),
        Cell::data(nested_lists()),
    ])]);
}

#[test]
fn cells_of_several_rows() {
    for long in [lines(), paragraphs(), nested_lists()] {
        assert_whole(vec![
            Row::new(vec![
                Cell {
                    row_span: 3,
                    ..Cell::data(long)
                },
                short(),
                short(),
            ]),
            Row::new(vec![short(), short()]),
            Row::new(vec![short(), short()]),
        ]);
    }
}

#[test]
fn cells_of_several_rows_beside_long_rows() {
    assert_whole(vec![
        Row::new(vec![
            Cell {
                row_span: 2,
                ..Cell::data(paragraphs())
            },
            Cell::data(nested_lists()),
            short(),
        ]),
        Row::new(vec![short(), Cell::data(lines())]),
    ]);
}

#[test]
fn cells_of_several_columns() {
    assert_whole(vec![
        Row::new(vec![
            Cell {
                column_span: 2,
                ..Cell::data(paragraphs())
            },
            short(),
        ]),
        Row::new(vec![short(), short(), short()]),
    ]);
}
