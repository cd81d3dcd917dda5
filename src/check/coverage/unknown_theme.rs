//! `covers` names a theme that the register does not have, so nothing would count as covered.

use std::collections::BTreeSet;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity, nearest};

pub(super) const RULE: Rule = Rule {
    code: "unknown-theme",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "`covers` names a theme that the guidance register does not have",
    why: "What is meant to answer a theme would not be counted as an answer.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: staff
      title: Staff
      covers: [traning]
#              ^
",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: staff
      title: Staff
      covers: [training]
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = || subject.register.themes().map(|theme| theme.id.as_str());
    let areas = subject.profile.plan.areas.iter();
    let lists = areas.flat_map(|area| {
        let of_actions = area.with_embedded().map(|action| &action.covers);
        std::iter::once(&area.covers).chain(of_actions)
    });
    lists
        .flat_map(|list| {
            // A name that stands in a list twice is one mistake.
            let mut seen = BTreeSet::new();
            list.iter().filter(move |name| seen.insert(name.as_str()))
        })
        .filter(|name| !known().any(|id| id == name.as_str()))
        .map(|name| {
            let finding = RULE.finding(
                name.place,
                format!("the guidance register has no theme called `{}`", name.value),
            );
            finding.help(match nearest(name, known()) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!(
                    "The themes are: {}. Your own go into `guidance.yaml`.",
                    known().collect::<Vec<_>>().join(", ")
                ),
            })
        })
        .collect()
}
