//! A red or amber action has no lead or no deadline: nobody answers for it.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Rag};

pub(super) const RULE: Rule = Rule {
    code: "rating-without-owner",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a red or amber action has no lead or no deadline",
    why: "Work that is behind and belongs to nobody stays behind.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff., rag: red }
        #                                              ^",
        right: "\
people:
  headteacher: { name: Asha Lindqvist, role: Headteacher }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff., rag: red, lead: headteacher, deadline: 2027-03-31 }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    profile.plan.actions().filter_map(of_action).collect()
}

fn of_action(action: &Action) -> Option<Diagnostic> {
    let rating = action
        .rating()
        .filter(|rating| rating.value != Rag::Green)?;
    let missing = match (action.leads.is_empty(), action.deadline.is_none()) {
        (true, true) => "no lead and no deadline",
        (true, false) => "no lead",
        (false, true) => "no deadline",
        (false, false) => return None,
    };
    let message = format!("`{}` is not done and has {missing}", action.id.value);
    Some(
        RULE.finding(rating.place, message)
            .help("Add `lead:` and `deadline:` to the action or to its area."),
    )
}
