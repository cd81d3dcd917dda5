//! An action is not rated, though the others are.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, PartialDate};

use super::share::{gaps, is_most};

pub(super) const RULE: Rule = Rule {
    code: "missing-rating",
    severity: Severity::Note,
    usual: Usual::Off,
    about: "an action is not rated though the others are",
    why: "A gap among the ratings is where a governor asks what is being kept back.",
    example: Example {
        wrong: "\
people:
  dsl: { role: Designated Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: dsl
      deadline: 2027-01-29
      actions:
        - { id: staff, text: Train all staff., rag: amber }
        - { id: new-staff, text: Train those who start later., rag: amber }
        - { id: governors, text: Brief the governors., rag: red }
        - { id: log, text: Keep a log. }
        #       ^",
        right: "\
people:
  dsl: { role: Designated Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: dsl
      deadline: 2027-01-29
      actions:
        - { id: staff, text: Train all staff., rag: amber }
        - { id: new-staff, text: Train those who start later., rag: amber }
        - { id: governors, text: Brief the governors., rag: red }
        - { id: log, text: Keep a log., start: 2027-01-05 }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    let today = PartialDate::Day(subject.as_of);
    let all = plan.actions().count();
    let rated = plan.actions().filter(|action| action.rag().is_some());
    if !is_most(rated.count(), all) {
        return Vec::new();
    }
    let begun = |action: &Action| {
        let start = action.start.as_ref().and_then(|start| start.date());
        !start.is_some_and(|start| today.is_before(start))
    };
    gaps(
        &RULE,
        plan.actions()
            .filter(|action| action.rag().is_none() && begun(action)),
        "is not rated, and most other actions are",
        "Add a review with a `rag`, or a `start` where it begins later.",
    )
}
