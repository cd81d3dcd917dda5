//! The command as a person runs it: exit codes, what is printed, and where it writes.

use std::path::Path;
use std::process::{Command, Output};

fn dutybound(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dutybound"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn build_prints_a_summary_and_ends_with_0() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let built = dutybound(&[
        "build",
        "data/riverside",
        "--as-of",
        "2026-11-21",
        "--output",
        output,
    ]);
    assert_eq!(code(&built), 0, "{}", said(&built));
    for part in [
        "Organisation",
        "Pages",
        "Warnings",
        "weir-rag-2026-27.pdf, .docx, .html",
        "9 documents built, 0 errors",
    ] {
        assert!(
            printed(&built).contains(part),
            "{part} in {}",
            printed(&built)
        );
    }
    for ending in ["docx", "html"] {
        let file = format!("riverside/riverside-rag-2026-27.{ending}");
        assert!(folder.path().join(file).is_file(), "{ending}");
    }
    let manifest = std::fs::read_to_string(folder.path().join("riverside/manifest.json")).unwrap();
    assert!(manifest.contains("riverside-rag-2026-27.html"));
}

#[test]
fn a_file_with_errors_keeps_its_own_documents_back_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let built = dutybound(&[
        "build",
        "tests/cases/reword-needs-a-reason",
        "--output",
        output,
    ]);
    assert_eq!(code(&built), 1);
    assert!(
        said(&built).contains("error[merge-reason]"),
        "{}",
        said(&built)
    );
    assert!(
        printed(&built).contains("not built: it has errors"),
        "{}",
        printed(&built)
    );
    assert!(folder.path().join("riverside").is_dir());
    assert!(!folder.path().join("oakfield").exists());
}

#[test]
fn a_single_file_is_built_within_its_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let file = "data/riverside/schools/oakfield.yaml";
    let built = dutybound(&[
        "build",
        file,
        "--format",
        "docx",
        "--template",
        "rag",
        "--output",
        output,
    ]);
    assert_eq!(code(&built), 0, "{}", said(&built));
    assert!(
        folder
            .path()
            .join("oakfield/oakfield-rag-2026-27.docx")
            .is_file()
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_of_workspaces_is_built_whole() {
    let checked = dutybound(&["check", "data", "--as-of", "2026-11-21"]);
    assert_eq!(code(&checked), 0, "{}", said(&checked));
    assert!(
        printed(&checked).contains("9 organisations checked"),
        "{}",
        printed(&checked)
    );
}

#[test]
fn check_as_json_is_versioned_and_placed() {
    let checked = dutybound(&[
        "check",
        "tests/cases/unknown-keys",
        "--format",
        "json",
        "--as-of",
        "2026-11-21",
    ]);
    assert_eq!(code(&checked), 1);
    let json: serde_json::Value = serde_json::from_str(&printed(&checked)).unwrap();
    assert_eq!(json["version"], 1);
    let finding = &json["findings"][0];
    assert_eq!(
        finding["place"]["file"],
        "tests/cases/unknown-keys/schools/oakfield.yaml"
    );
    assert!(finding["place"]["line"].as_u64().unwrap() > 0);
    assert!(finding["help"].is_string());
}

#[test]
fn what_cannot_be_done_ends_with_2_and_says_why() {
    for (arguments, part) in [
        (&["build", "nowhere"][..], "cannot read `nowhere`"),
        (
            &[
                "build",
                "data/riverside",
                "--only",
                "oakfeild",
                "--output",
                "/tmp/never",
            ][..],
            "Did you mean `oakfield`?",
        ),
        (
            &[
                "build",
                "data/riverside",
                "--template",
                "scool",
                "--output",
                "/tmp/never",
            ][..],
            "there is no template `scool`",
        ),
        (
            &["build", "data/riverside", "--as-of", "tomorrow"][..],
            "2026-11-21",
        ),
        (
            &["build", "data/riverside", "--output", "Cargo.toml"][..],
            "cannot write",
        ),
        (
            &["show", "plan", "oakfeild", "data/riverside"][..],
            "Did you mean `oakfield`?",
        ),
        (
            &["explain", "oakfield", "plan.titel", "data/riverside"][..],
            "Did you mean `title`?",
        ),
        (&["check", "benches"][..], "there is no plan file"),
    ] {
        let output = dutybound(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", said(&output));
        assert!(
            said(&output).contains(part),
            "{arguments:?}: {}",
            said(&output)
        );
    }
    assert!(!Path::new("/tmp/never").exists());
}

#[test]
fn show_prints_the_plan_as_yaml_and_the_document_as_json() {
    let plan = printed(&dutybound(&["show", "plan", "weir", "data/riverside"]));
    let plan: serde_yaml::Value = serde_yaml::from_str(&plan).unwrap();
    assert_eq!(plan["organisation"]["name"], "Weir Sixth Form College");
    assert!(plan["plan"]["areas"].as_sequence().unwrap().len() >= 7);
    let document = printed(&dutybound(&[
        "show",
        "document",
        "weir",
        "data/riverside",
        "--as-of",
        "2026-11-21",
    ]));
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["meta"]["language"], "en-GB");
    assert_eq!(document["sections"][0]["orientation"], "landscape");
}

#[test]
fn explain_says_where_a_value_came_from_and_what_it_replaced() {
    let output = dutybound(&["explain", "hartley", "community.text", "data/riverside"]);
    let text = printed(&output);
    assert_eq!(code(&output), 0, "{}", said(&output));
    for part in ["hartley.yaml:", "replaced", "trust.yaml:", "reworded"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn init_makes_a_workspace_that_builds_at_once_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("my trust");
    let (place, output) = (place.to_str().unwrap(), folder.path().join("out"));
    assert_eq!(code(&dutybound(&["init", place])), 0);
    let built = dutybound(&[
        "build",
        place,
        "--as-of",
        "2026-11-21",
        "--output",
        output.to_str().unwrap(),
    ]);
    assert_eq!(code(&built), 0, "{}", said(&built));
    assert!(
        printed(&built).contains("4 documents built, 0 errors, 0 warnings and 2 notes"), // two people are to be named
        "{} {}",
        printed(&built),
        said(&built)
    );
    let again = dutybound(&["init", place]);
    assert_eq!(code(&again), 2);
    assert!(said(&again).contains("exists already"));
}

#[test]
fn no_file_makes_it_stop_without_a_word() {
    let mut files: Vec<_> = std::fs::read_dir("tests/hostile")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 100);
    for file in files {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(&file, folder.path().join("plan.yaml")).unwrap();
        let checked = dutybound(&["check", folder.path().to_str().unwrap()]);
        let faulty = !file
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("fine-");
        assert!(
            matches!(code(&checked), 0..=2),
            "{file:?}: {}",
            said(&checked)
        );
        assert!(!said(&checked).contains("panicked"), "{file:?}");
        if code(&checked) == 1 {
            assert!(
                said(&checked).contains("plan.yaml:"),
                "{file:?} names its place: {}",
                said(&checked)
            );
            assert!(
                said(&checked).contains("= help: "),
                "{file:?} says what to do: {}",
                said(&checked)
            );
        } else if faulty {
            let only_warned = said(&checked).contains("warning[");
            assert!(
                only_warned,
                "{file:?} is not passed over in silence: {}",
                said(&checked)
            );
        }
    }
}

#[test]
fn a_file_means_the_same_from_every_folder() {
    let binary = env!("CARGO_BIN_EXE_dutybound");
    for (folder, file) in [
        (".", "data/riverside/schools/weir.yaml"),
        ("data", "riverside/schools/weir.yaml"),
        ("data/riverside", "schools/weir.yaml"),
        ("data/riverside", "./schools/../schools/weir.yaml"),
        ("data/riverside/schools", "weir.yaml"),
        ("data/riverside/brand", "../schools/weir.yaml"),
    ] {
        let checked = Command::new(binary)
            .args(["check", file])
            .current_dir(folder)
            .output()
            .unwrap();
        assert_eq!(code(&checked), 0, "{folder} {file}: {}", said(&checked));
        assert!(
            printed(&checked).contains("1 organisation checked"),
            "{folder} {file}: {}",
            printed(&checked)
        );
    }
    let checked = dutybound(&["check", "data/riverside/README.md"]);
    assert_eq!(code(&checked), 2);
    assert!(
        said(&checked).contains("is not the file of an organisation"),
        "{}",
        said(&checked)
    );
}

#[test]
fn people_who_are_not_public_are_named_by_their_role_alone() {
    let document = printed(&dutybound(&[
        "show",
        "document",
        "riverside",
        "data/riverside",
        "--template",
        "rag",
    ]));
    assert!(
        document.contains("Head of Digital Services"),
        "a role of somebody who is not public"
    );
    for private in ["Harpreet Lally", "01632 960115", "digital@riverside"] {
        assert!(!document.contains(private), "{private}");
    }
}

#[test]
fn another_schools_mistakes_are_not_in_the_way_of_one_school() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("trust");
    assert_eq!(code(&dutybound(&["init", place.to_str().unwrap()])), 0);
    std::fs::write(place.join("schools/broken.yaml"), "id: broken\nplan: [\n").unwrap();
    let output = folder.path().join("out");
    let output = output.to_str().unwrap();
    let file = place.join("schools/willowbank.yaml");
    let one = dutybound(&[
        "build",
        file.to_str().unwrap(),
        "--as-of",
        "2026-11-21",
        "--output",
        output,
    ]);
    assert_eq!(code(&one), 0, "{}", said(&one));
    let all = dutybound(&[
        "build",
        place.to_str().unwrap(),
        "--as-of",
        "2026-11-21",
        "--output",
        output,
    ]);
    assert_eq!(code(&all), 1, "{}", said(&all));
    assert!(said(&all).contains("broken.yaml:2"), "{}", said(&all));
    assert!(
        printed(&all).contains("4 documents built"),
        "{}",
        printed(&all)
    );
}

#[test]
fn a_template_is_checked_for_characters_like_any_other_text() {
    let checked = dutybound(&[
        "check",
        "tests/cases/house-template-with-a-character-that-no-font-has",
    ]);
    assert_eq!(code(&checked), 1);
    assert!(
        said(&checked).contains("templates/board.yaml:9:"),
        "{}",
        said(&checked)
    );
}

#[test]
fn two_templates_with_one_file_name_are_told_apart_by_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let both = [
        "--template",
        "trust",
        "--template",
        "school",
        "--template",
        "school",
        "--format",
        "docx",
    ];
    let mut arguments = vec![
        "build",
        "data/riverside",
        "--only",
        "weir",
        "--as-of",
        "2026-11-21",
        "--output",
        output,
    ];
    arguments.extend(both);
    let built = dutybound(&arguments);
    assert_eq!(code(&built), 0, "{}", said(&built));
    for name in [
        "weir-prevent-duty-action-plan-2026-27.docx",
        "weir-prevent-duty-action-plan-2026-27-school.docx",
    ] {
        assert!(folder.path().join("weir").join(name).is_file(), "{name}");
    }
    assert!(
        printed(&built).contains("2 documents built"),
        "{}",
        printed(&built)
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named_when_its_organisation_is_asked_for() {
    let asked = dutybound(&[
        "show",
        "plan",
        "riverside",
        "tests/cases/extends-a-broken-file",
    ]);
    assert_eq!(code(&asked), 2);
    assert!(said(&asked).contains("trust.yaml:27:"), "{}", said(&asked));
}

#[test]
fn a_schools_own_logo_is_not_described_in_the_trusts_words() {
    let case = "tests/cases/own-logo-own-words";
    let school = printed(&dutybound(&["show", "plan", "oakfield", case]));
    assert!(school.contains("own.svg"), "{school}");
    assert!(!school.contains("Logo of the trust"), "{school}");
    let trust = printed(&dutybound(&["show", "plan", "riverside", case]));
    assert!(trust.contains("Logo of the trust"), "{trust}");
}
