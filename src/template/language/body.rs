//! The pieces of a template's body.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ExpressionSpec, FieldsSpec, Page, Setting, SignatureSpec, TableSpec, TextSpec};
use crate::diagnostic::Placed;
use crate::model::{Audience, Text};

/// One piece of the body: exactly one of its keys is given, beside `when`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(in crate::template) struct BlockSpec {
    /// Whether the piece is there at all: an expression.
    pub(in crate::template) when: Option<ExpressionSpec>,
    /// Who sees it; everybody, unless it names some.
    #[serde(rename = "for")]
    pub(in crate::template) readers: Vec<Placed<Audience>>,
    /// A heading.
    pub(in crate::template) heading: Option<TextSpec>,
    /// A heading one level down.
    pub(in crate::template) subheading: Option<TextSpec>,
    /// Text; an empty one leaves nothing.
    pub(in crate::template) text: Option<TextSpec>,
    /// Text that is set apart as somebody else's words.
    pub(in crate::template) quote: Option<TextSpec>,
    /// A list of values.
    pub(in crate::template) list: Option<ListSpec>,
    /// Labels and values.
    pub(in crate::template) fields: Option<FieldsSpec>,
    /// A table.
    pub(in crate::template) table: Option<TableSpec>,
    /// What the colours of a rating mean.
    pub(in crate::template) key: Option<KeySpec>,
    /// What the levels of a scale mean.
    pub(in crate::template) scale: Option<ScaleSpec>,
    /// Likelihood against impact, with the risks in their places.
    pub(in crate::template) heat_map: Option<HeatMapSpec>,
    /// Whom to contact, in a box.
    pub(in crate::template) contacts: Option<ContactsSpec>,
    /// Room to sign.
    pub(in crate::template) signatures: Option<Vec<SignatureSpec>>,
    /// A part of the plan that brings its own layout.
    pub(in crate::template) insert: Option<Placed<Insert>>,
    /// Pages with a set-up of their own.
    pub(in crate::template) section: Option<SectionSpec>,
}

/// A part of the plan that brings its own layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum Insert {
    /// The table of contents.
    Contents,
    /// The numbered sections and clauses of `plan.policy`.
    Policy,
    /// The annexes of `plan.annexes`, each on pages of its own.
    Annexes,
}

/// A list of values.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct ListSpec {
    /// An expression.
    pub(in crate::template) value: ExpressionSpec,
    /// How the list is set: as bullets unless it says otherwise.
    #[serde(default = "bullets", rename = "as")]
    pub(in crate::template) setting: Setting,
    /// In how many columns of the page it is set, 1 to 3.
    pub(in crate::template) columns: Option<Placed<u16>>,
}

fn bullets() -> Setting {
    Setting::Bullets
}

/// What the colours of a rating mean.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct KeySpec {
    /// What a screen reader says it is.
    pub(in crate::template) summary: TextSpec,
    /// The heading of the first column.
    pub(in crate::template) rating: TextSpec,
    /// The heading of the second column.
    pub(in crate::template) meaning: TextSpec,
    /// What red means.
    pub(in crate::template) red: TextSpec,
    /// What amber means.
    pub(in crate::template) amber: TextSpec,
    /// What green means.
    pub(in crate::template) green: TextSpec,
    /// What no rating means.
    pub(in crate::template) unrated: TextSpec,
}

/// What the levels of a scale mean.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct ScaleSpec {
    /// The id of the scale.
    pub(in crate::template) of: Text,
    /// What a screen reader says it is.
    pub(in crate::template) summary: TextSpec,
    /// The heading of the column of levels.
    pub(in crate::template) level: TextSpec,
    /// The heading of the column that says what they mean.
    pub(in crate::template) meaning: TextSpec,
}

/// Likelihood against impact, with the risks in their places.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct HeatMapSpec {
    /// What a screen reader says it is.
    pub(in crate::template) summary: TextSpec,
    /// Which scores it shows.
    #[serde(default)]
    pub(in crate::template) score: ScoreKind,
    /// The heading of its first column, which names the levels of likelihood.
    pub(in crate::template) likelihood: TextSpec,
    /// The heading over its other columns, which name the levels of impact.
    pub(in crate::template) impact: TextSpec,
}

/// Which of a risk's scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum ScoreKind {
    /// Without the controls.
    Gross,
    /// With the controls.
    #[default]
    Residual,
}

/// Whom to contact, in a box.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct ContactsSpec {
    /// What stands at the top of the box.
    pub(in crate::template) heading: TextSpec,
}

/// Pages with a set-up of their own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct SectionSpec {
    /// The paper.
    #[serde(default)]
    pub(in crate::template) page: Page,
    /// The top of its pages; that of the template where it is left out.
    pub(in crate::template) running_header: Option<TextSpec>,
    /// The foot of its pages; that of the template where it is left out.
    pub(in crate::template) running_footer: Option<TextSpec>,
    /// What they say.
    pub(in crate::template) body: Vec<BlockSpec>,
}
