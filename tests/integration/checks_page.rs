//! `docs/checks.md` says what the rules say. `UPDATE_DOCS=1 cargo test --release` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dutybound::check::{GROUPS, Rule, Usual, rule, rules};
use dutybound::diagnostic::CODES;

const PAGE: &str = "docs/checks.md";

const BEGINNING: &str = "\
# What `dutybound check` looks for

This page is made from the rules themselves; do not edit it. `UPDATE_DOCS=1 cargo test --release` writes it anew.

`dutybound check --rules` lists the rules, and `dutybound rule NAME` explains one of them. The code of a rule stands in
square brackets in each of its findings: `warning[overdue]`.

An **error** keeps the documents of an organisation back. A **warning** does not; somebody should look at it before the
plan is approved. A **note** is good to know. The table gives the worst that a rule reports.

## Setting rules

A file sets rules for its organisation and for all that extend it:

```yaml
checks:
  overdue:
    level: off          # off, on, note, warning or error
    reason: The trust follows deadlines up in its own register.
  brand-contrast: { level: error }
```

A rule that is weakened needs a reason. What documents could not be built over, that is what a rule reports as errors,
cannot be weakened. The last line of `check` names what is switched off, and where.

";

const OTHERS: &str = "\
## Other findings

These come up while files are read, laid over each other and filled in. They cannot be switched off.

";

/// The page as it should be.
fn page() -> String {
    let mut page = BEGINNING.to_string();
    for group in GROUPS {
        write!(page, "## {}\n\n", group.title).unwrap();
        page.push_str("| rule | severity | applied | what it reports |\n|---|---|---|---|\n");
        for rule in group.rules {
            writeln!(
                page,
                "| [`{0}`](#{0}) | {1} | {2} | {3} |",
                rule.code,
                rule.severity.word(),
                applied(rule),
                cell(rule.about),
            )
            .unwrap();
        }
        page.push('\n');
        for rule in group.rules {
            write!(
                page,
                "### {}\n\n{}\n\n```yaml\n{}\n```\n\nPut right:\n\n```yaml\n{}\n```\n\n",
                rule.code,
                rule.why,
                rule.example.wrong.trim_end(),
                rule.example.right.trim_end(),
            )
            .unwrap();
        }
    }
    page.push_str(OTHERS);
    for group in CODES {
        write!(
            page,
            "### {}\n\n| code | severity | what it means |\n|---|---|---|\n",
            group.title
        )
        .unwrap();
        for (code, severity, meaning) in group.codes {
            writeln!(
                page,
                "| `{code}` | {} | {} |",
                severity.word(),
                cell(meaning)
            )
            .unwrap();
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn applied(rule: &Rule) -> &'static str {
    match rule.usual {
        Usual::On => "on",
        Usual::Off => "off",
    }
}

/// A sentence that ends no cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_page_says_what_the_rules_say() {
    let wanted = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(PAGE, &wanted).unwrap();
    }
    let page = std::fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        page.replace("\r\n", "\n") == wanted,
        "{PAGE} is out of date: UPDATE_DOCS=1 cargo test --release writes it anew"
    );
}

#[test]
fn each_code_is_listed_once_and_used() {
    let mut seen = BTreeSet::new();
    let code = code_of_the_program();
    for (listed, severity, meaning) in CODES.iter().flat_map(|group| group.codes) {
        assert!(seen.insert(listed), "`{listed}` is listed twice");
        assert!(rule(listed).is_none(), "`{listed}` is a rule");
        assert!(meaning.ends_with('.'), "`{listed}`: {meaning}");
        assert!(
            code.iter()
                .any(|text| text.contains(&format!("\"{listed}\""))),
            "nothing reports `{listed}`"
        );
        let reported = |as_bad: &str| {
            let begins = format!("Diagnostic::{as_bad}(");
            code.iter().any(|text| {
                let mut calls = text.split(begins.as_str()).skip(1);
                calls.any(|call| call.trim_start().starts_with(&format!("\"{listed}\"")))
            })
        };
        let worst = ["error", "warning", "note"]
            .into_iter()
            .find(|as_bad| reported(as_bad));
        assert!(
            worst.is_none_or(|worst| worst == severity.word()),
            "`{listed}` is not {}",
            severity.word()
        );
    }
    assert!(
        CODES
            .iter()
            .all(|group| group.codes.is_sorted_by_key(|(code, ..)| *code))
    );
}

/// Everything that may be reported can be looked up.
#[test]
fn each_code_of_the_program_is_a_rule_or_listed() {
    let known: BTreeSet<&str> = rules()
        .map(|rule| rule.code)
        .chain(
            CODES
                .iter()
                .flat_map(|group| group.codes)
                .map(|(code, ..)| *code),
        )
        .collect();
    let mut found = 0;
    for text in code_of_the_program() {
        for code in codes(&text) {
            found += 1;
            assert!(
                known.contains(code),
                "`{code}` is reported, and neither a rule nor listed in src/diagnostic/codes.rs"
            );
        }
    }
    assert!(found > 100, "{found}");
}

/// The source files, without their tests and without the list itself.
fn code_of_the_program() -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && path != Path::new("src/diagnostic/codes.rs")
                && !path.ends_with("tests.rs")
            {
                files.push(path);
            }
        }
    }
    let texts = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap());
    texts
        .map(|text| text.split("#[cfg(test)]").next().unwrap().to_string())
        .collect()
}

/// The codes that a source file hands to a diagnostic: as the first argument, in a field, in a constant, or told by what
/// all codes of a kind begin with.
fn codes(text: &str) -> Vec<&str> {
    const HANDED_OVER: [&str; 6] = [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::note(",
        "code:",
        "CODE: &str =",
        "PLACEHOLDER: &str =",
    ];
    const KINDS: [&str; 8] = [
        "yaml-",
        "file-",
        "merge-",
        "extends-",
        "template-",
        "unknown-",
        "wrong-",
        "missing-",
    ];
    let pieces: Vec<&str> = text.split('"').collect();
    let pairs = pieces.windows(2);
    pairs
        .filter(|pair| {
            let (lead, literal) = (pair[0].trim_end(), pair[1]);
            let is_code = literal
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let is_reported = HANDED_OVER.iter().any(|start| lead.ends_with(start))
                || KINDS
                    .iter()
                    .any(|kind| literal.starts_with(kind) && literal != *kind);
            is_code && !literal.is_empty() && is_reported
        })
        .map(|pair| pair[1])
        .collect()
}
