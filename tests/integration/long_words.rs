//! Words that are wider than the place where they stand: they are divided, whatever they stand in.

use dutybound::document::{
    Block, Cell, Document, Field, Fields, FieldsLayout, Heading, HeadingLevel, Inline, Row,
};
use dutybound::render::pdf::PdfWriter;

use crate::support::pages::{Edges, links};
use crate::support::pdf::{assert_valid, fold, page_words, tags};
use crate::support::policy::reference;
use crate::support::sample;

const NAME: &str =
    "Safeguarding_Prevent_Training_Log_2026_11_Final_v3_signed_by_the_head_and_all_governors.txt";
const WORD: &str = "Safeguardingundprocedureminutesofthelocalgoverningbodyforthewholeautumntermtwentytwentysixandmore";
/// The margins of an A4 page, in points.
const SIDES: (f32, f32) = (51.0, 595.3 - 51.0);

/// The edges of all links of a document, page by page.
fn drawn(document: &Document) -> Vec<Vec<Edges>> {
    let bytes = PdfWriter::new().render(document).unwrap().bytes;
    assert_valid(&bytes);
    links(&bytes)
}

fn assert_between(links: &[Edges], left: f32, right: f32) {
    assert!(!links.is_empty());
    for link in links {
        assert!(
            link[0] >= left - 1.0 && link[2] <= right + 1.0,
            "{link:?} of {left} to {right}"
        );
    }
}

/// A heading with a long word that leads to itself, so that its place can be found.
fn heading(level: HeadingLevel) -> Block {
    Block::Heading(Heading {
        anchor: Some("here".into()),
        ..Heading::plain(level, vec![Inline::text("2. "), reference("here", WORD)])
    })
}

#[test]
fn values_of_fields_and_paragraphs_keep_within_their_place() {
    let link = |words: &str| Inline::Link {
        target: "https://www.example.org/".into(),
        content: vec![Inline::text(words)],
    };
    for words in [NAME, WORD] {
        let fields = Fields {
            layout: FieldsLayout::Table,
            summary: "What it is".into(),
            fields: vec![Field {
                label: "File".into(),
                value: vec![link(words)],
            }],
        };
        let document = sample::plain(vec![Block::Fields(fields)]);
        // The label has two ninths.
        let left = SIDES.0 + (SIDES.1 - SIDES.0) * 2.0 / 9.0;
        assert_between(&drawn(&document)[0], left, SIDES.1);
        let bytes = PdfWriter::new().render(&document).unwrap().bytes;
        assert!(
            fold(&tags(&bytes).words()).contains(words),
            "it reads as one word"
        );
    }
    let content = vec![Inline::text("It is cited for "), link(WORD)];
    let document = sample::plain(vec![Block::Paragraph { content }]);
    assert_between(&drawn(&document)[0], SIDES.0, SIDES.1);
}

#[test]
fn the_words_of_references_are_divided_in_cells() {
    let cell = |runs: Vec<Inline>| Cell::data(vec![Block::Paragraph { content: runs }]);
    let row = Row::new(vec![
        cell(vec![reference("here", WORD)]),
        cell(vec![Inline::text("beside")]),
    ]);
    let anchor = Block::Heading(Heading {
        anchor: Some("here".into()),
        ..Heading::plain(HeadingLevel::TOP, vec![Inline::text("Here")])
    });
    let table = Block::Table(sample::area(&[1, 1], vec![row]));
    let links = drawn(&sample::plain(vec![anchor, table]));
    assert_between(&links[0], SIDES.0, f32::midpoint(SIDES.0, SIDES.1));
}

#[test]
fn headings_keep_within_the_page_and_so_do_their_lines_in_the_contents() {
    let mut document = sample::plain(vec![
        sample::heading(1, "Evidence"),
        heading(HeadingLevel::new(2).unwrap()),
    ]);
    let contents = Block::Contents {
        depth: HeadingLevel::new(2).unwrap(),
    };
    document.sections.insert(
        0,
        sample::section(
            document.sections[0].orientation,
            vec![sample::heading(1, "Contents"), contents],
        ),
    );
    let links = drawn(&document);
    assert_between(&links[0][..], SIDES.0, SIDES.1);
    assert_between(&links[1][..], SIDES.0, SIDES.1);
    let bytes = PdfWriter::new().render(&document).unwrap().bytes;
    let bookmarks = lopdf::Document::load_mem(&bytes)
        .unwrap()
        .get_toc()
        .unwrap()
        .toc;
    assert_eq!(fold(&bookmarks.last().unwrap().title), format!("2. {WORD}"));
    assert!(page_words(&bytes)[1].contains("2. "));
}
