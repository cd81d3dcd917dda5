//! Rolling a trust and its schools forward, through the command.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use dutybound::pipeline::{Approved, Approving, Format, Options, approve};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;
use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;

use crate::support::options;

const SAMPLES: [&str; 4] = ["riverside", "keystone", "larkfield", "fenshire"];

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dutybound"));
    command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1");
    command
}

/// Exit code, what is printed, and what is said beside it.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command(folder, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        status.code().expect("ended by itself"),
        text(stdout),
        text(stderr),
    )
}

fn reprint(folder: &Path, more: &[&str]) -> (i32, String, String) {
    let mut arguments = vec!["reprint", "--period", "2027/28"];
    arguments.extend(more);
    run(folder, &arguments)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

fn sample(name: &str) -> TempDir {
    // Not among other people's temporary files, which may be YAML: the workspace of a file reaches up to the highest.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    copy(&Path::new("data").join(name), folder.path());
    folder
}

/// Every file of a folder, hidden ones too, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        if path.is_dir() {
            let inner = files(&path).into_iter();
            found.extend(inner.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

/// A folder with one plan.
fn plan(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("oak.yaml"), text).unwrap();
    folder
}

fn text(folder: &TempDir, file: &str) -> String {
    String::from_utf8(std::fs::read(folder.path().join(file)).unwrap()).unwrap()
}

/// The lines that go and those that come.
fn changed(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (
        String::from_utf8_lossy(before),
        String::from_utf8_lossy(after),
    );
    let difference = TextDiff::from_lines(before.as_ref(), after.as_ref());
    let changes = difference.iter_all_changes();
    let lines = changes.filter_map(|change| match change.tag() {
        ChangeTag::Equal => None,
        ChangeTag::Delete => Some(format!("-{}", change.value().trim_end())),
        ChangeTag::Insert => Some(format!("+{}", change.value().trim_end())),
    });
    lines.collect()
}

fn errors(folder: &Path, day: &str) -> Vec<String> {
    let (_, _, said) = run(folder, &["check", "--all", "--as-of", day]);
    let errors = said.lines().filter(|line| line.starts_with("error"));
    errors.map(str::to_string).collect()
}

#[test]
fn samples_go_on_to_the_next_year_and_only_the_lines_change_that_have_to() {
    for name in SAMPLES {
        let folder = sample(name);
        let before = files(folder.path());
        let (code, printed, said) = reprint(folder.path(), &[]);
        assert_eq!((code, said.as_str()), (0, ""), "{name}: {printed}");
        let after = files(folder.path());
        assert!(before.keys().eq(after.keys()), "{name}: {:?}", after.keys());
        let mut lines = Vec::new();
        for (file, bytes) in &before {
            let changed = changed(bytes, &after[file]);
            if !changed.is_empty() {
                lines.push(format!("{file}\n{}\n", changed.join("\n")));
            }
            let (old, new) = (
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&after[file]),
            );
            let comments = |text: &str| {
                let lines = text.lines().filter_map(|line| line.split_once(" # "));
                let comments: Vec<String> = lines.map(|(_, comment)| comment.to_string()).collect();
                comments
            };
            assert_eq!(comments(&old), comments(&new), "{file}");
        }
        insta::assert_snapshot!(format!("reprint_{name}"), lines.join("\n"));
        assert_eq!(
            errors(folder.path(), "2027-09-01"),
            Vec::<String>::new(),
            "{name}"
        );

        let (code, printed, said) = reprint(folder.path(), &[]);
        assert_eq!((code, said.as_str()), (0, ""), "{name}");
        assert!(
            printed.contains("Nothing changes: every plan is one for 2027/28 already."),
            "{printed}"
        );
        assert_eq!(after, files(folder.path()), "{name}: a second run");
    }
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let folder = sample("riverside");
    let before = files(folder.path());
    let (code, printed, said) = reprint(folder.path(), &["--dry-run", "--all"]);
    assert_eq!((code, said.as_str()), (0, ""));
    assert_eq!(before, files(folder.path()));
    insta::assert_snapshot!("reprint_dry_run", printed);
}

#[test]
fn a_period_that_does_not_follow_is_refused() {
    let folder = sample("riverside");
    let before = files(folder.path());
    for (period, code, words) in [
        ("2027/29", 2, "write an academic year or a year: 2027/28"),
        ("soon", 2, "write an academic year or a year: 2027/28"),
        (
            "2025/26",
            1,
            "its plan is for 2026/27, and 2025/26 does not begin in a later year",
        ),
        (
            "2028/29",
            1,
            "its plan is for 2026/27, and 2028/29 would leave out a year",
        ),
    ] {
        let (ended, printed, said) = run(folder.path(), &["reprint", "--period", period]);
        assert_eq!(ended, code, "{period}: {printed}{said}");
        assert!(said.contains(words), "{period}: {said}");
    }
    assert_eq!(before, files(folder.path()));
}

#[test]
fn what_takes_its_period_over_is_rolled_forward_with_the_file_that_gives_it() {
    let folder = sample("riverside");
    let before = files(folder.path());
    let (code, _, said) = reprint(folder.path(), &["trust.yaml"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("3 others take their period over from this file"),
        "{said}"
    );
    assert!(
        said.contains("--only hartley --only oakfield --only weir"),
        "{said}"
    );
    assert_eq!(before, files(folder.path()));

    let (code, ..) = reprint(folder.path(), &["--only", "oakfield"]);
    assert_eq!(code, 0);
    assert!(text(&folder, "schools/oakfield.yaml").contains("  period: 2027/28\n"));
    let (code, printed, _) = reprint(folder.path(), &[]);
    assert_eq!(code, 0);
    assert!(
        printed.contains("oakfield: nothing to change in schools/oakfield.yaml"),
        "{printed}"
    );
    assert!(
        printed.contains("weir: 15 changes in schools/weir.yaml"),
        "{printed}"
    );

    let (code, _, said) = reprint(folder.path(), &["--only", "oakfeild"]);
    assert_eq!(code, 2);
    assert!(said.contains("Did you mean `oakfield`?"), "{said}");
}

const PLAN: &str = "\
id: oak
organisation: { kind: school, name: Oak School }
documents: [school]
people: { dsl: { role: Safeguarding Lead } }
plan:
  title: Prevent plan
  period: 2026/27
  version: \"1.0\"
  approval: { approved_by: Board, approved_on: 2026-11-05, review_every: 1 year } # by the clerk
  areas:
    - id: leading
      title: Leading
      lead: dsl
      actions:
        - { id: audit, text: Do the audit., frequency: each year, deadline: 2027-01-15 }
        - id: poster # on the gate
          text: Put the poster up.
          completed: 2026-11-20
";

#[test]
fn layout_survives_whatever_it_is() {
    let crlf = PLAN.replace('\n', "\r\n");
    let marked = format!("\u{feff}{PLAN}");
    for (name, before) in [
        ("plain", PLAN),
        ("CRLF", crlf.as_str()),
        ("byte order mark", marked.as_str()),
    ] {
        let folder = plan(before);
        let (code, printed, said) = reprint(folder.path(), &[]);
        assert_eq!(code, 0, "{name}: {printed}{said}");
        let after = text(&folder, "oak.yaml");
        assert_eq!(after.contains('\r'), name == "CRLF");
        assert_eq!(after.matches("\r\n").count(), after.matches('\r').count());
        assert_eq!(after.starts_with('\u{feff}'), name == "byte order mark");
        assert_eq!(
            changed(before.as_bytes(), after.as_bytes()),
            [
                "-  period: 2026/27",
                "-  version: \"1.0\"",
                "-  approval: { approved_by: Board, approved_on: 2026-11-05, review_every: 1 year } # by the clerk",
                "+  period: 2027/28",
                "+  version: \"2.0\"",
                "+  approval: { review_every: 1 year, last_reviewed_on: 2026-11-05 } # by the clerk",
                "+  history:",
                "+    - version: '1.0'",
                "+      on: 2026-11-05",
                "+      by: Board",
                "-        - { id: audit, text: Do the audit., frequency: each year, deadline: 2027-01-15 }",
                "+        - { id: audit, text: Do the audit., frequency: each year, deadline: 2028-01-15 }",
                "+          embedded: 2026/27",
            ],
            "{name}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_changed_holds_all_back_and_says_what_to_do_by_hand() {
    let folder = plan(PLAN);
    let elm = PLAN
        .replace("id: oak", "id: elm")
        .replace(
            "period: 2026/27",
            "period: &year 2026/27\n  introduction: The year *year",
        )
        .replace("title: Prevent plan", "title: Prevent plan\n  scope: *year")
        .replace(
            "  title: Prevent plan\n  scope: *year\n",
            "  title: Prevent plan\n",
        )
        .replace("  introduction: The year *year", "  scope: *year");
    std::fs::write(folder.path().join("elm.yaml"), &elm).unwrap();
    let before = files(folder.path());
    let (code, _, said) = reprint(folder.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("`elm` (elm.yaml) cannot be rolled forward: `elm.yaml` is not changed"),
        "{said}"
    );
    assert!(
        said.contains("Period: 2026/27 becomes 2027/28 (plan.period)"),
        "{said}"
    );
    assert!(
        said.contains("Nothing was changed, nor in the files of the others."),
        "{said}"
    );
    assert_eq!(before, files(folder.path()));

    let (code, ..) = reprint(folder.path(), &["--only", "oak"]);
    assert_eq!(code, 0);
    assert_eq!(text(&folder, "elm.yaml"), elm);
    let by_hand = elm
        .replace("&year 2026/27", "2027/28")
        .replace("*year", "Everybody");
    std::fs::write(folder.path().join("elm.yaml"), by_hand).unwrap();
    let (code, printed, _) = reprint(folder.path(), &[]);
    assert_eq!(code, 0);
    assert!(printed.contains("Nothing changes"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_link_and_a_write_protected_file_are_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = plan(PLAN);
    let elsewhere = plan(PLAN);
    std::fs::remove_file(folder.path().join("oak.yaml")).unwrap();
    symlink(
        elsewhere.path().join("oak.yaml"),
        folder.path().join("oak.yaml"),
    )
    .unwrap();
    let (code, _, said) = reprint(folder.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("is a link"), "{said}");
    assert_eq!(text(&elsewhere, "oak.yaml"), PLAN);

    let folder = plan(PLAN);
    let file = folder.path().join("oak.yaml");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o444)).unwrap();
    let (code, _, said) = reprint(folder.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("is write-protected"), "{said}");
    assert_eq!(text(&folder, "oak.yaml"), PLAN);
}

#[test]
fn files_with_errors_are_put_right_first() {
    let folder = plan(&PLAN.replace("2027-01-15", "2027-13-15"));
    let (code, _, said) = reprint(folder.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("its file has an error"), "{said}");
    let folder = plan(&PLAN.replace("  period: 2026/27\n", ""));
    let (code, _, said) = reprint(folder.path(), &[]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("does not say which period it is for"),
        "{said}"
    );
}

#[test]
fn a_text_that_prints_the_approval_waits_for_it() {
    let scope = "  scope: Approved by {{ approval.approved_by }} for all.\n  version:";
    let folder = plan(&PLAN.replace("  version:", scope));
    let (code, printed, said) = reprint(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(
        printed
            .contains("oak.yaml:8: This text prints what the plan gives only once it is approved"),
        "{printed}"
    );
}

#[test]
fn the_lists_name_guidance_that_was_replaced_reviews_and_themes() {
    let folder = plan(
        &PLAN
            .replace(
                "  areas:\n",
                "  actions_review_on: 2025-02\n  references: [old-guidance]\n  areas:\n",
            )
            .replace("title: Prevent plan", "title: Prevent plan 2026/27"),
    );
    let register = "\
guidance:
  - id: old-guidance
    title: Old guidance
    issuer: Us
    status: verified
    source: https://example.org/old
    superseded_by: new-guidance
  - id: new-guidance
    title: New guidance
    issuer: Us
    status: verified
    source: https://example.org/new
    in_force_from: 2027-06-01
";
    std::fs::write(folder.path().join("guidance.yaml"), register).unwrap();
    let (code, printed, said) = reprint(folder.path(), &["--all"]);
    assert_eq!(code, 0, "{said}");
    for part in [
        "Guidance that was replaced",
        "Themes of guidance that nothing in the plan seems to answer",
        "Words to bring up to date",
        "The plan that ends",
    ] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
    let (_, printed, _) = reprint(folder.path(), &["--as-of", "2029-01-10"]);
    assert!(printed.contains("was due for review by"), "{printed}");
}

/// The samples' trust with an approved and frozen plan of Oakfield.
fn approved() -> TempDir {
    let folder = sample("riverside");
    let mut workspace = Workspace::open(folder.path()).unwrap();
    let approving = Approving {
        id: "oakfield".into(),
        by: "Local Governing Body".into(),
        on: jiff::civil::date(2026, 11, 5),
        minute: Some("LGB 26/38".into()),
        version: None,
        reason: None,
    };
    let options = Options {
        formats: vec![Format::Docx],
        ..options()
    };
    let made = approve(&mut workspace, &approving, &options, &PdfWriter::new()).unwrap();
    assert!(matches!(made, Approved::Frozen(_)));
    folder
}

#[test]
fn an_edition_is_the_archive_and_stays_as_it_is() {
    let folder = approved();
    let edition = files(&folder.path().join("editions"));
    let (code, printed, said) = reprint(folder.path(), &["--all"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        !printed.contains("approved by Local Governing Body on 5 November 2026"),
        "{printed}"
    );
    assert!(
        printed.contains("The plan of 2026/27 was approved by Corporation"),
        "{printed}"
    );
    assert_eq!(edition, files(&folder.path().join("editions")));
    let (code, printed, _) = run(folder.path(), &["verify"]);
    assert_eq!(
        (code, printed.lines().last()),
        (0, Some("1 edition: as approved"))
    );
}

#[test]
fn a_run_that_is_killed_is_finished_by_the_next() {
    let whole = sample("riverside");
    let before = files(whole.path());
    reprint(whole.path(), &[]);
    let after = files(whole.path());
    let replaced: Vec<&String> = before
        .keys()
        .filter(|file| before[*file] != after[*file])
        .collect();
    assert_eq!(replaced.len(), 4);
    for done in 0..=replaced.len() {
        let folder = sample("riverside");
        let changes = folder.path().join(".dutybound-changes");
        std::fs::create_dir(&changes).unwrap();
        let digest = |bytes: &[u8]| blake3::hash(bytes).to_hex().to_string();
        let mut list = Vec::new();
        for (number, file) in replaced.iter().enumerate() {
            std::fs::write(changes.join(number.to_string()), &after[*file]).unwrap();
            list.push(serde_json::json!({
                "file": file, "before": digest(&before[*file]), "after": digest(&after[*file]),
            }));
            if number < done {
                std::fs::write(folder.path().join(file), &after[*file]).unwrap();
            }
        }
        std::fs::write(
            changes.join("list.json"),
            serde_json::to_vec(&list).unwrap(),
        )
        .unwrap();
        let (code, _, said) = reprint(folder.path(), &["--dry-run"]);
        assert!(
            code == 0 && said.contains("an earlier run was interrupted"),
            "{said}"
        );
        assert!(changes.is_dir());
        let (code, printed, said) = reprint(folder.path(), &[]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(
            said.contains("an earlier run was interrupted"),
            done < replaced.len(),
            "{said}"
        );
        assert!(printed.contains("Nothing changes"), "{printed}");
        assert_eq!(after, files(folder.path()), "{done}");
    }
}

#[test]
fn a_run_can_be_killed_at_any_moment() {
    let whole = sample("riverside");
    reprint(whole.path(), &[]);
    let after = files(whole.path());
    for delay in (0..400).step_by(40) {
        let folder = sample("riverside");
        let mut child = command(folder.path(), &["reprint", "--period", "2027/28"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        let (code, _, said) = reprint(folder.path(), &[]);
        assert_eq!(code, 0, "{said}");
        let mut left = files(folder.path());
        left.retain(|file, _| !file.starts_with(".dutybound-d")); // a draft that nobody reads
        assert_eq!(after, left, "{delay} ms");
    }
}

#[test]
fn the_lists_are_written_as_documents() {
    let folder = sample("riverside");
    for (format, begins) in [("pdf", "%PDF"), ("docx", "PK")] {
        let (code, printed, said) = reprint(folder.path(), &["--format", format]);
        assert_eq!(code, 0, "{said}");
        let name = format!("output/oakfield/oakfield-to-do-2027-28.{format}");
        assert!(printed.contains(&name), "{printed}");
        let bytes = std::fs::read(folder.path().join(&name)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
    for wrong in [
        ["--dry-run", "--format", "pdf"],
        ["--output", "there", "--all"],
    ] {
        let (code, _, said) = reprint(folder.path(), &wrong);
        assert_eq!(code, 2, "{said}");
    }
}

#[test]
fn embedded_practice_stands_in_a_block_of_its_own() {
    let folder = plan(PLAN);
    reprint(folder.path(), &[]);
    for template in ["trust", "school", "duty", "rag", "authority"] {
        let (code, _, said) = run(
            folder.path(),
            &[
                "build",
                "--template",
                template,
                "--format",
                "html",
                "--as-of",
                "2027-09-02",
            ],
        );
        assert_eq!(code, 0, "{said}");
        let built = files(&folder.path().join("output/oak"));
        let (_, page) = built
            .iter()
            .find(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "html"))
            .unwrap();
        let page = String::from_utf8(page.clone()).unwrap();
        let (plan, practice) = page.split_once("Embedded practice").expect(template);
        assert!(
            plan.contains("Do the audit.") && !plan.contains("Put the poster up."),
            "{template}"
        );
        assert!(
            practice.contains("Put the poster up.") && practice.contains("2026/27"),
            "{template}"
        );
        std::fs::remove_dir_all(folder.path().join("output")).unwrap();
    }
}

#[test]
fn nothing_is_said_of_embedded_practice_that_is_said_of_open_actions() {
    let late = PLAN
        .replace("completed: 2026-11-20", "deadline: 2024-01-01")
        .replace("      lead: dsl\n", "");
    let folder = plan(&late);
    let of_poster = |folder: &Path| {
        let (_, _, said) = run(folder, &["check", "--all", "--as-of", "2026-11-21"]);
        said.contains("poster")
    };
    assert!(of_poster(folder.path()), "it is overdue");
    let folder = plan(&late.replace(
        "deadline: 2024-01-01",
        "deadline: 2024-01-01\n          embedded: 2025/26",
    ));
    assert!(!of_poster(folder.path()));
}
