//! The plan's review, or an action that is not done, is past its date.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{DateStyle, PartialDate, Rag};

pub(super) const RULE: Rule = Rule {
    code: "overdue",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the plan's review, or an action that is not done, is past its date",
    why: "A date that has passed with nothing said is the first thing that a governor asks about.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2024-10-08
    review_every: 1 year
    review_on: 2025-10-08
    #          ^",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-08
    review_every: 1 year
    review_on: 2027-10-08",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let today = PartialDate::Day(subject.as_of);
    let plan = &profile.plan;
    let mut findings = Vec::new();
    if let Some(review) = plan
        .approval
        .review_on()
        .filter(|review| review.is_before(today))
    {
        let written = [
            &plan.approval.review_on,
            &plan.approval.last_reviewed_on,
            &plan.approval.approved_on,
        ];
        let place = written
            .into_iter()
            .flatten()
            .next()
            .map_or(plan.title.place, |date| date.place);
        findings.push(
            RULE.finding(
                place,
                format!(
                    "this plan was due for review by {}",
                    review.format(DateStyle::Long)
                ),
            )
            .help("Record the review: `last_reviewed_on`, or a new approval."),
        );
    }
    if let Some(on) = plan
        .actions_review_on
        .as_ref()
        .filter(|on| on.is_before(today))
    {
        let message = format!(
            "the actions were to be reviewed by {}",
            on.format(DateStyle::Long)
        );
        findings.push(
            RULE.finding(on.place, message)
                .help("Record the reviews, and set the next date in `actions_review_on`."),
        );
    }
    for action in plan.actions() {
        let done = action.completed.is_some() || action.rag() == Some(Rag::Green);
        if let Some(deadline) = &action.deadline
            && deadline.date().is_some_and(|date| date.is_before(today))
            && !done
        {
            findings.push(
                RULE.finding(
                    deadline.place,
                    format!(
                        "`{}` was due by {} and is not done",
                        action.id.value,
                        deadline.format(DateStyle::Long)
                    ),
                )
                .help("Record how it stands, or agree a new deadline."),
            );
        }
    }
    findings
}
