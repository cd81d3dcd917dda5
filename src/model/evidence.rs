//! What shows that an action was done.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::id::Id;
use super::text::Text;

/// A document or page that shows that an action was done.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Evidence {
    /// Its name.
    pub id: Placed<Id>,
    /// What it is, as a document names it.
    pub title: Text,
    /// Path of the file, relative to the file that names it.
    pub file: Option<Text>,
    /// Web address.
    pub link: Option<Text>,
    /// When it was made.
    pub date: Option<Placed<PartialDate>>,
    /// Who keeps it, by key.
    pub owner: Option<Text>,
    /// Whether it may be named in a published document; yes unless it says no.
    pub public: Option<bool>,
}
