//! What is said to show that work was done.

mod evidence_file;
mod evidence_changed;
mod evidence_without_fingerprint;
mod evidence_without_file;
mod evidence_undated;
mod evidence_twice;
mod unused_evidence;

use super::Group;

pub(super) use evidence_without_fingerprint::RULE as WITHOUT_FINGERPRINT;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Evidence",
    rules: &[
        evidence_file::RULE,
        evidence_changed::RULE,
        evidence_without_fingerprint::RULE,
        evidence_without_file::RULE,
        evidence_undated::RULE,
        evidence_twice::RULE,
        unused_evidence::RULE,
    ],
};
