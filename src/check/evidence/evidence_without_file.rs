//! Nothing says where some evidence can be found.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "evidence-without-file",
    severity: Severity::Note,
    usual: Usual::On,
    about: "some evidence has neither a file nor a link, and nobody who keeps it",
    why: "Evidence that nobody can find shows nothing.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    #      ^
    date: 2026-10-02
",
        right: "\
people:
  dsl: { role: Designated Safeguarding Lead }
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    owner: dsl
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let evidence = subject.profile.evidence.iter();
    // A register on paper is found by asking whoever keeps it.
    let lost = evidence.filter(|evidence| {
        evidence.file.is_none() && evidence.link.is_none() && evidence.owner.is_none()
    });
    lost.map(|evidence| {
        RULE.finding(
            evidence.title.place,
            "nothing says where this evidence can be found",
        )
        .help(
            "Add `file:` or `link:`; or `owner:`, the key of whoever keeps it, if it is on paper.",
        )
    })
    .collect()
}
