//! Two entries of a list have the same id: the second would silently take the place of the first.

use std::collections::BTreeMap;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Placed, Severity};
use crate::model::Id;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-id",
    severity: Severity::Error,
    usual: Usual::On,
    about: "two entries of a list have the same id",
    why: "The second entry would silently take the place of the first.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: induction, text: Brief new staff in their first week. }
        - { id: induction, text: Brief volunteers before they start. }
        #       ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: induction, text: Brief new staff in their first week. }
        - { id: volunteers, text: Brief volunteers before they start. }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let mut findings = Vec::new();
    let plan = &profile.plan;
    repeated(
        plan.areas.iter().map(|area| &area.id),
        "area",
        &mut findings,
    );
    for area in &plan.areas {
        repeated(
            area.actions().map(|action| &action.id),
            "action",
            &mut findings,
        );
        for action in area.actions() {
            repeated(
                action.outcomes.iter().map(|outcome| &outcome.id),
                "outcome",
                &mut findings,
            );
        }
        repeated(
            area.outcomes.iter().map(|outcome| &outcome.id),
            "outcome",
            &mut findings,
        );
        repeated(
            area.expectations.iter().map(|expectation| &expectation.id),
            "expectation",
            &mut findings,
        );
    }
    repeated(
        profile.evidence.iter().map(|evidence| &evidence.id),
        "evidence",
        &mut findings,
    );
    let sections = || plan.policy.iter().flat_map(|policy| &policy.sections);
    let clauses = sections().flat_map(|section| &section.clauses);
    repeated(
        sections()
            .map(|section| &section.id)
            .chain(clauses.map(|clause| &clause.id)),
        "section or clause",
        &mut findings,
    );
    repeated(
        plan.principles.iter().map(|principle| &principle.id),
        "principle",
        &mut findings,
    );
    repeated(
        plan.annexes.iter().map(|annex| &annex.id),
        "annex",
        &mut findings,
    );
    repeated(
        profile.contacts.iter().map(|contact| &contact.id),
        "contact",
        &mut findings,
    );
    repeated(
        profile.scales.iter().map(|scale| &scale.id),
        "scale",
        &mut findings,
    );
    for scale in &profile.scales {
        repeated(
            scale.levels.iter().map(|level| &level.value),
            "level",
            &mut findings,
        );
    }
    findings
}

fn repeated<'a>(
    ids: impl Iterator<Item = &'a Placed<Id>>,
    kind: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    for id in ids {
        if let Some(place) = first.insert(id.as_str(), id.place) {
            findings.push(
                Diagnostic::error(
                    "duplicate-id",
                    id.place,
                    format!("two entries have the id `{}` ({kind})", id.value),
                )
                .related(place, "the other one")
                .help("Give one of them another id."),
            );
        }
    }
}
