//! Some evidence has no date.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "evidence-undated",
    severity: Severity::Note,
    usual: Usual::On,
    about: "some evidence has no date",
    why: "Without a date nobody can tell whether it speaks of this year.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    #      ^
    link: https://oakfield.example.org/training-log
",
        right: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    link: https://oakfield.example.org/training-log
    date: 2026-10-02
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let evidence = subject.profile.evidence.iter();
    evidence
        .filter(|evidence| evidence.date.is_none())
        .map(|evidence| {
            RULE.finding(
                evidence.title.place,
                "nothing says when this evidence was made",
            )
            .help("Add `date:`; a month or a year will do.")
        })
        .collect()
}
