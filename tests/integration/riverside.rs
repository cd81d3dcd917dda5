//! The sample trust, from YAML to PDF and Word.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;

use dutybound::document::{Document, words};
use dutybound::pipeline::{Format, Options, Report, build, compose_document, prepare};
use dutybound::publish::OutputFolder;
use dutybound::render::docx;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::{self, options, pdf};

fn workspace() -> Workspace {
    Workspace::open(Path::new("data/riverside")).unwrap()
}

/// Every document of every organisation, by `organisation/template`.
fn documents(workspace: &Workspace, writer: &PdfWriter) -> BTreeMap<String, Document> {
    let options = options();
    let mut documents = BTreeMap::new();
    for id in workspace.organisations() {
        let prepared = prepare(workspace, id, &options, writer).unwrap();
        let asked = prepared
            .checked
            .as_ref()
            .expect("the sample has no error")
            .get()
            .documents
            .clone();
        for name in &asked {
            let mut faults = Vec::new();
            let template = workspace.template(name).unwrap();
            let composed =
                compose_document(workspace, &prepared, template, &options, &mut faults).unwrap();
            assert_eq!(faults, [], "{id}/{}", name.value);
            documents.insert(format!("{id}/{}", name.value), composed.document);
        }
    }
    documents
}

fn run(options: &Options, output: &Path) -> Report {
    build(
        &[workspace()],
        options,
        Some(&OutputFolder::new(output)),
        &PdfWriter::new(),
        &|_| {},
    )
    .unwrap()
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for organisation in dutybound::source::folders(folder).unwrap() {
        for entry in organisation.read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            files.insert(name, dutybound::source::bytes(&path, 10_000_000).unwrap());
        }
    }
    files
}

#[test]
fn the_trust_and_each_school_get_their_documents_without_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    let report = run(&options(), folder.path());
    for (_, outcome) in &report.outcomes {
        assert_eq!(outcome.diagnostics, [], "{}", outcome.organisation);
        assert!(outcome.fault.is_none());
    }
    let names: Vec<String> = files(folder.path()).into_keys().collect();
    let expected: Vec<String> = ["hartley", "oakfield", "riverside", "weir"]
        .into_iter()
        .flat_map(|id| {
            let plan = format!("{id}/{id}-prevent-duty-action-plan-2026-27");
            let rag = format!("{id}/{id}-rag-2026-27");
            [
                format!("{plan}.docx"),
                format!("{plan}.html"),
                format!("{plan}.pdf"),
                format!("{rag}.docx"),
                format!("{rag}.html"),
                format!("{rag}.pdf"),
                format!("{id}/manifest.json"),
            ]
        })
        .collect();
    let of_hartley = ["docx", "html", "pdf"]
        .map(|ending| format!("hartley/hartley-risk-assessment-2026-27.{ending}"));
    assert_eq!(names, {
        let mut sorted = expected;
        sorted.extend(of_hartley);
        sorted.sort();
        sorted
    });
}

#[test]
fn headings_of_tables_are_headings_in_both_formats() {
    let writer = PdfWriter::new();
    for (name, document) in documents(&workspace(), &writer) {
        let printed = writer.render(&document).unwrap();
        let tags = pdf::tags(&printed.bytes);
        assert!(tags.find("TH").len() >= 10, "{name}");
        assert!(!tags.find("H1").is_empty(), "{name}");
        let written = docx::render(&document, &[], None).unwrap();
        let body = support::docx::part(&written.bytes, "word/document.xml");
        assert!(body.contains("<w:tblHeader/>"), "{name}");
        let styles = support::docx::part(&written.bytes, "word/styles.xml");
        assert!(styles.contains("en-GB"), "{name}");
    }
}

#[test]
fn one_thread_and_many_write_the_same_files() {
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    run(&options(), one.path());
    run(
        &Options {
            jobs: NonZeroUsize::new(4).unwrap(),
            ..options()
        },
        many.path(),
    );
    let (one, many) = (files(one.path()), files(many.path()));
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        many.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &one {
        assert!(bytes == &many[name], "{name} differs");
    }
}

#[test]
fn the_properties_name_the_document_its_author_and_its_day() {
    let writer = PdfWriter::new();
    let documents = documents(&workspace(), &writer);
    let written = docx::render(&documents["oakfield/school"], &[], None).unwrap();
    let core = support::docx::part(&written.bytes, "docProps/core.xml");
    for part in [
        "<dc:title>Prevent Duty Action Plan 2026/27</dc:title>",
        "<dc:creator>Oakfield Primary School</dc:creator>",
        "<dc:language>en-GB</dc:language>",
        "2026-11-21T00:00:00Z",
    ] {
        assert!(core.contains(part), "{part} in {core}");
    }
}

/// The words of a document apart from names that hold the word of another setting rightly.
fn own_words(document: &Document, names: &[&str]) -> String {
    let text = words(document).join(" ").to_lowercase();
    names
        .iter()
        .fold(text, |text, name| text.replace(&name.to_lowercase(), ""))
}

/// Every whole word `word`, with what stands around it.
fn mentions(text: &str, word: &str) -> Vec<String> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let forms = [word.to_string(), format!("{word}s")];
    let found = words
        .iter()
        .enumerate()
        .filter(|(_, found)| forms.iter().any(|form| form == *found));
    found
        .map(|(at, _)| words[at.saturating_sub(4)..(at + 5).min(words.len())].join(" "))
        .collect()
}

#[test]
fn every_school_speaks_its_own_words() {
    let writer = PdfWriter::new();
    let documents = documents(&workspace(), &writer);
    let none: Vec<String> = Vec::new();
    for template in ["school", "rag"] {
        for (id, foreign) in [
            ("oakfield", ["college", "student"]),
            ("hartley", ["college", "student"]),
        ] {
            let text = own_words(&documents[&format!("{id}/{template}")], &[]);
            for word in foreign {
                assert_eq!(mentions(&text, word), none, "{id}/{template}");
            }
            assert!(
                !mentions(&text, "pupil").is_empty(),
                "{id}/{template} speaks of pupils"
            );
        }
        let text = own_words(&documents[&format!("weir/{template}")], &[]);
        assert_eq!(mentions(&text, "pupil"), none, "weir/{template}");
        assert!(
            !mentions(&text, "student").is_empty(),
            "weir/{template} speaks of students"
        );
    }
}

#[test]
fn an_inherited_action_says_school_where_the_trust_says_trust() {
    let workspace = workspace();
    let options = options();
    let writer = PdfWriter::new();
    let prepare = |id: &str| prepare(&workspace, id, &options, &writer).unwrap();
    let text = |id: &str| {
        let prepared = prepare(id);
        let plan = &prepared.checked.as_ref().unwrap().get().plan;
        let all: Vec<String> = plan
            .areas
            .iter()
            .flat_map(|area| {
                area.outcomes
                    .iter()
                    .map(|outcome| &outcome.text)
                    .chain(area.actions().map(|action| &action.text))
            })
            .map(|text| text.value.to_lowercase())
            .collect();
        all.join(" ")
    };
    assert!(mentions(&text("riverside"), "trust").len() >= 5);
    for id in ["oakfield", "hartley"] {
        let said = mentions(&text(id), "trust");
        let about_themselves: Vec<&String> = said
            .iter()
            .filter(|around| !is_about_trusting(around))
            .collect();
        assert_eq!(about_themselves, Vec::<&String>::new(), "{id}");
        assert!(mentions(&text(id), "school").len() >= 5, "{id}");
    }
    assert!(mentions(&text("weir"), "college").len() >= 5);
    assert_eq!(mentions(&text("weir"), "school"), Vec::<String>::new());
}

/// "An adult they trust" is a verb; and the trust itself may be named as another organisation.
fn is_about_trusting(around: &str) -> bool {
    ["they trust", "to trust", "people trust"]
        .iter()
        .any(|phrase| around.contains(phrase))
}

#[test]
fn only_the_format_asked_for_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let only = Options {
        only: Some(vec!["weir".into()]),
        formats: vec![Format::Docx],
        templates: vec!["rag".into()],
        ..options()
    };
    run(&only, folder.path());
    let names: Vec<String> = files(folder.path()).into_keys().collect();
    assert_eq!(names, ["weir/manifest.json", "weir/weir-rag-2026-27.docx"]);
}
