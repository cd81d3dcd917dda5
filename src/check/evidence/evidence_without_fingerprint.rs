//! No fingerprint stands beside the file of some evidence, so nobody would notice that it was changed.

use jiff::civil::Date;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Edit, Fix, Place, Severity};
use crate::model::{Evidence, FileState};

pub(in crate::check) const RULE: Rule = Rule {
    code: "evidence-without-fingerprint",
    severity: Severity::Note,
    // Not every plan needs them: the rule is for those who want to know that nothing was changed after approval.
    usual: Usual::Off,
    about: "no fingerprint is written beside a file of evidence",
    why: "Without one nobody notices that the file was changed after it was cited.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: example.yaml
    #     ^
",
        right: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: example.yaml
    fingerprint: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let evidence = subject.profile.evidence.iter();
    evidence
        .filter(|evidence| evidence.fingerprint.is_none())
        .filter_map(|evidence| of_evidence(evidence, subject))
        .collect()
}

fn of_evidence(evidence: &Evidence, subject: &Subject<'_>) -> Option<Diagnostic> {
    let file = evidence.file.as_ref()?;
    let FileState::Found {
        fingerprint: Some(taken),
        bytes: 1..,
        ..
    } = subject.file_of(evidence)?
    else {
        return None;
    };
    let message = format!("`{}` is cited without its fingerprint", file.trim());
    let fix = Fix {
        title: format!(
            "write the fingerprint of `{}`, and today's date",
            file.trim()
        ),
        edits: vec![
            cited_today(evidence, file.place, subject.as_of),
            Edit::Insert {
                beside: file.place,
                key: "fingerprint",
                value: taken.to_string(),
            },
        ],
    };
    Some(
        RULE.finding(file.place, message)
            .help(format!(
                "Add `fingerprint: {taken}` and `cited_on: {}` below it once you have looked that it is the right file.",
                subject.as_of
            ))
            .fix(fix),
    )
}

/// Writes the day of the check as the one on which the file was cited.
fn cited_today(evidence: &Evidence, file: Place, today: Date) -> Edit {
    let today = today.to_string();
    match &evidence.cited_on {
        Some(earlier) => Edit::Replace {
            place: earlier.place,
            with: today,
        },
        None => Edit::Insert {
            beside: file,
            key: "cited_on",
            value: today,
        },
    }
}
