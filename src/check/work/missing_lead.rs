//! Nobody leads an action, though somebody leads the others; or nobody leads any.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Rag};

use super::share::{gaps, hands_on, is_most};

pub(super) const RULE: Rule = Rule {
    code: "missing-lead",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an action has no lead though the others have one, or nobody leads any",
    why: "What nobody leads is done by nobody.",
    example: Example {
        wrong: "\
people:
  dsl: { role: Designated Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff., lead: dsl }
        - { id: new-staff, text: Train those who start later., lead: dsl }
        - { id: governors, text: Brief the governors., lead: dsl }
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
      actions:
        - { id: staff, text: Train all staff. }
        - { id: new-staff, text: Train those who start later. }
        - { id: governors, text: Brief the governors. }
        - { id: log, text: Keep a log. }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let all = profile.plan.actions().count();
    let led = profile.plan.actions().filter(|action| is_led(action));
    let led = led.count();
    if led == 0 && is_most(all, all) {
        return vec![nobody(subject)];
    }
    // In a master plan, a gap may be left for each school to fill; the school’s own check finds it then.
    if !is_most(led, all) || hands_on(subject) {
        return Vec::new();
    }
    let open = |action: &&Action| !is_led(action) && !is_reported_by_rating(action);
    gaps(
        &RULE,
        profile.plan.actions().filter(open),
        "has no lead, and most other actions have",
        "Add `lead:` to the action or to its area, with the key of somebody in `people`.",
    )
}

fn nobody(subject: &Subject<'_>) -> Diagnostic {
    let place = subject.profile.id.place;
    let finding = RULE.finding(place, "no action of the plan has a lead");
    if hands_on(subject) {
        return Diagnostic {
            severity: Severity::Note,
            ..finding
        }
        .help(
            "Name who leads in your own plan; a school that takes it over names its own people.",
        );
    }
    finding.help("Add `lead:` to each area, and to each action that somebody else leads.")
}

fn is_led(action: &Action) -> bool {
    !action.leads.is_empty() || action.completed.is_some()
}

/// Whether `rating-without-owner` speaks of the action.
pub(super) fn is_reported_by_rating(action: &Action) -> bool {
    action.rag().is_some_and(|rag| rag != Rag::Green)
}
