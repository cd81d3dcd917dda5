//! Everybody leads most of the plan.

use crate::check::phrases::{is_one_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Profile};

pub(super) const RULE: Rule = Rule {
    code: "everybody-leads",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "all staff lead most of the actions, and nobody with them",
    why: "What everybody leads, everybody leaves to the others.",
    example: Example {
        wrong: "\
people:
  all-staff: { role: All staff }
  dsl: { role: Designated Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: all-staff
      #     ^
      actions:
        - { id: read, text: Read the policy. }
        - { id: notice, text: Pass on what worries you. }
        - { id: record, text: Write it down. }
        - { id: course, text: Complete the course. }
        - { id: audit, text: Read a sample of the records., lead: dsl }",
        right: "\
people:
  all-staff: { role: All staff }
  dsl: { role: Designated Safeguarding Lead }
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      lead: dsl
      actions:
        - { id: read, text: Read the policy., lead: all-staff }
        - { id: notice, text: Pass on what worries you., lead: all-staff }
        - { id: record, text: Write it down. }
        - { id: course, text: Complete the course. }
        - { id: audit, text: Read a sample of the records. }",
    },
    find,
};

/// The fewest actions with a lead that make a pattern.
const FEWEST: usize = 5;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let with_leads = profile
        .plan
        .actions()
        .filter(|action| !action.leads.is_empty());
    let with_leads = with_leads.count();
    let by_everybody = |action: &&Action| is_led_by_everybody(action, profile);
    let count = profile.plan.actions().filter(by_everybody).count();
    let first = profile.plan.actions().find(by_everybody);
    let lead = first.and_then(|action| action.leads.first());
    let finding = lead
        .filter(|_| with_leads >= FEWEST && count * 2 > with_leads)
        .map(|lead| {
            RULE.finding(
                lead.place,
                "everybody leads most of the actions, and nobody with them",
            )
            .help("Name for each action the one person who sees to it that everybody does it.")
        });
    finding.into_iter().collect()
}

fn is_led_by_everybody(action: &Action, profile: &Profile) -> bool {
    let everybody = |key: &str| {
        let person = profile.people.get(key);
        person.is_some_and(|person| {
            let titles = [&person.role, &person.name].into_iter().flatten();
            person
                .name
                .as_ref()
                .is_none_or(|name| is_one_of(name, &phrases().everybody))
                && titles
                    .into_iter()
                    .any(|title| is_one_of(title, &phrases().everybody))
        })
    };
    !action.leads.is_empty() && action.leads.iter().all(|lead| everybody(lead))
}
