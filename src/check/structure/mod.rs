//! Names and ids: everything that is named is there, once.

mod duplicate_id;
mod unknown_person;
mod unknown_evidence;
mod unknown_support;
mod unknown_contact;
mod scale;
mod unknown_level;
mod incomplete_score;
mod too_many_leads;
mod missing_annex;

use super::Group;

pub(super) use missing_annex::Numbered;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Names and ids",
    rules: &[
        duplicate_id::RULE,
        unknown_person::RULE,
        unknown_evidence::RULE,
        unknown_support::RULE,
        unknown_contact::RULE,
        scale::RULE,
        unknown_level::RULE,
        incomplete_score::RULE,
        too_many_leads::RULE,
        missing_annex::RULE,
    ],
};
