//! The themes of guidance: what a plan is expected to answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::guidance::{Nation, Status};
use super::id::Id;
use super::text::Text;

/// A theme of guidance that a plan is expected to answer.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct GuidanceTheme {
    /// The key by which areas and actions name it in `covers`.
    pub id: Placed<Id>,
    /// What it is called.
    pub title: Text,
    /// What a plan says that answers it, in a sentence.
    pub about: Option<Text>,
    /// The id of the guidance that it belongs to; it counts while that is in force.
    pub guidance: Text,
    /// Where it applies; everywhere if it says nothing.
    #[serde(default)]
    pub nations: Vec<Placed<Nation>>,
    /// Words by which a text answers it, in small letters; `train*` stands for every word that begins so.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Where this entry was taken from.
    pub source: Option<Text>,
    /// When somebody last compared this entry with its source.
    pub checked_on: Option<Placed<PartialDate>>,
    /// How sure the entry is; unverified unless it says otherwise.
    pub status: Option<Placed<Status>>,
}

impl GuidanceTheme {
    /// How sure the entry is: unverified unless it says otherwise.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
            .map_or(Status::Unverified, |status| status.value)
    }
}
