//! A name of somebody who is needed says that there is nobody yet: "To be named", "Vacant".

use std::collections::BTreeMap;

use crate::check::phrases::{is_one_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Person, Text};

pub(super) const RULE: Rule = Rule {
    code: "nobody-named",
    severity: Severity::Note,
    usual: Usual::On,
    about: "somebody who leads work or keeps the plan is called “To be named”, “Vacant” or the like",
    why: "The document looks as if somebody led the work, and nobody does.",
    example: Example {
        wrong: "\
people:
  dsl: { name: To be named, role: Designated Safeguarding Lead }
  #            ^
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: dsl",
        right: "\
people:
  dsl: { name: Robin Vale, role: Designated Safeguarding Lead }
  deputy: { name: To be named, role: Deputy Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: dsl",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let people = &subject.profile.people;
    let mut needed: BTreeMap<Place, &Text> = BTreeMap::new();
    for key in keys(subject) {
        let called = people.get(key.as_str()).and_then(called);
        if let Some(name) = called.filter(|name| is_nobody(name) && !is_left_to_fill_in(name)) {
            needed.insert(name.place, name);
        }
    }
    let each = needed.into_values();
    each.map(|name| {
        let message = format!("`{}` is nobody yet, and is needed by the plan", name.trim());
        RULE.finding(name.place, message)
            .help("Name who it is. Until somebody is appointed, name who does the work meanwhile.")
    })
    .collect()
}

/// The keys of those who lead work, keep the plan or are to be asked.
fn keys<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Text> {
    let plan = &subject.profile.plan;
    let areas = plan.areas.iter().flat_map(|area| {
        let expected = area.expectations.iter().flat_map(|one| &one.leads);
        area.leads.iter().chain(expected)
    });
    let actions = plan.actions().flat_map(|action| &action.leads);
    let of_plan = plan.owner.iter().chain(&plan.safeguarding_contact);
    of_plan.chain(areas).chain(actions)
}

/// The name of a person, or the role of one who has none.
fn called(person: &Person) -> Option<&Text> {
    person.name.as_ref().or(person.role.as_ref())
}

/// Whether a name says that there is nobody: "To be named", "To be appointed in May", "Vacant (from June)".
pub(crate) fn is_nobody(name: &str) -> bool {
    let mut words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase);
    let (first, second) = (words.next(), words.next());
    is_one_of(name, &phrases().nobody)
        || matches!(
            (first.as_deref(), second.as_deref()),
            (Some("to"), Some("be")) | (Some("vacant" | "vacancy"), _)
        )
}

/// Whether `left-to-fill-in` reports it.
fn is_left_to_fill_in(name: &str) -> bool {
    matches!(name.trim(), "TBC" | "TBA" | "TBD")
}

#[cfg(test)]
mod tests {
    use super::is_nobody;

    #[test]
    fn nobody_is_told_from_people() {
        for name in [
            "To be named",
            "to be appointed in January",
            "TBC",
            "tbc.",
            "Vacant",
            "VACANT (from June)",
            "N/A",
            "Not yet appointed",
        ] {
            assert!(is_nobody(name), "{name}");
        }
        for name in [
            "Tobe Nwosu",
            "Toby Beale",
            "Vacantia Ltd",
            "Na Li",
            "",
            "Nona Non",
        ] {
            assert!(!is_nobody(name), "{name}");
        }
    }
}
