//! The document model: the one thing that writers see.
//!
//! A [`Document`] holds finished words in reading order. The PDF writer and the Word writer both draw it, so the two
//! files say the same words in the same order. A writer that needs a fact that is not here needs a new block, never a
//! look at the plan.

mod block;
mod inline;
mod table;
mod change;
mod exhibit;
mod picture;
mod palette;
mod design;
mod theme;
mod links;
mod builder;
mod typography;
mod markdown;
mod reading;
mod plain;
mod pieces;
mod projection;
mod workbook;

pub use block::{
    Block, Clause, Field, Fields, FieldsLayout, Heading, HeadingLevel, List, ListKind, Number,
    Series, TitleSheet,
};
pub use change::{Change, Comparison, Line};
pub(crate) use change::{change_of, whole_change, without};
pub use design::{Boxes, Design, Margins, Sizes, Spacing};
pub use exhibit::ExhibitPage;
pub use inline::{Inline, plain_text};
pub(crate) use links::{is_beside, is_safe_address};
pub use markdown::{blocks, inlines};
pub use palette::{Ground, Palette, Tones};
pub use picture::{Picture, PictureFormat};
pub(crate) use pieces::{Atom, Piece, joined, pieces};
pub use reading::{words, words_of};
pub use table::{Cell, CellRole, Column, Direction, Group, Row, Table, TableFault, Tone, Was};
pub use theme::{FontFile, Fonts, Theme};
pub use workbook::{Sheet, SheetCell};

pub use crate::style::{Colour, ColourError, Contrast, Cover, TextSize, TextSizeError};

use jiff::civil::Date;
use serde::Serialize;

/// A finished document: what it is called, how it looks, and its blocks in reading order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// What goes into the file's properties.
    pub meta: Meta,
    /// Colours, fonts, sizes and cover.
    pub theme: Theme,
    /// A word across every page, such as `DRAFT`: an ornament that is not read aloud. What it means is said in the text.
    pub watermark: Option<String>,
    /// Who compared it with another edition, where it carries changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The first page, when the document has one.
    pub title_sheet: Option<TitleSheet>,
    /// The runs of pages that follow; never empty in a document that `template::compose` made.
    pub sections: Vec<Section>,
}

impl Document {
    /// Whether it has a table of contents, so that a writer needs to know the pages of its headings.
    #[must_use]
    pub fn has_contents(&self) -> bool {
        let mut blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.any(|block| matches!(block, Block::Contents { .. }))
    }
}

/// The properties of the file, as shown by a reader's "document properties" window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The document's title; never empty, because PDF/UA requires one.
    pub title: String,
    /// The organisation that the document belongs to.
    pub author: String,
    /// One sentence on what the document is; may be empty.
    pub subject: String,
    /// Words to search by.
    pub keywords: Vec<String>,
    /// The language of all text, as a BCP 47 tag (`en-GB`).
    pub language: String,
    /// The day the document speaks of; used as its creation and modification date, so that two builds are alike.
    pub date: Date,
    /// Names this document among all documents of a workspace (`oakfield/school`); PDF derives its file id from it.
    pub identifier: String,
}

/// A run of pages with one orientation and one running header and footer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// How large the paper is.
    pub paper: Paper,
    /// Which way the paper lies.
    pub orientation: Orientation,
    /// Printed at the top of every page of the section; `None` leaves it out.
    pub running_header: Option<Line>,
    /// Printed at the left of the foot of every page, beside "Page x of y"; `None` leaves only the page number.
    pub running_footer: Option<Line>,
    /// What the section says.
    pub blocks: Vec<Block>,
}

/// How large a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 210 mm by 297 mm.
    #[default]
    A4,
    /// 297 mm by 420 mm, for wide registers.
    A3,
}

/// Which way a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// Taller than wide.
    Portrait,
    /// Wider than tall.
    Landscape,
}
