//! Looking at templates, and at what no template shows, from the command line.

use std::process::{Command, Output};

fn dutybound(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dutybound"));
    command
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn templates_are_listed_with_their_columns_wherever_one_stands() {
    for folder in [".", "data/riverside"] {
        let listed = dutybound(&["templates", folder]);
        assert!(listed.status.success(), "{}", said(&listed));
        let listed = printed(&listed);
        assert!(
            listed.contains(
                "duty: Action plan by duty\n  table: Duty | What this means | Action | By whom\n"
            ),
            "{listed}"
        );
        for name in [
            "trust",
            "school",
            "duty",
            "policy",
            "rag",
            "authority",
            "risk",
        ] {
            assert!(listed.contains(&format!("{name}: ")), "{name}");
        }
    }
}

#[test]
fn a_template_that_is_printed_can_be_saved_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let shown = dutybound(&["templates", "show", "school"]);
    assert!(shown.status.success());
    let own = printed(&shown)
        .replace("template: school", "template: mine")
        .replace("heading: Deadline", "heading: Due by");
    let path = folder.path();
    std::fs::create_dir(path.join("templates")).unwrap();
    std::fs::write(path.join("templates/mine.yaml"), own).unwrap();
    std::fs::write(
        path.join("school.yaml"),
        "id: oak\norganisation: { kind: school, name: Oak School }\ndocuments: [mine]\nplan:\n  title: Plan\n  areas:\n    \
         - { id: a, title: One, actions: [{ id: b, text: Do it., deadline: 2027-03, frequency: each term }] }\n",
    )
    .unwrap();
    let folder = path.to_str().unwrap();
    let document = dutybound(&["show", "document", "oak", folder, "--as-of", "2026-11-21"]);
    assert!(printed(&document).contains("Due by"), "{}", said(&document));

    let checked = dutybound(&["check", folder, "--as-of", "2026-11-21"]);
    assert!(checked.status.success(), "a note is no fault");
    assert!(
        said(&checked).contains(
            "no document of `oak` shows `action.frequency`, which its file gives once, in `a`"
        ),
        "{}",
        said(&checked)
    );
    assert!(
        !said(&checked).contains("action.deadline"),
        "{}",
        said(&checked)
    );
    assert!(
        printed(&checked).contains("and 2 notes"),
        "{}",
        printed(&checked)
    );
}

#[test]
fn a_misspelt_or_faulty_template_is_answered() {
    let missing = dutybound(&["templates", "show", "dutty"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(
        said(&missing).contains("Did you mean `duty`?"),
        "{}",
        said(&missing)
    );

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join("templates")).unwrap();
    std::fs::write(
        path.join("templates/mine.yaml"),
        "template: mine\ntitle: Mine\nbody: [{ text: \"{{ plan.titel }}\" }]\n",
    )
    .unwrap();
    std::fs::write(
        path.join("a.yaml"),
        "id: a\norganisation: { kind: school, name: A }\nplan: { title: Plan }\n",
    )
    .unwrap();
    let shown = dutybound(&[
        "show",
        "document",
        "a",
        path.to_str().unwrap(),
        "--template",
        "mine",
    ]);
    assert_eq!(shown.status.code(), Some(2));
    assert!(
        said(&shown).contains("Did you mean `plan.title`?"),
        "{}",
        said(&shown)
    );
    assert!(
        said(&shown).contains("the template `mine` has errors"),
        "{}",
        said(&shown)
    );
}

#[test]
fn a_build_can_lay_tables_out_without_merged_cells() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_str().unwrap();
    let built = dutybound(&[
        "build",
        "data/larkfield",
        "--accessible",
        "--format",
        "docx",
        "--as-of",
        "2026-11-21",
        "--output",
        output,
    ]);
    assert!(built.status.success(), "{}", said(&built));
    let file = folder
        .path()
        .join("larkfield/larkfield-prevent-action-plan-2026-27-accessible.docx");
    assert!(file.is_file(), "{}", printed(&built));
}
