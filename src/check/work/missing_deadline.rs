//! An action has no date, though the others have one; or none has.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Rag};

use super::missing_lead::is_reported_by_rating;
use super::share::{gaps, hands_on, is_most};

pub(super) const RULE: Rule = Rule {
    code: "missing-deadline",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an action has no deadline though the others have one, or none has",
    why: "What has no date is never late, and so never asked about.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff., deadline: 2027-01-29 }
        - { id: new-staff, text: Train those who start later., frequency: each term }
        - { id: governors, text: Brief the governors., deadline: 2027-03-12 }
        - { id: log, text: Keep a log. }
        #       ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      deadline: 2027-01-29
      actions:
        - { id: staff, text: Train all staff. }
        - { id: new-staff, text: Train those who start later., frequency: each term }
        - { id: governors, text: Brief the governors., deadline: 2027-03-12 }
        - { id: log, text: Keep a log. }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    let all = plan.actions().count();
    let timed = plan.actions().filter(|action| is_timed(action)).count();
    if timed == 0 && is_most(all, all) {
        let place = subject.profile.id.place;
        // A form may have no column for it, and a master plan leaves it to each school.
        let finding = RULE
            .note(place, "no action of the plan has a deadline")
            .help("Add `deadline:` to each area, and to each action that is due on another day.");
        return vec![finding];
    }
    // In a master plan, a gap may be left for each school to fill; the school’s own check finds it then.
    if !is_most(timed, all) || hands_on(subject) {
        return Vec::new();
    }
    let open = |action: &&Action| !is_timed(action) && !is_reported_by_rating(action);
    gaps(
        &RULE,
        plan.actions().filter(open),
        "has no deadline, and most other actions have",
        "Add `deadline:` with a date, or `frequency:` where it is done again and again.",
    )
}

/// Whether an action says when it is done, how often, or that it has been done.
fn is_timed(action: &Action) -> bool {
    action.deadline.is_some()
        || action.frequency.is_some()
        || action.completed.is_some()
        || action.rag() == Some(Rag::Green)
}
