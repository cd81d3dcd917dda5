//! The title sheet, its fields and its signatures.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ExpressionSpec, Lie, Size, TextSpec};
use crate::diagnostic::Placed;
use crate::document::FieldsLayout;
use crate::model::Audience;

/// The first page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct SheetSpec {
    /// The paper of this page alone.
    pub(in crate::template) paper: Option<Size>,
    /// Which way this page alone lies.
    pub(in crate::template) orientation: Option<Lie>,
    /// How the fields are laid out.
    #[serde(default)]
    pub(in crate::template) style: FieldsStyle,
    /// A line above the title.
    pub(in crate::template) organisation: Option<TextSpec>,
    /// The title.
    pub(in crate::template) heading: TextSpec,
    /// A line below the title.
    pub(in crate::template) subheading: Option<TextSpec>,
    /// A line below that: who approved the document. While it is a draft, it says so instead.
    pub(in crate::template) statement: Option<TextSpec>,
    /// Approval and review.
    #[serde(default)]
    pub(in crate::template) fields: Vec<FieldSpec>,
    /// Whether the plan's earlier versions are listed.
    #[serde(default)]
    pub(in crate::template) history: bool,
    /// Who signs.
    #[serde(default)]
    pub(in crate::template) signatures: Vec<SignatureSpec>,
    /// A line at the foot.
    pub(in crate::template) strapline: Option<TextSpec>,
}

/// How labels and values are laid out.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum FieldsStyle {
    Lines,
    #[default]
    Table,
}

impl From<FieldsStyle> for FieldsLayout {
    fn from(style: FieldsStyle) -> Self {
        match style {
            FieldsStyle::Lines => Self::Lines,
            FieldsStyle::Table => Self::Table,
        }
    }
}

/// A label with its value.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct FieldSpec {
    /// The label, without a colon.
    pub(in crate::template) label: TextSpec,
    /// An expression.
    pub(in crate::template) value: ExpressionSpec,
    /// Whether a plan that lacks the value gets a warning.
    #[serde(default)]
    pub(in crate::template) required: bool,
    /// Whether it is there at all: an expression.
    pub(in crate::template) when: Option<ExpressionSpec>,
    /// Who sees it; everybody, unless it names some.
    #[serde(default, rename = "for")]
    pub(in crate::template) readers: Vec<Placed<Audience>>,
}

/// Labels and values within the body.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct FieldsSpec {
    /// How they are laid out.
    #[serde(default)]
    pub(in crate::template) style: FieldsStyle,
    /// What a screen reader says they are.
    pub(in crate::template) summary: TextSpec,
    /// The fields.
    pub(in crate::template) fields: Vec<FieldSpec>,
}

/// Room for somebody to sign.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct SignatureSpec {
    /// As what the person signs: "Chair of governors".
    pub(in crate::template) role: TextSpec,
    /// Who signs: an expression; left out, or without a value, there is room to write the name in.
    pub(in crate::template) name: Option<ExpressionSpec>,
}
