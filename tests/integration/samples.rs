//! Every document of every sample workspace, and a plan far longer than any of them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dutybound::document::{Block, Document, words};
use dutybound::pipeline::{Options, build, compose_document, prepare};
use dutybound::render::pdf::PdfWriter;
use dutybound::render::{docx, html};
use dutybound::source::folders;
use dutybound::workspace::Workspace;

use crate::support::{self, options, pages, pdf};

fn samples() -> Vec<PathBuf> {
    let mut samples = folders(Path::new("data")).unwrap();
    samples.retain(|folder| dutybound::source::holds_yaml(folder).unwrap());
    assert!(samples.len() >= 4);
    samples
}

/// Every document that the organisations of a workspace ask for, with a name for messages.
fn documents(
    workspace: &Workspace,
    options: &Options,
    writer: &PdfWriter,
) -> Vec<(String, Document)> {
    let mut documents = Vec::new();
    assert_eq!(workspace.diagnostics(), []);
    for id in workspace.organisations() {
        let prepared = prepare(workspace, id, options, writer).unwrap();
        assert_eq!(prepared.diagnostics, [], "{id}");
        let checked = prepared.checked.as_ref().expect("nothing is wrong");
        for name in &checked.get().documents {
            let mut faults = Vec::new();
            let template = workspace.template(name).unwrap();
            let composed = compose_document(workspace, &prepared, template, options, &mut faults);
            assert_eq!(faults, [], "{id}/{}", name.value);
            documents.push((format!("{id}/{}", name.value), composed.unwrap().document));
        }
    }
    documents
}

/// Draws a document in every format and compares what they say; returns the words.
fn assert_drawn(name: &str, document: &Document, writer: &PdfWriter) -> String {
    let printed = writer.render(document).unwrap();
    pdf::assert_valid(&printed.bytes);
    pages::assert_on_pages(&printed.bytes);
    let said = pdf::fold(&words(document).join(" "));
    assert_eq!(
        pdf::fold(&pdf::tags(&printed.bytes).words()),
        said,
        "PDF of {name}"
    );
    let written = docx::render(document, &printed.headings, None).unwrap();
    let written = support::docx::words(&written.bytes).join(" ");
    assert_eq!(pdf::fold(&written), said, "Word file of {name}");
    let page = html::render(document).unwrap();
    support::html::assert_sound(&page.bytes);
    let shown = support::html::words(&page.bytes);
    assert_eq!(pdf::fold(&shown), said, "web page of {name}");
    said
}

#[test]
fn every_pdf_is_valid_and_pdf_word_and_web_page_say_the_same_words_in_order() {
    let writer = PdfWriter::new();
    for folder in samples() {
        let workspace = Workspace::open(&folder).unwrap();
        for (name, document) in documents(&workspace, &options(), &writer) {
            let said = assert_drawn(&name, &document, &writer);
            assert!(said.split(' ').count() > 300, "{name} is all there");
        }
    }
}

#[test]
fn large_print_is_valid_and_says_the_same_words_in_every_format() {
    let writer = PdfWriter::new();
    for size in ["16", "18"] {
        let large = Options {
            text_size: Some(size.parse().unwrap()),
            ..options()
        };
        for folder in samples() {
            let workspace = Workspace::open(&folder).unwrap();
            for (name, document) in documents(&workspace, &large, &writer) {
                assert_drawn(&name, &document, &writer);
                assert!(document.theme.is_large_print(), "{name}");
            }
        }
    }
}

#[test]
fn laid_out_accessibly_no_table_has_merged_cells_and_no_word_is_lost() {
    let writer = PdfWriter::new();
    let accessible = Options {
        accessible: true,
        ..options()
    };
    for folder in samples() {
        let workspace = Workspace::open(&folder).unwrap();
        let usual = documents(&workspace, &options(), &writer);
        for ((name, document), (_, usual)) in documents(&workspace, &accessible, &writer)
            .into_iter()
            .zip(usual)
        {
            let said = assert_drawn(&name, &document, &writer);
            let blocks = document.sections.iter().flat_map(|section| &section.blocks);
            let tables = blocks.filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            });
            for cell in tables
                .flat_map(|table| &table.groups)
                .flat_map(|group| &group.rows)
                .flat_map(|row| &row.cells)
            {
                assert_eq!((cell.row_span, cell.column_span), (1, 1), "{name}");
            }
            let mut usual = usual;
            without_heads(&mut usual); // a column that heads its rows becomes headings, and needs no name
            for word in pdf::fold(&words(&usual).join(" ")).split(' ') {
                assert!(said.contains(word), "{name} has lost {word}");
            }
        }
    }
}

/// Takes the heading rows out of every table.
fn without_heads(document: &mut Document) {
    for block in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        if let Block::Table(table) = block {
            table.head.clear();
        }
    }
}

#[test]
fn a_plan_of_two_hundred_areas_is_drawn_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = String::from(
        "id: long\norganisation: { kind: school, name: Long School }\npeople: { dsl: { role: Safeguarding Lead } }\n\
         documents: [duty, authority]\nplan:\n  title: Long plan\n  period: 2026/27\n  \
         approval: { approved_by: Chief Executive, approved_on: 2026-10-06, review_every: 1 year }\n  \
         updated_on: 2026-11-02\n  references: [prevent-duty-guidance-2023]\n  areas:\n",
    );
    for number in 1..=200 {
        writeln!(
            plan,
            "    - id: area-{number}\n      theme: Theme {}\n      title: Area number {number}\n      lead: dsl\n      \
             deadline: 2027-{:02}\n      progress: Progress of {number}\n      expectations:\n        - id: expected\n          \
             text: What {number} means\n          actions:\n            - {{ id: a, text: First action of {number} }}\n            \
             - {{ id: b, text: \"Second of {number}:\\n\\n- one\\n- two\" }}",
            number / 20,
            number % 12 + 1
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("school.yaml"), plan).unwrap();
    let workspace = Workspace::open(folder.path()).unwrap();
    let writer = PdfWriter::new();
    for (name, document) in documents(&workspace, &options(), &writer) {
        let said = assert_drawn(&name, &document, &writer);
        for number in 1..=200 {
            assert!(
                said.contains(&format!("Second of {number}: one two")),
                "{name} lacks {number}"
            );
        }
    }
}

/// What is reported is there on purpose: each line of these snapshots was looked at, and is right.
#[test]
fn nothing_is_reported_on_the_samples_but_what_is_there_on_purpose() {
    let writer = PdfWriter::new();
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/samples" }, {
        for folder in samples().into_iter().chain([PathBuf::from("tests/brands")]) {
            let workspace = Workspace::open(&folder).unwrap();
            let report =
                build(std::slice::from_ref(&workspace), &options(), None, &writer, &|_| {}).unwrap();
            let findings = report.findings(0, &workspace);
            let said: String = findings
                .iter()
                .map(|finding| support::line(finding, workspace.sources()))
                .collect();
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            insta::assert_snapshot!(name, said);
        }
    });
}
