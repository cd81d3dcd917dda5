//! Two entries of the evidence are one and the same document.

use std::collections::BTreeMap;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{FileState, Text};

pub(super) const RULE: Rule = Rule {
    code: "evidence-twice",
    severity: Severity::Note,
    usual: Usual::On,
    about: "two entries of the evidence name the same file or page",
    why: "One document is counted as two, and their titles and dates drift apart.",
    example: Example {
        wrong: "\
evidence:
  - id: board-minutes
    title: Minutes of the governing body, October
    date: 2026-10-06
    link: https://oakfield.example.org/minutes/2026-10
  - id: prevent-report
    title: Prevent report to governors
    date: 2026-10-06
    link: https://oakfield.example.org/minutes/2026-10
    #     ^
",
        right: "\
evidence:
  - id: board-minutes
    title: Minutes of the governing body, October
    date: 2026-10-06
    link: https://oakfield.example.org/minutes/2026-10
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut findings = Vec::new();
    for evidence in &subject.profile.evidence {
        let file = evidence.file.as_ref().zip(subject.file_of(evidence));
        let file = file.and_then(|(file, state)| Some((file, path(state)?)));
        let link = evidence.link.as_ref();
        let link = link.map(|link| (link, link.trim().trim_end_matches('/')));
        for (written, document) in file.into_iter().chain(link) {
            match first.get(document) {
                Some(place) => findings.push(again(written, *place)),
                None => {
                    first.insert(document, written.place);
                }
            }
        }
    }
    findings
}

/// The path of a file that is there.
fn path(state: &FileState) -> Option<&str> {
    match state {
        FileState::Found { path, .. } => Some(path),
        FileState::Missing { .. }
        | FileState::Outside
        | FileState::NoFile
        | FileState::Unread(_) => None,
    }
}

fn again(written: &Text, place: Place) -> Diagnostic {
    let message = format!("`{}` is listed as evidence twice", written.trim());
    RULE.finding(written.place, message)
        .related(place, "the first time")
        .help("Keep one of the two entries, and let every action cite its id.")
}
