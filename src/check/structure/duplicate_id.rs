//! Two entries of a list have the same id: the second would silently take the place of the first.

use std::collections::BTreeMap;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Placed, Severity};
use crate::model::{Id, Profile};

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
    let lists = lists(subject.profile).into_iter();
    lists.flat_map(|(kind, ids)| repeated(&ids, kind)).collect()
}

/// A word for what a list holds, and the ids of its entries.
type Ids<'a> = (&'static str, Vec<&'a Placed<Id>>);

/// Every list of entries with ids.
fn lists(profile: &Profile) -> Vec<Ids<'_>> {
    let plan = &profile.plan;
    let mut lists: Vec<Ids<'_>> = vec![("area", plan.areas.iter().map(|area| &area.id).collect())];
    for area in &plan.areas {
        lists.push((
            "action",
            area.with_embedded().map(|action| &action.id).collect(),
        ));
        let of_actions = area.with_embedded().map(|action| &action.outcomes);
        lists.extend(of_actions.chain([&area.outcomes]).map(|outcomes| {
            let ids = outcomes.iter().map(|outcome| &outcome.id);
            ("outcome", ids.collect())
        }));
        let expected = area.expectations.iter().map(|one| &one.id);
        lists.push(("expectation", expected.collect()));
    }
    let sections = || plan.policy.iter().flat_map(|policy| &policy.sections);
    let clauses = sections().flat_map(|section| &section.clauses);
    let clauses = clauses.map(|clause| &clause.id);
    let sections = sections().map(|section| &section.id).chain(clauses);
    lists.extend([
        (
            "evidence",
            profile.evidence.iter().map(|one| &one.id).collect(),
        ),
        ("section or clause", sections.collect()),
        (
            "principle",
            plan.principles.iter().map(|one| &one.id).collect(),
        ),
        ("annex", plan.annexes.iter().map(|one| &one.id).collect()),
        (
            "contact",
            profile.contacts.iter().map(|one| &one.id).collect(),
        ),
        ("scale", profile.scales.iter().map(|one| &one.id).collect()),
    ]);
    lists.extend(profile.scales.iter().map(|scale| {
        let levels = scale.levels.iter().map(|level| &level.value);
        ("level", levels.collect())
    }));
    lists
}

fn repeated(ids: &[&Placed<Id>], kind: &str) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let again = ids.iter().filter_map(|id| {
        let place = first.insert(id.as_str(), id.place)?;
        let message = format!("two entries have the id `{}` ({kind})", id.value);
        let finding = RULE.finding(id.place, message);
        Some(
            finding
                .related(place, "the other one")
                .help("Give one of them another id."),
        )
    });
    again.collect()
}
