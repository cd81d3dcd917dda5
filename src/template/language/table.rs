//! Tables and their columns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ExpressionSpec, Layout, TextSpec};
use crate::diagnostic::Placed;
use crate::model::{Audience, Text};

/// A table: of a plan's areas, expectations and actions, or of the entries of another list.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct TableSpec {
    /// What a screen reader says the table is.
    pub(in crate::template) summary: TextSpec,
    /// What gets a row.
    pub(in crate::template) row: Placed<Level>,
    /// The columns, from left to right.
    pub(in crate::template) columns: Vec<ColumnSpec>,
    /// Which rows there are: an expression that is worked out for each.
    #[serde(rename = "where")]
    pub(in crate::template) filter: Option<ExpressionSpec>,
    /// By what the rows of each group are sorted: an expression.
    pub(in crate::template) sort: Option<ExpressionSpec>,
    /// Whether they are sorted the other way round.
    #[serde(default)]
    pub(in crate::template) reverse: bool,
    /// Which rows belong together; areas, unless it says otherwise.
    pub(in crate::template) group: Option<Placed<GroupBy>>,
    /// Whether each group is a table of its own, with its own heading row.
    #[serde(default)]
    pub(in crate::template) split: bool,
    /// How it is laid out, in the place of what the template says.
    pub(in crate::template) layout: Option<Layout>,
    /// A heading across the whole width, before each group; groups with the same heading share it.
    pub(in crate::template) band: Option<TextSpec>,
    /// What to print where a group runs on to another page.
    pub(in crate::template) continued: Option<TextSpec>,
    /// What stands in the place of a table without rows.
    pub(in crate::template) empty: Option<TextSpec>,
}

/// Which rows belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum GroupBy {
    /// Those of neighbouring areas with the same theme.
    Theme,
    /// Those of an area.
    Area,
    /// All rows.
    None,
}

/// A column of a table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct ColumnSpec {
    /// What stands in the heading row.
    pub(in crate::template) heading: TextSpec,
    /// What its cells are about; a cell of a coarser level spans the rows below it. The table's rows, unless it says
    /// otherwise.
    pub(in crate::template) level: Option<Placed<Level>>,
    /// An expression.
    pub(in crate::template) value: Option<ExpressionSpec>,
    /// How the value is set.
    #[serde(default, rename = "as")]
    pub(in crate::template) setting: Setting,
    /// The scale of a value that is set as a level.
    pub(in crate::template) scale: Option<Text>,
    /// Several values in one cell, in the place of `value`.
    #[serde(default)]
    pub(in crate::template) parts: Vec<PartSpec>,
    /// The part of the table's width, such as 14%.
    pub(in crate::template) width: Placed<Share>,
    /// Whether its cells head their rows.
    #[serde(default)]
    pub(in crate::template) row_header: bool,
    /// Whether equal neighbours become one cell.
    #[serde(default)]
    pub(in crate::template) merge_equal: bool,
    /// Whether its text runs from the foot to the top.
    #[serde(default)]
    pub(in crate::template) rotated: bool,
    /// What stands in a cell without a value.
    pub(in crate::template) empty: Option<TextSpec>,
    /// Whether the column is there at all: an expression.
    pub(in crate::template) when: Option<ExpressionSpec>,
    /// Who sees it; everybody, unless it names some.
    #[serde(default, rename = "for")]
    pub(in crate::template) readers: Vec<Placed<Audience>>,
}

impl ColumnSpec {
    /// What its cells are about, in a table with these rows.
    pub(in crate::template) fn level(&self, row: Level) -> Level {
        self.level.map_or(row, |level| level.value)
    }
}

/// One of several values in a cell.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub(in crate::template) struct PartSpec {
    /// What stands before it, in bold, with a colon.
    pub(in crate::template) label: Option<TextSpec>,
    /// An expression.
    pub(in crate::template) value: ExpressionSpec,
    /// How the value is set.
    #[serde(default, rename = "as")]
    pub(in crate::template) setting: Setting,
    /// The scale of a value that is set as a level.
    pub(in crate::template) scale: Option<Text>,
}

/// What a row or a cell is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum Level {
    /// Neighbouring areas with the same theme; a column can have it, a row cannot.
    Theme,
    Area,
    Expectation,
    Action,
    /// What was an action and is embedded practice.
    Practice,
    /// An entry of `people`.
    Person,
    /// An entry of `evidence`.
    Evidence,
    /// An entry of `plan.history`.
    Version,
    /// An entry of `plan.references`, as the guidance register has it.
    Reference,
}

impl Level {
    /// Whether it is a level of the plan's areas, which lie within each other, rather than an entry of another list.
    pub(in crate::template) fn is_of_areas(self) -> bool {
        match self {
            Self::Theme | Self::Area | Self::Expectation | Self::Action => true,
            Self::Practice | Self::Person | Self::Evidence | Self::Version | Self::Reference => {
                false
            }
        }
    }
}

/// How a value is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::template) enum Setting {
    /// As the text was written; the items of a list become paragraphs.
    #[default]
    Text,
    /// Each item a bullet.
    Bullets,
    /// Each item numbered.
    Numbers,
    /// As a rating: its word, and its colour for the cell.
    Rag,
    /// As a level of a scale: its name, and its colour for the cell.
    Level,
}

/// A part of a table's width in per cent, `1..=100`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::template) struct Share(u16);

impl Share {
    pub(in crate::template) fn percent(self) -> u16 {
        self.0
    }
}

impl JsonSchema for Share {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Share".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A whole number of per cent from 1 to 100.",
            "anyOf": [
                { "type": "string", "pattern": r"^\s*(100|[1-9]?[0-9])\s*%?\s*$" },
                { "type": "integer", "minimum": 1, "maximum": 100 },
            ],
            "examples": ["14%"],
        })
    }
}

impl std::str::FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let number = text.trim().trim_end_matches('%').trim().parse();
        number.ok().filter(|percent| (1..=100).contains(percent)).map(Self).ok_or(
            "a width is a whole number of per cent from 1 to 100\nWrite it like this: width: 14%",
        )
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
