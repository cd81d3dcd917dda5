//! The blocks of a document.

use serde::Serialize;

use super::{Inline, Picture, Table};

/// One piece of a document, drawn below the one before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A heading, listed in the bookmarks.
    Heading {
        /// How deep it lies; levels are not skipped.
        level: HeadingLevel,
        /// Its words; never empty.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words; never empty.
        content: Vec<Inline>,
    },
    /// A bulleted or numbered list.
    List(List),
    /// Labels with their values, such as the five-field head of a RAG plan.
    Fields(Fields),
    /// A table.
    Table(Table),
}

impl Block {
    /// A paragraph of plain words.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph {
            content: vec![Inline::text(text)],
        }
    }
}

/// How deep a heading lies: 1 is a chapter, 6 the deepest that PDF and Word both know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HeadingLevel(u8);

impl HeadingLevel {
    /// The highest level.
    pub const TOP: Self = Self(1);

    /// A level from `1..=6`; `None` for any other number.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (1..=6).contains(&level).then_some(Self(level))
    }

    /// The level as a number, `1..=6`.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A bulleted or numbered list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List {
    /// What stands before each item.
    pub kind: ListKind,
    /// The items; each holds at least one block, and its first block is a paragraph.
    pub items: Vec<Vec<Block>>,
}

/// What stands before each item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListKind {
    /// A bullet.
    Bullet,
    /// 1., 2., 3.; every list starts at 1.
    Number,
}

/// Labels with their values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fields {
    /// As lines ("Date: November 2026") or as a table of two columns.
    pub layout: FieldsLayout,
    /// What a screen reader says the table is; used by the table layout.
    pub summary: String,
    /// The fields, in order; never empty.
    pub fields: Vec<Field>,
}

/// How labels and values are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldsLayout {
    /// One line each: the label in bold, a colon, the value.
    Lines,
    /// A table of two columns; the label is the row's heading.
    Table,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// The label, without a colon.
    pub label: String,
    /// The value; empty leaves room to write it in by hand.
    pub value: Vec<Inline>,
}

/// The first page: who approved what, and until when.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TitleSheet {
    /// Which way the paper lies; a sheet with table fields is usually portrait.
    pub orientation: super::Orientation,
    /// The logo, at the top.
    pub logo: Option<Picture>,
    /// The organisation's name, above the title; `None` where the template puts it elsewhere.
    pub organisation: Option<String>,
    /// The document's title; it is the one block that PDF and Word mark as the title.
    pub title: Vec<Inline>,
    /// A line below the title.
    pub subtitle: Vec<Inline>,
    /// Approval and review dates.
    pub fields: Option<Fields>,
    /// Motto of the organisation, at the foot of the page.
    pub strapline: Option<String>,
}
