//! `dutybound approve` as a clerk runs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::approval::{SCHOOL, TRUST, approving, folder, frozen, write};
use crate::support::command::{copy, dutybound};

/// The approval of Oakfield as its sample has it.
const APPROVAL: &str = "  approval:\n    approved_by: Local Governing Body\n    approved_on: 2026-11-05\n    \
                        minute: LGB 26/38\n    last_reviewed_on: 2026-10-19\n";

/// The same as the command writes it.
const WRITTEN: &str = "  approval:\n    approved_by: Local Governing Body\n    approved_on: 2026-11-05\n    \
                       minute: LGB 26/38\n";

const BY_OAKFIELD: [&str; 8] = [
    "--by",
    "Local Governing Body",
    "--on",
    "2026-11-05",
    "--minute",
    "LGB 26/38",
    "--as-of",
    "2026-11-21",
];

/// The approval of the small school of these tests.
const BY_FEN: [&str; 10] = [
    "--by",
    "Governing Body",
    "--on",
    "5 November 2026",
    "--minute",
    "GB 26/7",
    "--as-of",
    "2026-11-21",
    "--format",
    "html",
];

/// What the approval adds to its file.
const FEN_APPROVED: &str = "  approval:\n    approved_by: Governing Body\n    approved_on: 2026-11-05\n    minute: GB 26/7\n";

fn approve(folder: &Path, ids: &[&str], rest: &[&str]) -> (i32, String, String) {
    dutybound(folder, &[&["approve"], ids, rest].concat())
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Every file below a folder, with what it holds.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.insert(path, bytes);
            }
        }
    }
    found
}

fn fen_with(lines: &str) -> String {
    SCHOOL.replace("  areas:", &format!("{lines}  areas:"))
}

#[test]
fn a_plan_is_approved_kept_and_no_draft_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let riverside = folder.path().join("my-trust");
    copy(Path::new("data/riverside"), &riverside);
    let plan = riverside.join("schools/oakfield.yaml");
    let approved = read(&plan).replace("\r\n", "\n");
    assert!(approved.contains(APPROVAL));
    std::fs::write(&plan, approved.replace(APPROVAL, "")).unwrap();
    let built = || {
        let build = [
            "build",
            "my-trust",
            "--only",
            "oakfield",
            "--as-of",
            "2026-11-21",
            "--format",
            "html",
        ];
        assert_eq!(dutybound(folder.path(), &build).0, 0);
        read(
            folder
                .path()
                .join("output/oakfield/oakfield-prevent-duty-action-plan-2026-27.html"),
        )
    };
    assert!(built().contains("DRAFT"));

    let (code, printed, said) = approve(folder.path(), &["oakfield", "my-trust"], &BY_OAKFIELD);
    assert_eq!(code, 0, "{said}");
    assert!(
        printed.starts_with(
            "oakfield 2026/27, version 1.0: approved by Local Governing Body on 5 November 2026"
        ),
        "{printed}"
    );
    for part in [
        "  my-trust/editions/2026-27/oakfield/1.0\n",
        "    oakfield-prevent-duty-action-plan-2026-27.docx\n",
        "    oakfield-prevent-duty-action-plan-2026-27.pdf, 7 pages\n",
        "    oakfield-rag-2026-27.pdf, 6 pages\n",
        "  my-trust/schools/oakfield.yaml\n    @@ -",
        "    +  approval:\n    +    approved_by: Local Governing Body\n    +    approved_on: 2026-11-05\n",
    ] {
        assert!(printed.contains(part), "{part:?} in {printed}");
    }
    assert_eq!(
        read(&plan),
        approved.replace(APPROVAL, WRITTEN),
        "all other lines stay as they are, at the place where the sample has them"
    );
    let edition = riverside.join("editions/2026-27/oakfield/1.0");
    let kept = read(edition.join("oakfield-prevent-duty-action-plan-2026-27.html"));
    for page in [built(), kept] {
        assert!(!page.contains("DRAFT"), "{page}");
        assert!(
            page.contains("LGB 26/38"),
            "the minute is on the title sheet"
        );
    }
    let (code, printed, _) = dutybound(folder.path(), &["verify", "my-trust"]);
    assert_eq!(code, 0);
    assert!(
        printed.contains("(10 files)\n1 edition: as approved"),
        "{printed}"
    );

    let before = files(&riverside);
    let (code, printed, _) = approve(&riverside, &["oakfield"], &BY_OAKFIELD);
    assert_eq!(code, 0);
    for part in [
        "  editions/2026-27/oakfield/1.0, which an earlier run has written\n",
        "    oakfield-rag-2026-27.pdf, 6 pages\n",
        "  nothing is left to write: the plan says so already\n",
    ] {
        assert!(printed.contains(part), "{part:?} in {printed}");
    }
    assert_eq!(files(&riverside), before);
}

#[test]
fn an_error_keeps_the_approval_back_and_warnings_do_not() {
    let folder = folder();
    let path = folder.path();
    let faulty = SCHOOL.replace("  version:", "  updated_on: soonish\n  version:");
    write(path, "school.yaml", &faulty);
    let before = files(path);
    let (code, printed, said) = approve(path, &["fen"], &BY_FEN);
    assert_eq!(code, 1);
    assert!(
        said.contains("error[wrong-value]") && said.contains("soonish"),
        "{said}"
    );
    assert!(
        printed.starts_with("fen: not approved, 1 error and ")
            && printed.ends_with("; nothing was written\n"),
        "{printed}"
    );
    assert_eq!(files(path), before);

    let doubtful = SCHOOL.replace(
        "Begun.",
        "Begun by the Local Prevent Co-ordinator, in a timely maner.",
    );
    write(path, "school.yaml", &doubtful);
    let (code, printed, said) = approve(path, &["fen"], &BY_FEN);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("warning[") && printed.contains(" left)\n"),
        "{said}{printed}"
    );
}

#[test]
fn what_cannot_be_approved_says_what_to_do() {
    let folder = folder();
    let path = folder.path();
    for (arguments, parts) in [
        (
            &["approve", "fenn", "--by", "X", "--on", "2026-11-05"][..],
            &["there is no organisation `fenn`", "Did you mean `fen`?"][..],
        ),
        (
            &[
                "approve",
                "fen",
                "fenn",
                ".",
                "--by",
                "X",
                "--on",
                "2026-11-05",
            ],
            &["there is no organisation `fenn`"],
        ),
        (
            &[
                "approve",
                "fen",
                "nowhere/at-all",
                "--by",
                "X",
                "--on",
                "2026-11-05",
            ],
            &["nowhere/at-all"],
        ),
        (
            &["approve", "fen", "--by", "X", "--on", "November"],
            &[
                "'November'",
                "write a day as year, month and day: 2026-11-21",
            ],
        ),
        (&["approve", "fen", "--on", "2026-11-05"], &["--by <WHO>"]),
        (
            &[
                "approve",
                "fen",
                "--by",
                "X",
                "--on",
                "2026-12-05",
                "--as-of",
                "2026-11-21",
            ],
            &["2026-12-05 is after 2026-11-21", "`--as-of`"],
        ),
    ] {
        let before = files(path);
        let (code, printed, said) = dutybound(path, arguments);
        assert_eq!((code, printed.as_str()), (2, ""), "{said}");
        for part in parts {
            assert!(said.contains(part), "{part:?} in {said}");
        }
        assert_eq!(files(path), before);
    }
}

#[test]
fn a_correction_is_explained_and_then_made() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(approve(path, &["fen"], &BY_FEN).0, 0);
    let approved = read(path.join("school.yaml"));
    assert_eq!(approved, fen_with(FEN_APPROVED));
    write(path, "school.yaml", &approved.replace("Begun.", "Done."));
    let (code, _, said) = approve(path, &["fen"], &BY_FEN);
    assert_eq!(code, 2);
    let way_out = "`--version 1.1 --reason \"A date was wrong.\"`";
    assert!(
        said.contains("it is another one") && said.contains(way_out),
        "{said}"
    );

    let next = ["--version", "1.1"];
    let (code, _, said) = approve(path, &["fen"], &[&BY_FEN[..], &next].concat());
    assert_eq!(code, 2);
    assert!(
        said.contains("has an edition of this period already") && said.contains(way_out),
        "{said}"
    );

    let corrected = ["--version", "1.1", "--reason", "A date was wrong."];
    let (code, printed, said) = approve(path, &["fen"], &[&BY_FEN[..], &corrected].concat());
    assert_eq!(code, 0, "{said}");
    assert!(
        printed.contains("    -  version: \"1.0\"\n    +  version: \"1.1\"\n"),
        "{printed}"
    );
    let (code, printed, _) = dutybound(path, &["verify"]);
    assert!(
        code == 0 && printed.contains("2 editions: as approved"),
        "{printed}"
    );

    let kept = path.join("editions/2026-27/fen/1.1/plan.yaml");
    std::fs::write(&kept, format!("{}# later\n", read(&kept))).unwrap();
    let (code, _, said) = approve(path, &["fen"], &[&BY_FEN[..], &corrected].concat());
    assert_eq!(code, 2);
    assert!(
        said.contains("was changed since it was approved") && said.contains("`dutybound verify`"),
        "{said}"
    );
}

#[test]
fn several_plans_are_approved_each_by_itself() {
    let folder = folder();
    let path = folder.path();
    let other = |id: &str, area: &str| {
        SCHOOL
            .replace("id: fen\n", &format!("id: {id}\n"))
            .replace("  areas:", &format!("{area}  areas:"))
    };
    write(path, "elm.yaml", &other("elm", ""));
    write(path, "oak.yaml", &other("oak", "  updated_on: soonish\n"));
    let (code, printed, said) = approve(path, &["fen", "oak", "elm", "fen"], &BY_FEN);
    assert_eq!(code, 1, "{said}");
    assert!(
        printed.ends_with("2 plans approved, 1 not: oak\n"),
        "{printed}"
    );
    assert!(
        read(path.join("elm.yaml")).contains(FEN_APPROVED)
            && read(path.join("school.yaml")).contains(FEN_APPROVED)
    );
    assert!(!read(path.join("oak.yaml")).contains("approval:"));

    write(path, "oak.yaml", &other("oak", ""));
    let later = [&["--by", "Chair"], &BY_FEN[2..]].concat();
    let (code, printed, said) = approve(path, &["fen", "oak"], &later);
    assert_eq!(code, 2, "{said}");
    assert!(
        printed.ends_with("1 plan approved, 1 not: fen\n"),
        "{printed}"
    );
    assert!(
        said.contains("it is another one") && said.contains("not all is done for fen"),
        "{said}"
    );
}

#[test]
fn a_dry_run_writes_nothing_and_says_the_same() {
    let folder = folder();
    let path = folder.path();
    let before = files(path);
    let (code, dry, said) = approve(path, &["fen"], &[&BY_FEN[..], &["--dry-run"]].concat());
    assert_eq!(code, 0, "{said}");
    assert_eq!(files(path), before);
    let (_, wet, _) = approve(path, &["fen"], &BY_FEN);
    let dry = dry.replace("would be approved", "approved");
    assert_eq!(
        dry,
        format!("{wet}Nothing was written: this was a dry run.\n")
    );
}

#[cfg(unix)]
#[test]
fn where_the_file_cannot_be_changed_its_lines_are_said() {
    let folder = folder();
    let path = folder.path();
    let elsewhere = tempfile::tempdir().unwrap();
    let known = "  approval: { minute: GB 25/1, approved_on: 2025-11-06, approved_by: GB }\n";
    let own = elsewhere.path().join("school.yaml");
    std::fs::write(&own, fen_with(known).replace("  version: \"1.0\"\n", "")).unwrap();
    std::fs::remove_file(path.join("school.yaml")).unwrap();
    std::os::unix::fs::symlink(&own, path.join("school.yaml")).unwrap();
    let without_minute = [&BY_FEN[..4], &BY_FEN[6..]].concat();
    let dry = approve(
        path,
        &["fen"],
        &[&without_minute[..], &["--dry-run"]].concat(),
    );
    assert!(
        dry.0 == 0 && dry.1.contains("changed by hand: `school.yaml` is a link"),
        "{}",
        dry.1
    );
    assert!(!path.join("editions").exists());

    let (code, printed, said) = approve(path, &["fen"], &without_minute);
    assert_eq!(code, 2, "{printed}");
    for part in [
        "`school.yaml` is a link",
        "the edition is kept",
        "take out `plan.approval.minute`:\n\nplan:\n  approval:\n    approved_by: Governing Body\n    \
         approved_on: 2026-11-05\n  version: '1.0'\n",
    ] {
        assert!(said.contains(part), "{part:?} in {said}");
    }
    let by_hand =
        fen_with("  approval:\n    approved_by: Governing Body\n    approved_on: 2026-11-05\n");
    std::fs::write(&own, by_hand).unwrap();
    let (code, printed, _) = approve(path, &["fen"], &without_minute);
    assert!(
        code == 0 && printed.contains("the plan says so already"),
        "{printed}"
    );
}

#[test]
fn a_run_that_ended_behind_the_edition_is_taken_up() {
    let folder = folder();
    let path = folder.path();
    frozen(path, &approving("fen")); // and its file says nothing of it yet
    let before = files(&path.join("editions"));
    let (code, printed, said) = approve(path, &["fen"], &BY_FEN);
    assert_eq!(code, 0, "{said}");
    assert!(
        printed.contains("editions/2026-27/fen/1.0, which an earlier run has written\n"),
        "{printed}"
    );
    assert!(printed.contains("    +  approval:\n"), "{printed}");
    assert_eq!(read(path.join("school.yaml")), fen_with(FEN_APPROVED));
    assert_eq!(files(&path.join("editions")), before);
}

#[test]
fn a_run_that_ended_while_it_wrote_files_is_finished_first() {
    let folder = folder();
    let path = folder.path();
    let after = format!("{TRUST}  updated_on: 2026-11-20\n");
    let of = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    let list =
        serde_json::json!([{ "file": "trust.yaml", "before": of(TRUST), "after": of(&after) }]);
    std::fs::create_dir(path.join(".dutybound-changes")).unwrap();
    write(path, ".dutybound-changes/list.json", &list.to_string());
    write(path, ".dutybound-changes/0", &after);
    let (_, _, said) = approve(path, &["fen"], &[&BY_FEN[..], &["--dry-run"]].concat());
    assert!(said.contains("what it left undone is done first"), "{said}");
    assert_eq!(
        read(path.join("trust.yaml")),
        TRUST,
        "a dry run finishes nothing"
    );
    let (code, _, said) = approve(path, &["fen"], &BY_FEN);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("an earlier run was interrupted") && said.contains("trust.yaml"),
        "{said}"
    );
    assert_eq!(read(path.join("trust.yaml")), after);
    assert!(!path.join(".dutybound-changes").exists());
}

#[test]
fn a_run_that_is_ended_at_any_moment_is_finished_by_the_same_command() {
    let approve_fen = |folder: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutybound"));
        let silent = command.arg("approve").arg("fen").args(BY_FEN);
        silent
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    };
    let whole = folder();
    let begin = Instant::now();
    assert!(approve_fen(whole.path()).status().unwrap().success());
    let most = begin.elapsed() + Duration::from_millis(20);
    for moment in 0..24 {
        let folder = folder();
        let path = folder.path();
        let mut child = approve_fen(path).spawn().unwrap();
        sleep(most * moment / 24);
        child.kill().unwrap();
        child.wait().unwrap();
        let edition = path.join("editions/2026-27/fen/1.0");
        let now = read(path.join("school.yaml"));
        assert!(
            now == SCHOOL || (now == fen_with(FEN_APPROVED) && edition.is_dir()),
            "{now}"
        );
        let (code, _, said) = approve(path, &["fen"], &BY_FEN);
        assert_eq!(code, 0, "{said}");
        assert_eq!(read(path.join("school.yaml")), fen_with(FEN_APPROVED));
        let (code, printed, _) = dutybound(path, &["verify"]);
        assert!(
            code == 0 && printed.contains("1 edition: as approved"),
            "{printed}"
        );
        assert!(!path.join(".dutybound-changes").exists());
    }
}
