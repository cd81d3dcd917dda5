//! The dates of some evidence contradict each other, or lie in the future.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Evidence, PartialDate};

pub(super) const RULE: Rule = Rule {
    code: "evidence-dates",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "some evidence is dated in the future, or was cited before it was made",
    why: "Whoever finds one impossible date doubts the others.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: example.yaml
    cited_on: 2026-09-10
    #         ^
",
        right: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: example.yaml
    cited_on: 2026-10-12
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let today = PartialDate::Day(subject.as_of);
    let evidence = subject.profile.evidence.iter();
    evidence
        .flat_map(|piece| of_evidence(piece, today))
        .collect()
}

fn of_evidence(evidence: &Evidence, today: PartialDate) -> Vec<Diagnostic> {
    let dates = [
        (&evidence.date, "this evidence would be made in the future"),
        (
            &evidence.cited_on,
            "this evidence would be cited in the future",
        ),
    ];
    let mut findings: Vec<Diagnostic> = dates
        .into_iter()
        .filter_map(|(date, message)| Some((date.as_ref()?, message)))
        .filter(|(date, _)| today.is_before(date.value))
        .map(|(date, message)| {
            RULE.finding(date.place, message)
                .help("Correct the date, or name the day that you speak of with `--as-of`.")
        })
        .collect();
    if let (Some(made), Some(cited)) = (&evidence.date, &evidence.cited_on)
        && cited.value.is_before(made.value)
    {
        findings.push(
            RULE.finding(cited.place, "this evidence was cited before it was made")
                .related(made.place, "when it was made")
                .help("Correct one of the two dates."),
        );
    }
    findings
}
