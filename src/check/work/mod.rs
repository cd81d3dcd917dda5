//! What is done, by whom, and how it stands.

mod missing_approver;
mod missing_minute;
mod missing_lead;
mod everybody_leads;
mod missing_deadline;
mod missing_rating;
mod rating_without_owner;
mod green_without_evidence;
mod no_progress;
mod empty_area;
mod empty_principle;
mod empty_annex;
mod repeated_sentence;
mod left_to_fill_in;
mod dropped_placeholder;
mod share;

use super::Group;

pub(super) use repeated_sentence::Statement;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Actions",
    rules: &[
        missing_approver::RULE,
        missing_minute::RULE,
        missing_lead::RULE,
        everybody_leads::RULE,
        missing_deadline::RULE,
        missing_rating::RULE,
        rating_without_owner::RULE,
        green_without_evidence::RULE,
        no_progress::RULE,
        empty_area::RULE,
        empty_principle::RULE,
        empty_annex::RULE,
        repeated_sentence::RULE,
        left_to_fill_in::RULE,
        dropped_placeholder::RULE,
    ],
};
