//! An approved plan does not say when it is reviewed.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "review-date-missing",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an approved plan does not say when it is reviewed",
    why: "A plan without a review date is reviewed when somebody happens to think of it.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-06
    #            ^",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-06
    review_every: 1 year",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let approval = &subject.profile.plan.approval;
    let given = [
        &approval.approved_on,
        &approval.effective_on,
        &approval.last_reviewed_on,
    ];
    let first = given.into_iter().flatten().next();
    let missing = approval.review_every.is_none() && approval.review_on.is_none();
    let finding = first.filter(|_| missing).map(|on| {
        RULE.finding(on.place, "no date follows for the next review")
            .help("Add `review_every: 1 year` beside it; the date is then worked out.")
    });
    finding.into_iter().collect()
}
