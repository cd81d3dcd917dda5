//! From a plan to an edition: what is frozen, what keeps it back, and what the version history tells of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dutybound::diagnostic::Sources;
use dutybound::edition::{self, Inherited, Record, plan_yaml};
use dutybound::model::Profile;
use dutybound::pipeline::{Approved, Approving, Format, Options, approve, prepare};
use dutybound::render::pdf::PdfWriter;
use dutybound::source::folders;
use dutybound::workspace::Workspace;
use proptest::prelude::*;

use crate::support::approval::{SCHOOL, TRUST, approving, folder, frozen, in_word, refused, write};
use crate::support::command::copy;
use crate::support::{self, options, pdf};

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

fn values(profile: &Profile) -> serde_json::Value {
    serde_json::to_value(profile).unwrap()
}

fn profile(folder: &Path, id: &str) -> Arc<Profile> {
    let resolved = Workspace::open(folder).unwrap().resolve(id).unwrap();
    resolved.profile.unwrap()
}

/// The version table of a plan.
fn history(folder: &Path, id: &str) -> Vec<String> {
    let history = profile(folder, id).plan.history.clone();
    let lines = history.iter().map(|entry| {
        let on = entry.on.map_or(String::new(), |on| on.to_string());
        let word = |text: &Option<dutybound::model::Text>| {
            text.as_ref()
                .map_or(String::new(), |text| text.value.clone())
        };
        let (by, note) = (word(&entry.by), word(&entry.note));
        format!("{} | {on} | {by} | {note}", entry.version.value)
    });
    lines.collect()
}

#[test]
fn an_edition_holds_the_final_documents_the_plan_and_their_fingerprints() {
    let folder = folder();
    let mut workspace = Workspace::open(folder.path()).unwrap();
    let all = Options {
        formats: vec![Format::Pdf, Format::Docx, Format::Html],
        ..options()
    };
    let writer = PdfWriter::new();
    let Approved::Frozen(frozen) =
        approve(&mut workspace, &approving("fen"), &all, &writer).unwrap()
    else {
        panic!("refused");
    };
    assert_eq!(
        frozen.folder,
        folder.path().join("editions/2026-27/fen/1.0")
    );
    assert!(!frozen.was_there);
    let files = files(&frozen.folder);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "SHA256SUMS",
            "edition.json",
            "fen-prevent-plan-2026-27.docx",
            "fen-prevent-plan-2026-27.html",
            "fen-prevent-plan-2026-27.pdf",
            "inherited.json",
            "plan.yaml",
        ]
    );
    let printed = pdf::fold(&pdf::tags(&files["fen-prevent-plan-2026-27.pdf"]).words());
    let typed = support::docx::words(&files["fen-prevent-plan-2026-27.docx"]).join(" ");
    let shown = support::html::words(&files["fen-prevent-plan-2026-27.html"]);
    for words in [printed, pdf::fold(&typed), pdf::fold(&shown)] {
        assert!(!words.to_lowercase().contains("draft"), "{words}");
        assert!(
            words.contains("Governing Body") && words.contains("5 November 2026"),
            "{words}"
        );
        assert!(
            words.contains("What changed 1.0 5 November 2026 Governing Body"),
            "its own version is in the table: {words}"
        );
    }
    let (record, faults) = Record::read(
        "edition.json",
        &files["edition.json"],
        &mut Sources::default(),
    );
    assert_eq!(faults, []);
    let record = record.unwrap();
    assert_eq!(record.minute.as_deref(), Some("GB 26/7"));
    assert_eq!(record.register, workspace.register().date());
    let pages: Vec<bool> = record
        .files
        .iter()
        .map(|file| file.pages.is_some())
        .collect();
    assert_eq!(pages, [false, false, true, false, false]);

    let unwritten: Vec<(String, Option<&str>)> = frozen
        .unwritten
        .iter()
        .map(|(keys, text)| (keys.join("."), text.as_deref()))
        .collect();
    assert_eq!(
        unwritten,
        [
            (
                "plan.approval.approved_by".to_string(),
                Some("Governing Body")
            ),
            ("plan.approval.approved_on".to_string(), Some("2026-11-05")),
            ("plan.approval.minute".to_string(), Some("GB 26/7")),
        ]
    );
    let (inherited, faults) = Inherited::read(
        "inherited.json",
        &files["inherited.json"],
        &mut Sources::default(),
    );
    assert_eq!(faults, []);
    let inherited = inherited.unwrap();
    assert!(inherited.is_own("plan.approval.approved_on") && inherited.is_own("plan.version"));
    assert!(!inherited.is_own("plan.introduction"));
    assert_eq!(
        inherited.extends,
        ["trust.yaml"],
        "as seen from the workspace, wherever that lies"
    );
    assert_eq!(
        inherited.overrides[0].inherited,
        "Review the policy with {{ words.staff }}."
    );
    assert_eq!(
        inherited.removed[0].path,
        "plan.areas.leading.actions.forum"
    );
}

#[test]
fn the_sums_are_what_sha256sum_reads() {
    let folder = folder();
    let frozen = frozen(folder.path(), &approving("fen"));
    let Ok(judged) = std::process::Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(&frozen.folder)
        .status()
    else {
        return; // not every system has it
    };
    assert!(judged.success());
    let sums = std::fs::read_to_string(frozen.folder.join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), files(&frozen.folder).len() - 1);
}

#[test]
fn an_edition_is_a_workspace_of_its_own() {
    let folder = folder();
    write(
        folder.path(),
        "guidance.yaml",
        "guidance:\n  - { id: own-letter, title: Letter to schools, status: draft }\n",
    );
    write(
        folder.path(),
        "school.yaml",
        &format!("{SCHOOL}  references: [own-letter]\n"),
    );
    let frozen = frozen(folder.path(), &approving("fen"));
    let alone = Workspace::open(&frozen.folder).unwrap();
    assert_eq!(alone.diagnostics(), []);
    let resolved = alone.resolve("fen").unwrap();
    assert_eq!(resolved.diagnostics, []);
    let read = resolved.profile.unwrap();
    assert_eq!(
        read.guidance.len(),
        2,
        "the register of the trust went with it"
    );

    let mut now = Workspace::open(folder.path()).unwrap();
    let known = approve(&mut now, &approving("fen"), &in_word(), &PdfWriter::new()).unwrap();
    assert!(matches!(known, Approved::Frozen(frozen) if frozen.was_there));
    assert_eq!(
        values(&now.resolve("fen").unwrap().profile.unwrap()),
        values(&read)
    );
}

#[test]
fn nothing_is_written_while_something_is_wrong() {
    let folder = folder();
    let path = folder.path();
    write(
        path,
        "school.yaml",
        &SCHOOL.replace("  version:", "  updated_on: soonish\n  version:"),
    );
    assert!(refused(path, &approving("fen")).contains("wrong-value"));
    write(path, "school.yaml", SCHOOL);
    write(
        path,
        "other.yaml",
        "id: fen\norganisation: { kind: school, name: Fen }\nplan: { title: Plan }\n",
    );
    assert!(refused(path, &approving("fen")).contains("shared-id"));
    write(path, "other.yaml", "id: [broken\n");
    let tomorrow = Approving {
        on: "2026-11-22".parse().unwrap(),
        ..approving("fen")
    };
    assert!(refused(path, &tomorrow).contains("after 2026-11-21"));
    let nobody = Approving {
        by: " – ".into(),
        ..approving("fen")
    };
    assert!(refused(path, &nobody).contains("not said who approved"));
    let placeholder = Approving {
        by: "{{ words.board }}".into(),
        ..approving("fen")
    };
    assert!(refused(path, &placeholder).contains("placeholder"));
    assert!(refused(path, &approving("fenn")).contains("no organisation `fenn`"));
    assert!(!path.join("editions").exists());
    frozen(path, &approving("fen")); // another school's broken file is not in the way
}

#[test]
fn an_edition_is_never_overwritten_and_a_correction_has_a_reason() {
    let folder = folder();
    let path = folder.path();
    let first = frozen(path, &approving("fen"));
    let before = files(&first.folder);

    let again = frozen(path, &approving("fen"));
    assert!(again.was_there && again.folder == first.folder);
    assert_eq!(
        again.unwritten, first.unwritten,
        "the same command takes the work up where it ended"
    );

    let other = Approving {
        by: "Chair".into(),
        ..approving("fen")
    };
    assert!(refused(path, &other).contains("`editions/2026-27/fen/1.0` already"));
    write(path, "school.yaml", &SCHOOL.replace("Begun.", "Done."));
    assert!(refused(path, &approving("fen")).contains("already, and it is another one"));
    let next = Approving {
        version: Some("1.1".into()),
        ..approving("fen")
    };
    assert!(refused(path, &next).contains("has an edition of this period already"));
    let reason = Some("A date was wrong.".to_string());
    let older = Approving {
        version: Some("0.9".into()),
        reason: reason.clone(),
        ..approving("fen")
    };
    assert!(refused(path, &older).contains("version 0.9 comes before it"));
    let corrected = frozen(path, &Approving { reason, ..next });
    assert_eq!(corrected.folder, path.join("editions/2026-27/fen/1.1"));
    assert_eq!(
        corrected.unwritten.last().unwrap(),
        &(vec!["plan", "version"], Some("1.1".into()))
    );
    assert_eq!(files(&first.folder), before);
}

#[test]
fn once_the_file_says_so_too_nothing_is_left_to_do() {
    let folder = folder();
    let path = folder.path();
    frozen(path, &approving("fen"));
    let approval = "  approval:\n    minute: GB 26/7\n    approved_on: 5 November 2026\n    approved_by: Governing Body\n";
    write(
        path,
        "school.yaml",
        &SCHOOL.replace("  areas:", &format!("{approval}  areas:")),
    );
    let again = frozen(path, &approving("fen"));
    assert!(again.was_there);
    let left: Vec<_> = again
        .unwritten
        .iter()
        .map(|(keys, _)| keys.join("."))
        .collect();
    assert_eq!(
        left,
        ["plan.approval.approved_on"],
        "written otherwise, it is the same day"
    );
    let without_minute = Approving {
        minute: None,
        on: "2026-11-12".parse().unwrap(),
        version: Some("2".into()),
        reason: Some("Again.".into()),
        ..approving("fen")
    };
    let later = frozen(path, &without_minute);
    let minute = later
        .unwritten
        .iter()
        .find(|(keys, _)| keys.ends_with(&["minute"]));
    assert_eq!(
        minute.unwrap().1,
        None,
        "the minute of another meeting does not stay"
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_refused() {
    let folder = folder();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("editions")).unwrap();
    assert!(refused(folder.path(), &approving("fen")).contains("cannot read"));
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    std::fs::remove_file(folder.path().join("editions")).unwrap();
    std::fs::create_dir_all(folder.path().join("editions/2026-27")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("editions/2026-27/fen")).unwrap();
    refused(folder.path(), &approving("fen"));
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn the_version_history_comes_from_the_editions_and_the_file() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(history(path, "fen"), [] as [&str; 0]);
    frozen(path, &approving("fen"));
    let correction = Approving {
        on: "2026-11-19".parse().unwrap(),
        version: Some("1.1".into()),
        reason: Some("A date was wrong.".into()),
        ..approving("fen")
    };
    frozen(path, &correction);
    assert_eq!(
        history(path, "fen"),
        [
            "1.0 | 5 November 2026 | Governing Body | ",
            "1.1 | 19 November 2026 | Governing Body | A date was wrong.",
        ]
    );
    assert_eq!(
        history(path, "fleet"),
        [] as [&str; 0],
        "each organisation has its own"
    );
    let typed = "  history:\n    - { version: \"0.9\", on: 2026-10, by: Headteacher, note: Draft. }\n    - { version: \"1.0\", note: First plan. }\n";
    write(
        path,
        "school.yaml",
        &SCHOOL.replace("  areas:", &format!("{typed}  areas:")),
    );
    assert_eq!(
        history(path, "fen"),
        [
            "0.9 | October 2026 | Headteacher | Draft.",
            "1.0 | 5 November 2026 | Governing Body | First plan.",
            "1.1 | 19 November 2026 | Governing Body | A date was wrong.",
        ]
    );
    let prepared = prepare(
        &Workspace::open(path).unwrap(),
        "fen",
        &options(),
        &PdfWriter::new(),
    );
    assert!(prepared.unwrap().checked.is_some());
}

#[test]
fn an_edition_that_cannot_be_read_stops_no_plan() {
    let folder = folder();
    let path = folder.path();
    let frozen = frozen(path, &approving("fen"));
    for text in [
        "",
        "{",
        "[1, 2]",
        "{ \"format\": 99 }",
        "\u{0}\u{1}",
        "&a [*a, *a]",
    ] {
        write(&frozen.folder, "edition.json", text);
        let resolved = Workspace::open(path).unwrap().resolve("fen").unwrap();
        let said: Vec<_> = resolved
            .diagnostics
            .iter()
            .map(|fault| (fault.code, fault.is_error()))
            .collect();
        assert_eq!(said, [("edition-unread", false)], "{text:?}");
        assert!(resolved.profile.is_some());
    }
    write(path, "editions/2026-27/README.txt", "Nothing.");
    std::fs::remove_dir_all(&frozen.folder).unwrap();
    assert_eq!(
        Workspace::open(path)
            .unwrap()
            .resolve("fen")
            .unwrap()
            .diagnostics,
        []
    );
}

#[test]
fn a_trust_and_its_schools_are_approved_and_their_plans_say_what_they_said() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("data/riverside"), folder.path());
    let before: Vec<Vec<String>> = ["riverside", "oakfield"]
        .iter()
        .map(|id| history(folder.path(), id))
        .collect();
    for (id, by, on) in [
        ("riverside", "Board of Trustees", "2026-10-06"),
        ("oakfield", "Local Governing Body", "2026-11-05"),
    ] {
        let approving = Approving {
            by: by.into(),
            on: on.parse().unwrap(),
            minute: None,
            ..approving(id)
        };
        let frozen = frozen(folder.path(), &approving);
        assert_eq!(frozen.unwritten, [], "the samples are approved already");
        let verdict =
            edition::verify(edition::at(&frozen.folder, &mut Sources::default()).unwrap()).unwrap();
        assert_eq!(verdict.tampering, []);
    }
    for (id, before) in ["riverside", "oakfield"].iter().zip(before) {
        assert_eq!(history(folder.path(), id), before, "nothing is told twice");
    }
    let stored = edition::all(folder.path(), &mut Sources::default()).unwrap();
    let addresses: Vec<String> = stored
        .iter()
        .map(|stored| stored.address.to_string())
        .collect();
    assert_eq!(
        addresses,
        [
            "editions/2026-27/oakfield/1.0",
            "editions/2026-27/riverside/1.0"
        ]
    );
}

#[test]
fn every_sample_can_be_approved_and_its_edition_reads_as_the_plan_it_was() {
    let writer = PdfWriter::new();
    let quick = Options {
        formats: vec![Format::Html],
        ..options()
    };
    let mut approved = 0;
    for name in ["fenshire", "keystone", "larkfield", "riverside"] {
        let folder = tempfile::tempdir().unwrap();
        copy(&Path::new("data").join(name), folder.path());
        let mut workspace = Workspace::open(folder.path()).unwrap();
        let ids: Vec<String> = workspace.organisations().map(str::to_string).collect();
        for id in ids {
            let before = workspace
                .resolve(&id)
                .unwrap()
                .profile
                .unwrap()
                .plan
                .approval
                .clone();
            let again = Approving {
                by: before.approved_by.unwrap().value,
                on: before.approved_on.unwrap().first_day(),
                minute: None,
                ..approving(&id)
            };
            let Approved::Frozen(frozen) =
                approve(&mut workspace, &again, &quick, &writer).unwrap()
            else {
                panic!("{id} is refused");
            };
            assert_eq!(frozen.unwritten, [], "{id} is approved already");
            let stored = edition::at(&frozen.folder, &mut Sources::default()).unwrap();
            assert_eq!(edition::verify(stored).unwrap().tampering, [], "{id}");
            let alone = Workspace::open(&frozen.folder).unwrap();
            assert_eq!(alone.diagnostics(), [], "{id}");
            let read = alone.resolve(&id).unwrap().profile.unwrap();
            assert_eq!(values(&read), values(&profile(folder.path(), &id)), "{id}");
            assert!(!read.plan.history.is_empty(), "{id}");
            approved += 1;
        }
    }
    assert_eq!(approved, 9);
}

/// Asserts that the plan of each organisation, written as one file, reads the same.
fn assert_reads_the_same(folder: &Path) -> usize {
    let workspace = Workspace::open(folder).unwrap();
    let mut plans = 0;
    for id in workspace.organisations() {
        let resolved = workspace.resolve(id).unwrap();
        let Some(profile) = &resolved.profile else {
            continue;
        };
        let yaml = plan_yaml(&resolved.filled, profile).unwrap();
        let (read, faults) = workspace.read_alone("plan.yaml", yaml.as_bytes());
        assert_eq!(faults, [], "{id} in {}", folder.display());
        assert_eq!(
            values(&read.unwrap()),
            values(profile),
            "{id} in {}",
            folder.display()
        );
        plans += 1;
    }
    plans
}

#[test]
fn every_plan_reads_the_same_from_one_file() {
    let mut plans = 0;
    let samples = folders(Path::new("data")).unwrap().into_iter();
    let samples = samples.filter(|folder| dutybound::source::holds_yaml(folder).unwrap());
    for folder in samples.chain(["tests/brands", "tests/manual"].map(PathBuf::from)) {
        plans += assert_reads_the_same(&folder);
    }
    assert!(plans > 12, "{plans}");
    for folder in folders(Path::new("tests/cases")).unwrap() {
        let workspace = Workspace::open(&folder).unwrap();
        let sound = workspace
            .organisations()
            .all(|id| workspace.resolve(id).unwrap().diagnostics.is_empty());
        if sound && workspace.diagnostics().is_empty() {
            plans += assert_reads_the_same(&folder);
        }
    }
    assert!(plans > 40, "{plans}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_texts_read_the_same_from_one_file(
        texts in prop::collection::vec("([ -~]|[ \t\n\u{a0}é{%#}:'\"|>-]|\u{200b}|\u{2028}|\u{85}){0,24}", 4),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let quoted: Vec<String> = texts
            .iter()
            .map(|text| {
                // A placeholder that prints the text's own braces, and escapes for what may not be typed as it is.
                let text = dutybound::wording::literal(text);
                let signs = text.chars().map(|sign| match sign {
                    '"' | '\\' => format!("\\{sign}"),
                    ' '..='~' => sign.to_string(),
                    _ => format!("\\u{:04x}", u32::from(sign)),
                });
                format!("\"{}\"", signs.collect::<String>())
            })
            .collect();
        let plan = format!(
            "id: own\norganisation: {{ kind: school, name: Own }}\nplan:\n  title: Plan\n  introduction: {}\n  \
             custom: {{ one: {}, two: {} }}\n  areas: [{{ id: a, title: A, progress: {} }}]\n",
            quoted[0], quoted[1], quoted[2], quoted[3],
        );
        write(folder.path(), "school.yaml", &plan);
        let workspace = Workspace::open(folder.path()).unwrap();
        let resolved = workspace.resolve("own").unwrap();
        if let Some(profile) = resolved.profile.as_ref().filter(|_| resolved.diagnostics.is_empty()) {
            let yaml = plan_yaml(&resolved.filled, profile).unwrap();
            let (read, faults) = workspace.read_alone("plan.yaml", yaml.as_bytes());
            prop_assert_eq!(faults, [], "{}", yaml);
            prop_assert_eq!(values(&read.unwrap()), values(profile), "{}", yaml);
        }
    }
}

#[test]
fn the_trust_itself_is_approved_as_a_school_is() {
    let folder = folder();
    write(
        folder.path(),
        "trust.yaml",
        &TRUST.replace("2026/27", "September 2026 to July 2029"),
    );
    let frozen = frozen(folder.path(), &approving("fleet"));
    assert_eq!(
        frozen.folder,
        folder
            .path()
            .join("editions/september-2026-to-july-2029/fleet/1.0"),
        "the first version of a plan that names none"
    );
}
