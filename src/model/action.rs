//! What is to be done, and how it stands.

use std::cmp::Ordering;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::id::Id;
use super::period::Period;
use super::rag::Rag;
use super::reserved::{ActionField, ReviewField};
use super::risk::Risk;
use super::text::Text;
use super::timing::Timing;

/// One thing to do.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Action {
    /// Its name.
    pub id: Placed<Id>,
    /// What is to be done.
    pub text: Text,
    /// Who leads it, by key.
    #[serde(default)]
    pub leads: Vec<Text>,
    /// The same for a single lead.
    pub lead: Option<Text>,
    /// When it begins.
    pub start: Option<Placed<Timing>>,
    /// When it is due.
    pub deadline: Option<Placed<Timing>>,
    /// When it was done.
    pub completed: Option<Placed<PartialDate>>,
    /// The period after which it was no longer an action of the plan: it is done, and done anyway from then on.
    pub embedded: Option<Placed<Period>>,
    /// How often it is done.
    pub frequency: Option<Text>,
    /// What it is to achieve.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// What it has changed.
    pub impact: Option<Text>,
    /// What shows it, by key.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// Dated judgements.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// The short form of one undated review: its rating.
    pub rag: Option<Placed<Rag>>,
    /// The short form of one undated review: its note.
    pub progress: Option<Text>,
    /// Ids of the themes of guidance that it answers, where its words alone would not tell.
    #[serde(default)]
    pub covers: Vec<Text>,
    /// The risk that it answers.
    pub risk: Option<Risk>,
    /// The workspace's own fields.
    #[serde(default)]
    pub custom: IndexMap<String, Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<ActionField>>,
}

impl Action {
    /// Whether it still is an action of the plan, and no embedded practice.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.embedded.is_none()
    }

    /// How the action stands.
    #[must_use]
    pub fn rag(&self) -> Option<Rag> {
        self.rating().map(|rag| rag.value)
    }

    /// The rating with its place: the short form, or else that of the latest review.
    #[must_use]
    pub fn rating(&self) -> Option<Placed<Rag>> {
        self.rag.or_else(|| latest(&self.reviews)?.rag)
    }

    /// What has happened so far: the short form, or else the note of the latest review.
    #[must_use]
    pub fn progress(&self) -> Option<&Text> {
        self.progress
            .as_ref()
            .or_else(|| latest(&self.reviews)?.note.as_ref())
    }

    /// The place among its reviews of the latest, which tells how it stands.
    #[must_use]
    pub fn latest_review(&self) -> Option<usize> {
        let latest = latest(&self.reviews)?;
        self.reviews
            .iter()
            .position(|one| std::ptr::eq(one, latest))
    }

    /// When the action was last reviewed.
    #[must_use]
    pub fn reviewed_on(&self) -> Option<PartialDate> {
        latest(&self.reviews)?.on.as_ref().map(|date| date.value)
    }
}

/// A dated judgement of an action.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Review {
    /// Which round of reviews it belongs to, such as `baseline` or `autumn`; rounds can stand side by side in a table.
    pub round: Option<Placed<Id>>,
    /// When.
    pub on: Option<Placed<PartialDate>>,
    /// Who judged, by key.
    pub by: Option<Text>,
    /// How the action stood.
    pub rag: Option<Placed<Rag>>,
    /// What was found.
    pub note: Option<Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<ReviewField>>,
    /// Whether another is known to be later though its own day was left out; no part of the file.
    #[serde(skip)]
    pub is_older: bool,
}

/// What an area or an action is to achieve.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Outcome {
    /// Its name.
    pub id: Placed<Id>,
    /// What will be seen.
    pub text: Text,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
}

/// The latest of some reviews: by date, and among undated or equal ones the one written last.
fn latest(reviews: &[Review]) -> Option<&Review> {
    let known = reviews.iter().filter(|review| !review.is_older);
    known.max_by(|a, b| match (&a.on, &b.on) {
        (Some(a), Some(b)) => a.chronological(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    })
}
