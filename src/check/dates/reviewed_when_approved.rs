//! The last review is given as the day of approval.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "reviewed-when-approved",
    severity: Severity::Note,
    usual: Usual::Off,
    about: "the last review is given as the day of approval",
    why: "Where both dates are one, nobody can tell whether anything was reviewed before it was approved.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-06
    last_reviewed_on: 2026-10-06
    #                 ^",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-06
    last_reviewed_on: 2026-09-22",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let approval = &subject.profile.plan.approval;
    let finding = match (&approval.approved_on, &approval.last_reviewed_on) {
        (Some(approved), Some(reviewed)) if approved.value == reviewed.value => Some(
            RULE.finding(
                reviewed.place,
                "the plan was last reviewed when it was approved",
            )
            .related(approved.place, "the approval")
            .help(
                "Give the day on which it was read and changed, or leave `last_reviewed_on` out.",
            ),
        ),
        _ => None,
    };
    finding.into_iter().collect()
}
