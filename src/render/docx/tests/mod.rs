pub(super) mod support;
mod numbers;
mod fields;
mod pages;
mod breaks;
mod formatting;
mod covers;

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use self::support::{faults, find_all, part, render};
use super::lint::lint;
use super::sample::{logo, odd_text, sample};
use super::xml::{Element, Node, parse};
use crate::document::{
    Block, Column, Document, FieldsLayout, Group, Inline, Orientation, Paper, Picture,
    PictureFormat, Section, Table, words,
};

const LAYOUTS: [FieldsLayout; 2] = [FieldsLayout::Lines, FieldsLayout::Table];

fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(str::to_owned).collect()
}

/// The words of a part, without those of the table of contents: a paragraph, a line break and a tab end a word.
#[derive(Default)]
struct Words {
    text: String,
    open_fields: usize,
    /// How many fields were open where the table of contents began.
    contents: Option<usize>,
}

impl Words {
    fn of(element: &Element) -> String {
        let mut words = Self::default();
        words.push(element);
        words.text
    }

    fn push(&mut self, element: &Element) {
        match element.name.as_str() {
            "w:t" if self.contents.is_none() => self.push_text(element),
            "w:br" | "w:tab" => self.text.push(' '),
            "w:fldChar" => match element.attribute("w:fldCharType") {
                Some("begin") => self.open_fields += 1,
                Some("end") => {
                    self.contents = self.contents.filter(|open| *open < self.open_fields);
                    self.open_fields -= 1;
                }
                _ => {}
            },
            "w:instrText" => {
                if let Some(Node::Text(instruction)) = element.children.first()
                    && instruction.starts_with(" TOC ")
                {
                    self.contents = Some(self.open_fields);
                }
            }
            _ => element.elements().for_each(|child| self.push(child)),
        }
        if element.name == "w:p" {
            self.text.push(' ');
        }
    }

    fn push_text(&mut self, element: &Element) {
        for node in &element.children {
            if let Node::Text(words) = node {
                self.text.push_str(words);
            }
        }
    }
}

/// Without the colon after a label, which is layout.
fn folded(text: &str) -> Vec<String> {
    text.split_whitespace()
        .map(|word| word.trim_end_matches(':').to_owned())
        .collect()
}

#[test]
fn the_file_says_the_words_of_the_document_in_order() {
    for layout in LAYOUTS {
        let document = sample(layout);
        let body = part(&render(&document, &[]).unwrap().bytes, "word/document.xml");
        assert_eq!(
            folded(&Words::of(&body)),
            folded(&words(&document).join(" "))
        );
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let document = sample(FieldsLayout::Table);
    assert_eq!(
        render(&document, &[]).unwrap(),
        render(&document.clone(), &[]).unwrap()
    );
}

#[test]
fn lint_finds_nothing() {
    for layout in LAYOUTS {
        let rendered = render(&sample(layout), &[]).unwrap();
        assert_eq!(faults(&rendered.bytes), Vec::<String>::new());
    }
}

/// Breaks an element, and says whether it did.
type Break = fn(&mut Element) -> bool;

#[test]
#[expect(clippy::too_many_lines, reason = "one list of faults")]
fn lint_finds_seeded_faults() {
    let bytes = render(&sample(FieldsLayout::Table), &[]).unwrap().bytes;
    let numbering = part(&bytes, "word/numbering.xml");
    let styles = part(&bytes, "word/styles.xml");
    let relationships = part(&bytes, "word/_rels/document.xml.rels");
    let body = part(&bytes, "word/document.xml");
    let seeds: [(&str, Break, &str); 13] = [
        (
            "w:hyperlink",
            |e| {
                e.attribute("w:anchor").is_some() && {
                    e.set("w:anchor", "nowhere");
                    true
                }
            },
            "no bookmark nowhere",
        ),
        (
            "w:instrText",
            |e| {
                e.children = vec![Node::Text(" REF nowhere ".into())];
                true
            },
            "no bookmark nowhere",
        ),
        (
            "w:bookmarkStart",
            |e| {
                e.set("w:name", "_Toc000002");
                true
            },
            "two bookmarks",
        ),
        (
            "w:bookmarkEnd",
            |e| {
                e.set("w:id", "999");
                true
            },
            "never ends",
        ),
        (
            "w:pStyle",
            |e| {
                e.set("w:val", "Nope");
                true
            },
            "unknown style",
        ),
        (
            "w:numId",
            |e| {
                e.set("w:val", "99");
                true
            },
            "unknown number",
        ),
        (
            "w:hyperlink",
            |e| {
                e.attribute("r:id").is_some() && {
                    e.set("r:id", "rId99");
                    true
                }
            },
            "no relationship",
        ),
        (
            "wp:docPr",
            |e| {
                e.set("descr", "");
                true
            },
            "no alternative text",
        ),
        (
            "w:tblStyle",
            |e| {
                e.set("w:val", "\u{a7}1");
                true
            },
            "a key is left",
        ),
        (
            "w:tc",
            |e| {
                e.remove("w:p");
                true
            },
            "does not end with a paragraph",
        ),
        (
            "w:vMerge",
            |e| {
                e.attribute("w:val") == Some("restart") && {
                    e.name = "w:x".into();
                    true
                }
            },
            "continues nothing",
        ),
        (
            "w:gridSpan",
            |e| {
                e.set("w:val", "1");
                true
            },
            "columns",
        ),
        (
            "w:body",
            |e| {
                e.remove("w:sectPr");
                true
            },
            "does not end with a section",
        ),
    ];
    for (name, seed, fault) in seeds {
        let mut seeded = body.clone();
        assert!(sow(&mut seeded, name, seed), "no {name} to spoil");
        let faults = lint(&seeded, &styles, &numbering, &relationships);
        assert!(
            faults.iter().any(|found| found.contains(fault)),
            "{name}: {faults:?}"
        );
    }
}

/// Spoils the first element of that name that `seed` takes.
fn sow(element: &mut Element, name: &str, seed: fn(&mut Element) -> bool) -> bool {
    element.name == name && seed(element)
        || element.elements_mut().any(|child| sow(child, name, seed))
}

#[test]
fn heading_rows_return_on_every_page_and_no_other_row_does() {
    let document = sample(FieldsLayout::Lines);
    let body = part(&render(&document, &[]).unwrap().bytes, "word/document.xml");
    let heads: Vec<usize> = find_all(&body, "w:tbl")
        .iter()
        .map(|table| find_all(table, "w:tblHeader").len())
        .collect();
    assert_eq!(heads, [1, 0, 2, 1, 1]);
}

#[test]
fn long_rows_may_break_and_short_ones_may_not() {
    let mut document = sample(FieldsLayout::Lines);
    document.sections.remove(0);
    let Some(Block::Table(table)) = document.sections[0].blocks.last_mut() else {
        panic!("the sample ends with a table");
    };
    table.groups[0].rows[1].cells[1].blocks = vec![Block::paragraph("word ".repeat(400))];
    let body = part(&render(&document, &[]).unwrap().bytes, "word/document.xml");
    let rows = find_all(&body, "w:tr");
    let breaking: Vec<usize> = (0..rows.len())
        .filter(|row| find_all(rows[*row], "w:cantSplit").is_empty())
        .collect();
    assert_eq!(breaking, [6]); // after the signatures, the heading row, the band and the first action
}

#[test]
fn every_numbered_list_has_a_number_that_starts_at_one() {
    let bytes = render(&sample(FieldsLayout::Lines), &[]).unwrap().bytes;
    let body = part(&bytes, "word/document.xml");
    let numbering = part(&bytes, "word/numbering.xml");
    let starts = find_all(&numbering, "w:startOverride");
    // Three numbered lists in the text, two in each action but every second, which has one, and three in the policy.
    assert_eq!(starts.len(), 3 + 4 * (3 * 2 + 1) + 3);
    assert!(
        starts
            .iter()
            .all(|start| start.attribute("w:val") == Some("1"))
    );
    let styles: Vec<_> = find_all(&body, "w:pStyle")
        .into_iter()
        .filter_map(|style| style.attribute("w:val"))
        .collect();
    for style in [
        "ListNumber",
        "ListBullet2",
        "ListNumber3",
        "ListContinue",
        "CellBullet",
        "CellNumber2",
    ] {
        assert!(styles.contains(&style), "{style}");
    }
}

#[test]
fn control_characters_and_marks_reach_no_part() {
    let mut document = sample(FieldsLayout::Table);
    let odd = crate::document::plain_text(&[odd_text()]);
    document.meta.title.clone_from(&odd);
    document.meta.language.clone_from(&odd);
    document.theme.fonts.word.clone_from(&odd);
    document.sections[0].running_header = Some(odd.clone().into());
    document.watermark = Some(odd.clone());
    document.sections[0].blocks.insert(
        0,
        Block::Paragraph {
            content: vec![
                odd_text(),
                Inline::Link {
                    target: format!("https://example.org/{odd}"),
                    content: vec![odd_text()],
                },
            ],
        },
    );
    if let Some(Block::Table(table)) = document.sections[1].blocks.last_mut() {
        table.summary.clone_from(&odd);
    }
    let bytes = render(&document, &[]).unwrap().bytes;
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().starts_with("word/media/") {
            continue;
        }
        let mut xml = String::new();
        file.read_to_string(&mut xml).unwrap();
        let illegal = |c: char| c.is_control() && c != '\n' || c == '\u{fffe}' || c == '\u{ffff}';
        assert!(!xml.contains(illegal), "{}", file.name());
        parse(xml.as_bytes()).unwrap();
    }
    let core = part(&bytes, "docProps/core.xml");
    let Some(Node::Text(title)) = core
        .find("dc:title")
        .and_then(|title| title.children.first())
    else {
        panic!("a title");
    };
    assert_eq!(title, "ab c\u{a7}1 {title} ]]> &amp; <w:p/>");
}

#[test]
fn a_section_without_a_header_hides_the_one_before() {
    let mut document = sample(FieldsLayout::Lines);
    document.sections[1].running_header = None;
    let bytes = render(&document, &[]).unwrap().bytes;
    let body = part(&bytes, "word/document.xml");
    let sections = find_all(&body, "w:sectPr");
    let references = |section: &Element| {
        let kinds = section.elements().map(|child| child.name.clone());
        kinds
            .filter(|name| name.ends_with("Reference"))
            .collect::<Vec<_>>()
    };
    assert_eq!(references(sections[0]), Vec::<String>::new());
    assert_eq!(
        references(sections[1]),
        ["w:headerReference", "w:footerReference"]
    );
    assert_eq!(
        references(sections[2]),
        ["w:headerReference", "w:footerReference"]
    );
    assert_eq!(
        find_all(&part(&bytes, "word/header2.xml"), "w:t"),
        Vec::<&Element>::new()
    );
}

#[test]
fn pages_lie_as_their_sections_say() {
    let bytes = render(&sample(FieldsLayout::Lines), &[]).unwrap().bytes;
    let body = part(&bytes, "word/document.xml");
    let widths: Vec<_> = find_all(&body, "w:pgSz")
        .iter()
        .filter_map(|size| size.attribute("w:w"))
        .collect();
    assert_eq!(widths[..3], ["11906", "11906", "16838"]);
    assert_eq!(widths.last(), Some(&"23811"));
    for table in find_all(&body, "w:tbl") {
        let sum: usize = find_all(table, "w:gridCol")
            .iter()
            .filter_map(|column| column.attribute("w:w")?.parse::<usize>().ok())
            .sum();
        assert!([9866, 14798, 21771].contains(&sum), "{sum}");
    }
}

#[test]
fn an_svg_comes_with_its_png_or_is_left_out_with_a_note() {
    let mut document = sample(FieldsLayout::Lines);
    let mut picture = logo(PictureFormat::Svg);
    let set = |document: &mut Document, picture: &Picture| {
        if let Some(sheet) = &mut document.title_sheet {
            sheet.logos = vec![picture.clone()];
        }
    };
    set(&mut document, &picture);
    let with_png = render(&document, &[]).unwrap();
    assert_eq!(faults(&with_png.bytes), Vec::<String>::new());
    let files = names(&with_png.bytes);
    assert!(files.contains(&"word/media/picture1.png".into()));
    assert!(files.contains(&"word/media/picture1.svg".into()));

    picture.fallback = None;
    set(&mut document, &picture);
    let without = render(&document, &[]).unwrap();
    assert!(
        !names(&without.bytes)
            .iter()
            .any(|name| name.contains("media"))
    );
    assert_eq!(without.omissions.len(), with_png.omissions.len() + 1);
}

#[test]
fn what_word_cannot_continue_is_said_once() {
    let omissions = render(&sample(FieldsLayout::Lines), &[]).unwrap().omissions;
    assert_eq!(omissions.len(), 1);
    assert!(omissions[0].contains("continued"));
}

#[test]
fn a_table_that_breaks_its_promises_is_refused() {
    let mut document = sample(FieldsLayout::Lines);
    document.sections[0].blocks.push(Block::Table(Table {
        summary: String::new(),
        columns: vec![Column { width: 1 }],
        head: vec![],
        groups: vec![],
        whole: false,
    }));
    let error = render(&document, &[]).unwrap_err();
    assert_eq!(error.document, "oakfield/school");
    assert_eq!(
        error.to_string(),
        "cannot write `oakfield/school` as docx: a table needs a summary"
    );
}

#[test]
fn little_documents_are_files_too() {
    let mut document = sample(FieldsLayout::Lines);
    document.title_sheet = None;
    document.sections.clear();
    assert_eq!(
        faults(&render(&document, &[]).unwrap().bytes),
        Vec::<String>::new()
    );
    let rowless = Table {
        summary: "Nothing".into(),
        columns: vec![Column { width: 1 }],
        head: vec![],
        groups: vec![Group {
            band: None,
            continued: None,
            rows: vec![],
        }],
        whole: false,
    };
    document.sections.push(Section {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        running_header: None,
        running_footer: None,
        blocks: vec![Block::Table(rowless)],
    });
    let bytes = render(&document, &[]).unwrap().bytes;
    assert_eq!(faults(&bytes), Vec::<String>::new());
    assert!(find_all(&part(&bytes, "word/document.xml"), "w:tbl").is_empty());
}
