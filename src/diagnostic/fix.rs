//! A change to a file that puts a fault right.

use super::Place;

/// A change to a user's file that puts a fault right. It is safe: it changes no meaning, or only the one that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words: "write `governing body`".
    pub title: String,
    /// The changes, which belong together.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The words at a place, which lie within one value, become others.
    Replace {
        /// Where the words stand.
        place: Place,
        /// What takes their place.
        with: String,
    },
    /// A line `key: value` joins a group.
    Insert {
        /// Where a value of the group stands: the line goes below it.
        beside: Place,
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
}

impl Fix {
    /// The words at a place become others.
    #[must_use]
    pub fn replace(place: Place, with: impl Into<String>) -> Self {
        let with = with.into();
        Self {
            title: format!("write `{with}`"),
            edits: vec![Edit::Replace { place, with }],
        }
    }
}
