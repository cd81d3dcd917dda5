//! What a file changed in what it inherited.

use crate::diagnostic::Place;

/// Something that a file changed in what it inherited, beyond tracking the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// Keys and ids from the top, joined by dots: `plan.areas.leadership.actions.faith-forum`.
    pub path: String,
    /// Where it was done.
    pub place: Place,
    /// Where the inherited text stands; `None` for what is new.
    pub inherited: Option<Place>,
    /// The inherited words as they were written: of an entry its text, or else its title; `None` for what is new.
    pub words: Option<String>,
    /// Why, where the file says so.
    pub reason: Option<String>,
}

/// What a file did to what it inherited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Put in an entry of its own.
    Added,
    /// Took an inherited entry out.
    Removed,
    /// Gave an inherited text other words.
    Reworded,
}

impl ChangeKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
        }
    }
}
