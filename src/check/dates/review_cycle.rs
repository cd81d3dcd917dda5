//! The plan is reviewed less than once a year.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::PartialDate;

pub(super) const RULE: Rule = Rule {
    code: "review-cycle",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the plan is reviewed less than once a year",
    why: "Guidance for schools and the picture of risk change every year, and a plan that is read every third year misses them.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Chief Executive
    approved_on: 2026-10-06
    review_every: 3 years
    #             ^",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Chief Executive
    approved_on: 2026-10-06
    review_every: 1 year",
    },
    find,
};

/// The longest that a plan should go without a review, in months.
const LONGEST: u16 = 12;

/// How much later than that a meeting may fall, in months.
const GRACE: u16 = 1;

const HELP: &str = "Review it each year (`review_every: 1 year`), and earlier after an incident.";

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let approval = &subject.profile.plan.approval;
    if let Some(every) = &approval.review_every {
        let message = format!("the plan is reviewed every {}", every.value);
        let finding = RULE.finding(every.place, message).help(HELP);
        let seldom = every.months() > LONGEST;
        return seldom.then_some(finding).into_iter().collect();
    }
    let latest = [&approval.approved_on, &approval.last_reviewed_on]
        .into_iter()
        .flatten()
        .max_by(|one, other| PartialDate::chronological(one, other));
    let (Some(review), Some(latest)) = (&approval.review_on, latest) else {
        return Vec::new();
    };
    let late = latest
        .after_months(LONGEST + GRACE)
        .is_some_and(|limit| limit.is_before(review.value));
    let finding = RULE
        .finding(
            review.place,
            "the next review is more than a year away from the last one",
        )
        .related(latest.place, "approved or reviewed")
        .help(HELP);
    late.then_some(finding).into_iter().collect()
}
