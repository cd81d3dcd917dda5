//! The plan: its head, its approval and its areas.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::action::{Action, Outcome};
use super::approval::Approval;
use super::date::PartialDate;
use super::id::Id;
use super::period::Period;
use super::policy::{Annex, Policy, Principle};
use super::reserved::{AreaField, ContextField, ExpectationField, HistoryField, PlanField};
use super::risk::Risk;
use super::text::Text;
use super::timing::Timing;

/// A plan.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Plan {
    /// What it is called.
    pub title: Text,
    /// What it covers in time.
    pub period: Option<Placed<Period>>,
    /// Whom it applies to.
    pub scope: Option<Text>,
    /// What stands before the areas.
    pub introduction: Option<Text>,
    /// The picture of risk that the plan answers.
    #[serde(default)]
    pub context: Context,
    /// What it is for; stands between the principles and the areas.
    pub purpose: Option<Text>,
    /// The principles it follows.
    #[serde(default)]
    pub principles: Vec<Principle>,
    /// Its version, as it was typed.
    pub version: Option<Text>,
    /// Key of the person who keeps the plan.
    pub owner: Option<Text>,
    /// Key of the person to contact about safeguarding.
    pub safeguarding_contact: Option<Text>,
    /// When the plan was last updated; see [`Plan::updated_on`].
    pub updated_on: Option<Placed<PartialDate>>,
    /// When its actions will be reviewed.
    pub actions_review_on: Option<Placed<PartialDate>>,
    /// Who approved it, and until when.
    #[serde(default)]
    pub approval: Approval,
    /// Earlier versions.
    #[serde(default)]
    pub history: Vec<HistoryEntry>,
    /// The areas, in order.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// The numbered clauses of a policy document.
    pub policy: Option<Policy>,
    /// What follows the plan.
    #[serde(default)]
    pub annexes: Vec<Annex>,
    /// Keys of the guidance that the plan refers to.
    #[serde(default)]
    pub references: Vec<Text>,
    /// The workspace's own fields.
    #[serde(default)]
    pub custom: IndexMap<String, Text>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<PlanField>>,
}

/// The picture of risk that a plan answers.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Context {
    /// What the whole country faces.
    pub national: Option<Text>,
    /// What the organisation's own neighbourhood faces; never inherited, because it would be somebody else's.
    pub local: Option<Text>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<ContextField>>,
}

impl Plan {
    /// Every action of the plan, those of expectations included, in order; not what is embedded practice.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.areas.iter().flat_map(Area::actions)
    }

    /// What was an action of the plan and is embedded practice, with the area that it belongs to.
    pub fn embedded(&self) -> impl Iterator<Item = (&Area, &Action)> {
        self.areas.iter().flat_map(|area| {
            let actions = area.with_embedded();
            let embedded = actions.filter(|action| !action.is_planned());
            embedded.map(move |action| (area, action))
        })
    }

    /// Every risk of the plan: of each area, then of its actions.
    pub fn risks(&self) -> impl Iterator<Item = &Risk> {
        self.areas.iter().flat_map(|area| {
            let of_actions = area.actions().filter_map(|action| action.risk.as_ref());
            area.risk.iter().chain(of_actions)
        })
    }

    /// When the plan was last updated: as written, or else the latest day of its reviews and its approval.
    #[must_use]
    pub fn updated_on(&self) -> Option<PartialDate> {
        let reviews = self
            .actions()
            .flat_map(|action| &action.reviews)
            .filter_map(|review| review.on.as_ref());
        let latest = reviews
            .chain(&self.approval.approved_on)
            .chain(&self.approval.last_reviewed_on)
            .map(|date| date.value)
            .max_by(PartialDate::chronological);
        self.updated_on.as_ref().map(|date| date.value).or(latest)
    }
}

/// An earlier version of a plan.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct HistoryEntry {
    /// The version, as it was typed.
    pub version: Text,
    /// When it was made.
    pub on: Option<Placed<PartialDate>>,
    /// Who made or approved it.
    pub by: Option<Text>,
    /// What changed.
    pub note: Option<Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<HistoryField>>,
}

/// A group of actions: "Leadership and values". Some plans call it a duty.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Area {
    /// Its name.
    pub id: Placed<Id>,
    /// The band that it belongs to.
    pub theme: Option<Text>,
    /// What it is called.
    pub title: Text,
    /// Who leads the actions that name nobody, by key.
    #[serde(default)]
    pub leads: Vec<Text>,
    /// The same for a single lead.
    pub lead: Option<Text>,
    /// When the actions without a date are due.
    pub deadline: Option<Placed<Timing>>,
    /// What the area is to achieve.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// Its actions.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// What it means in practice, each with its own actions.
    #[serde(default)]
    pub expectations: Vec<Expectation>,
    /// What the area has changed.
    pub impact: Option<Text>,
    /// What has happened so far.
    pub progress: Option<Text>,
    /// What shows it, by key.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// Ids of the themes of guidance that it answers, where its words alone would not tell.
    #[serde(default)]
    pub covers: Vec<Text>,
    /// The risk that the area answers.
    pub risk: Option<Risk>,
    /// The workspace's own fields.
    #[serde(default)]
    pub custom: IndexMap<String, Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<AreaField>>,
}

impl Area {
    /// The area's actions, then those of its expectations; not what is embedded practice.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.with_embedded().filter(|action| action.is_planned())
    }

    /// The same, with what is embedded practice.
    pub fn with_embedded(&self) -> impl Iterator<Item = &Action> {
        self.actions.iter().chain(
            self.expectations
                .iter()
                .flat_map(|expectation| &expectation.actions),
        )
    }
}

/// What an area means in practice.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Expectation {
    /// Its name.
    pub id: Placed<Id>,
    /// What is expected.
    pub text: Text,
    /// Who leads the actions that name nobody, by key.
    #[serde(default)]
    pub leads: Vec<Text>,
    /// The same for a single lead.
    pub lead: Option<Text>,
    /// Its actions.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// The workspace's own fields.
    #[serde(default)]
    pub custom: IndexMap<String, Text>,
    /// Whether everybody may see it; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<ExpectationField>>,
}
