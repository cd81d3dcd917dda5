//! The PDF writer: valid files that say the document's words in its order.

use dutybound::document::{
    Block, Cell, CellRole, Column, Document, Group, Inline, Orientation, Row, Table, Tone, blocks,
    inlines, words,
};
use dutybound::render::pdf::{PdfWriter, forget, on_worker_thread};
use lopdf::Object;

use crate::support::pdf::{Node, assert_valid, fold, furniture, tags};
use crate::support::sample;

fn render(document: &Document) -> Vec<u8> {
    PdfWriter::new().render(document).unwrap().bytes
}

fn refusal(document: &Document) -> String {
    PdfWriter::new().render(document).unwrap_err().to_string()
}

#[test]
fn rich_documents_are_valid_and_say_their_words_in_order() {
    for document in [sample::plan(), sample::landscape_plan()] {
        let bytes = render(&document);
        assert_valid(&bytes);
        assert_eq!(
            fold(&tags(&bytes).words()),
            fold(&words(&document).join(" "))
        );
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_on_any_thread() {
    let document = sample::plan();
    let writer = PdfWriter::new();
    let first = writer.render(&document).unwrap();
    assert!(first.pages.unwrap() > 8);
    forget();
    let second = on_worker_thread(|| writer.render(&document))
        .unwrap()
        .unwrap();
    assert_eq!(first, second);
    assert_eq!(PdfWriter::new().render(&document).unwrap(), first);
}

#[test]
fn heading_cells_say_what_they_head() {
    let tree = tags(&render(&sample::plan()));
    let headings: Vec<(String, Option<&str>)> = tree
        .find("TH")
        .into_iter()
        .map(|node| match node {
            Node::Element { scope, .. } => (fold(&node.words()), scope.as_deref()),
            Node::Text(_) => unreachable!(),
        })
        .collect();
    let scope = |text: &str| headings.iter().find(|(words, _)| words == text).unwrap().1;
    assert_eq!(scope("Evidence"), Some("Column"));
    assert_eq!(scope("Progress"), Some("Column"));
    assert_eq!(scope("Autumn"), Some("Column"));
    assert_eq!(scope("2.3"), Some("Row"));
    assert_eq!(scope("Working in partnership"), Some("Column"));
    assert_eq!(
        headings
            .iter()
            .filter(|heading| **heading == ("Online safety".into(), Some("Row")))
            .count(),
        1
    );
    assert_eq!(scope("Approved by"), Some("Row"));
    // One table for each table of the document, whatever number of pages it takes.
    assert_eq!(tree.find("Table").len(), 4);
    assert_eq!(tree.find("H1").len(), 4);
    assert_eq!(tree.find("H3").len(), 6);
}

#[test]
fn words_that_look_like_typst_are_printed() {
    let text =
        "#panic(\"x\") *x* _y_ $z$ <b> \\u{41} @ref = = // /* -- --- ... ~ 'single' \"double\"";
    let document = sample::plain(vec![Block::paragraph(text)]);
    let bytes = render(&document);
    assert_valid(&bytes);
    assert_eq!(fold(&tags(&bytes).words()), fold(text));
}

#[test]
fn a_missing_character_is_named_with_its_place_and_a_way_out() {
    let document = sample::plain(vec![Block::paragraph("Training is done ✓ for all")]);
    assert_eq!(
        refusal(&document),
        "cannot write `larkfield/plain` as pdf: the font Carlito has no character `✓` (U+2713), in \"Training is done \
         ✓ for all\"; use another character"
    );
    let mut document = sample::plain(vec![Block::paragraph("fine")]);
    document.sections[0].running_footer = Some("a\u{7}b".into());
    assert!(refusal(&document).contains("the character U+0007 has no shape, in \"a\u{FFFD}b\""));
}

#[test]
fn faults_of_structure_are_refused_before_typst_runs() {
    let skipped = sample::plain(vec![sample::heading(1, "One"), sample::heading(3, "Three")]);
    assert!(refusal(&skipped).contains("the heading \"Three\" is of level 3"));
    let late = sample::plain(vec![sample::heading(2, "Two")]);
    assert!(refusal(&late).contains("the heading \"Two\" is of level 2"));
    let mut font = sample::plain(vec![Block::paragraph("fine")]);
    font.theme.fonts.pdf = "Comic Sans MS".into();
    assert!(refusal(&font).contains("choose one of: Carlito, Open Sans"));
    assert_eq!(
        PdfWriter::new().families().collect::<Vec<_>>(),
        ["Carlito", "Open Sans", "Liberation Sans"]
    );
}

#[test]
fn a_broken_logo_is_an_error_and_no_panic() {
    let mut document = sample::plan();
    let logo = document
        .title_sheet
        .as_mut()
        .and_then(|sheet| sheet.logos.first_mut());
    logo.unwrap().bytes = std::sync::Arc::from(&b"<svg"[..]);
    assert!(refusal(&document).contains("Typst could not draw it"));
}

#[test]
fn characters_without_a_glyph_of_their_own_keep_their_meaning() {
    let text = "Year\u{A0}6 and the head\u{2060}teacher\u{200D}s\u{200B}";
    let document = sample::plain(vec![Block::paragraph(text)]);
    let bytes = render(&document);
    assert_valid(&bytes);
    assert_eq!(tags(&bytes).words().trim(), text);
}

#[test]
fn line_breaks_part_words() {
    let document = sample::plain(vec![Block::Paragraph {
        content: vec![Inline::text("Year"), Inline::LineBreak, Inline::text("6")],
    }]);
    assert_eq!(fold(&tags(&render(&document)).words()), "Year 6");
}

#[test]
fn headers_footers_and_repeated_rows_are_page_furniture() {
    let bytes = render(&sample::plan());
    let furniture = fold(&furniture(&bytes));
    for text in [
        "Oakfield School: Prevent action plan",
        "Approved by governors, November 2026",
        "Page 2 of 16",
        "Page 16 of 16",
        "No. Action Evidence Who When Rating Working in partnership (continued)",
        "Online safety (continued)",
    ] {
        assert!(furniture.contains(text), "{text}: {furniture}");
    }
    assert!(
        !furniture.contains("Page 1 of"),
        "the title sheet has no footer"
    );
    assert!(
        !furniture.contains("Risk assessment (continued)"),
        "it fits on one page"
    );
}

#[test]
fn words_of_another_language_say_which() {
    let languages = |text: &str| {
        let bytes = render(&sample::plain(blocks(text)));
        assert_valid(&bytes);
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let pages = file.get_pages().into_values();
        let drawn = pages.map(|page| file.get_page_content(page));
        let mut found: Vec<String> = drawn
            .flat_map(|content| {
                lopdf::content::Content::decode(&content)
                    .unwrap()
                    .operations
            })
            .flat_map(|operation| operation.operands)
            .filter_map(|operand| {
                let tag = operand.as_dict().ok()?.get(b"Lang").ok()?.as_str().ok()?;
                Some(String::from_utf8_lossy(tag).into_owned())
            })
            .collect();
        found.sort();
        found.dedup();
        found
    };
    assert!(languages("Our motto.").is_empty());
    assert_eq!(languages("Our motto is [Ymlaen](lang:cy)."), ["cy"]);
}

#[test]
fn rows_of_any_length_lose_no_words() {
    let writer = PdfWriter::new();
    for length in (1..160).step_by(9) {
        let text = "safeguarding lead@oakfield-primary.example of the school ".repeat(length);
        let row = |text: &str| {
            Row::new(vec![
                Cell::data(vec![Block::paragraph(text)]),
                Cell::data(vec![Block::paragraph("short")]),
            ])
        };
        let mut document = sample::plain(vec![Block::Table(Table {
            summary: "Rows of all lengths".into(),
            columns: vec![Column { width: 1 }, Column { width: 4 }],
            head: vec![Row::new(vec![
                Cell::column_header("Who"),
                Cell::column_header("What"),
            ])],
            groups: vec![Group {
                band: Some(vec![Inline::text("Area")]),
                continued: Some(vec![Inline::text("Area (continued)")]),
                rows: vec![row("short"), row(&text), row(&text), row("short")],
            }],
            whole: false,
        })]);
        document.sections[0].orientation = Orientation::Landscape;
        let bytes = writer.render(&document).unwrap().bytes;
        assert_eq!(
            fold(&tags(&bytes).words()),
            fold(&words(&document).join(" ")),
            "{length}"
        );
    }
}

#[test]
fn links_in_rows_that_are_repeated_are_links_once() {
    let row = Row::new(vec![cell_of("word"), cell_of("word")]);
    let mut table = sample::area(&[1, 1], vec![row; 90]);
    table.head[0].cells[0].blocks = blocks("[Key](https://www.gov.uk/key)");
    table.groups[0].band = Some(inlines("[Area](https://www.gov.uk/area)"));
    table.groups[0].continued = Some(inlines("[Area](https://www.gov.uk/area) goes on"));
    let document = sample::plain(vec![Block::Table(table)]);
    let bytes = render(&document);
    assert_valid(&bytes);
    let tree = tags(&bytes);
    assert_eq!(fold(&tree.words()), fold(&words(&document).join(" ")));
    assert_eq!(tree.find("Link").len(), 2);
    assert!(fold(&furniture(&bytes)).contains("Key Heading Area goes on"));
}

#[test]
fn links_have_their_colour_wherever_it_can_be_read() {
    let coloured = |cell: Cell| {
        let row = Row::new(vec![cell, cell_of("word")]);
        let document = sample::plain(vec![Block::Table(sample::area(&[1, 1], vec![row]))]);
        let link = document.theme.palette.link.to_string();
        let part = |at: usize| u8::from_str_radix(&link[at..at + 2], 16).unwrap();
        let wanted = [1, 3, 5].map(|at| f32::from(part(at)) / 255.0);
        let file = lopdf::Document::load_mem(&render(&document)).unwrap();
        let page = *file.get_pages().values().next().unwrap();
        let content = file.get_and_decode_page_content(page).unwrap();
        content.operations.iter().any(|operation| {
            let colour = operation.operands.iter().map(Object::as_float);
            let colour: Vec<f32> = colour.map_while(Result::ok).collect();
            let near = |(one, other): (&f32, &f32)| (one - other).abs() < 0.01;
            operation.operator == "scn" && colour.len() == 3 && colour.iter().zip(&wanted).all(near)
        })
    };
    let link = || blocks("[Log](https://www.gov.uk/log)");
    let of = |role: CellRole| Cell {
        role,
        ..Cell::data(link())
    };
    assert!(coloured(Cell::data(link())));
    assert!(coloured(of(CellRole::RowHeader)));
    assert!(
        !coloured(of(CellRole::ColumnHeader)),
        "not on the main colour"
    );
    let rated = Cell {
        tone: Some(Tone::Red),
        ..Cell::data(link())
    };
    assert!(!coloured(rated), "not on the colour of a rating");
}

fn cell_of(text: &str) -> Cell {
    Cell::data(blocks(text))
}
