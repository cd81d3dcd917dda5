//! Something about a file of evidence that a person should know before it is handed on.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "evidence-flagged",
    severity: Severity::Note,
    usual: Usual::On,
    about: "a file of evidence holds what nobody looked into, or says more than it seems (with `check --evidence`)",
    why: "Files attached to a file, the place where a photograph was taken or a name with the wrong ending go unnoticed until a stranger opens it.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: training-log.pdf
    #     ^
# training-log.pdf:
Attended on 2 October: all staff but two, who follow on 9 October.
",
        right: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: training-log.txt
# training-log.txt:
Attended on 2 October: all staff but two, who follow on 9 October.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::examined(subject)
        .filter(|(_, examined)| !examined.is_refused())
        .flat_map(|(file, examined)| {
            examined.faults.iter().map(|fault| {
                let message = format!("`{}` {}", file.trim(), fault.message);
                RULE.finding(file.place, message).help(fault.way_out())
            })
        })
        .collect()
}
