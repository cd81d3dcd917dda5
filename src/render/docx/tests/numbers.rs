//! The numbers that Word counts.

use std::collections::BTreeMap;

use super::super::xml::{Element, Node};
use super::fields::instructions;
use super::support::{find_all, policy, styles, text, value, written};
use crate::document::{Block, Change, Document, HeadingLevel, Inline, Line};

fn number(element: &Element, path: &[&str]) -> Option<usize> {
    value(element, path)?.parse().ok()
}

fn by_id<'a>(root: &'a Element, name: &str, id: &str, wanted: usize) -> Option<&'a Element> {
    let wanted = wanted.to_string();
    let mut found = root.elements().filter(|element| element.name == name);
    found.find(|element| element.attribute(id) == Some(&wanted))
}

/// The level of numbering that a paragraph carries, with the definition's id; `None` for one that carries none.
fn level_of<'a>(
    paragraph: &Element,
    numbering: &'a Element,
) -> Option<(usize, usize, usize, &'a Element)> {
    let carried = paragraph.find("w:pPr")?.find("w:numPr")?;
    let count = number(carried, &["w:numId"]).filter(|count| *count > 0)?;
    let level = number(carried, &["w:ilvl"]).unwrap_or(0);
    let num = by_id(numbering, "w:num", "w:numId", count)?;
    let definition = number(num, &["w:abstractNumId"])?;
    let list = by_id(numbering, "w:abstractNum", "w:abstractNumId", definition)?;
    Some((
        count,
        definition,
        level,
        by_id(list, "w:lvl", "w:ilvl", level)?,
    ))
}

/// The number that Word prints before each paragraph, worked out from the file alone: counts belong to a definition,
/// the first use of a count with an override starts anew, and a level starts anew below a higher one.
pub(super) fn printed(body: &Element, numbering: &Element) -> Vec<String> {
    let mut counts: BTreeMap<usize, [usize; 9]> = BTreeMap::new();
    let mut used = Vec::new();
    let mut printed = Vec::new();
    for paragraph in find_all(body, "w:p") {
        let Some((count, definition, level, format)) = level_of(paragraph, numbering) else {
            printed.push(String::new());
            continue;
        };
        let counted = counts.entry(definition).or_default();
        counted[level] += 1;
        counted[level + 1..].fill(0);
        if !used.contains(&(count, level)) {
            used.push((count, level));
            let num = by_id(numbering, "w:num", "w:numId", count).unwrap();
            if let Some(start) = by_id(num, "w:lvlOverride", "w:ilvl", level)
                .and_then(|level| number(level, &["w:startOverride"]))
            {
                counted[level] = start;
            }
        }
        let mut text = value(format, &["w:lvlText"]).unwrap();
        let letters = value(format, &["w:numFmt"]).as_deref() == Some("upperLetter");
        for (place, count) in counted.iter().enumerate() {
            let shown = if letters {
                let letter = char::from(b'A' + u8::try_from((count.max(&1) - 1) % 26).unwrap());
                letter.to_string().repeat(count.max(&1).div_ceil(26))
            } else {
                count.to_string()
            };
            text = text.replace(&format!("%{}", place + 1), &shown);
        }
        printed.push(text);
    }
    printed
}

/// The labels that the document gives its headings and clauses.
fn labels(document: &Document) -> Vec<String> {
    let mut labels = Vec::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Heading(heading) => {
                labels.extend(heading.number.iter().map(|n| n.label.words()));
            }
            Block::Clauses { clauses } => labels.extend(clauses.iter().map(|c| c.label.words())),
            Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. } => {}
        }
    }
    labels
}

/// What Word prints before headings and clauses.
fn printed_labels(body: &Element, numbering: &Element) -> Vec<String> {
    let numbers = printed(body, numbering);
    let paragraphs = find_all(body, "w:p").into_iter().zip(numbers);
    let is_numbered = |style: &str| {
        style == "Clause"
            || style == "AnnexHeading"
            || style == "NumberedHeading1"
            || style.starts_with("Heading")
    };
    paragraphs
        .filter(|(paragraph, number)| {
            let style = value(paragraph, &["w:pPr", "w:pStyle"]).unwrap_or_default();
            is_numbered(&style) && !number.is_empty()
        })
        .map(|(_, number)| number)
        .collect()
}

fn relabel(document: &mut Document, from: &str, to: &str) {
    for block in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        match block {
            Block::Heading(heading) => {
                if let Some(number) = heading
                    .number
                    .as_mut()
                    .filter(|number| number.label.words() == from)
                {
                    number.label = to.into();
                }
            }
            Block::Clauses { clauses } => {
                for clause in clauses
                    .iter_mut()
                    .filter(|clause| clause.label.words() == from)
                {
                    clause.label = to.into();
                }
            }
            Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. } => {}
        }
    }
}

#[test]
fn word_counts_the_labels_of_the_document() {
    let document = policy();
    let (body, numbering) = written(&document, &[]);
    let expected = [
        "1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2", "Annex A", "Annex B",
    ];
    assert_eq!(labels(&document), expected);
    assert_eq!(printed_labels(&body, &numbering), expected);
}

#[test]
fn labels_that_start_elsewhere_or_leave_a_gap_are_counted_from_there() {
    let mut document = policy();
    for (from, to) in [
        ("1", "4"),
        ("1.1", "4.1"),
        ("1.2", "4.2"),
        ("3", "9"),
        ("3.1", "9.1"),
        ("3.2", "9.2"),
        ("2", "5"),
        ("2.1", "5.1"),
        ("2.2", "5.2"),
        ("2.3", "5.3"),
        ("Annex A", "Annex C"),
        ("Annex B", "Annex AA"),
    ] {
        relabel(&mut document, from, to);
    }
    let (body, numbering) = written(&document, &[]);
    assert_eq!(printed_labels(&body, &numbering), labels(&document));
}

#[test]
fn a_label_that_word_cannot_count_is_written_out() {
    let mut document = policy();
    relabel(&mut document, "3", "III");
    relabel(&mut document, "2.2", "2.b");
    let (body, numbering) = written(&document, &[]);
    let printed = printed_labels(&body, &numbering);
    assert_eq!(
        printed,
        ["1", "1.1", "1.2", "2", "2.1", "Annex A", "Annex B"]
    );
    let written_out = |words: &str| {
        let text = |paragraph: &&Element| text(paragraph).starts_with(words);
        find_all(&body, "w:p").iter().filter(|p| text(p)).count()
    };
    assert_eq!(
        [written_out("III\tConcerns"), written_out("2.b\tNotice")],
        [2, 1] // the heading also in the contents
    );
    // Word cannot print the number of a paragraph that it does not count.
    assert!(
        !instructions(&body)
            .iter()
            .any(|field| field.contains("_Ref000003 \\r"))
    );
}

#[test]
fn a_numbered_heading_below_the_top_keeps_its_level_and_its_number() {
    let mut document = policy();
    for block in &mut document.sections[0].blocks {
        if let Block::Heading(heading) = block
            && heading.number.is_some()
        {
            heading.level = HeadingLevel::new(2).unwrap();
        }
    }
    let (body, numbering) = written(&document, &[]);
    assert_eq!(printed_labels(&body, &numbering), labels(&document));
    let styles = styles(&body);
    assert!(
        !styles
            .iter()
            .any(|style| style == "NumberedHeading1" || style == "AnnexHeading")
    );
}

/// The body as Word has it when all changes are accepted, or all are rejected: without whole paragraphs that go.
fn decided(body: &Element, gone: &str) -> Element {
    let mut body = body.clone();
    let goes = |paragraph: &Element| {
        let mark = paragraph.find("w:pPr").and_then(|bag| bag.find("w:rPr"));
        mark.is_some_and(|mark| mark.find(gone).is_some())
    };
    if let Some(Node::Element(inner)) = body.children.first_mut() {
        inner
            .children
            .retain(|node| !matches!(node, Node::Element(child) if goes(child)));
    }
    body
}

#[test]
fn both_editions_are_counted_right_where_a_section_went_and_another_came() {
    let old = policy();
    let mut marked = old.clone();
    let blocks = &mut marked.sections[0].blocks;
    let is_section =
        |block: &Block| matches!(block, Block::Heading(heading) if heading.number.is_some());
    let first = blocks.iter().position(is_section).unwrap();
    // A new first section, so that all others move on by one.
    let mut heading = blocks[first].clone();
    if let Block::Heading(heading) = &mut heading {
        heading.anchor = None;
    }
    for block in &mut blocks[first..] {
        let moved = |label: &mut Line| {
            let old = label.words();
            let Some(section) = old
                .split('.')
                .next()
                .and_then(|number| number.parse::<u32>().ok())
            else {
                return;
            };
            let new = old.replacen(&section.to_string(), &(section + 1).to_string(), 1);
            let changed = |change, words: &str| Inline::Changed {
                change,
                content: vec![Inline::text(words)],
            };
            let runs = vec![
                changed(Change::Deleted, &old),
                changed(Change::Inserted, &new),
            ];
            *label = Line::Marked(runs);
        };
        match block {
            Block::Heading(heading) => heading
                .number
                .iter_mut()
                .for_each(|number| moved(&mut number.label)),
            Block::Clauses { clauses } => clauses
                .iter_mut()
                .for_each(|clause| moved(&mut clause.label)),
            Block::Paragraph { .. }
            | Block::Quotation { .. }
            | Block::List(_)
            | Block::Panel { .. }
            | Block::Contents { .. }
            | Block::Exhibit(_)
            | Block::Fields(_)
            | Block::Table(_)
            | Block::Changed { .. } => {}
        }
    }
    blocks.insert(
        first,
        Block::Changed {
            change: Change::Inserted,
            blocks: vec![heading],
        },
    );
    let new = marked.accepted();
    assert_ne!(labels(&new), labels(&old));
    assert_eq!(labels(&marked.rejected()), labels(&old));
    let (body, numbering) = written(&marked, &[]);
    let accepted = decided(&body, "w:del");
    assert_eq!(printed_labels(&accepted, &numbering), labels(&new));
    let rejected = decided(&body, "w:ins");
    assert_eq!(printed_labels(&rejected, &numbering), labels(&old));
}
