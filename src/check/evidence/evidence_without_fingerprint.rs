//! No fingerprint stands beside the file of some evidence, so nobody would notice that it was changed.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
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
        path: _,
    } = subject.file_of(evidence)?
    else {
        return None;
    };
    let message = format!("`{}` is cited without its fingerprint", file.trim());
    let fix = Fix {
        title: format!("write the fingerprint of `{}`", file.trim()),
        edits: vec![Edit::Insert {
            beside: file.place,
            key: "fingerprint",
            value: taken.to_string(),
        }],
    };
    Some(
        RULE.finding(file.place, message)
            .help(format!(
                "Add `fingerprint: {taken}` below it once you have looked that it is the right file."
            ))
            .fix(fix),
    )
}
