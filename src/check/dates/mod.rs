//! Approval, review and deadlines.

mod draft;
mod approval_dates;
mod review_date_missing;
mod review_cycle;
mod reviewed_when_approved;
mod imprecise_date;
mod work_dates;
mod overdue;
mod same_deadline;
mod expired_period;
mod expired_statement;
mod date_in_text;
mod ambiguous_frequency;
mod vague_frequency;
mod record;
mod often;

use super::Group;

pub(super) use ambiguous_frequency::Frequencies;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "Dates",
    rules: &[
        draft::RULE,
        approval_dates::RULE,
        review_date_missing::RULE,
        review_cycle::RULE,
        reviewed_when_approved::RULE,
        imprecise_date::RULE,
        work_dates::RULE,
        overdue::RULE,
        same_deadline::RULE,
        expired_period::RULE,
        expired_statement::RULE,
        date_in_text::RULE,
        ambiguous_frequency::RULE,
        vague_frequency::RULE,
    ],
};
