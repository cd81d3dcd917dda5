//! Frames, columns and sizes.

use super::super::sample::sample;
use super::super::xml::Element;
use super::support::{find_all, part, policy, render, styles, value, written};
use crate::document::{Block, Document, FieldsLayout, Paper, blocks};

/// Where the first line or the others of a paragraph begin, whichever is further left, and where they end.
fn edges(paragraph: &Element, styles: &Element) -> (usize, usize) {
    let indent = |properties: Option<&Element>, side: &str| -> Option<usize> {
        properties?
            .find("w:pPr")?
            .find("w:ind")?
            .attribute(side)?
            .parse()
            .ok()
    };
    let style = value(paragraph, &["w:pPr", "w:pStyle"]).unwrap();
    let mut chain = vec![Some(paragraph)];
    let mut next = Some(style);
    while let Some(name) = next.take() {
        let style = styles
            .elements()
            .find(|style| style.attribute("w:styleId") == Some(&name));
        chain.push(style);
        next = style.and_then(|style| value(style, &["w:basedOn"]));
    }
    let side = |side: &str| {
        let mut found = chain
            .iter()
            .filter_map(|properties| indent(*properties, side));
        found.next().unwrap_or(0)
    };
    (side("w:left") - side("w:hanging"), side("w:right"))
}

#[test]
fn all_paragraphs_of_a_frame_begin_and_end_at_one_edge() {
    let document = policy();
    let bytes = render(&document, &[]).unwrap().bytes;
    let (body, styles) = (
        part(&bytes, "word/document.xml"),
        part(&bytes, "word/styles.xml"),
    );
    let framed = |start: &str| -> Vec<(usize, usize)> {
        let paragraphs = find_all(&body, "w:p").into_iter();
        paragraphs
            .filter(|p| {
                value(p, &["w:pPr", "w:pStyle"]).is_some_and(|style| style.starts_with(start))
            })
            .map(|paragraph| edges(paragraph, &styles))
            .collect()
    };
    assert_eq!(framed("Panel"), [(180, 180); 20]);
    let quoted = framed("Quote");
    assert_eq!(quoted[..6], [(860, 0); 6]); // beside the text of its clause
    assert_eq!(quoted[6..], [(180, 0); 6]);
}

#[test]
fn a_short_panel_stays_together_and_a_long_one_may_break() {
    let mut document = policy();
    let kept = |document: &Document| {
        let (body, _) = written(document, &[]);
        let paragraphs = find_all(&body, "w:p").into_iter();
        let panels = paragraphs.filter(|p| {
            value(p, &["w:pPr", "w:pStyle"]).is_some_and(|style| style.starts_with("Panel"))
        });
        panels
            .map(|p| !find_all(p, "w:keepNext").is_empty())
            .collect::<Vec<_>>()
    };
    let short = kept(&document);
    let last: Vec<_> = (0..short.len()).filter(|place| !short[*place]).collect();
    assert_eq!(last, [9, 19]);
    for block in &mut document.sections[0].blocks {
        if let Block::Panel { blocks: inside, .. } = block {
            *inside = blocks(&"- line\n".repeat(25));
        }
    }
    assert!(kept(&document).into_iter().all(|kept| !kept));
    // Two panels that follow each other keep their frames apart.
    assert!(styles(&written(&document, &[]).0).contains(&"FrameGap".to_owned()));
}

#[test]
fn lists_in_columns_are_sections_of_their_own() {
    let mut document = policy();
    document.title_sheet = None;
    let (body, _) = written(&document, &[]);
    let sections: Vec<_> = find_all(&body, "w:sectPr")
        .into_iter()
        .map(|section| {
            let columns = section.find("w:cols").unwrap().attribute("w:num").unwrap();
            let running = section.find("w:footerReference").is_some();
            (
                value(section, &["w:type"]).unwrap(),
                columns.to_owned(),
                running,
            )
        })
        .collect();
    let section =
        |kind: &str, columns: &str, running| (kind.to_owned(), columns.to_owned(), running);
    assert_eq!(
        sections,
        [
            section("nextPage", "1", true), // brings header and footer, which the others inherit
            section("continuous", "3", false),
            section("continuous", "1", false),
            section("continuous", "2", false),
            section("continuous", "1", false), // has the columns before it balanced
        ]
    );
    let inside = std::mem::take(&mut document.sections[0].blocks);
    document.sections[0].blocks = vec![Block::Quotation { blocks: inside }];
    assert_eq!(find_all(&written(&document, &[]).0, "w:sectPr").len(), 1);
}

#[test]
fn rows_to_write_in_are_tall_and_large_paper_is_large() {
    let document = sample(FieldsLayout::Lines);
    let bytes = render(&document, &[]).unwrap().bytes;
    let body = part(&bytes, "word/document.xml");
    let sheet = find_all(&body, "w:tbl")[0];
    let heights: Vec<_> = find_all(sheet, "w:trHeight")
        .iter()
        .map(|height| height.attribute("w:val").unwrap().to_owned())
        .collect();
    assert_eq!(heights, ["624", "624"]);
    let size = find_all(&body, "w:pgSz").pop().unwrap();
    assert_eq!(document.sections.last().unwrap().paper, Paper::A3);
    let sides = ["w:w", "w:h"].map(|side| size.attribute(side).unwrap());
    assert_eq!(sides, ["23811", "16838"]);
    let footer = part(&bytes, "word/footer4.xml");
    assert_eq!(
        find_all(&footer, "w:tab")[0].attribute("w:pos"),
        Some("21771")
    );
    let fills = find_all(&body, "w:shd").into_iter();
    assert!(
        fills
            .filter_map(|fill| fill.attribute("w:fill"))
            .any(|fill| fill == "FFF1A8")
    );
}

#[test]
fn tables_stand_as_far_in_as_the_text_around_them() {
    let mut document = policy();
    let table = sample(FieldsLayout::Lines).title_sheet.unwrap().blocks;
    let inside = [table, vec![Block::paragraph("After the table.")]].concat();
    for block in &mut document.sections[0].blocks {
        match block {
            Block::Clauses { clauses } => clauses[0].blocks.extend(inside.clone()),
            Block::Panel { blocks, .. } => blocks.clone_from(&inside),
            Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. } => {}
        }
    }
    document.title_sheet = None;
    let (body, _) = written(&document, &[]);
    let placed: Vec<_> = find_all(&body, "w:tbl")
        .iter()
        .map(|table| {
            let properties = table.find("w:tblPr").unwrap();
            let [indent, width] = ["w:tblInd", "w:tblW"].map(|name| {
                let length = properties.find(name).unwrap().attribute("w:w").unwrap();
                length.parse::<usize>().unwrap()
            });
            (indent, width)
        })
        .collect();
    let clause = (680, 9866 - 680);
    let panel = (180, 9866 - 360);
    assert_eq!(placed, [clause, clause, clause, clause, panel, panel]);
    let styles = styles(&body);
    for style in ["ClauseAfterTable", "PanelAfterTable"] {
        assert!(styles.iter().any(|found| found == style), "{style}");
    }
}

#[test]
fn a_clause_stays_with_the_list_or_quotation_that_it_leads_in_to() {
    let (body, _) = written(&policy(), &[]);
    let clauses = find_all(&body, "w:p")
        .into_iter()
        .filter(|paragraph| value(paragraph, &["w:pPr", "w:pStyle"]).as_deref() == Some("Clause"));
    let kept: Vec<bool> = clauses
        .map(|clause| !find_all(clause, "w:keepNext").is_empty())
        .collect();
    assert_eq!(
        kept,
        [false, true, true, false, false, false, false] // 1.2 and 2.1
    );
}
