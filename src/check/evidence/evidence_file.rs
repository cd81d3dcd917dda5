//! The file of some evidence is not there, cannot be used, or holds nothing.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::model::{FileState, Text};

pub(super) const RULE: Rule = Rule {
    code: "evidence-file",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the file of some evidence is missing, empty, a folder, or outside the workspace",
    why: "Whoever asks to see the evidence would be shown nothing.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: evidence/training-log.xlsx
    #     ^
",
        right: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: example.yaml
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let evidence = subject.profile.evidence.iter();
    evidence
        .filter_map(|evidence| of_file(evidence.file.as_ref()?, subject.file_of(evidence)?))
        .collect()
}

fn of_file(file: &Text, state: &FileState) -> Option<Diagnostic> {
    let written = file.trim();
    let (message, help) = match state {
        FileState::Missing {
            instead: Some(instead),
        } => return Some(seen_from_the_top(file, instead)),
        FileState::Missing { .. } if written.contains("://") => (
            format!("`{written}` is the address of a page and not a file"),
            "Write it as `link:` instead of `file:`.",
        ),
        FileState::Missing { .. } => (
            format!("there is no file `{written}`"),
            "Write the path as seen from the folder of this plan file, such as evidence/minutes.pdf, or take the line \
             out until there is such a file.",
        ),
        FileState::Outside => (
            format!("`{written}` lies outside this workspace"),
            "Copy the file into the folder evidence/ of the workspace, so that it goes wherever the plan goes.",
        ),
        FileState::NoFile => (
            format!("`{written}` is not a file"),
            "Name the file itself: a folder can be filled with anything later.",
        ),
        FileState::Unread(why) => (
            format!("the file `{written}` cannot be read: {why}"),
            "Open it yourself, and save it again where this program may read it.",
        ),
        FileState::Found { bytes: 0, .. } => (
            format!("the file `{written}` is empty"),
            "Save the document there again; an empty file shows nothing.",
        ),
        FileState::Found { .. } => return None,
    };
    Some(RULE.finding(file.place, message).help(help))
}

/// The file lies where whoever stands at the top of the workspace would look for it.
fn seen_from_the_top(file: &Text, instead: &str) -> Diagnostic {
    let message = format!(
        "there is no file `{}`, seen from this plan file",
        file.trim()
    );
    let fix = Fix {
        title: format!("write `{instead}`"),
        edits: vec![Edit::Replace {
            place: file.place,
            with: instead.to_string(),
        }],
    };
    RULE.finding(file.place, message)
        .help(format!("Write `{instead}`: that file is there."))
        .fix(fix)
}
