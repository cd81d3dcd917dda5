//! The typed plan: what an organisation's file says once nothing is left to inherit.

mod text;
mod id;
mod date;
mod period;
mod interval;
mod timing;
mod rag;
mod organisation;
mod urn;
mod brand;
mod reserved;
mod people;
mod audience;
mod fingerprint;
mod sums;
mod evidence;
mod support;
mod action;
mod completed;
mod approval;
mod plan;
mod policy;
mod risk;
mod scale;
mod guidance;
mod theme;
mod provision;
mod checks;
mod defaults;

pub use action::{Action, Outcome, Review};
pub use approval::{Approval, Lack, Standing};
pub use audience::{Audience, AudienceError};
pub use brand::{Brand, Colours, Fonts};
pub use checks::{CheckLevel, CheckLevelError, CheckSetting};
pub use completed::Completed;
pub use date::{DateError, DateStyle, PartialDate};
pub use defaults::MOST_LEADS;
pub use evidence::{Evidence, FileChange, FileState};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use guidance::{Guidance, GuidanceKind, GuidanceWordError, Nation, Status};
pub use id::{Id, IdError};
pub use interval::{Interval, IntervalError};
pub use organisation::{Kind, Organisation};
pub use people::{Contact, Person};
pub use period::{Period, PeriodError};
pub use plan::{Area, Context, Expectation, HistoryEntry, Plan};
pub use policy::{Annex, Clause, Policy, Principle, Section, annex_letters};
pub use provision::{Misstatement, Provision, Quotation, RetiredDomain};
pub use rag::{Rag, RagError};
pub use reserved::{
    ActionField, AnnexField, ApprovalField, AreaField, ContactField, ContextField, EvidenceField,
    ExpectationField, HistoryField, OrganisationField, PersonField, PlanField, ReviewField,
    RiskField, RiskReviewField, SectionField,
};
pub use risk::{Risk, RiskReview, Score};
pub use scale::{Scale, ScaleLevel, Shade, ShadeError};
pub use sums::{read_sums, sums};
pub use support::{Supportable, Supported};
pub use text::Text;
pub use theme::GuidanceTheme;
pub use timing::Timing;
pub use urn::{Urn, UrnError};

use std::sync::Arc;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

/// Everything that is known of one organisation: its file, with all that it inherits.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Profile {
    /// Its name among the workspace's organisations, and the name of its output folder.
    pub id: Placed<Id>,
    /// The organisation.
    pub organisation: Organisation,
    /// How its documents look.
    #[serde(default)]
    pub brand: Brand,
    /// The people and groups that actions name, by key.
    #[serde(default)]
    pub people: IndexMap<String, Person>,
    /// Whom to contact, grouped by audience.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Statements that are made once and used in many texts, by key.
    #[serde(default)]
    pub facts: IndexMap<String, Text>,
    /// The scales that risks and other judgements are written in, where they differ from the built-in ones.
    #[serde(default)]
    pub scales: Vec<Scale>,
    /// What actions cite.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// The plan.
    pub plan: Plan,
    /// How the rules are set that it is checked by, by their codes.
    #[serde(default)]
    pub checks: IndexMap<String, CheckSetting>,
    /// The templates that are built for it.
    #[serde(default)]
    pub documents: Vec<Text>,
    /// The guidance that the plan refers to, in the order of its references; it comes from the register and not from
    /// the file.
    #[serde(skip)]
    pub guidance: Vec<Arc<Guidance>>,
}
