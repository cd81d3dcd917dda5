//! `dutybound compare` as a clerk runs it.

use std::path::Path;

use dutybound::pipeline::{
    Approved, Approving, Compared, Comparing, Format, Options, Sort, approve,
};
use dutybound::pipeline::{compare, draw};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::approval::{SCHOOL, TRUST, approving, folder, frozen, in_word, write};
use crate::support::command::{copy, dutybound};
use crate::support::tracked::{Decision, paragraphs};
use crate::support::{docx, html, options, pdf};

/// The school's plan some weeks after its approval.
pub(crate) const LATER: &str = "\
extends: trust.yaml
id: fen
organisation: { kind: school, name: Fen School }
plan:
  version: \"1.1\"
  approval: { approved_by: Governing Body, approved_on: 2026-11-05, minute: GB 26/7 }
  areas:
    - id: leading
      progress: Half done.
      actions:
        - { id: policy, text: Review our own policy with families., reason: It is our own., deadline: 2027-05-28, rag: amber }
        - { id: forum, remove: yes, reason: There is none near us. }
        - { id: walk, text: Walk the site with the police. }
";

fn run(folder: &Path, rest: &[&str]) -> (i32, String, String) {
    let arguments = [&["compare", "fen", ".", "--as-of", "2027-02-01"], rest].concat();
    dutybound(folder, &arguments)
}

fn read(path: impl AsRef<Path>) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// An approved plan, with an edition, that was changed since.
pub(crate) fn changed() -> tempfile::TempDir {
    let folder = folder();
    frozen(folder.path(), &approving("fen"));
    write(folder.path(), "school.yaml", LATER);
    let trust = TRUST.replace("title: Leading", "title: Leading and learning");
    write(folder.path(), "trust.yaml", &trust);
    folder
}

#[test]
fn what_changed_since_the_approval_is_told_by_area_and_action() {
    let folder = tempfile::tempdir().unwrap();
    let riverside = folder.path().join("riverside");
    copy(Path::new("data/riverside"), &riverside);
    let mut workspace = Workspace::open(&riverside).unwrap();
    let approving = Approving {
        by: "Local Governing Body".into(),
        minute: Some("LGB 26/38".into()),
        ..approving("oakfield")
    };
    let approved = approve(&mut workspace, &approving, &in_word(), &PdfWriter::new()).unwrap();
    assert!(matches!(approved, Approved::Frozen(_)), "{approved:?}");
    let change = |file: &str, changes: &[(&str, &str)]| {
        let path = riverside.join(file);
        let mut text = String::from_utf8(read(&path))
            .unwrap()
            .replace("\r\n", "\n");
        for (old, new) in changes {
            assert!(text.contains(old), "{old}");
            text = text.replacen(old, new, 1);
        }
        std::fs::write(path, text).unwrap();
    };
    change(
        "schools/oakfield.yaml",
        &[
            ("version: \"1.0\"", "version: \"1.1\""),
            (
                "    approved_by: Local Governing Body\n    approved_on: 2026-11-05\n    minute: LGB 26/38\n",
                "",
            ),
            ("name: Yusuf Kariuki", "name: Imogen Vasile"),
            (
                "          deadline: 2027-02-26",
                "          deadline: 2027-04-23",
            ),
            (
                "          lead: dsl\n          deadline: 2027-06-30",
                "          lead: deputy-dsl\n          deadline: 2027-06-30",
            ),
            (
                "from the football club that runs Tuesday sessions.\"",
                "from the football club that runs Tuesday sessions.\"\n            - { on: 2027-01-07, rag: amber, note: \"The club has signed.\" }",
            ),
            (
                "so one test can reach all of them",
                "so that one weekly test reaches all of them",
            ),
            (
                "        - id: exercise\n          deadline: 2027-03-24",
                "        - id: exercise\n          remove: true\n          reason: The county runs it.\n        - id: gate\n          after: displays\n          text: Walk the boundary with the site manager.\n          lead: site-manager\n          deadline: 2027-04-30",
            ),
        ],
    );
    change(
        "trust.yaml",
        &[
            (
                "at least once a\n            year and",
                "at least once each\n            term and",
            ),
            ("deadline: 2026-12-18", "deadline: 2027-01-15"),
        ],
    );
    let compare = ["compare", "oakfield", "riverside", "--as-of", "2027-02-01"];
    let (code, printed, said) = dutybound(folder.path(), &compare);
    assert_eq!((code, said.as_str()), (0, ""));
    insta::assert_snapshot!("compared_oakfield", printed);
}

#[test]
fn nothing_changed_is_told_too() {
    let folder = folder();
    let plan = SCHOOL.replace(
        "  areas:",
        "  approval: { approved_by: Governing Body, approved_on: 2026-11-05, minute: GB 26/7 }\n  areas:",
    );
    frozen(folder.path(), &approving("fen"));
    write(folder.path(), "school.yaml", &plan);
    let (code, printed, said) = run(folder.path(), &[]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(printed.contains("Nothing changed."), "{printed}");
}

#[test]
fn editions_are_called_as_clerks_type_them() {
    let folder = changed();
    let correction = Approving {
        reason: Some("A date was wrong.".into()),
        on: "2027-01-20".parse().unwrap(),
        version: Some("1.1".into()),
        ..approving("fen")
    };
    let mut workspace = Workspace::open(folder.path()).unwrap();
    let later = Options {
        as_of: "2027-01-21".parse().unwrap(),
        ..in_word()
    };
    let approved = approve(&mut workspace, &correction, &later, &PdfWriter::new()).unwrap();
    assert!(matches!(approved, Approved::Frozen(_)), "{approved:?}");
    let from = |from: &str, to: &str| {
        let (code, printed, said) = run(folder.path(), &["--from", from, "--to", to]);
        assert_eq!(code, 0, "{from}: {said}");
        let mut lines = printed.lines().skip(1).map(str::to_string);
        format!("{} {}", lines.next().unwrap(), lines.next().unwrap())
    };
    let first = "From version 1.0 for 2026/27, approved by Governing Body on 5 November 2026 (minute GB 26/7)";
    let second =
        "version 1.1 for 2026/27, approved by Governing Body on 20 January 2027 (minute GB 26/7)";
    for name in [
        "1.0",
        "v1.0",
        "2026/27@1.0",
        "2026-27@1.0",
        "editions/2026-27/fen/1.0",
    ] {
        assert_eq!(
            from(name, "1.1"),
            format!("{first} to   {second}"),
            "{name}"
        );
    }
    assert_eq!(
        from("2026/27", "now"),
        format!("From {second} to   the plan as it is on 1 February 2027")
    );
    let (_, printed, _) = run(folder.path(), &[]);
    assert!(
        printed.contains(&format!("From {second}\n")),
        "the last one is meant: {printed}"
    );

    for name in ["2025/26", "2026/27@3", "3", "../fen", "\u{1b}[2J"] {
        let (code, printed, said) = run(folder.path(), &["--from", name]);
        assert_eq!((code, printed.as_str()), (2, ""), "{name}");
        assert!(
            said.contains("There are: 2026/27@1.0 (approved on 5 November 2026), 2026/27@1.1 (approved on 20 January 2027)."),
            "{said}"
        );
    }
    let (code, _, said) = run(folder.path(), &["--from", "now"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("`now` can only be compared with something earlier"),
        "{said}"
    );
}

#[test]
fn programs_get_the_same_in_a_form_that_has_a_version() {
    let folder = changed();
    let (code, printed, said) = run(folder.path(), &["--format", "json"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["from"]["edition"], "editions/2026-27/fen/1.0");
    assert_eq!(report["from"]["as_approved"], true);
    assert_eq!(report["to"]["called"], "now");
    let changes = report["changes"].as_array().unwrap();
    let at = |path: &str| {
        let found = changes.iter().find(|change| change["path"] == path);
        found.unwrap_or_else(|| panic!("{path}: {changes:#?}"))
    };
    let deadline = at("plan.areas.leading.actions.policy.deadline");
    assert_eq!(
        (&deadline["change"], &deadline["by"], &deadline["what"]),
        (&"added".into(), &"own".into(), &"Deadline".into())
    );
    let wording = at("plan.areas.leading.actions.policy.text");
    assert_eq!(wording["words"][1]["change"], "inserted");
    assert_eq!(wording["words"][1]["words"], " with families");
    assert_eq!(at("plan.areas.leading.title")["by"], "taken-over");
    assert_eq!(at("plan.areas.leading.actions.walk")["whole"], true);
    assert_eq!(report["rag"]["from"]["unrated"], 1);
    assert_eq!(report["rag"]["to"]["amber"], 1);
}

#[test]
fn the_documents_show_the_changes_and_are_other_documents_than_the_plan() {
    let folder = changed();
    let (code, printed, said) = run(folder.path(), &["--format", "text,pdf,docx,html"]);
    assert_eq!(code, 0, "{said}");
    let output = folder.path().join("output/fen");
    let mut names: Vec<String> = std::fs::read_dir(&output)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "fen-prevent-plan-2026-27-changes.docx",
            "fen-prevent-plan-2026-27-changes.html",
            "fen-prevent-plan-2026-27-changes.pdf",
            "fen-summary-of-changes.docx",
            "fen-summary-of-changes.html",
            "fen-summary-of-changes.pdf",
        ]
    );
    for name in &names {
        assert!(
            printed.contains(&format!("output/fen/{name}: ")),
            "{printed}"
        );
    }
    let build = ["build", ".", "--only", "fen", "--as-of", "2027-02-01"];
    assert_eq!(dutybound(folder.path(), &build).0, 0);

    // Accepted, the Word file is the document of now; rejected, that of the edition.
    let marked = read(output.join("fen-prevent-plan-2026-27-changes.docx"));
    let clean = read(output.join("fen-prevent-plan-2026-27.docx"));
    let edition = folder
        .path()
        .join("editions/2026-27/fen/1.0/fen-prevent-plan-2026-27.docx");
    let part = "word/document.xml";
    let said = |bytes: &[u8], decision| -> Vec<String> {
        let paragraphs = paragraphs(bytes, part, decision).into_iter();
        let words = paragraphs.map(|paragraph| paragraph.words.trim().to_string());
        words.filter(|words| !words.is_empty()).collect()
    };
    assert_eq!(
        said(&marked, Decision::Accept),
        said(&clean, Decision::Accept)
    );
    assert_eq!(
        said(&marked, Decision::Reject),
        said(&read(edition), Decision::Accept)
    );
    assert_ne!(
        said(&marked, Decision::Accept),
        said(&marked, Decision::Reject)
    );

    let mut identifiers = Vec::new();
    for name in [
        "fen-prevent-plan-2026-27",
        "fen-prevent-plan-2026-27-changes",
        "fen-summary-of-changes",
    ] {
        let bytes = read(output.join(format!("{name}.pdf")));
        pdf::assert_valid(&bytes);
        html::assert_sound(&read(output.join(format!("{name}.html"))));
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        identifiers.push(format!("{:?}", document.trailer.get(b"ID").unwrap()));
    }
    identifiers.sort();
    identifiers.dedup();
    assert_eq!(
        identifiers.len(),
        3,
        "each document has an identifier of its own"
    );

    let summary = pdf::fold(&pdf::tags(&read(output.join("fen-summary-of-changes.pdf"))).words());
    for words in [
        "What changed in the Prevent plan",
        "Version 1.0 for 2026/27, approved by Governing Body on 5 November 2026 (minute GB 26/7)",
        "taken over from Fleet Schools Trust",
        "0 amber 0 green 1 not rated",
        "1 amber 0 green 1 not rated",
        "“with families” was put in",
        "Walk the site with the police: New action",
    ] {
        assert!(summary.contains(words), "{words}: {summary}");
    }
    let typed = docx::words(&read(output.join("fen-summary-of-changes.docx"))).join(" ");
    let shown = html::words(&read(output.join("fen-summary-of-changes.html")));
    for words in [&summary, &typed, &shown] {
        assert!(!words.to_lowercase().contains("compliant"), "{words}");
    }
}

/// A plan's deadlines, ratings and words, changed in many places.
fn stirred(text: &str) -> String {
    let mut changed = String::new();
    for line in text.split_inclusive('\n') {
        let is_deadline = line.trim_start().starts_with("deadline: 2027");
        let line = if is_deadline {
            line.replace("2027", "2028")
        } else {
            line.replace("rag: amber", "rag: red")
                .replace("lead: dsl", "lead: headteacher")
                .replace(" every ", " each and every ")
                .replace("title: ", "title: New ")
                .replace("title: New \"", "title: \"New ")
        };
        changed.push_str(&line);
    }
    changed
}

#[test]
fn the_summary_of_every_sample_is_one_page_however_much_changed() {
    let folder = tempfile::tempdir().unwrap();
    let writer = PdfWriter::new();
    let mut seen = 0;
    for sample in ["riverside", "larkfield", "keystone", "fenshire"] {
        let root = folder.path().join(sample);
        copy(&Path::new("data").join(sample), &root);
        let ids: Vec<String> = {
            let workspace = Workspace::open(&root).unwrap();
            workspace.organisations().map(str::to_string).collect()
        };
        for id in &ids {
            let mut workspace = Workspace::open(&root).unwrap();
            let approving = Approving {
                on: "2026-11-20".parse().unwrap(),
                version: Some("7.0".into()),
                ..approving(id)
            };
            let approved = approve(&mut workspace, &approving, &in_word(), &writer).unwrap();
            assert!(
                matches!(approved, Approved::Frozen(_)),
                "{id}: {approved:?}"
            );
        }
        for file in dutybound::source::yaml_files(&root).unwrap() {
            let text = String::from_utf8(read(&file)).unwrap();
            std::fs::write(&file, stirred(&text)).unwrap();
        }
        let workspace = Workspace::open(&root).unwrap();
        for id in &ids {
            let comparing = Comparing {
                id: id.clone(),
                from: None,
                to: None,
            };
            let options = Options {
                formats: vec![Format::Pdf],
                ..options()
            };
            let compared = compare(&workspace, &comparing, &options, &writer).unwrap();
            let Compared::Told(changes) = compared else {
                panic!("{id}: {compared:?}");
            };
            let all = changes.comparison.changes.len();
            assert!(all > 5, "{id}: {all} changes");
            let drawing = draw(&workspace, &changes, &options, &writer).unwrap();
            let summary = drawing
                .made
                .iter()
                .find(|made| made.sort == Sort::Summary)
                .unwrap();
            assert_eq!(summary.file.pages, Some(1), "{id}");
            pdf::assert_valid(&summary.file.bytes);
            let words = pdf::fold(&pdf::tags(&summary.file.bytes).words());
            assert!(
                words.contains("The document with its changes marked shows every word."),
                "{words}"
            );
            if all > 40 {
                assert!(
                    words.contains("further changes are not listed here"),
                    "{id}: {words}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 2, "hardly any plan changed much");
}

#[test]
fn an_edition_that_was_tampered_with_is_named() {
    let folder = changed();
    let edition = folder.path().join("editions/2026-27/fen/1.0");
    let plan = String::from_utf8(read(edition.join("plan.yaml"))).unwrap();
    assert!(plan.contains("Review our own policy."));
    let forged = plan.replace("Review our own policy.", "Review our old policy.");
    std::fs::write(edition.join("plan.yaml"), forged).unwrap();
    let (code, printed, said) = run(folder.path(), &["--format", "text,pdf"]);
    assert_eq!(code, 1, "{said}");
    let warning = "the edition `editions/2026-27/fen/1.0` is not as it was approved (`plan.yaml` was changed)";
    assert!(said.contains(&format!("warning: {warning}")), "{said}");
    assert!(
        printed.contains("Wording: "),
        "it is compared all the same: {printed}"
    );
    let summary = read(folder.path().join("output/fen/fen-summary-of-changes.pdf"));
    let summary = pdf::fold(&pdf::tags(&summary).words());
    assert!(summary.contains("is not as it was approved"), "{summary}");
    let (code, printed, _) = run(folder.path(), &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((code, &report["from"]["as_approved"]), (1, &false.into()));
    assert!(report["warnings"][0].as_str().unwrap().contains(warning));
}

#[test]
fn what_cannot_be_compared_is_said_with_the_way_out() {
    let none = folder();
    let (code, _, said) = run(none.path(), &[]);
    assert_eq!(code, 2);
    assert!(
        said.contains("no plan of `fen` was approved yet") && said.contains("dutybound approve"),
        "{said}"
    );
    let (code, _, said) = run(none.path(), &["--from", "1.0"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("there is no edition `1.0`") && said.contains("There is none yet"),
        "{said}"
    );
    let (code, _, said) = dutybound(none.path(), &["compare", "fern", "."]);
    assert_eq!(code, 2);
    assert!(
        said.contains("no organisation `fern`") && said.contains("Did you mean `fen`?"),
        "{said}"
    );
}

#[test]
fn an_edition_whose_plan_cannot_be_read_is_an_error_at_its_place() {
    type Harm = fn(&Path);
    let harms: [(&str, Harm); 6] = [
        ("plan.yaml:", |edition| {
            std::fs::write(edition.join("plan.yaml"), "plan: [\n  {").unwrap();
        }),
        ("plan.yaml:", |edition| {
            let unknown = "id: fen\norganisation: { kind: school, name: Fen }\nplan: { title: \"{{ nobody.knows }}\" }\n";
            std::fs::write(edition.join("plan.yaml"), unknown).unwrap();
        }),
        ("`plan.yaml` is missing", |edition| {
            std::fs::remove_file(edition.join("plan.yaml")).unwrap();
        }),
        ("its plan is not that of `fen`", |edition| {
            let other =
                "id: fleet\norganisation: { kind: school, name: Fleet }\nplan: { title: Plan }\n";
            std::fs::write(edition.join("plan.yaml"), other).unwrap();
        }),
        ("cannot read the edition", |edition| {
            std::fs::write(edition.join("plan.yaml"), [0xff, 0xfe, 0, 1]).unwrap();
        }),
        ("cannot read the edition", |edition| {
            std::fs::write(edition.join("plan.yaml"), "a: &a [1]\nb: [*a, *b]\n").unwrap();
        }),
    ];
    for (told, harm) in harms {
        let folder = changed();
        harm(&folder.path().join("editions/2026-27/fen/1.0"));
        let (code, printed, said) = run(folder.path(), &["--format", "text,pdf"]);
        assert_eq!((code, printed.as_str()), (2, ""), "{said}");
        assert!(
            said.contains("cannot read the edition `editions/2026-27/fen/1.0`")
                && said.contains(told)
                && said.contains("dutybound verify"),
            "{told}: {said}"
        );
        assert!(!folder.path().join("output").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_an_edition_is_not_followed() {
    let folder = changed();
    let plan = folder.path().join("editions/2026-27/fen/1.0/plan.yaml");
    let elsewhere = folder.path().join("elsewhere.txt");
    std::fs::rename(&plan, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &plan).unwrap();
    let (code, _, said) = run(folder.path(), &[]);
    assert_eq!(code, 2);
    assert!(said.contains("there is a link in it"), "{said}");
}

#[test]
fn an_edition_that_says_nothing_of_itself_is_passed_over_and_named() {
    let folder = changed();
    let broken = folder.path().join("editions/2027-28/fen/2.0");
    std::fs::create_dir_all(&broken).unwrap();
    std::fs::write(broken.join("edition.json"), "{").unwrap();
    let (code, printed, said) = run(folder.path(), &[]);
    assert_eq!(code, 1);
    assert!(
        printed.contains("From version 1.0 for 2026/27"),
        "{printed}"
    );
    assert!(
        said.contains("the edition `editions/2027-28/fen/2.0` cannot be read and was passed over"),
        "{said}"
    );
    let (code, _, said) = run(folder.path(), &["--from", "2.0"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("cannot read the edition `editions/2027-28/fen/2.0`"),
        "{said}"
    );
}

#[test]
fn words_of_a_plan_cannot_steer_the_terminal() {
    let folder = changed();
    let plan = LATER.replace("Half done.", "\"Half \\e[2Jdone.\"");
    write(folder.path(), "school.yaml", &plan);
    let (_, printed, said) = run(folder.path(), &[]);
    assert!(
        !printed.contains('\u{1b}') && !said.contains('\u{1b}'),
        "{printed}"
    );
}

#[test]
fn a_plan_with_errors_is_compared_and_makes_no_document() {
    let folder = changed();
    write(
        folder.path(),
        "school.yaml",
        &LATER.replace("rag: amber", "lead: nobody"),
    );
    let (code, printed, said) = run(folder.path(), &["--format", "text,pdf"]);
    assert_eq!(code, 1, "{said}");
    assert!(
        printed.contains("Lead, new: nobody") || printed.contains("Lead: "),
        "{printed}"
    );
    assert!(
        said.contains("error[unknown-person]") && said.contains("No document was written"),
        "{said}"
    );
    assert!(!folder.path().join("output").exists());
}
