//! The risk that an area or an action answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::id::Id;
use super::reserved::{RiskField, RiskReviewField};
use super::scale::Scale;
use super::text::Text;

/// A risk with its scores before and after the controls.
///
/// Scores are written in the levels of scales, which are data: see [`Scale`](super::Scale).
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Risk {
    /// What may happen.
    pub description: Text,
    /// What it comes from.
    pub hazard: Option<Text>,
    /// What already holds it down.
    #[serde(default)]
    pub controls: Vec<Text>,
    /// How likely and how grave it is without the controls.
    pub gross: Option<Score>,
    /// The same with the controls.
    pub residual: Option<Score>,
    /// How it was judged from time to time.
    #[serde(default)]
    pub reviews: Vec<RiskReview>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<RiskField>>,
}

impl Risk {
    /// Every score of the risk: without the controls, with them, and of each review.
    pub fn scores(&self) -> impl Iterator<Item = &Score> {
        let reviewed = self
            .reviews
            .iter()
            .filter_map(|review| review.score.as_ref());
        self.gross.iter().chain(&self.residual).chain(reviewed)
    }
}

/// How likely and how grave a risk is, or a judgement of both in one word.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Score {
    /// How likely: a level of the scale `likelihood`.
    pub likelihood: Option<Text>,
    /// How grave: a level of the scale `impact`.
    pub impact: Option<Text>,
    /// Both in one: a level of the scale `risk`; where it is left out, it follows from likelihood times impact.
    pub rating: Option<Text>,
}

impl Score {
    /// Likelihood times impact in the numbers of their scales; `None` where either is left out or is no level.
    #[must_use]
    pub fn product(&self, likelihood: &Scale, impact: &Scale) -> Option<u32> {
        let likelihood = likelihood.number(self.likelihood.as_ref()?)?;
        Some(u32::from(likelihood) * u32::from(impact.number(self.impact.as_ref()?)?))
    }
}

/// A dated judgement of a risk.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct RiskReview {
    /// Which round of reviews it belongs to, such as `baseline` or `autumn`.
    pub round: Option<Placed<Id>>,
    /// When.
    pub on: Option<Placed<PartialDate>>,
    /// Who judged, by key.
    pub by: Option<Text>,
    /// How the risk was scored.
    pub score: Option<Score>,
    /// What was found.
    pub note: Option<Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<RiskReviewField>>,
}
