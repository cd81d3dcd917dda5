//! Editions on the disk: what was tampered with is found and named, and a process that is ended leaves whole ones.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use dutybound::diagnostic::Sources;
use dutybound::edition::{self, EditionFile, FORMAT, Record, Verdict, freeze};

use crate::support::approval::{approving, folder, frozen, write};

fn verdict(folder: &Path) -> Verdict {
    edition::verify(edition::at(folder, &mut Sources::default()).unwrap()).unwrap()
}

/// The files that are named, each with the code.
fn found(folder: &Path) -> Vec<(String, &'static str)> {
    let tampering = verdict(folder).tampering.into_iter();
    tampering
        .map(|found| (found.file, found.fault.code))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn one_byte_of_any_file_is_found_and_the_file_is_named() {
    let folder = folder();
    let edition = frozen(folder.path(), &approving("fen")).folder;
    assert_eq!(found(&edition), []);
    let mut flips = 0;
    for name in names(&edition) {
        let path = edition.join(&name);
        let whole = std::fs::read(&path).unwrap();
        let step = if matches!(&*name, "SHA256SUMS" | "edition.json") {
            1
        } else {
            whole.len() / 12 + 1
        };
        for at in (0..whole.len()).step_by(step).chain([whole.len() - 1]) {
            for bit in [0x01, 0x20, 0x80] {
                let mut bytes = whole.clone();
                bytes[at] ^= bit;
                std::fs::write(&path, &bytes).unwrap();
                let found = found(&edition);
                assert!(
                    found.iter().any(|(file, _)| *file == name),
                    "byte {at} of {name}, {bit:x}: {found:?}"
                );
                if Path::new(&name)
                    .extension()
                    .is_some_and(|ending| ending == "docx")
                    || name == "plan.yaml"
                {
                    assert_eq!(found, [(name.clone(), "edition-changed")]);
                }
                flips += 1;
            }
        }
        std::fs::write(&path, &whole).unwrap();
    }
    assert!(flips > 1000, "{flips}");
    assert_eq!(found(&edition), []);
}

#[test]
fn what_is_missing_added_or_moved_is_named() {
    let folder = folder();
    let edition = frozen(folder.path(), &approving("fen")).folder;
    for name in names(&edition) {
        let (path, aside) = (edition.join(&name), folder.path().join("aside"));
        std::fs::rename(&path, &aside).unwrap();
        assert!(
            found(&edition).contains(&(name.clone(), "edition-missing")),
            "{name}: {:?}",
            found(&edition)
        );
        std::fs::create_dir(&path).unwrap();
        assert!(
            found(&edition).iter().any(|(file, _)| *file == name),
            "a folder called {name}"
        );
        std::fs::remove_dir(&path).unwrap();
        std::fs::rename(&aside, &path).unwrap();
    }
    assert_eq!(found(&edition), []);

    write(&edition, ".DS_Store", "a system's own");
    assert_eq!(found(&edition), []);
    write(&edition, "notes.txt", "a note");
    write(&edition, ".hidden", "a note");
    let added = [
        (".hidden".to_string(), "edition-added"),
        ("notes.txt".to_string(), "edition-added"),
    ];
    assert_eq!(found(&edition), added);
    std::fs::remove_file(edition.join("notes.txt")).unwrap();
    std::fs::remove_file(edition.join(".hidden")).unwrap();

    let elsewhere = folder.path().join("editions/2025-26/fen/1.0");
    std::fs::create_dir_all(elsewhere.parent().unwrap()).unwrap();
    std::fs::rename(&edition, &elsewhere).unwrap();
    assert_eq!(
        found(&elsewhere),
        [("edition.json".to_string(), "edition-moved")]
    );
}

#[test]
fn both_lists_must_be_forged_to_hide_a_change() {
    let folder = folder();
    let edition = frozen(folder.path(), &approving("fen")).folder;
    let sums = std::fs::read_to_string(edition.join("SHA256SUMS")).unwrap();
    write(&edition, "plan.yaml", "id: other\n");
    let digest: String = dutybound::source::digest_of(b"id: other\n")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<Vec<_>>()
        .concat();
    let forged: String = sums
        .lines()
        .map(|line| match line.split_once("  ") {
            Some((_, "plan.yaml")) => format!("{digest}  plan.yaml\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    write(&edition, "SHA256SUMS", &forged);
    assert_eq!(
        found(&edition),
        [("edition.json".to_string(), "edition-changed")]
    );
    let shuffled: String = sums.lines().rev().flat_map(|line| [line, "\n"]).collect();
    write(&edition, "SHA256SUMS", &shuffled);
    assert!(found(&edition).contains(&("plan.yaml".to_string(), "edition-changed")));
}

#[test]
fn without_both_lists_nothing_is_compared() {
    let folder = folder();
    let edition = frozen(folder.path(), &approving("fen")).folder;
    write(&edition, "edition.json", "{}");
    std::fs::remove_file(edition.join("SHA256SUMS")).unwrap();
    let named: Vec<String> = found(&edition).into_iter().map(|(file, _)| file).collect();
    assert!(named.contains(&"SHA256SUMS".to_string()), "{named:?}");
    assert!(
        named
            .iter()
            .all(|name| name == "edition.json" || name == "SHA256SUMS"),
        "{named:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_found() {
    let folder = folder();
    let edition = frozen(folder.path(), &approving("fen")).folder;
    for name in names(&edition) {
        let (path, aside) = (edition.join(&name), folder.path().join("aside"));
        std::fs::rename(&path, &aside).unwrap();
        std::os::unix::fs::symlink(&aside, &path).unwrap();
        assert!(
            found(&edition).iter().any(|(file, _)| *file == name),
            "{name}"
        );
        std::fs::remove_file(&path).unwrap();
        std::fs::rename(&aside, &path).unwrap();
    }
}

fn dutybound(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dutybound"));
    command
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

#[test]
fn verify_prints_each_edition_and_what_is_wrong_with_it() {
    let folder = folder();
    let plans = folder.path().join("plans"); // above a temporary folder may lie anything
    std::fs::create_dir(&plans).unwrap();
    for name in ["trust.yaml", "school.yaml"] {
        std::fs::rename(folder.path().join(name), plans.join(name)).unwrap();
    }
    let path = plans.to_str().unwrap();
    let verified = |arguments: &[&str]| {
        let output = dutybound(&[&["verify"], arguments].concat());
        let code = output.status.code().unwrap();
        (code, String::from_utf8(output.stdout).unwrap())
    };
    // Who names a folder expects something in it.
    assert_eq!(verified(&[path]), (2, String::new()));

    let fen = frozen(&plans, &approving("fen")).folder;
    frozen(&plans, &approving("fleet"));
    let (code, said) = verified(&[path]);
    assert_eq!(
        (code, &*said),
        (
            0,
            "fen 2026/27, version 1.0: as approved by Governing Body on 5 November 2026 (5 files)\n\
             fleet 2026/27, version 1.0: as approved by Governing Body on 5 November 2026 (5 files)\n\
             2 editions: as approved\n"
        )
    );
    write(&fen, "plan.yaml", "id: other\n");
    write(&fen, "more.txt", "");
    let (code, said) = verified(&[path]);
    assert_eq!(
        (code, &*said),
        (
            1,
            "fen 2026/27, version 1.0: NOT as approved by Governing Body on 5 November 2026 \
             (editions/2026-27/fen/1.0)\n  `more.txt` was added\n  `plan.yaml` was changed\n\
             fleet 2026/27, version 1.0: as approved by Governing Body on 5 November 2026 (5 files)\n\
             2 editions: 1 as approved, 1 not\n"
        )
    );
    let file = plans.join("school.yaml");
    assert_eq!(
        verified(&[file.to_str().unwrap()]).1,
        said,
        "a file means its workspace"
    );
    let (code, said) = verified(&[fen.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(
        said.ends_with("1 edition: 0 as approved, 1 not\n"),
        "{said}"
    );
    assert_eq!(verified(&["tests/nowhere"]).0, 2);

    let (code, json) = verified(&[path, "--format", "json"]);
    assert_eq!(code, 1);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["version"], 1);
    let [fen, fleet] = &report["editions"].as_array().unwrap()[..] else {
        panic!("two editions: {json}");
    };
    assert_eq!(fleet["as_approved"], true);
    assert_eq!(fen["edition"], "editions/2026-27/fen/1.0");
    assert_eq!(fen["findings"][1]["file"], "plan.yaml");
    assert_eq!(fen["findings"][1]["code"], "edition-changed");
    assert!(fen["findings"][1]["help"].is_string());
}

#[test]
fn a_hostile_record_is_answered_with_its_place() {
    let folder = folder();
    let edition = frozen(folder.path(), &approving("fen")).folder;
    let whole = std::fs::read_to_string(edition.join("edition.json")).unwrap();
    let deep = "[".repeat(5_000);
    for (text, part) in [
        (
            whole.replace("plan.yaml", "../../../trust.yaml"),
            "edition.json:",
        ),
        (
            whole.replace("\"format\": 1", "\"format\": 2"),
            "form 2 of an edition",
        ),
        (whole[..whole.len() / 2].to_string(), "edition.json:"),
        (
            whole.replace("Governing Body", "\\u001b[2J\\u0007Body"),
            "NOT as approved",
        ),
        (deep, "edition.json:"),
        (String::new(), "edition.json"),
    ] {
        write(&edition, "edition.json", &text);
        let output = dutybound(&["verify", edition.to_str().unwrap()]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(part), "{part} in {said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
    }
}

/// Set for the child process of the next test, to the folder that it writes into.
const CHILD: &str = "DUTYBOUND_TEST_EDITIONS";

/// One edition after another, more than there is time for; an end there is, should nobody end the process.
fn freeze_many(root: &Path) {
    for version in 1..=200 {
        freeze(root, record(version), &contents(version)).unwrap();
    }
}

fn record(version: u32) -> Record {
    Record {
        format: FORMAT,
        organisation: "fen".parse().unwrap(),
        name: "Fen School".into(),
        period: "2026/27".parse().ok(),
        version: version.to_string(),
        approved_by: "Governing Body".into(),
        approved_on: "2026-11-05".parse().unwrap(),
        minute: None,
        reason: None,
        as_of: "2026-11-21".parse().unwrap(),
        register: None,
        program: "dutybound".into(),
        files: Vec::new(),
    }
}

fn contents(version: u32) -> Vec<EditionFile> {
    let file = |number: usize| EditionFile {
        name: format!("{number}.bin"),
        template: None,
        pages: None,
        bytes: vec![u8::try_from(version % 251).unwrap(); 40_000 * number],
    };
    (1..=8).map(file).collect()
}

#[test]
fn a_process_that_is_ended_at_any_moment_leaves_no_edition_or_a_whole_one() {
    if let Some(root) = std::env::var_os(CHILD) {
        return freeze_many(Path::new(&root));
    }
    let (mut editions, mut leftovers) = (0, 0);
    for moment in 0..60_u64 {
        let folder = tempfile::tempdir().unwrap();
        let name =
            "editions::a_process_that_is_ended_at_any_moment_leaves_no_edition_or_a_whole_one";
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--nocapture"])
            .env(CHILD, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let parent: PathBuf = folder.path().join("editions/2026-27/fen");
        for _ in 0..10_000 {
            if parent.exists() {
                break;
            }
            sleep(Duration::from_micros(500));
        }
        sleep(Duration::from_micros(moment * 370));
        child.kill().unwrap();
        child.wait().unwrap();

        let left = names(&parent);
        leftovers += left.iter().filter(|name| name.starts_with('.')).count();
        let stored = edition::all(folder.path(), &mut Sources::default()).unwrap();
        assert_eq!(
            stored.len(),
            left.iter().filter(|name| !name.starts_with('.')).count(),
            "what is not finished is no edition"
        );
        let next = u32::try_from(stored.len()).unwrap() + 1;
        editions += stored.len();
        for stored in stored {
            let folder = stored.folder.clone();
            assert_eq!(
                edition::verify(stored).unwrap().tampering,
                [],
                "{}",
                folder.display()
            );
        }
        freeze(folder.path(), record(next), &contents(next)).unwrap();
        let left = names(&parent);
        assert!(
            left.iter().all(|name| !name.starts_with('.')),
            "leftovers stay: {left:?}"
        );
    }
    assert!(
        editions > 0,
        "no process was given the time to finish an edition"
    );
    assert!(leftovers > 0, "no process was ended while it wrote");
}
