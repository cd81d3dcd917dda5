//! A key names nobody in `people`, so the document would leave the lead out.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::model::{Area, Profile, Text};

pub(super) const RULE: Rule = Rule {
    code: "unknown-person",
    severity: Severity::Error,
    usual: Usual::On,
    about: "a key names nobody in `people`",
    why: "The document would leave the lead out, and nobody would know whose work it is.",
    example: Example {
        wrong: "\
people:
  headteacher: { name: Asha Lindqvist, role: Headteacher }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: headteecher
      #     ^",
        right: "\
people:
  headteacher: { name: Asha Lindqvist, role: Headteacher }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: headteacher",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let plan = &profile.plan;
    let mut keys: Vec<&Text> = plan
        .owner
        .iter()
        .chain(&plan.safeguarding_contact)
        .collect();
    keys.extend(
        profile
            .evidence
            .iter()
            .filter_map(|evidence| evidence.owner.as_ref()),
    );
    keys.extend(profile.contacts.iter().flat_map(|contact| &contact.people));
    for area in &plan.areas {
        keys.extend(&area.leads);
        keys.extend(
            area.expectations
                .iter()
                .flat_map(|expectation| &expectation.leads),
        );
    }
    for action in plan.areas.iter().flat_map(Area::with_embedded) {
        keys.extend(&action.leads);
        keys.extend(
            action
                .reviews
                .iter()
                .filter_map(|review| review.by.as_ref()),
        );
    }
    keys.extend(
        plan.risks()
            .flat_map(|risk| &risk.reviews)
            .filter_map(|review| review.by.as_ref()),
    );
    let mut findings: Vec<Diagnostic> = keys
        .into_iter()
        .filter(|key| !profile.people.contains_key(key.as_str()))
        .map(|key| unknown(key, profile))
        .collect();
    findings.sort_by_key(|finding| finding.place);
    findings.dedup(); // an area's lead is handed down to each of its actions
    findings
}

fn unknown(key: &Text, profile: &Profile) -> Diagnostic {
    let finding = RULE.finding(
        key.place,
        format!("there is nobody called `{}` in `people`", key.value),
    );
    match nearest(key, profile.people.keys().map(String::as_str)) {
        Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
        None => finding.help(format!(
            "Add `{}:` to `people`, with a name, a role or both.",
            key.value
        )),
    }
}
