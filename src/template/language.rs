//! The template language: what a template file may say.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;
use crate::document::{FieldsLayout, Orientation};
use crate::model::{Id, Text};

/// A template file.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TemplateFile {
    /// The name by which plans ask for it.
    pub(super) template: Placed<Id>,
    /// What it makes, in one line.
    pub(super) title: Text,
    /// The paper.
    #[serde(default)]
    pub(super) page: Page,
    /// The name of the file that is written, without its ending.
    pub(super) file_name: Option<Text>,
    /// The first page.
    pub(super) title_sheet: Option<SheetSpec>,
    /// The top of each further page.
    pub(super) running_header: Option<Text>,
    /// The foot of each further page, beside the page number.
    pub(super) running_footer: Option<Text>,
    /// What follows the first page.
    pub(super) body: Vec<BlockSpec>,
}

/// The paper.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) struct Page {
    /// Portrait unless it says landscape.
    #[serde(default)]
    pub(super) orientation: Lie,
}

/// Which way a page lies.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
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

/// The first page.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SheetSpec {
    /// The paper of this page alone.
    pub(super) orientation: Option<Lie>,
    /// How the fields are laid out.
    #[serde(default)]
    pub(super) style: FieldsStyle,
    /// A line above the title.
    pub(super) organisation: Option<Text>,
    /// The title.
    pub(super) heading: Text,
    /// A line below the title.
    pub(super) subheading: Option<Text>,
    /// Approval and review.
    #[serde(default)]
    pub(super) fields: Vec<FieldSpec>,
    /// A line at the foot.
    pub(super) strapline: Option<Text>,
}

/// How labels and values are laid out.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FieldsStyle {
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
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FieldSpec {
    /// The label, without a colon.
    pub(super) label: Text,
    /// An expression.
    pub(super) value: Text,
    /// Whether a plan that lacks the value gets a warning.
    #[serde(default)]
    pub(super) required: bool,
}

/// One piece of the body: exactly one of its keys is given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BlockSpec {
    /// A heading.
    pub(super) heading: Option<Text>,
    /// A heading one level down.
    pub(super) subheading: Option<Text>,
    /// Text; an empty one leaves nothing.
    pub(super) text: Option<Text>,
    /// Labels and values.
    pub(super) fields: Option<FieldsSpec>,
    /// A grouped table.
    pub(super) table: Option<TableSpec>,
    /// What the colours of a rating mean.
    pub(super) key: Option<KeySpec>,
}

/// Labels and values within the body.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FieldsSpec {
    /// How they are laid out.
    #[serde(default)]
    pub(super) style: FieldsStyle,
    /// What a screen reader says they are.
    pub(super) summary: Text,
    /// The fields.
    pub(super) fields: Vec<FieldSpec>,
}

/// What the colours of a rating mean.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct KeySpec {
    /// What a screen reader says it is.
    pub(super) summary: Text,
    /// The heading of the first column.
    pub(super) rating: Text,
    /// The heading of the second column.
    pub(super) meaning: Text,
    /// What red means.
    pub(super) red: Text,
    /// What amber means.
    pub(super) amber: Text,
    /// What green means.
    pub(super) green: Text,
    /// What no rating means.
    pub(super) unrated: Text,
}

/// A grouped table.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TableSpec {
    /// What a screen reader says the table is.
    pub(super) summary: Text,
    /// What gets a row.
    pub(super) row: Placed<Level>,
    /// The columns, from left to right.
    pub(super) columns: Vec<ColumnSpec>,
    /// A heading across the whole width, before each area.
    pub(super) band: Option<Text>,
    /// What to print where an area runs on to another page.
    pub(super) continued: Option<Text>,
}

/// A column of a grouped table.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ColumnSpec {
    /// What stands in the heading row.
    pub(super) heading: Text,
    /// What its cells are about; a cell of a coarser level spans the rows below it.
    pub(super) level: Placed<Level>,
    /// An expression.
    pub(super) value: Option<Text>,
    /// How the value is set.
    #[serde(default, rename = "as")]
    pub(super) setting: Setting,
    /// Several values in one cell, in the place of `value`.
    #[serde(default)]
    pub(super) parts: Vec<PartSpec>,
    /// The part of the table's width, such as 14%.
    pub(super) width: Placed<Share>,
    /// Whether its cells head their rows.
    #[serde(default)]
    pub(super) row_header: bool,
    /// Whether equal neighbours become one cell.
    #[serde(default)]
    pub(super) merge_equal: bool,
    /// Whether its text runs from the foot to the top.
    #[serde(default)]
    pub(super) rotated: bool,
    /// What stands in a cell without a value.
    pub(super) empty: Option<Text>,
}

/// One of several values in a cell.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PartSpec {
    /// What stands before it, in bold, with a colon.
    pub(super) label: Option<Text>,
    /// An expression.
    pub(super) value: Text,
    /// How the value is set.
    #[serde(default, rename = "as")]
    pub(super) setting: Setting,
}

/// What a row or a cell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    Area,
    Expectation,
    Action,
}

/// How a value is set in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Setting {
    /// As the text was written; the items of a list become paragraphs.
    #[default]
    Text,
    /// Each item a bullet.
    Bullets,
    /// Each item numbered.
    Numbers,
    /// As a rating: its word, and its colour for the cell.
    Rag,
}

/// A part of a table's width in per cent, `1..=100`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share(u16);

impl Share {
    pub(super) fn percent(self) -> u16 {
        self.0
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
