//! What plans cover: themes of guidance, the plan that they take over, words that several schools share.

use std::path::Path;

use dutybound::coverage::{Basis, PlanCoverage, Survey, ThemeAnswers};
use dutybound::document::{Block, words};
use dutybound::pipeline::{build, survey};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::options;

fn surveyed(root: &Path) -> Survey {
    let workspace = Workspace::open(root).unwrap();
    survey(std::slice::from_ref(&workspace), &options()).unwrap()
}

fn plan<'a>(survey: &'a Survey, id: &str) -> &'a PlanCoverage {
    let mut plans = survey.organisations.iter();
    plans.find(|plan| plan.id == id).unwrap()
}

fn theme<'a>(plan: &'a PlanCoverage, id: &str) -> &'a ThemeAnswers {
    plan.themes.iter().find(|theme| theme.id == id).unwrap()
}

fn written(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn what_is_named_counts_before_what_has_the_words() {
    let folder = written(&[(
        "school.yaml",
        "id: hill\norganisation: { kind: school, name: Hill }\nplan:\n  title: Plan\n  areas:\n    - id: staff\n      \
         title: People who work here\n      covers: [information-sharing]\n      actions:\n        - { id: brief, text: \
         Train every teacher. }\n        - { id: none, text: Train them again., covers: [speakers] }\n",
    )]);
    let survey = surveyed(folder.path());
    let hill = plan(&survey, "hill");
    let training = &theme(hill, "training").answers;
    assert_eq!(training.len(), 1, "{training:?}");
    assert_eq!(training[0].item.as_deref(), Some("brief"));
    assert_eq!(training[0].basis, Basis::Words("train".into()));
    let sharing = theme(hill, "information-sharing");
    assert!(sharing.is_declared() && sharing.answers[0].item.is_none());
    assert_eq!(
        theme(hill, "speakers").answers[0].item.as_deref(),
        Some("none")
    );
    let unanswered: Vec<&str> = hill.unanswered().map(|theme| theme.id.as_str()).collect();
    assert!(unanswered.contains(&"curriculum") && unanswered.contains(&"risk-assessment"));
    assert!(hill.comparison.is_none());
}

#[test]
fn a_theme_counts_while_its_guidance_is_in_force() {
    let folder = written(&[
        (
            "guidance.yaml",
            "guidance:\n  - { id: old, title: Old, superseded_on: 2026-01-01 }\nthemes:\n  - { id: gone, title: Gone, \
             guidance: old }\n  - { id: ours, title: Ours, guidance: ctsa-2015, words: [lanter*] }\n",
        ),
        (
            "school.yaml",
            "id: hill\norganisation: { kind: school, name: Hill }\nplan:\n  title: Plan\n  areas: [{ id: a, title: \
             Lanterns }]\n",
        ),
    ]);
    let survey = surveyed(folder.path());
    let hill = plan(&survey, "hill");
    assert!(hill.themes.iter().all(|theme| theme.id != "gone"));
    assert_eq!(
        theme(hill, "ours").answers[0].basis,
        Basis::Words("lanterns".into())
    );
}

/// The survey and the rules ask the register in the same way.
#[test]
fn a_month_counts_to_its_end_and_a_certain_successor_at_once() {
    let folder = written(&[
        (
            "guidance.yaml",
            "guidance:\n  - { id: month, title: Month, superseded_on: 2026-11 }\n  - { id: followed, title: Followed, \
             superseded_by: prevent-duty-guidance-2023 }\n  - { id: early, title: Early, superseded_by: later }\n  \
             - { id: later, title: Later, in_force_from: 2027-01-01 }\nthemes:\n  - { id: to-its-end, title: End, \
             guidance: month }\n  - { id: replaced, title: Replaced, guidance: followed }\n",
        ),
        (
            "school.yaml",
            "id: hill\norganisation: { kind: school, name: Hill }\nplan:\n  title: Plan\n  references: [month, \
             followed, early]\n",
        ),
    ]);
    let survey = surveyed(folder.path());
    let hill = plan(&survey, "hill");
    assert!(theme(hill, "to-its-end").answers.is_empty());
    assert!(hill.themes.iter().all(|theme| theme.id != "replaced"));
    let workspace = Workspace::open(folder.path()).unwrap();
    let workspaces = std::slice::from_ref(&workspace);
    let report = build(workspaces, &options(), None, &PdfWriter::new(), &|_| {}).unwrap();
    let findings = report.findings(0, &workspace);
    let superseded = findings
        .iter()
        .filter(|finding| finding.code == "guidance-superseded");
    let messages: Vec<&str> = superseded.map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        messages,
        ["`followed` was replaced by `prevent-duty-guidance-2023` on 31 December 2023"]
    );
}

#[test]
fn a_theme_that_is_named_twice_is_one_answer_and_one_mistake() {
    let folder = written(&[(
        "school.yaml",
        "id: hill\norganisation: { kind: school, name: Hill }\nplan:\n  title: Plan\n  areas: [{ id: a, title: A, \
         covers: [training, training, traning, traning] }]\n",
    )]);
    let survey = surveyed(folder.path());
    assert_eq!(theme(plan(&survey, "hill"), "training").answers.len(), 1);
    let workspace = Workspace::open(folder.path()).unwrap();
    let workspaces = std::slice::from_ref(&workspace);
    let report = build(workspaces, &options(), None, &PdfWriter::new(), &|_| {}).unwrap();
    let findings = report.findings(0, &workspace);
    let unknown: Vec<u32> = findings
        .iter()
        .filter(|finding| finding.code == "unknown-theme")
        .map(|finding| finding.place.unwrap().column)
        .collect();
    assert_eq!(unknown, [59]);
}

#[test]
fn a_character_that_the_font_lacks_is_named_in_the_report() {
    let folder = written(&[(
        "school.yaml",
        "id: hill\norganisation: { kind: school, name: Hill }\nplan:\n  title: Plan\n  areas: [{ id: a, title: \
         \"Lanterns \u{13000}\", covers: [training] }]\n",
    )]);
    let output = folder.path().join("output");
    for format in ["pdf", "docx", "html"] {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_dutybound"))
            .args(["check", "--coverage", "--format", format, "--output"])
            .args([&output, &folder.path().to_path_buf()])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(0), "{format}: {said}");
    }
    let page = std::fs::read_to_string(output.join("coverage/coverage.html")).unwrap();
    assert!(page.contains("Lanterns U+13000"));
}

#[test]
fn a_school_is_compared_with_the_plan_that_it_takes_over() {
    let survey = surveyed(Path::new("data/riverside"));
    assert!(plan(&survey, "riverside").comparison.is_none());
    let oakfield = plan(&survey, "oakfield").comparison.as_ref().unwrap();
    assert_eq!(oakfield.from, ["data/riverside/trust.yaml"]);
    assert_eq!((oakfield.counts.added, oakfield.counts.removed), (1, 1));
    assert!(oakfield.counts.tracked > 0 && oakfield.counts.tracked < oakfield.counts.inherited);
    let removed = oakfield
        .changes
        .iter()
        .find(|change| change.what == "removed");
    let removed = removed.unwrap();
    assert!(removed.before.is_some() && removed.after.is_none() && removed.reason.is_some());
    let hartley = plan(&survey, "hartley").comparison.as_ref().unwrap();
    let reworded = hartley
        .changes
        .iter()
        .find(|change| change.what == "reworded");
    let reworded = reworded.unwrap();
    assert_ne!(reworded.before, reworded.after);
    assert!(
        hartley
            .changes
            .iter()
            .all(|change| change.what == "added" || change.reason.is_some())
    );
}

const LOCAL: &str =
    "Stickers of a far-right group were found at two bus stops near the school in May and in June.";

fn school(id: &str, local: &str) -> String {
    format!(
        "id: {id}\norganisation: {{ kind: school, name: School of {id} }}\nplan:\n  title: Plan\n  context:\n    local: \
         {local}\n"
    )
}

#[test]
fn a_local_picture_that_several_schools_share_is_found() {
    let other = "Most families here know each other, and what worries them is what their children watch at night.";
    let folder = written(&[
        ("a.yaml", &school("ash", LOCAL)),
        ("b.yaml", &school("beech", &LOCAL.replace("June", "July"))),
        ("c.yaml", &school("cedar", other)),
        (
            "d.yaml",
            &format!(
                "{}checks: {{ shared-local-text: {{ level: off, reason: One site. }} }}\n",
                school("damson", LOCAL)
            ),
        ),
    ]);
    let survey = surveyed(folder.path());
    let [same] = &survey.same_texts[..] else {
        panic!("{:?}", survey.same_texts)
    };
    let speakers: Vec<&str> = same
        .speakers
        .iter()
        .map(|one| one.organisation.as_str())
        .collect();
    assert_eq!(speakers, ["ash", "beech", "damson"]);
    assert!(
        same.speakers[1].place.ends_with("b.yaml:6"),
        "{}",
        same.speakers[1].place
    );

    let workspace = Workspace::open(folder.path()).unwrap();
    let writer = PdfWriter::new();
    let report = build(
        std::slice::from_ref(&workspace),
        &options(),
        None,
        &writer,
        &|_| {},
    )
    .unwrap();
    let findings = report.findings(0, &workspace);
    assert!(
        findings
            .iter()
            .all(|finding| finding.code != "check-without-reason")
    );
    let shared: Vec<_> = findings
        .iter()
        .filter(|finding| finding.code == "shared-local-text")
        .map(|finding| {
            (
                finding.place.unwrap().line,
                finding.message.as_str(),
                finding.related.len(),
            )
        })
        .collect();
    assert_eq!(
        shared,
        [
            (
                6,
                "this local picture of risk is nearly word for word that of `beech`",
                1
            ),
            (
                6,
                "this local picture of risk is nearly word for word that of `ash`",
                1
            ),
        ]
    );
}

#[test]
fn the_report_says_what_was_compared_and_never_that_a_plan_complies() {
    let survey = surveyed(Path::new("data/riverside"));
    let document = dutybound::coverage::report(&survey, true);
    let said = words(&document).join(" ");
    assert!(said.contains("against the guidance register as it was checked on"));
    assert!(!said.to_lowercase().contains("complian") && !said.to_lowercase().contains("complies"));
    for section in &document.sections {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                table.validate().unwrap();
            }
        }
    }
}
