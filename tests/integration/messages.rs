//! How findings are told: to people, to programs, and to the officer who sends them back to a school.

use std::path::Path;
use std::process::{Command, Output};

use dutybound::document::words;
use dutybound::pipeline::{Format, build, rendered, report};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;
use serde_json::Value;

use crate::support::options;

fn dutybound(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dutybound"))
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

const FAULTY: &str = "\
id: oak
organisation: { kind: school, name: Oak School }
plan:
  title: Prevent plan
  actions_review_on: 2025-01-01
  areas:
    - id: training
      title: Training
      actions:
        - { id: one, text: Brief staff., deadline: 2026-01-31 }
        - { id: two, text: Brief leaders., lead: nobody }
";

const MISSPELT: &str =
    "id: ash\norganisation: { kind: schol, name: Ash School }\nplan: { title: Plan }\n";

/// A folder of one plan, and its path.
fn plan(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("oak.yaml"), text).unwrap();
    let path = folder.path().to_str().unwrap().to_string();
    (folder, path)
}

fn check(path: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["check", path, "--as-of", "2026-11-21"];
    arguments.extend(more);
    dutybound(&arguments)
}

#[test]
fn why_a_rule_matters_is_said_once() {
    let (_folder, path) = plan(FAULTY);
    let checked = check(&path, &[]);
    let said = said(&checked);
    assert_eq!(said.matches("warning[overdue]").count(), 2, "{said}");
    assert_eq!(
        said.matches("= why: A date that has passed").count(),
        1,
        "{said}"
    );
}

#[test]
fn the_last_line_says_against_what_and_what_was_not_looked_for() {
    let (_folder, path) = plan(&format!(
        "{FAULTY}checks:\n  overdue: {{ level: off, reason: The trust follows them up. }}\n"
    ));
    let checked = check(&path, &[]);
    let last = printed(&checked);
    let last = last.lines().last().unwrap();
    assert!(
        last.starts_with("1 organisation checked against the guidance register of ")
            && last.contains(": 1 error, ")
            && last.contains("; 1 check switched off: `overdue` (")
            && last.ends_with("oak.yaml:13)"),
        "{last}"
    );
    assert!(!last.to_lowercase().contains("compliant"));
}

#[test]
fn warnings_count_where_somebody_is_strict() {
    let (_folder, path) = plan(&FAULTY.replace(", lead: nobody", ""));
    assert_eq!(check(&path, &[]).status.code(), Some(0));
    assert_eq!(check(&path, &["--strict"]).status.code(), Some(1));
}

#[test]
fn rules_are_listed_and_explained() {
    let list = printed(&dutybound(&["check", "--rules"]));
    let known = dutybound::check::rules();
    for rule in known {
        assert!(list.contains(rule.code), "{}", rule.code);
        let explained = printed(&dutybound(&["rule", rule.code]));
        for part in [rule.about, rule.why, "Reported:", "Put right:"] {
            assert!(explained.contains(part), "{}: {part}", rule.code);
        }
    }
    let other = printed(&dutybound(&["rule", "error[yaml-tab]"]));
    assert!(other.starts_with("yaml-tab\n") && other.contains("cannot be switched off"));
    let misspelt = dutybound(&["rule", "overdu"]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(said(&misspelt).contains("Did you mean `overdue`?"));
}

#[test]
fn json_says_why_and_what_can_be_put_right() {
    let (folder, path) = plan(FAULTY);
    std::fs::write(folder.path().join("ash.yaml"), MISSPELT).unwrap();
    let json: Value = serde_json::from_str(&printed(&check(&path, &["--format", "json"]))).unwrap();
    assert_eq!(json["version"], 1);
    let finding = |code: &str| {
        let findings = json["findings"].as_array().unwrap();
        findings
            .iter()
            .find(|finding| finding["code"] == code)
            .unwrap()
    };
    assert!(finding("overdue")["why"].as_str().unwrap().ends_with('.'));
    assert!(finding("overdue")["fix"].is_null());
    let fix = &finding("unknown-word")["fix"];
    assert_eq!(fix["title"], "write `school`");
    let edit = &fix["edits"][0];
    assert_eq!(
        (&edit["kind"], &edit["with"]),
        (&"replace".into(), &"school".into())
    );
    let place = ["line", "column", "end_line", "end_column"].map(|key| edit["place"][key].as_u64());
    assert_eq!(place, [Some(2), Some(23), Some(2), Some(28)]);
}

/// What the schema of SARIF 2.1.0 asks for, of the objects that are written.
#[test]
fn sarif_is_shaped_as_its_standard_asks() {
    let (folder, path) = plan(FAULTY);
    std::fs::write(folder.path().join("ash.yaml"), MISSPELT).unwrap();
    let log: Value = serde_json::from_str(&printed(&check(&path, &["--format", "sarif"]))).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 3, "{results:?}");
    for rule in rules {
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["note", "warning", "error"].contains(&level));
        assert!(
            rule["shortDescription"]["text"]
                .as_str()
                .unwrap()
                .ends_with('.')
        );
    }
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(
            place["artifactLocation"]["uri"]
                .as_str()
                .unwrap()
                .starts_with("file:///")
        );
        let number = |key: &str| place["region"][key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
        assert!(
            number("endLine") == number("startLine") && number("endColumn") > number("startColumn")
        );
    }
    for (code, level) in [
        ("not-shown", "note"),
        ("missing-field", "warning"),
        ("unknown-word", "error"),
    ] {
        let rule = rules.iter().find(|rule| rule["id"] == code).unwrap();
        assert_eq!(rule["defaultConfiguration"]["level"], level, "{code}");
    }
    let fixed = results
        .iter()
        .find(|result| result["fixes"].is_array())
        .unwrap();
    let replacement = &fixed["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "school");
    assert_eq!(replacement["deletedRegion"]["endColumn"], 28);
    let relative = printed(&dutybound(&[
        "check",
        "tests/cases/unknown-keys",
        "--format",
        "sarif",
    ]));
    assert!(
        relative.contains("\"uri\": \"tests/cases/unknown-keys/"),
        "{relative}"
    );
}

/// The report on each sample says everything that was found, in every format, and is a valid PDF/UA.
#[test]
fn a_report_tells_everything() {
    let writer = PdfWriter::new();
    for folder in [
        "tests/brands",
        "tests/cases/scores-off-their-scales",
        "tests/cases/characters-that-no-font-has",
    ] {
        let workspace = Workspace::open(Path::new(folder)).unwrap();
        let workspaces = std::slice::from_ref(&workspace);
        let checked = build(workspaces, &options(), None, &writer, &|_| {}).unwrap();
        for (_, outcome) in &checked.outcomes {
            let id = &outcome.organisation;
            let document = report(&workspace, outcome, options().as_of, &writer);
            let text = words(&document).join(" ");
            for finding in &outcome.diagnostics {
                // The report writes quotation marks for code, and a capital at the start.
                let letters = |text: &str| {
                    text.to_lowercase()
                        .replace(|c: char| !c.is_alphanumeric(), "")
                };
                let said = letters(&text);
                for told in [Some(&finding.message), finding.help.as_ref()] {
                    // What the font has no letter for is told by its number.
                    let parts = told.map_or("", |told| told).split(|c: char| !c.is_ascii());
                    for part in parts.map(letters) {
                        assert!(said.contains(&part), "{id}: {part}");
                    }
                }
            }
            for format in [Format::Docx, Format::Html, Format::Pdf] {
                let file = rendered(&document, format, &writer).unwrap();
                if format == Format::Pdf {
                    crate::support::pdf::assert_valid(&file.bytes);
                }
            }
        }
    }
}

#[test]
fn a_report_says_so_where_nothing_is_found() {
    let writer = PdfWriter::new();
    let workspace = Workspace::open(Path::new("tests/brands")).unwrap();
    let workspaces = std::slice::from_ref(&workspace);
    let checked = build(workspaces, &options(), None, &writer, &|_| {}).unwrap();
    let mut outcomes = checked.outcomes.into_iter();
    let (_, mut outcome) = outcomes.next().unwrap();
    outcome.diagnostics.clear();
    let document = report(&workspace, &outcome, options().as_of, &writer);
    let text = words(&document).join(" ");
    assert!(text.contains("Nothing was found."), "{text}");
    assert!(text.contains("the guidance register of"), "{text}");
}

#[test]
fn reports_go_where_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("oak.docx");
    let (_plan, path) = plan(FAULTY);
    let one = check(
        &path,
        &["--format", "docx", "--output", file.to_str().unwrap()],
    );
    assert_eq!(one.status.code(), Some(1), "{}", said(&one));
    assert!(std::fs::read(&file).unwrap().starts_with(b"PK"));
    let all = folder.path().to_str().unwrap();
    let brands = check("tests/brands", &["--format", "html", "--output", all]);
    assert_eq!(brands.status.code(), Some(0), "{}", said(&brands));
    assert!(
        folder
            .path()
            .join("longshore/longshore-check.html")
            .is_file()
    );
    let refused = check(
        "tests/brands",
        &["--format", "docx", "--output", file.to_str().unwrap()],
    );
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("is one file"));
    let without = check(&path, &["--output", all]);
    assert_eq!(without.status.code(), Some(2));
}

#[test]
fn a_setting_without_effect_is_reported_at_its_place() {
    let settings = "checks:\n  overdue: { words: [June] }\n  draft: {}\n  capitals: { reason: Ours. }\n  \
                    acronym-undefined: { words: [elsa, zqs] }\n  missing-minute: { level: off, reason: None are \
                    kept. }\n";
    let text = FAULTY.replace("Brief staff.", "Brief the ELSA and each ZQ.");
    let (_plan, path) = plan(&format!("{text}{settings}"));
    let json: Value = serde_json::from_str(&printed(&check(&path, &["--format", "json"]))).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let found: Vec<(u64, u64, &str)> = findings
        .iter()
        .filter(|finding| finding["code"] == "check-without-effect")
        .map(|finding| {
            let place = |key: &str| finding["place"][key].as_u64().unwrap();
            let message = finding["message"].as_str().unwrap();
            (place("line"), place("column"), message)
        })
        .collect();
    assert_eq!(
        found,
        [
            (13, 22, "`overdue` takes no words, and these have no effect"),
            (14, 3, "this sets nothing of `draft`"),
            (15, 3, "this sets nothing of `capitals`"),
        ]
    );
    assert!(
        findings
            .iter()
            .all(|finding| finding["code"] != "acronym-undefined"),
        "words are compared without regard to capitals"
    );
}

#[test]
fn what_programs_read_goes_into_a_file_and_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (_plan, path) = plan(FAULTY);
    for (format, more) in [
        ("json", None),
        ("sarif", None),
        ("json", Some("--coverage")),
    ] {
        let file = folder
            .path()
            .join(format!("{format}{}", more.unwrap_or("")));
        let name = file.to_str().unwrap();
        let mut arguments = vec!["--format", format];
        arguments.extend(more);
        let printed_at_once = check(&path, &arguments);
        arguments.extend(["--output", name]);
        let written = check(&path, &arguments);
        assert_eq!(written.status, printed_at_once.status, "{}", said(&written));
        assert_eq!(printed(&written), "");
        assert!(
            said(&written).contains(&format!("wrote {name}")),
            "{}",
            said(&written)
        );
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text, printed(&printed_at_once));
        assert!(serde_json::from_str::<Value>(&text).is_ok());
        let again = check(&path, &arguments);
        assert_eq!(again.status.code(), Some(2), "it overwrites nothing");
        assert_eq!(printed(&again), "");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
}
