//! The dates of an action contradict each other.

use crate::diagnostic::{Diagnostic, Placed};
use crate::model::{Action, PartialDate, Profile};

use super::Circumstances;

pub(super) fn find(profile: &Profile, circumstances: &Circumstances<'_>) -> Vec<Diagnostic> {
    let today = PartialDate::Day(circumstances.as_of);
    profile
        .plan
        .actions()
        .flat_map(|action| of_action(action, today))
        .collect()
}

fn of_action(action: &Action, today: PartialDate) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let start = action.start.as_ref().and_then(|start| {
        Some(Placed {
            value: start.date()?,
            place: start.place,
        })
    });
    let deadline = action.deadline.as_ref().and_then(|deadline| {
        Some(Placed {
            value: deadline.date()?,
            place: deadline.place,
        })
    });
    let order = [
        (&start, &deadline, "this deadline lies before the start"),
        (
            &start,
            &action.completed,
            "this action is completed before it starts",
        ),
    ];
    for (earlier, later, message) in order {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later.value.is_before(earlier.value)
        {
            findings.push(
                Diagnostic::error("work-dates", later.place, message)
                    .related(earlier.place, "the start")
                    .help("Correct one of the two dates."),
            );
        }
    }
    let reviews = action
        .reviews
        .iter()
        .filter_map(|review| review.on.as_ref());
    for past in reviews
        .chain(&action.completed)
        .filter(|date| today.is_before(date.value))
    {
        findings.push(
            Diagnostic::warning(
                "work-dates",
                past.place,
                "this lies in the future, and reports what has happened",
            )
            .help("Correct the date, or build with `--as-of` for a later day."),
        );
    }
    findings
}
