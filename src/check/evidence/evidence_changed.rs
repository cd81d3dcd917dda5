//! A file has another fingerprint than the one that was written beside it: it was changed after it was cited.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Evidence, FileState};

pub(super) const RULE: Rule = Rule {
    code: "evidence-changed",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a file was changed since it was cited",
    why: "What was approved with the plan may no longer be what the file says.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: example.yaml
    fingerprint: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    #            ^
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
        .filter_map(|evidence| of_evidence(evidence, subject))
        .collect()
}

fn of_evidence(evidence: &Evidence, subject: &Subject<'_>) -> Option<Diagnostic> {
    let (file, cited) = (evidence.file.as_ref()?, evidence.fingerprint.as_ref()?);
    let state = subject.file_of(evidence)?;
    let change = evidence.change(state)?;
    let bytes = match state {
        FileState::Found { bytes, .. } => *bytes,
        FileState::Missing { .. }
        | FileState::Outside
        | FileState::NoFile
        | FileState::Unread(_) => 0,
    };
    let message = format!("`{}` was changed since it was cited", file.trim());
    // No fix: that the evidence still shows what it did is for a person to say.
    Some(
        RULE.finding(cited.place, message)
            .related(file.place, format!("the file, now {bytes} bytes long"))
            .help(format!(
                "It was {change}. Look whether it still shows what it is cited for; if it does, write the new \
                 fingerprint, and today's date as `cited_on`."
            )),
    )
}
