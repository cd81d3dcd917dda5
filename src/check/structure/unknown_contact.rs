//! A section's key names no entry of `contacts`, so the document would leave the box out.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity, nearest};

pub(super) const RULE: Rule = Rule {
    code: "unknown-contact",
    severity: Severity::Error,
    usual: Usual::On,
    about: "a key names nothing in `contacts`",
    why: "A reader would be sent to a contact that is not there.",
    example: Example {
        wrong: "\
contacts:
  - id: for-staff
    audience: Staff who are worried about somebody
    text: Speak to the Designated Safeguarding Lead on the same day.
plan:
  title: Prevent policy
  policy:
    sections:
      - id: concerns
        title: Whom to tell
        contacts: [staff]
        #          ^",
        right: "\
contacts:
  - id: for-staff
    audience: Staff who are worried about somebody
    text: Speak to the Designated Safeguarding Lead on the same day.
plan:
  title: Prevent policy
  policy:
    sections:
      - id: concerns
        title: Whom to tell
        contacts: [for-staff]",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let known = || profile.contacts.iter().map(|contact| contact.id.as_str());
    let sections = profile
        .plan
        .policy
        .iter()
        .flat_map(|policy| &policy.sections);
    sections
        .flat_map(|section| &section.contacts)
        .filter(|key| !known().any(|id| id == key.as_str()))
        .map(|key| {
            let message = format!("there is no contact called `{}`", key.value);
            let finding = RULE.finding(key.place, message);
            match nearest(key, known()) {
                Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
                None => finding.help("Add it to the list `contacts`, with this id and its people."),
            }
        })
        .collect()
}
