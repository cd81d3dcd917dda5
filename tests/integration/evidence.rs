//! The files that plans cite: what is said of files that are not there, lie elsewhere, were changed or are hostile.

use std::path::Path;

use dutybound::diagnostic::{Diagnostic, Edit, Severity};
use dutybound::pipeline::prepare;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::options;

/// The fingerprint of `abc`, from the examples of FIPS 180-4.
const ABC: &str = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

const PLAN: &str = "id: example
organisation: { kind: school, name: Example School }
plan:
  title: Plan
  areas:
    - { id: training, title: Training, evidence: [log] }
";

/// What is said about a piece of evidence with some lines more, in a folder with some files.
fn said(lines: &str, fill: impl Fn(&Path)) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("workspace");
    std::fs::create_dir_all(root.join("evidence")).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    fill(&root);
    let evidence =
        format!("evidence:\n  - id: log\n    title: Log\n    date: 2026-10-02\n{lines}\n");
    std::fs::write(root.join("plan.yaml"), format!("{PLAN}{evidence}")).unwrap();
    let workspace = Workspace::open(&root).unwrap();
    let prepared = prepare(&workspace, "example", &options(), &PdfWriter::new()).unwrap();
    let findings = prepared.diagnostics.into_iter();
    findings
        .filter(|finding| finding.code.contains("evidence") || finding.is_error())
        .collect()
}

fn messages(lines: &str, fill: impl Fn(&Path)) -> Vec<String> {
    let found = said(lines, fill).into_iter();
    found
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

fn abc(root: &Path) {
    std::fs::write(root.join("evidence/log.txt"), "abc").unwrap();
}

#[test]
fn a_file_that_is_there_is_passed_over() {
    assert_eq!(messages("    file: evidence/log.txt", abc), [""; 0]);
    let with_fingerprint = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
    assert_eq!(messages(&with_fingerprint, abc), [""; 0]);
}

#[test]
fn a_file_that_is_not_there_is_found_whatever_leads_to_it() {
    for (path, wanted) in [
        (
            "evidence/other.txt",
            "there is no file `evidence/other.txt`",
        ),
        ("evidence", "`evidence` is not a file"),
        (
            "../secret.txt",
            "`../secret.txt` lies outside this workspace",
        ),
        (
            "evidence/../../secret.txt",
            "`evidence/../../secret.txt` lies outside this workspace",
        ),
        ("/etc/passwd", "`/etc/passwd` lies outside this workspace"),
        (
            "evidence/empty.txt",
            "the file `evidence/empty.txt` is empty",
        ),
        (
            "https://example.org/log",
            "`https://example.org/log` is the address of a page and not a file",
        ),
        (
            "\"evidence/\\0log.txt\"",
            "there is no file `evidence/\0log.txt`",
        ),
    ] {
        let found = messages(&format!("    file: {path}"), |root| {
            std::fs::write(root.join("evidence/empty.txt"), "").unwrap();
        });
        assert_eq!(found, [format!("evidence-file: {wanted}")], "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_and_devices_are_not_read() {
    use std::os::unix::fs::symlink;
    for (target, wanted) in [
        ("../../secret.txt", "lies outside this workspace"),
        ("/dev/zero", "lies outside this workspace"),
        ("log.txt", "there is no file"), // a link to itself
    ] {
        let lines = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
        let found = messages(&lines, |root| {
            symlink(target, root.join("evidence/log.txt")).unwrap();
        });
        assert_eq!(found.len(), 1, "{target}: {found:?}");
        assert!(found[0].contains(wanted), "{target}: {found:?}");
    }
}

#[test]
fn a_changed_file_is_found_and_left_to_a_person() {
    let lines = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
    let found = said(&lines, |root| {
        std::fs::write(root.join("evidence/log.txt"), "abcd").unwrap();
    });
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(
        (finding.code, finding.severity),
        ("evidence-changed", Severity::Warning)
    );
    assert!(finding.fix.is_none());
    let help = finding.help.as_ref().unwrap();
    let now = "sha256:88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589";
    assert!(help.contains(ABC) && help.contains(now), "{help}");
    assert!(finding.related[0].1.contains("4 bytes"), "{finding:?}");
}

#[test]
fn fingerprints_are_taken_for_those_who_ask_for_them() {
    let asked =
        "    file: evidence/log.txt\nchecks: { evidence-without-fingerprint: { level: on } }";
    let found = said(asked, abc);
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(finding.code, "evidence-without-fingerprint");
    let edits = &finding.fix.as_ref().unwrap().edits;
    assert!(
        matches!(&edits[..], [Edit::Insert { key: "fingerprint", value, .. }] if value == ABC),
        "{edits:?}"
    );
}

#[test]
fn a_fingerprint_is_64_digits() {
    let found = said(
        "    file: evidence/log.txt\n    fingerprint: sha256:abc",
        abc,
    );
    assert!(
        found
            .iter()
            .any(|finding| finding.message.contains("is not a fingerprint")),
        "{found:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_large_file_is_not_read_for_its_size() {
    let begun = std::time::Instant::now();
    let found = messages("    file: evidence/log.txt", |root| {
        let file = std::fs::File::create(root.join("evidence/log.txt")).unwrap();
        file.set_len(50_000_000_000).unwrap(); // a hole, which takes no room
    });
    assert_eq!(found, [""; 0]);
    assert!(
        begun.elapsed().as_secs() < 5,
        "50 GB cannot be read in that time"
    );
    let too_large = format!("    file: evidence/log.txt\n    fingerprint: {ABC}");
    let found = messages(&too_large, |root| {
        let file = std::fs::File::create(root.join("evidence/log.txt")).unwrap();
        file.set_len(50_000_000_000).unwrap();
    });
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("cannot be read: the file is larger than 8000 MB"),
        "{found:?}"
    );
}

#[test]
fn one_document_under_two_ids_is_found() {
    let lines = "    file: evidence/log.txt
  - { id: list, title: List, date: 2026-10-02, file: evidence/../evidence/log.txt }";
    let found = messages(lines, abc);
    assert!(
        found.iter().any(|said| said.starts_with("evidence-twice")),
        "{found:?}"
    );
}
