//! A section's key names no entry of `contacts`, so the document would leave the box out.

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::Profile;

use super::Circumstances;

pub(super) fn find(profile: &Profile, _: &Circumstances<'_>) -> Vec<Diagnostic> {
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
            let finding = Diagnostic::error("unknown-contact", key.place, message);
            match nearest(key, known()) {
                Some(meant) => finding.help(format!("Did you mean `{meant}`?")),
                None => finding.help("Add it to the list `contacts`, with this id and its people."),
            }
        })
        .collect()
}
