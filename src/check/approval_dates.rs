//! The dates of approval and review contradict each other.

use crate::diagnostic::Diagnostic;
use crate::model::{DateStyle, Profile};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let approval = &profile.plan.approval;
    let mut findings = Vec::new();
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
