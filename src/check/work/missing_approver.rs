//! A date of approval has no approver.

use crate::check::people::is_nobody;
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "missing-approver",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a plan has a date of approval or effect, and nobody approved it",
    why: "A plan that is in effect must have been approved by somebody, and a clerk asks by whom.",
    example: Example {
        wrong: "\
plan:
  title: Prevent policy
  approval:
    effective_on: 2026-10-19
    #             ^
    review_every: 1 year",
        right: "\
plan:
  title: Prevent policy
  approval:
    approved_by: Board of Directors
    approved_on: 2026-10-06
    effective_on: 2026-10-19
    review_every: 1 year",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let approval = &subject.profile.plan.approval;
    let named = approval
        .approved_by
        .as_ref()
        .is_some_and(|by| by.contains(char::is_alphanumeric) && !is_nobody(by));
    let dated = approval
        .approved_on
        .as_ref()
        .or(approval.effective_on.as_ref());
    let finding = dated.filter(|_| !named).map(|on| {
        RULE.finding(
            on.place,
            "the plan gives this date, and nobody who approved it",
        )
        .help("Add `approved_by:` with the body or the person.")
    });
    finding.into_iter().collect()
}
