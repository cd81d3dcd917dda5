//! The dates of approval and review contradict each other.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{DateStyle, PartialDate};

pub(super) const RULE: Rule = Rule {
    code: "approval-dates",
    severity: Severity::Error,
    usual: Usual::On,
    about: "the dates of approval and review contradict each other",
    why: "A clerk sends back a title sheet whose dates contradict each other.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-08
    review_every: 1 year
    review_on: 2028-10-08
    #          ^",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-08
    review_every: 1 year",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let today = PartialDate::Day(subject.as_of);
    let approval = &profile.plan.approval;
    let mut findings = Vec::new();
    for past in [&approval.approved_on, &approval.last_reviewed_on]
        .into_iter()
        .flatten()
    {
        if today.is_before(past.value) {
            findings.push(
                RULE.warning(
                    past.place,
                    "this lies in the future, and reports what has happened",
                )
                .help("Correct the date, or build with `--as-of` for a later day."),
            );
        }
    }
    if let Some(review) = &approval.review_on {
        let computed = approval.computed_review_on();
        let agrees = computed.is_none_or(|computed| {
            !review.value.is_before(computed) && !computed.is_before(review.value)
        });
        if let Some(computed) = computed.filter(|_| !agrees) {
            findings.push(
                RULE.finding(
                    review.place,
                    format!(
                        "the review date is written as {}, and works out as {}",
                        review.format(DateStyle::Long),
                        computed.format(DateStyle::Long)
                    ),
                )
                .help("Delete `review_on`: it is worked out from the approval and `review_every`. Or correct one of them."),
            );
        }
        if let Some(approved) = &approval.approved_on
            && review.is_before(approved.value)
        {
            findings.push(
                RULE.finding(review.place, "the review lies before the approval")
                    .related(approved.place, "the approval")
                    .help("Correct one of the two dates."),
            );
        }
    }
    findings
}
