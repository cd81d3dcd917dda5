//! The parts of a policy document: principles, numbered clauses, annexes.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::id::Id;
use super::text::Text;

/// A principle that a plan follows; numbered in the order of the file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Principle {
    /// Its name.
    pub id: Placed<Id>,
    /// What it says.
    pub text: Text,
}

/// Numbered sections with numbered clauses.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Policy {
    /// The sections: 1, 2, 3.
    #[serde(default)]
    pub sections: Vec<Section>,
}

/// A numbered section of a policy.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Section {
    /// Its name, for cross-references.
    pub id: Placed<Id>,
    /// What it is called.
    pub title: Text,
    /// Its clauses: 1.1, 1.2. The numbers go on under unnumbered sub-headings.
    #[serde(default)]
    pub clauses: Vec<Clause>,
}

/// A numbered clause of a policy.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Clause {
    /// Its name, for cross-references.
    pub id: Placed<Id>,
    /// An unnumbered sub-heading that it begins with.
    pub heading: Option<Text>,
    /// What it says.
    pub text: Text,
}

/// What follows a plan, lettered A, B, C.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Annex {
    /// Its name, for cross-references.
    pub id: Placed<Id>,
    /// What it is called.
    pub title: Text,
    /// The template whose table it holds.
    pub template: Option<Text>,
    /// What it says.
    pub text: Option<Text>,
}
