//! The PDF of a policy: numbered headings and clauses, contents, references, quotations, panels, columns, signatures.

use dutybound::document::{
    Block, Cell, Document, ListKind, Number, Paper, Row, Series, blocks, inlines, words,
};
use dutybound::render::pdf::PdfWriter;

use crate::support::pages::{Inner, assert_on_pages, inner_links, page_sizes};
use crate::support::pdf::{Node, assert_valid, fold, page_words, tags};
use crate::support::policy::{CLAUSES, clause, numbered, policy, reference, word_list};
use crate::support::sample;

fn render(document: &Document) -> Vec<u8> {
    PdfWriter::new().render(document).unwrap().bytes
}

fn printed(nodes: &[&Node]) -> Vec<String> {
    nodes.iter().map(|node| fold(&node.all_words())).collect()
}

/// The page of the last heading, when `blocks` stand before it on pages of one kind.
fn page_after(blocks: Vec<Block>) -> usize {
    let mut document = sample::plain(blocks);
    document.sections[0]
        .blocks
        .push(sample::heading(1, "After it"));
    let pages = PdfWriter::new().heading_pages(&document).unwrap();
    *pages.last().unwrap()
}

#[test]
fn a_policy_is_valid_and_says_its_words_in_order() {
    let document = policy();
    let bytes = render(&document);
    assert_valid(&bytes);
    assert_eq!(
        fold(&tags(&bytes).words()),
        fold(&words(&document).join(" "))
    );
}

#[test]
fn headings_begin_with_their_numbers() {
    let headings = printed(&tags(&render(&policy())).find("H1"));
    assert_eq!(headings[1], "1 Aims");
    assert_eq!(headings[3..], ["Annex A Action plan", "Annex B Sources"]);
}

#[test]
fn clauses_are_a_list_whose_labels_are_their_numbers() {
    let tree = tags(&render(&policy()));
    let labels = printed(&tree.find("Lbl"));
    for number in 1..=CLAUSES {
        let label = format!("2.{number}");
        assert_eq!(labels.iter().filter(|known| **known == label).count(), 1);
    }
    let items = tree.find("LI");
    let first = items
        .iter()
        .find(|item| fold(&item.all_words()).starts_with("1.2 "))
        .unwrap();
    assert_eq!(
        fold(&first.find("LBody")[0].words()),
        "It does so in proportion to the risk. A second paragraph belongs to the clause."
    );
}

#[test]
fn the_contents_list_headings_with_their_numbers_and_pages() {
    let rendered = PdfWriter::new().render(&policy()).unwrap();
    let tree = tags(&rendered.bytes);
    assert_eq!(rendered.headings, [2, 3, 3, 3, 3, 5, 5]);
    let lines = printed(&tree.find("TOCI"));
    assert_eq!(
        lines.len(),
        6,
        "all headings but the one above the contents"
    );
    for (line, expected) in lines.iter().zip([
        "1 Aims 3",
        "Whom to tell 3",
        "Who must know this policy 3",
        "2 What every school of the trust does, who does it, and how governors and trustees know that it was done 3",
        "Annex A Action plan 5",
        "Annex B Sources 5",
    ]) {
        assert_eq!(line.replace('\u{2060}', ""), expected);
    }
    assert_eq!(
        printed(&tree.find("TOC")[0].find("Lbl")),
        ["1", "2", "Annex A", "Annex B"]
    );
}

#[test]
fn the_pages_of_headings_are_known_without_a_file() {
    let writer = PdfWriter::new();
    for document in [policy(), sample::plan()] {
        let rendered = writer.render(&document).unwrap();
        assert_eq!(writer.heading_pages(&document).unwrap(), rendered.headings);
    }
    assert!(
        writer
            .heading_pages(&sample::plain(vec![sample::heading(2, "Late")]))
            .is_err()
    );
}

#[test]
fn references_and_contents_lead_to_what_they_name() {
    let bytes = render(&policy());
    let links = inner_links(&bytes);
    let link = |page, says: &str, target| Inner {
        page,
        says: says.into(),
        target,
    };
    for expected in [
        link(
            2,
            "2 “What every school of the trust does, who does it, and how governors and trustees know that it was done” page 3",
            3,
        ),
        link(2, "Annex B “Sources” page 5", 5),
        link(4, "page 3", 3),
        link(4, "Section 2", 3),
        link(4, "Annex A", 5),
    ] {
        assert!(links.contains(&expected), "{expected:?}: {links:#?}");
    }
    // The reference to nothing is words.
    assert_eq!(links.len(), 6 + 3);
}

#[test]
fn an_anchor_that_stands_twice_is_refused() {
    let document = sample::plain(vec![
        numbered(Series::Section, "1", "clause-1-1", "Aims"),
        Block::Clauses {
            clauses: vec![clause("1.1", "First.")],
        },
    ]);
    let refusal = PdfWriter::new().render(&document).unwrap_err().to_string();
    assert!(refusal.contains("two headings or clauses are called `clause-1-1`"));
}

#[test]
fn numbers_of_clauses_and_headings_must_have_glyphs() {
    let mut heading = numbered(Series::Annex, "Annex ✓", "a", "Aims");
    let refusal = |block: Block| {
        let error = PdfWriter::new().render(&sample::plain(vec![block]));
        error.unwrap_err().to_string()
    };
    assert!(refusal(heading.clone()).contains("`✓` (U+2713), in \"Annex ✓\""));
    if let Block::Heading(heading) = &mut heading {
        heading.number = Some(Number {
            series: Series::Annex,
            label: "Annex A".into(),
        });
    }
    let clauses = vec![clause("✓", "Words.")];
    assert!(refusal(Block::Clauses { clauses }).contains("in \"✓\""));
}

#[test]
fn quotations_are_marked_as_such() {
    let tree = tags(&render(&policy()));
    let quotations = tree.find("BlockQuote");
    assert_eq!(quotations.len(), 1);
    let words = fold(&quotations[0].words());
    assert!(words.starts_with("Specified authorities"), "{words}");
    assert!(words.ends_with("the guidance names"), "{words}");
}

#[test]
fn lists_in_columns_read_down_one_after_the_other_and_count_on() {
    let names = ["first", "second", "third", "fourth", "fifth"];
    let list = word_list(ListKind::Number, 2, &names);
    let bytes = render(&sample::plain(vec![list]));
    assert_valid(&bytes);
    let tree = tags(&bytes);
    assert_eq!(fold(&tree.words()), names.join(" "));
    assert_eq!(printed(&tree.find("Lbl")), ["1.", "2.", "3.", "4.", "5."]);
    let sizes: Vec<usize> = tree
        .find("L")
        .iter()
        .map(|list| list.find("LI").len())
        .collect();
    assert_eq!(sizes, [3, 2]);

    // Beside each other they take a page; one below the other they would not fit.
    let many = ["word"; 48];
    assert_eq!(page_after(vec![word_list(ListKind::Bullet, 1, &many)]), 2);
    assert_eq!(page_after(vec![word_list(ListKind::Bullet, 3, &many)]), 1);
}

#[test]
fn lists_in_columns_lose_no_words_when_they_are_long() {
    let sentence = "Staff tell the designated safeguarding lead the same day. ".repeat(40);
    for items in [
        vec!["word"; 400],
        vec![sentence.as_str(); 9],
        vec!["word", &sentence, &sentence],
    ] {
        let document = sample::plain(vec![word_list(ListKind::Number, 3, &items)]);
        let bytes = render(&document);
        assert_on_pages(&bytes);
        let tree = tags(&bytes);
        assert_eq!(fold(&tree.words()), fold(&words(&document).join(" ")));
        assert_eq!(tree.find("Lbl").len(), items.len());
    }
}

#[test]
fn panels_and_quotations_lose_no_words_when_they_are_long() {
    let long = blocks(&"Tell the lead.\n\n- Or the deputy.\n\n".repeat(90));
    let document = sample::plain(vec![
        Block::Panel {
            title: vec![reference("nowhere", "What to do")],
            blocks: long.clone(),
        },
        Block::Quotation { blocks: long },
    ]);
    let bytes = render(&document);
    assert_valid(&bytes);
    assert_on_pages(&bytes);
    assert_eq!(
        fold(&tags(&bytes).words()),
        fold(&words(&document).join(" "))
    );
}

#[test]
fn short_panels_stay_whole() {
    let panel = Block::Panel {
        title: inlines("If you worry"),
        blocks: blocks(&"Tell the lead.\n\n".repeat(12)),
    };
    for lines in 0..50 {
        let before = vec![Block::paragraph("A line."); lines];
        let document = sample::plain([before, vec![panel.clone()]].concat());
        let pages = page_words(&render(&document));
        let mut found = pages
            .iter()
            .map(|page| page.matches("Tell the lead.").count());
        assert!(found.any(|count| count == 12), "{lines}");
    }
}

#[test]
fn rows_to_write_in_are_eleven_millimetres_high() {
    let rows = |count: usize, fill_in: bool, words: &str| {
        let row = Row {
            fill_in,
            ..Row::new(vec![Cell::data(blocks("Chair")), Cell::data(blocks(words))])
        };
        Block::Table(sample::area(&[1, 2], vec![row; count]))
    };
    // A page holds 252 mm: two rows above these, the heading after them, and 20 to 21 of them.
    for words in ["", "Signed"] {
        assert_eq!(page_after(vec![rows(22, false, words)]), 1);
        assert_eq!(page_after(vec![rows(19, true, words)]), 1);
        assert_eq!(page_after(vec![rows(22, true, words)]), 2);
    }
}

#[test]
fn paper_is_as_large_as_the_document_asks() {
    let mut document = policy();
    assert_eq!(
        page_sizes(&render(&document))[3..],
        [(210, 297), (420, 297)]
    );
    document.title_sheet.as_mut().unwrap().paper = Paper::A3;
    document.sections[1].paper = Paper::A3;
    let bytes = render(&document);
    assert_valid(&bytes);
    assert_eq!(page_sizes(&bytes)[0], (297, 420));
    assert_eq!(page_sizes(&bytes)[2], (297, 420));
}
