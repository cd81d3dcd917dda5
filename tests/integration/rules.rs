//! Each rule finds what its example shows, where it shows it, and nothing once it is put right; and so do the mistakes
//! of real plans in `tests/mistakes`.

use std::collections::BTreeSet;
use std::path::Path;

use dutybound::check::{Rule, rules};
use dutybound::diagnostic::{Diagnostic, Edit, Severity};
use dutybound::pipeline::build;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::options;

/// What every file has, and examples leave out.
const HEAD: [(&str, &str); 3] = [
    ("id", "id: example"),
    (
        "organisation",
        "organisation: { kind: school, name: Example School }",
    ),
    ("plan", "plan: { title: Prevent action plan }"),
];

/// An example with what every file has behind it, so that its lines keep their numbers.
fn whole(example: &str) -> String {
    let has = |key: &str| {
        example
            .lines()
            .any(|line| line.starts_with(&format!("{key}:")))
    };
    let mut text = format!("{}\n", example.trim_end());
    for (_, line) in HEAD.iter().filter(|(key, _)| !has(key)) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The files of an example: its own, and each that a line such as `# trust.yaml:` begins, with what every file has, or
/// such as `# log.txt:`, as it stands.
fn files(example: &str) -> Vec<(String, String)> {
    let mut files = vec![("example.yaml".to_string(), String::new())];
    for line in example.lines() {
        let begins = line
            .strip_prefix("# ")
            .and_then(|line| line.strip_suffix(':'))
            .filter(|name| name.contains('.') && !name.contains(' '));
        match (begins, files.last_mut()) {
            (Some(name), _) => {
                let id = name.strip_suffix(".yaml");
                let head = id.map_or(String::new(), |id| format!("id: {id}\n"));
                files.push((name.to_string(), head));
            }
            (None, Some((_, text))) => text.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    let finished = files.into_iter().map(|(name, text)| {
        let text = if name.ends_with(".yaml") {
            whole(&text)
        } else {
            text
        };
        (name, text)
    });
    finished.collect()
}

/// What is found in the files of a folder.
fn diagnostics(folder: &Path, writer: &PdfWriter) -> Vec<Diagnostic> {
    let mut workspace = Workspace::open(folder).unwrap();
    workspace.look_into_evidence();
    let report = build(
        std::slice::from_ref(&workspace),
        &options(),
        None,
        writer,
        &|_| {},
    )
    .unwrap();
    report.findings(0, &workspace)
}

/// Code, line and column of what is found in the files of a folder.
fn findings(folder: &Path, writer: &PdfWriter) -> Vec<(String, u32, u32)> {
    let place = |finding: &Diagnostic| {
        finding
            .place
            .map_or((0, 0), |place| (place.line, place.column))
    };
    diagnostics(folder, writer)
        .iter()
        .map(|finding| (finding.code.to_string(), place(finding).0, place(finding).1))
        .collect()
}

/// The places that comments mark in a text: the line above each comment, and the column of each `^` in it, with the
/// word behind the last `^`, where there is one.
fn marked(text: &str) -> Vec<(Option<String>, u32, u32)> {
    let mut marked = Vec::new();
    let mut line = 0;
    for (number, content) in (1..).zip(text.lines()) {
        let comment = content
            .trim_start()
            .strip_prefix('#')
            .filter(|comment| comment.trim_start().starts_with('^'));
        let Some(comment) = comment else {
            line = number;
            continue;
        };
        let code = comment
            .rsplit('^')
            .next()
            .map(str::trim)
            .filter(|code| !code.is_empty());
        let carets = content.chars().enumerate().filter(|(_, c)| *c == '^');
        marked.extend(carets.map(|(at, _)| {
            (
                code.map(str::to_string),
                line,
                u32::try_from(at).unwrap() + 1,
            )
        }));
    }
    marked
}

/// Writes an example of a rule into a folder, with the rule switched on.
fn write(rule: &Rule, example: &str, folder: &Path) {
    for (name, mut text) in files(example) {
        if !example.contains("checks:") && name == "example.yaml" {
            text.extend(["checks: { ", rule.code, ": { level: on } }\n"]);
        }
        std::fs::write(folder.join(&name), text).unwrap();
        // 20 November 2026, whenever the test runs: messages say when a file was changed.
        let day = std::time::UNIX_EPOCH + std::time::Duration::from_hours(498_660);
        let file = std::fs::File::options()
            .append(true)
            .open(folder.join(&name));
        file.unwrap().set_modified(day).unwrap();
    }
}

/// What a rule finds in an example, without the findings of other rules.
fn of_rule(rule: &Rule, example: &str, writer: &PdfWriter) -> Vec<(u32, u32)> {
    let folder = tempfile::tempdir().unwrap();
    write(rule, example, folder.path());
    let found = findings(folder.path(), writer).into_iter();
    found
        .filter(|(code, ..)| code == rule.code)
        .map(|(_, line, column)| (line, column))
        .collect()
}

#[test]
fn each_rule_finds_what_its_example_shows() {
    let writer = PdfWriter::new();
    for rule in rules() {
        let expected: Vec<(u32, u32)> = marked(rule.example.wrong)
            .into_iter()
            .map(|(_, line, column)| (line, column))
            .collect();
        assert!(
            !expected.is_empty(),
            "the example of `{}` marks nothing",
            rule.code
        );
        assert_eq!(
            of_rule(rule, rule.example.wrong, &writer),
            expected,
            "`{}`, wrong",
            rule.code
        );
        assert_eq!(
            of_rule(rule, rule.example.right, &writer),
            [],
            "`{}`, right",
            rule.code
        );
    }
}

#[test]
fn each_rule_says_what_a_person_can_act_on() {
    let writer = PdfWriter::new();
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/rules" }, {
        for rule in rules() {
            let folder = tempfile::tempdir().unwrap();
            write(rule, rule.example.wrong, folder.path());
            let mut workspace = Workspace::open(folder.path()).unwrap();
            workspace.look_into_evidence();
            let report = build(std::slice::from_ref(&workspace), &options(), None, &writer, &|_| {}).unwrap();
            let findings = report.findings(0, &workspace);
            let said: Vec<String> = findings
                .iter()
                .filter(|finding| finding.code == rule.code)
                .map(|finding| workspace.sources().human(finding, false))
                .collect();
            let folder = format!("{}/", folder.path().display());
            insta::assert_snapshot!(rule.code, said.join("\n\n").replace(&folder, ""));
        }
    });
}

#[test]
fn codes_are_unique_and_sentences_are_sentences() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(
            seen.insert(rule.code),
            "two rules are called `{}`",
            rule.code
        );
        assert!(
            rule.why.ends_with('.') && !rule.about.ends_with('.'),
            "`{}`",
            rule.code
        );
    }
}

/// What is said of a fragment because it is one: the rest of its plan is missing.
const OF_FRAGMENTS: [(&str, &str); 2] = [
    (
        "guidance-missing",
        "a list of references would say nothing about the mistake",
    ),
    (
        "empty-area",
        "an area stands there for its heading, or for its outcomes",
    ),
];

/// The mistakes that people made in real plans, each in a small file of our own: `wrong.yaml` marks the code and the place
/// of each finding, `right.yaml` is the same put right, and nothing else is wrong with it either. A `trust.yaml` is there
/// for both to extend.
#[test]
fn the_mistakes_of_real_plans_are_found() {
    let writer = PdfWriter::new();
    let mut cases = dutybound::source::folders(Path::new("tests/mistakes")).unwrap();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let name = case.display().to_string();
        let text = |file: &str| {
            String::from_utf8(dutybound::source::bytes(&case.join(file), 100_000).unwrap()).unwrap()
        };
        let expected: BTreeSet<(String, u32, u32)> = marked(&text("wrong.yaml"))
            .into_iter()
            .map(|(code, line, column)| (code.expect("a mark says what is found"), line, column))
            .collect();
        assert!(!expected.is_empty(), "{name} marks nothing");
        let codes: BTreeSet<&str> = expected.iter().map(|(code, ..)| code.as_str()).collect();
        let found = |file: &str| -> Vec<Diagnostic> {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("plan.yaml"), whole(&text(file))).unwrap();
            if case.join("trust.yaml").is_file() {
                std::fs::write(folder.path().join("trust.yaml"), text("trust.yaml")).unwrap();
            }
            diagnostics(folder.path(), &writer)
        };
        let wrong: BTreeSet<(String, u32, u32)> = found("wrong.yaml")
            .iter()
            .filter(|finding| codes.contains(finding.code))
            .map(|finding| {
                let place = finding
                    .place
                    .map_or((0, 0), |place| (place.line, place.column));
                (finding.code.to_string(), place.0, place.1)
            })
            .collect();
        assert_eq!(wrong, expected, "{name}, wrong");
        let right = found("right.yaml");
        let excused = |finding: &&Diagnostic| {
            OF_FRAGMENTS.iter().any(|(code, _)| *code == finding.code)
                && !codes.contains(finding.code)
        };
        let bad = right.iter().filter(|finding| {
            codes.contains(finding.code) || finding.severity >= Severity::Warning
        });
        let bad: Vec<_> = bad.filter(|finding| !excused(finding)).collect();
        assert!(bad.is_empty(), "{name}, right: {bad:#?}");
    }
}

/// A date that the plan gives elsewhere becomes its placeholder, at the bytes where it was typed; one that contradicts
/// the plan is left to people.
#[test]
fn a_date_in_a_text_becomes_its_placeholder() {
    let text = whole(
        "plan:\n  title: Policy\n  approval: { approved_by: Head, approved_on: 2026-10-06, review_on: 2027-10-05 }\n  \
         purpose: \"The policy’s next review is in October 2027. This plan was approved on 6 October 2026.\"\n  \
         scope: This plan was approved on 5 October 2026.\n",
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.yaml"), &text).unwrap();
    let found = diagnostics(folder.path(), &PdfWriter::new());
    let dates = found
        .iter()
        .filter(|finding| finding.code == "date-in-text");
    let changes: Vec<Option<(&str, &str)>> = dates
        .map(|finding| {
            let edit = finding.fix.as_ref()?.edits.first()?;
            let Edit::Replace { place, with } = edit else {
                return None;
            };
            Some((
                &text[place.start as usize..place.end as usize],
                with.as_str(),
            ))
        })
        .collect();
    let expected = [
        Some(("October 2027", "{{ approval.review_on | month }}")),
        Some(("6 October 2026", "{{ approval.approved_on | long_date }}")),
        None,
    ];
    assert_eq!(changes, expected);
}

/// Texts that a person would not write, each as long as a text may be for its words to be looked at.
#[test]
fn texts_without_end_take_no_time() {
    let writer = PdfWriter::new();
    let repeated = [
        "KCSIE 2023 Annex A ",
        "section 21 of the Counter-Terrorism and Security Act 2015 ",
        "1 May 2020 ",
        "will be in May 2018 ",
        "a'",
        "a-",
        "TBC [insert name] XXXX ",
        "dsl.example.org, ",
        "07700 900123 ",
    ];
    for words in repeated {
        for length in [9_990, 250_000] {
            let folder = tempfile::tempdir().unwrap();
            let text = words.repeat(length / words.len());
            let plan = format!("plan:\n  title: Plan\n  introduction: \"{text}\"\n");
            std::fs::write(folder.path().join("plan.yaml"), whole(&plan)).unwrap();
            let begun = std::time::Instant::now();
            let found = findings(folder.path(), &writer);
            let is_long = found.iter().any(|(code, ..)| code == "long-text");
            assert_eq!(is_long, length > 10_000, "{words}");
            assert!(
                begun.elapsed().as_secs() < 20,
                "{words} of {length} bytes: {:?}",
                begun.elapsed()
            );
        }
    }
}
