//! Where tables break between pages: small ones and a few short rows stay together, and nothing is lost for it.

use dutybound::document::{Block, Cell, Document, Group, Orientation, Row, Table, inlines, words};
use dutybound::render::pdf::PdfWriter;

use crate::support::pages::assert_on_pages;
use crate::support::pdf::{fold, page_words, tags};
use crate::support::sample;

fn row(texts: &[&str]) -> Row {
    let cells = texts
        .iter()
        .map(|text| Cell::data(vec![Block::paragraph(*text)]));
    Row::new(cells.collect())
}

/// The words of each page of a document where so many lines stand before some blocks.
fn pages_below(lines: usize, blocks: &[Block]) -> Vec<String> {
    let before = vec![Block::paragraph("A line."); lines];
    let document = sample::plain([before, blocks.to_vec()].concat());
    page_words(&PdfWriter::new().render(&document).unwrap().bytes)
}

/// Whether all these words stand on one page, wherever on the page their blocks begin.
fn together(words: &[&str], blocks: &[Block]) -> bool {
    (0..44).all(|lines| {
        let pages = pages_below(lines, blocks);
        pages
            .iter()
            .any(|page| words.iter().all(|word| page.contains(word)))
    })
}

/// Asserts that every word stands on a page, once and in order.
fn assert_nothing_lost(document: &Document, name: &str) {
    let bytes = PdfWriter::new().render(document).unwrap().bytes;
    assert_on_pages(&bytes);
    let read = fold(&tags(&bytes).words());
    assert_eq!(read, fold(&words(document).join(" ")), "{name}");
}

#[test]
fn a_whole_table_stays_together_with_its_heading_and_the_words_before_it() {
    let mut table = sample::area(&[1, 3], vec![row(&["inner", "words"]); 6]);
    table.groups[0].rows.push(row(&["last", "words"]));
    for whole in [true, false] {
        table.whole = whole;
        let blocks = [
            sample::heading(1, "Map"),
            Block::paragraph("Where risks lie."),
            Block::Table(table.clone()),
        ];
        let kept = together(
            &["Map", "Where risks lie.", "Heading", "inner", "last"],
            &blocks,
        );
        assert_eq!(kept, whole);
    }
}

#[test]
fn a_few_words_before_a_table_stay_with_its_first_row_and_the_table_still_breaks() {
    let mut rows = vec![row(&["first", "words"])];
    rows.extend(vec![row(&["inner", "words"]); 60]);
    let table = Block::Table(sample::area(&[1, 3], rows));
    let led_in_to = |words: &str| {
        vec![
            sample::heading(1, "Map"),
            Block::paragraph(words),
            table.clone(),
        ]
    };
    let short = led_in_to("Where risks lie.");
    assert!(together(
        &["Map", "Where risks lie.", "Heading", "first"],
        &short
    ));
    // The table begins where there is room for some of it.
    let pages = pages_below(20, &short);
    assert!(pages[0].contains("inner") && pages[1].contains("inner"));
    let long = led_in_to(&"Where risks lie. ".repeat(40));
    assert!(!together(&["Map", "first"], &long));
}

#[test]
fn whole_tables_of_any_height_lose_no_words() {
    let texts = [
        "words",
        "WIDE WORDS MOVED WHERE WOMEN MAKE ROOM",
        "lead@oakfield-primary.example",
    ];
    for (index, count) in (1..90).step_by(2).enumerate() {
        let rows = vec![row(&[texts[index % 3], texts[index / 3 % 3], "words"]); count];
        let table = Table {
            whole: true,
            ..sample::area(&[1, 2, 4], rows)
        };
        let blocks = vec![sample::heading(1, "Map"), Block::Table(table)];
        let mut document = sample::plain(blocks);
        if index % 2 == 0 {
            document.sections[0].orientation = Orientation::Landscape;
        }
        assert_nothing_lost(&document, &format!("{count} rows"));
    }
}

/// A table where rows above one cell that covers the last ones, which say "first" to "last".
fn spanning(text: &str, rows: u16) -> Block {
    let mut all = vec![row(&["above", "above"]); 4];
    let cell = Cell {
        row_span: rows,
        ..Cell::data(vec![Block::paragraph(text)])
    };
    all.push(Row::new(vec![
        cell,
        Cell::data(vec![Block::paragraph("first")]),
    ]));
    all.extend((2..rows).map(|_| row(&["middle"])));
    all.push(row(&["last"]));
    Block::Table(sample::area(&[1, 1], all))
}

#[test]
fn a_few_short_rows_that_share_a_cell_stay_together() {
    let short = spanning(&"Filters follow the standards. ".repeat(3), 3);
    assert!(together(&["first", "middle", "last"], &[short]));
    // Many rows, or a long text, would leave a gap.
    let high = spanning("Filters follow the standards.", 30);
    assert!(!together(&["first", "last"], &[high]));
    let long = spanning(&"Filters follow the standards. ".repeat(60), 3);
    assert!(!together(&["first", "last"], &[long]));
}

#[test]
fn a_band_never_stands_alone_at_the_foot_of_a_page() {
    let group = |number: usize, continued: bool| Group {
        band: Some(inlines(&format!("Band {number}."))),
        continued: continued.then(|| inlines("(continued)")),
        rows: {
            let cell = Cell {
                row_span: 2,
                ..Cell::data(vec![Block::paragraph("shared")])
            };
            let first = Cell::data(vec![Block::paragraph(format!("First {number}."))]);
            vec![
                Row::new(vec![cell, first]),
                row(&["second"]),
                row(&["own", "third"]),
            ]
        },
    };
    for continued in [true, false] {
        let mut table = sample::area(&[1, 1], Vec::new());
        table.groups = (1..=12).map(|number| group(number, continued)).collect();
        for lines in 0..40 {
            let pages = pages_below(lines, &[Block::Table(table.clone())]);
            for number in 1..=12 {
                // Where its group goes on, the band returns without its first row.
                let first = pages
                    .iter()
                    .find(|page| page.contains(&format!("Band {number}.")));
                let page = first.expect("every band is there");
                assert!(
                    page.contains(&format!("First {number}.")),
                    "{lines}: {page}"
                );
            }
        }
    }
}

/// Numbers that look like chance, the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % bound).unwrap()
    }

    fn cell(&mut self, row_span: u16) -> Cell {
        let length = [1, 4, 12, 30, 120][self.below(5)];
        Cell {
            row_span,
            ..Cell::data(vec![Block::paragraph(
                "Staff know whom to tell. ".repeat(length),
            )])
        }
    }

    /// Rows whose cells cover rows in each column on its own, and so overlap in every way.
    fn rows(&mut self) -> Vec<Row> {
        let count = 2 + self.below(9);
        let mut rows = vec![Row::new(Vec::new()); count];
        for _ in 0..2 {
            let mut at = 0;
            while at < count {
                let span = (1 + self.below(4)).min(count - at);
                let cell = self.cell(u16::try_from(span).unwrap());
                rows[at].cells.push(cell);
                at += span;
            }
        }
        for row in &mut rows {
            let cell = self.cell(1);
            row.cells.push(cell);
        }
        rows
    }

    fn group(&mut self) -> Group {
        Group {
            band: (self.below(3) > 0).then(|| inlines("Leadership")),
            continued: (self.below(3) > 0).then(|| inlines("Leadership (continued)")),
            rows: self.rows(),
        }
    }
}

#[test]
fn tables_of_any_shape_lose_no_words() {
    for seed in 0..150 {
        let mut chance = Chance(seed * 7919 + 1);
        let mut table = sample::area(&[2, 3, 4], Vec::new());
        table.groups = (0..=chance.below(3)).map(|_| chance.group()).collect();
        table.whole = chance.below(4) == 0;
        let mut blocks = vec![Block::paragraph("A line."); chance.below(40)];
        blocks.push(Block::Table(table));
        let mut document = sample::plain(blocks);
        if chance.below(2) == 0 {
            document.sections[0].orientation = Orientation::Landscape;
        }
        assert_nothing_lost(&document, &format!("seed {seed}"));
    }
}
