//! A score gives likelihood or impact alone, so no rating follows from it.

use crate::diagnostic::Diagnostic;
use crate::model::{Profile, Risk, Score};

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
    let risks = profile.plan.risks();
    risks.flat_map(Risk::scores).filter_map(of_score).collect()
}

fn of_score(score: &Score) -> Option<Diagnostic> {
    let (given, message, missing) = match (&score.likelihood, &score.impact, &score.rating) {
        (Some(given), None, None) => (given, "this score has a likelihood and no impact", "impact"),
        (None, Some(given), None) => (
            given,
            "this score has an impact and no likelihood",
            "likelihood",
        ),
        (Some(_), Some(_), None) | (None, None, None) | (_, _, Some(_)) => return None,
    };
    Some(
        Diagnostic::warning("incomplete-score", given.place, message).help(format!(
            "Add `{missing}:`, or judge both in one with `rating:`."
        )),
    )
}
