//! `dutybound governors` as a clerk runs it.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use crate::compare_command::{LATER, changed};
use crate::support::approval::{folder, write};
use crate::support::command::dutybound;
use crate::support::tracked::{Decision, paragraphs};
use crate::support::{docx, pdf};

const PACK: &str = "output/fen/fen-governors-2027-02-11";

fn run(folder: &Path) -> (i32, String, String) {
    dutybound(
        folder,
        &[
            "governors",
            "fen",
            ".",
            "--as-of",
            "2027-02-01",
            "--meeting",
            "2027-02-11",
        ],
    )
}

/// Every file of a folder, with what it holds.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap();
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        (name, std::fs::read(&path).unwrap())
    });
    files.collect()
}

fn zip(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join(format!("{PACK}.zip"))).unwrap()
}

#[test]
fn a_pack_holds_all_that_governors_need() {
    let folder = changed();
    let (code, printed, said) = run(folder.path());
    assert_eq!(code, 0, "{said}");
    let files = files(&folder.path().join(PACK));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "1-summary-of-changes.pdf",
            "2-fen-prevent-plan-2026-27.pdf",
            "3-fen-prevent-plan-2026-27-changes.docx",
            "4-resolution-and-sign-off-slip.docx",
            "4-resolution-and-sign-off-slip.pdf",
            "README.txt",
        ]
    );
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    for name in names.iter().filter(|name| **name != "README.txt") {
        assert!(readme.contains(*name), "{name}: {readme}");
        assert!(printed.contains(*name), "{name}: {printed}");
    }
    assert!(
        readme.contains("dutybound approve fen --by \"Governing Body\" --on 2027-02-11"),
        "{readme}"
    );
    assert!(
        readme.lines().all(|line| line.chars().count() <= 100),
        "{readme}"
    );

    let resolution = pdf::fold(&pdf::tags(&files["4-resolution-and-sign-off-slip.pdf"]).words());
    let typed = pdf::fold(&docx::words(&files["4-resolution-and-sign-off-slip.docx"]).join(" "));
    for words in [&resolution, &typed] {
        for part in [
            "Draft resolution on the Prevent plan",
            "to approve the Prevent plan, version 1.1 for 2026/27, as it was put before the meeting;",
            "to note what changed since version 1.0 for 2026/27, approved by Governing Body on 5 November 2026",
            "what Fleet Schools Trust changed",
            "none rated red, 1 amber, none green, and 1 not rated",
            "to review the plan by 11 February 2028.",
            "Date of the meeting 11 February 2027",
            "Minute number",
            "Votes for",
            "Votes against",
            "Abstentions",
            "Name of the chair",
            "Signature of the chair",
            "Date of the signature",
        ] {
            assert!(words.contains(part), "{part}: {words}");
        }
    }
    let tracked = &files["3-fen-prevent-plan-2026-27-changes.docx"];
    let said = |decision| -> String {
        let paragraphs = paragraphs(tracked, "word/document.xml", decision).into_iter();
        paragraphs.map(|paragraph| paragraph.words).collect()
    };
    assert!(said(Decision::Accept).contains("Review our own policy with families."));
    assert!(said(Decision::Reject).contains("Review our own policy."));
    for (name, bytes) in &files {
        let words = match Path::new(name).extension().and_then(|end| end.to_str()) {
            Some("pdf") => {
                pdf::assert_valid(bytes);
                pdf::tags(bytes).words()
            }
            Some("docx") => docx::words(bytes).join(" "),
            Some(_) | None => readme.clone(),
        };
        assert!(
            !words.to_lowercase().contains("compliant"),
            "{name}: {words}"
        );
    }
}

#[test]
fn the_zip_holds_the_folder_and_is_the_same_each_time() {
    let folder = changed();
    assert_eq!(run(folder.path()).0, 0);
    let first = zip(folder.path());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&first)).unwrap();
    let mut packed = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file
            .name()
            .strip_prefix("fen-governors-2027-02-11/")
            .unwrap()
            .to_string();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        packed.insert(name, bytes);
    }
    assert_eq!(packed, files(&folder.path().join(PACK)));
    assert_eq!(run(folder.path()).0, 0, "again");
    assert_eq!(zip(folder.path()), first);

    // A plan that was changed in between gives another pack in its place.
    write(
        folder.path(),
        "school.yaml",
        &LATER.replace("Half done.", "Nearly done."),
    );
    assert_eq!(run(folder.path()).0, 0);
    assert_ne!(zip(folder.path()), first);

    // What somebody has worked on stays.
    let slip = folder.path().join(PACK).join("README.txt");
    std::fs::write(&slip, "my notes").unwrap();
    let before = zip(folder.path());
    let (code, _, said) = run(folder.path());
    assert_eq!(code, 2);
    assert!(
        said.contains("somebody has worked in") && said.contains("--output"),
        "{said}"
    );
    assert_eq!(std::fs::read_to_string(slip).unwrap(), "my notes");
    assert_eq!(zip(folder.path()), before);
}

#[test]
fn a_plan_that_was_never_approved_has_a_pack_without_changes() {
    let folder = folder();
    let (code, _, said) = run(folder.path());
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("No edition of this plan was approved before"),
        "{said}"
    );
    let files = files(&folder.path().join(PACK));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "1-summary.pdf",
            "2-fen-prevent-plan-2026-27.pdf",
            "3-fen-prevent-plan-2026-27.docx",
            "4-resolution-and-sign-off-slip.docx",
            "4-resolution-and-sign-off-slip.pdf",
            "README.txt",
        ]
    );
    let word = docx::part(
        &files["3-fen-prevent-plan-2026-27.docx"],
        "word/document.xml",
    );
    assert!(!word.contains("<w:ins ") && !word.contains("<w:del "));
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    assert!(
        readme.contains("No edition of this plan was approved before"),
        "{readme}"
    );
    let summary = pdf::fold(&pdf::tags(&files["1-summary.pdf"]).words());
    assert!(
        summary.contains("Whether to approve version 1.0 for 2026/27"),
        "{summary}"
    );
    let resolution = pdf::fold(&pdf::tags(&files["4-resolution-and-sign-off-slip.pdf"]).words());
    assert!(!resolution.contains("to note what changed"), "{resolution}");
}

#[test]
fn a_tampered_edition_is_named_in_the_pack() {
    let folder = changed();
    let edition = folder.path().join("editions/2026-27/fen/1.0");
    std::fs::write(edition.join("fen-prevent-plan-2026-27.docx"), "another one").unwrap();
    let (code, _, said) = run(folder.path());
    assert_eq!(code, 1);
    let warning = "the edition `editions/2026-27/fen/1.0` is not as it was approved";
    assert!(said.contains(&format!("warning: {warning}")), "{said}");
    let files = files(&folder.path().join(PACK));
    let readme = String::from_utf8(files["README.txt"].clone()).unwrap();
    let readme = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        readme.contains("TAKE CARE")
            && readme.contains("`fen-prevent-plan-2026-27.docx` was changed"),
        "{readme}"
    );
    let summary = pdf::fold(&pdf::tags(&files["1-summary-of-changes.pdf"]).words());
    assert!(summary.contains("is not as it was approved"), "{summary}");
}

#[test]
fn nothing_is_made_of_what_cannot_be_relied_on() {
    let folder = changed();
    std::fs::write(
        folder.path().join("editions/2026-27/fen/1.0/plan.yaml"),
        "plan: [",
    )
    .unwrap();
    let (code, _, said) = run(folder.path());
    assert_eq!(code, 2);
    assert!(
        said.contains("cannot read the edition `editions/2026-27/fen/1.0`"),
        "{said}"
    );

    let folder = changed();
    write(
        folder.path(),
        "school.yaml",
        &LATER.replace("rag: amber", "lead: nobody"),
    );
    let (code, _, said) = run(folder.path());
    assert_eq!(code, 1);
    assert!(
        said.contains("error[unknown-person]") && said.contains("No pack was made"),
        "{said}"
    );

    let (unknown, _, said) = dutybound(folder.path(), &["governors", "fern", "."]);
    assert_eq!(unknown, 2);
    assert!(said.contains("Did you mean `fen`?"), "{said}");
    assert!(!folder.path().join("output").exists());
}
