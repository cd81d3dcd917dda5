//! What a reader does not see, and why.

use crate::diagnostic::Place;

/// Something that was left out of a plan for its readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// What it is, as its way through the organisation's file: `people.prevent-lead.phone`.
    pub what: String,
    /// Where it is written; `None` for what stands in no file.
    pub place: Option<Place>,
    /// Why it was left out.
    pub cause: Cause,
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The item is marked `public: no`.
    NotPublic,
    /// The field stands in `not_public` of its item.
    FieldNotPublic,
    /// It is the mobile number of a named person.
    Mobile,
    /// It is the direct number of a named person.
    DirectNumber,
}

impl Cause {
    /// Why, in a few words, to follow what was left out.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotPublic => "marked `public: no`",
            Self::FieldNotPublic => "named in `not_public`",
            Self::Mobile => "the mobile number of a named person",
            Self::DirectNumber => "the direct number of a named person",
        }
    }
}
