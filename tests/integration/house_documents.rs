//! Word files that are filled into a house document of their workspace.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dutybound::diagnostic::Diagnostic;
use dutybound::pipeline::{Format, Options, build};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::docx;
use crate::support::house::{CAPITALS, GERMAN, House};
use crate::support::options;

/// The Riverside trust with a house document; its schools inherit it.
fn riverside(folder: &Path, house: Option<House>) {
    copy(Path::new("data/riverside"), folder);
    let Some(house) = house else {
        return;
    };
    fs::write(folder.join("brand/house.docx"), house.zip()).unwrap();
    let trust = folder.join("trust.yaml");
    let text = fs::read_to_string(&trust).unwrap();
    let named = text.replacen(
        "\nbrand:\n",
        "\nbrand:\n  word_reference: brand/house.docx\n",
        1,
    );
    assert_ne!(text, named);
    fs::write(trust, named).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The Word file of Oakfield's plan, and what is noted about it.
fn oakfield(house: Option<House>) -> (Vec<u8>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let (root, output) = (folder.path().join("trust"), folder.path().join("output"));
    riverside(&root, house);
    let workspace = Workspace::open(&root).unwrap();
    let options = Options {
        only: Some(vec!["oakfield".into()]),
        templates: vec!["school".into()],
        formats: vec![Format::Docx],
        ..options()
    };
    let output = OutputFolder::new(output);
    let writer = PdfWriter::new();
    let workspaces = [workspace];
    let report = build(&workspaces, &options, Some(&output), &writer, &|_| {}).unwrap();
    let (_, outcome) = report.outcomes.first().unwrap();
    assert!(!outcome.diagnostics.iter().any(Diagnostic::is_error));
    let path = outcome.published[0].paths[0].clone();
    let notes = outcome.notes.iter().map(|note| note.text.clone()).collect();
    (fs::read(path).unwrap(), notes)
}

#[test]
fn the_words_are_the_same_and_the_look_is_the_houses() {
    let (plain, _) = oakfield(None);
    for house in [GERMAN, CAPITALS] {
        let (filled, _) = oakfield(Some(house));
        assert_eq!(docx::words(&filled), docx::words(&plain));
        let styles = docx::part(&filled, "word/styles.xml");
        assert_eq!(
            styles.to_lowercase().matches("w:val=\"heading 1\"").count(),
            1
        );
        assert!(styles.contains("w:val=\"Cell Text\""));
    }
}

#[test]
fn header_footer_and_margins_come_from_the_house_document() {
    let (file, notes) = oakfield(Some(GERMAN));
    let header = docx::part(&file, "word/house-header-default.xml");
    assert!(header.contains("House of Riverside"));
    let body = docx::part(&file, "word/document.xml");
    let sections = body.matches("<w:sectPr>").count();
    assert_eq!(body.matches("w:left=\"1700\"").count(), sections);
    let styles = docx::part(&file, "word/styles.xml");
    assert!(
        styles.contains("<w:basedOn w:val=\"berschrift1\"/>"),
        "its heading begins a page"
    );
    assert!(body.contains("w:val=\"Heading1AtTop\"") && !body.contains("w:val=\"Heading1\""));
    assert!(
        notes
            .iter()
            .any(|note| note.contains("in the place of the running header"))
    );
    assert!(!notes.iter().any(|note| note.contains("page number")));
}

#[test]
fn a_house_document_without_a_header_leaves_ours_and_one_without_page_numbers_is_told_of() {
    let (file, notes) = oakfield(Some(CAPITALS));
    assert!(docx::parts(&file, "word/house-header").is_empty());
    assert!(!docx::parts(&file, "word/header").is_empty());
    assert!(docx::part(&file, "word/document.xml").contains("w:left=\"1440\""));
    assert!(notes.iter().any(|note| note.contains("no page number")));
}

#[test]
fn schools_share_the_house_document_of_their_trust() {
    let folder = tempfile::tempdir().unwrap();
    riverside(folder.path(), Some(GERMAN));
    let workspace = Workspace::open(folder.path()).unwrap();
    let opened = |id| workspace.resolve(id).unwrap().word_reference.unwrap();
    assert!(Arc::ptr_eq(&opened("oakfield"), &opened("weir")));
}

#[test]
fn a_house_document_with_macros_is_an_error_at_its_path() {
    let folder = tempfile::tempdir().unwrap();
    riverside(folder.path(), Some(GERMAN));
    let path = folder.path().join("brand/house.docx");
    let mut zip = zip::ZipWriter::new_append(
        fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .unwrap(),
    )
    .unwrap();
    zip.start_file(
        "word/vbaProject.bin",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    zip.finish().unwrap();
    let workspace = Workspace::open(folder.path()).unwrap();
    let resolved = workspace.resolve("riverside").unwrap();
    assert!(resolved.word_reference.is_none());
    let fault = resolved
        .diagnostics
        .iter()
        .find(|fault| fault.code == "word-reference")
        .unwrap();
    assert!(fault.is_error() && fault.place.is_some());
    assert_eq!(fault.message, "this Word document holds macros");
}
