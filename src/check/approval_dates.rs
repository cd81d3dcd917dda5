//! The dates of approval and review contradict each other.

use crate::diagnostic::Diagnostic;
use crate::model::{DateStyle, PartialDate, Profile};

use super::Circumstances;

pub(super) fn find(profile: &Profile, circumstances: &Circumstances<'_>) -> Vec<Diagnostic> {
    let today = PartialDate::Day(circumstances.as_of);
    let approval = &profile.plan.approval;
    let mut findings = Vec::new();
    for past in [&approval.approved_on, &approval.last_reviewed_on]
        .into_iter()
        .flatten()
    {
        if today.is_before(past.value) {
            findings.push(
                Diagnostic::warning(
                    "approval-dates",
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
                Diagnostic::error(
                    "approval-dates",
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
                Diagnostic::error(
                    "approval-dates",
                    review.place,
                    "the review lies before the approval",
                )
                .related(approved.place, "the approval")
                .help("Correct one of the two dates."),
            );
        }
    }
    findings
}
