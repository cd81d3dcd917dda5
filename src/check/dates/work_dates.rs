//! The dates of an action contradict each other.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Placed, Severity};
use crate::model::{Action, PartialDate};

pub(super) const RULE: Rule = Rule {
    code: "work-dates",
    severity: Severity::Error,
    usual: Usual::On,
    about: "the dates of an action contradict each other",
    why: "An inspector reads the dates beside each other, and one of them must be wrong.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - id: briefing
          text: Brief all staff.
          start: 2026-09-01
          deadline: 2026-07-17
          #         ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - id: briefing
          text: Brief all staff.
          start: 2026-09-01
          deadline: 2027-07-16",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let today = PartialDate::Day(subject.as_of);
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
                RULE.finding(later.place, message)
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
            RULE.warning(
                past.place,
                "this lies in the future, and reports what has happened",
            )
            .help("Correct the date, or build with `--as-of` for a later day."),
        );
    }
    findings
}
