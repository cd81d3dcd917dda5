//! A file of evidence that is never handed on: it is broken, locked or dangerous.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::FaultSort;

pub(super) const RULE: Rule = Rule {
    code: "evidence-refused",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a file of evidence is broken, locked or dangerous to open (with `check --evidence`)",
    why: "It is never put into a pack: an inspector could not open it, or should not.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    file: training-log.pdf
    #     ^
# training-log.pdf:
%PDF-1.7
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
        .flat_map(|(file, examined)| {
            let faults = examined.faults.iter();
            // That nothing is in it is said without looking into it.
            faults
                .filter(|fault| fault.is_refused() && fault.sort != FaultSort::Empty)
                .map(|fault| {
                    let message = format!("`{}` {}", file.trim(), fault.message);
                    RULE.finding(file.place, message).help(fault.way_out())
                })
        })
        .collect()
}
