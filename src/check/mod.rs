//! Checks a plan the way a clerk, a governor and an inspector would.
//!
//! Each rule is a file of its own and a line in its group. A rule sees the finished plan and returns what is wrong, at
//! its place; it changes nothing. A workspace sets rules by `checks:`.

mod rule;
mod subject;
mod passages;
mod reading;
mod settings;
mod mentions;
mod phrases;
mod pupils;
mod structure;
mod dates;
mod work;
mod guidance;
mod people;
mod evidence;
mod brand;
mod words;
mod coverage;
mod alike;
mod printable;

pub use alike::{NEARLY, Runs, groups};
pub use coverage::{LocalText, local_text, shared};
pub use passages::{Passage, PassageKind};
pub use people::{PersonalNumber, personal_numbers};
pub(crate) use people::{is_nobody, is_title};
pub use printable::{Doubtful, printable};
pub(crate) use pupils::may_tell_of_a_pupil;
pub use reading::TextReader;
pub use rule::{Example, Group, Rule, Usual};
pub use settings::{SwitchedOff, switched_off};
pub use subject::{Circumstances, DocumentLayout, Merged, Subject};

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::Profile;

/// Every rule by its subject, in the order of their findings.
pub const GROUPS: [Group; 9] = [
    structure::GROUP,
    guidance::GROUP,
    dates::GROUP,
    work::GROUP,
    people::GROUP,
    evidence::GROUP,
    brand::GROUP,
    words::GROUP,
    coverage::GROUP,
];

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|group| group.rules)
}

/// The rule of a code; `None` of a fault that comes up elsewhere, see [`CODES`](crate::diagnostic::CODES).
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// Whether an organisation's rules look at the fingerprint of every file of its evidence, so that all must be taken.
#[must_use]
pub fn needs_fingerprints(profile: &Profile) -> bool {
    settings::applies(&evidence::WITHOUT_FINGERPRINT, profile)
}

/// A value that every rule has seen and none has refused.
///
/// Only [`check`] makes one, and only a checked plan can be composed.
#[derive(Clone, Debug)]
pub struct Checked<T>(Arc<T>);

impl<T> Checked<T> {
    /// The value.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.0
    }

    /// The value, shared: what is made of it can keep it.
    #[must_use]
    pub fn share(&self) -> Arc<T> {
        Arc::clone(&self.0)
    }
}

/// Applies every rule as the organisation's `checks:` set it; the plan comes back checked unless one of the findings is
/// an error.
#[must_use]
pub fn check(
    profile: impl Into<Arc<Profile>>,
    merged: Merged<'_>,
    circumstances: &Circumstances<'_>,
) -> (Option<Checked<Profile>>, Vec<Diagnostic>) {
    let profile = profile.into();
    let mut findings = settings::faults(&profile, merged.written);
    let mut subject = Subject::new(&profile, merged, circumstances);
    findings.extend(subject.leave_long_texts_out());
    for rule in rules().filter(|rule| settings::applies(rule, &profile)) {
        for mut finding in (rule.find)(&subject) {
            if let Some(severity) = settings::severity(rule, finding.severity, &profile) {
                finding.severity = severity;
                findings.push(finding);
            }
        }
    }
    let refused = findings.iter().any(Diagnostic::is_error);
    ((!refused).then(|| Checked(profile)), findings)
}
