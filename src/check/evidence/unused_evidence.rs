//! Nothing cites some evidence.

use std::collections::BTreeSet;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unused-evidence",
    severity: Severity::Note,
    usual: Usual::On,
    about: "no area and no action cites some evidence",
    why: "A reader cannot tell what it is meant to show.",
    example: Example {
        wrong: "\
evidence:
  - id: training-log
    #   ^
    title: Training log, autumn term
    date: 2026-10-02
    link: https://oakfield.example.org/training-log
",
        right: "\
evidence:
  - id: training-log
    title: Training log, autumn term
    date: 2026-10-02
    link: https://oakfield.example.org/training-log
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      evidence: [training-log]
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let areas = profile.plan.areas.iter();
    let cited: BTreeSet<&str> = areas
        .flat_map(|area| {
            let of_actions = area.with_embedded().flat_map(|action| &action.evidence);
            area.evidence.iter().chain(of_actions)
        })
        .map(|key| key.as_str())
        .collect();
    // What a school inherits is listed for its parent and the other schools, too.
    let own = profile
        .evidence
        .iter()
        .filter(|evidence| evidence.id.place.file == profile.id.place.file);
    own.filter(|evidence| evidence.supports.is_empty()) // what it names stands below, or another rule speaks of it
        .filter(|evidence| !cited.contains(evidence.id.as_str()))
        .map(|evidence| {
            let message = format!(
                "nothing in this plan cites the evidence `{}`",
                evidence.id.value
            );
            RULE.finding(evidence.id.place, message).help(format!(
                "Add `evidence: [{}]` to the action that it shows, or `supports:` with the action's id to this entry; or take \
                 it out.",
                evidence.id.value
            ))
        })
        .collect()
}
