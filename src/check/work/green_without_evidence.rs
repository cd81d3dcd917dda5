//! A green action cites no evidence, or none with a date: an inspector will ask for it.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Profile, Rag};

pub(super) const RULE: Rule = Rule {
    code: "green-without-evidence",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a green action cites no evidence, or none with a date",
    why: "An inspector asks to see what a green rating rests on.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff., rag: green }
        #                                              ^",
        right: "\
evidence:
  - { id: briefing-2026, title: Slides of the staff briefing, date: 2026-09-02 }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: briefing, text: Brief all staff., rag: green, evidence: [briefing-2026] }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let actions = profile.plan.actions();
    actions
        .filter_map(|action| of_action(action, profile))
        .collect()
}

fn of_action(action: &Action, profile: &Profile) -> Option<Diagnostic> {
    let green = action
        .rating()
        .filter(|rating| rating.value == Rag::Green)?;
    let id = &action.id.value;
    if action.evidence.is_empty() {
        let message = format!("`{id}` is green and cites no evidence");
        return Some(
            RULE.finding(green.place, message)
                .help("Add `evidence: [...]` with the id of what shows that it was done."),
        );
    }
    let undated = !is_dated(action, profile);
    undated.then(|| {
        let message =
            format!("`{id}` is green, and neither its evidence nor its review has a date");
        RULE.finding(green.place, message)
            .help("Add `date:` to the evidence, or `on:` to the review that judged it.")
    })
}

/// Whether anything says when the action was seen to be done. Evidence that is not known is another rule's finding.
fn is_dated(action: &Action, profile: &Profile) -> bool {
    let cited = |id: &str| {
        profile
            .evidence
            .iter()
            .find(|known| known.id.as_str() == id)
    };
    action.completed.is_some()
        || action.reviewed_on().is_some()
        || action
            .evidence
            .iter()
            .any(|id| cited(id).is_none_or(|evidence| evidence.date.is_some()))
}
