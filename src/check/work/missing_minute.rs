//! A body approved the plan, and no minute is given.

use crate::check::phrases::{has_one_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Standing;

pub(super) const RULE: Rule = Rule {
    code: "missing-minute",
    severity: Severity::Note,
    usual: Usual::On,
    about: "a body approved the plan, and no minute is given",
    why: "A governing body approves in a meeting, and the minute is how anybody else can know.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    #            ^
    approved_on: 2026-10-06
    review_every: 1 year",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-06
    minute: GB 26/34
    review_every: 1 year",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    match subject.profile.plan.approval.standing(subject.as_of) {
        Standing::Approved {
            by, minute: None, ..
        } if has_one_of(by, &phrases().bodies) => {
            let finding = RULE
                .finding(by.place, "a body approved the plan, and no minute is given")
                .help("Add `minute:` with the number of the minute, such as GB 26/34.");
            vec![finding]
        }
        Standing::Approved { .. } | Standing::Draft(_) => Vec::new(),
    }
}
