//! What is said to show that work was done.

mod evidence_file;
mod evidence_refused;
mod evidence_flagged;
mod pupil_data_in_evidence;
mod evidence_changed;
mod evidence_without_fingerprint;
mod evidence_without_file;
mod evidence_undated;
mod evidence_dates;
mod evidence_twice;
mod unused_evidence;

use super::{Group, Subject};
use crate::evidence::Examined;
use crate::model::Text;

pub(super) use evidence_without_fingerprint::RULE as WITHOUT_FINGERPRINT;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Evidence",
    rules: &[
        evidence_file::RULE,
        evidence_refused::RULE,
        evidence_flagged::RULE,
        pupil_data_in_evidence::RULE,
        evidence_changed::RULE,
        evidence_without_fingerprint::RULE,
        evidence_without_file::RULE,
        evidence_undated::RULE,
        evidence_dates::RULE,
        evidence_twice::RULE,
        unused_evidence::RULE,
    ],
};

/// The files that were looked into, with what was found.
fn examined<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a Text, &'a Examined)> {
    let examined = subject.examined;
    let files = subject.profile.evidence.iter();
    let files = files.filter_map(|evidence| evidence.file.as_ref());
    files.filter_map(move |file| Some((file, examined.get(&file.place)?.as_ref())))
}
