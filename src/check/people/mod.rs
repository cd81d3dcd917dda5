//! People, and how they are reached.

mod words;
mod written;
mod address;
mod site;
mod page;
mod telephone;
mod broken_number;
mod email_syntax;
mod web_address;
mod phone_number;
mod personal;
mod private_number;
mod name_in_text;
mod initials;
mod pupil_data;
mod person_twice;
mod nobody_named;

use super::Group;

pub(super) use address::Address;
pub(super) use broken_number::OddNumbers;
pub(crate) use nobody_named::is_nobody;
pub use personal::{PersonalNumber, personal_numbers};
pub(super) use words::WORDS;
pub(crate) use words::is_title;

/// The most findings of a rule in one text: more help nobody, and each costs a search for its place.
const MOST_OF_A_TEXT: usize = 10;

/// The rules of this group, in the order of their findings.
pub(super) const GROUP: Group = Group {
    title: "People and contact details",
    rules: &[
        email_syntax::RULE,
        web_address::RULE,
        phone_number::RULE,
        private_number::RULE,
        name_in_text::RULE,
        initials::RULE,
        pupil_data::RULE,
        person_twice::RULE,
        nobody_named::RULE,
    ],
};
