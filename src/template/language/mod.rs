//! The template language: what a template file may say.

mod compiled;
mod body;
mod sheet;
mod table;

pub(super) use body::{
    BlockSpec, HeatMapSpec, Insert, KeySpec, ListSpec, ScaleSpec, ScoreKind, SectionSpec,
};
pub(super) use compiled::{Compiled, ExpressionSpec, TextSpec};
pub(super) use sheet::{FieldSpec, FieldsSpec, SheetSpec, SignatureSpec};
pub(super) use table::{ColumnSpec, GroupBy, Level, PartSpec, Setting, TableSpec};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Placed;
use crate::document::{Orientation, Paper};
use crate::model::{Audience, Completed, Id, Text};

/// A template file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(super) struct TemplateFile {
    /// The name by which plans ask for it.
    pub(super) template: Placed<Id>,
    /// What it makes, in one line.
    pub(super) title: Text,
    /// The paper.
    #[serde(default)]
    pub(super) page: Page,
    /// How its grouped tables are laid out, unless they say otherwise.
    #[serde(default)]
    pub(super) layout: Layout,
    /// Who will read it.
    #[serde(default)]
    pub(super) audience: Audience,
    /// What becomes of plans that ask for it when they are rolled forward to their next period.
    #[serde(default)]
    pub(super) reprint: ReprintSpec,
    /// The name of the file that is written, without its ending.
    pub(super) file_name: Option<TextSpec>,
    /// The first page.
    pub(super) title_sheet: Option<SheetSpec>,
    /// The top of each further page.
    pub(super) running_header: Option<TextSpec>,
    /// The foot of each further page, beside the page number.
    pub(super) running_footer: Option<TextSpec>,
    /// What follows the first page.
    pub(super) body: Vec<BlockSpec>,
}

/// What becomes of a plan when it is rolled forward.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
pub(super) struct ReprintSpec {
    /// What becomes of actions that are done: `embedded` or `dropped`.
    pub(super) completed: Option<Completed>,
}

/// The paper.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
pub(super) struct Page {
    /// A4 unless it says A3.
    #[serde(default)]
    pub(super) paper: Size,
    /// Portrait unless it says landscape.
    #[serde(default)]
    pub(super) orientation: Lie,
}

/// How large a page is.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Size {
    #[default]
    A4,
    A3,
}

impl From<Size> for Paper {
    fn from(size: Size) -> Self {
        match size {
            Size::A4 => Self::A4,
            Size::A3 => Self::A3,
        }
    }
}

/// Which way a page lies.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Lie {
    #[default]
    Portrait,
    Landscape,
}

impl From<Lie> for Orientation {
    fn from(lie: Lie) -> Self {
        match lie {
            Lie::Portrait => Self::Portrait,
            Lie::Landscape => Self::Landscape,
        }
    }
}

/// How grouped tables are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Layout {
    /// One table, in which cells span the rows below them.
    #[default]
    Grid,
    /// A heading for each area, and tables without merged cells.
    Accessible,
}
