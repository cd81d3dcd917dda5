//! The whole way for many organisations: resolve, check, compose, render, publish, on all processors.

mod approve;
mod refusal;
mod batch;
mod prepared;
mod composed;
mod drawn;
mod organisation;
mod compare;
mod governors;
mod pack;
mod report;
mod reprint;
mod survey;

pub use approve::{Approved, Approving, FrozenEdition, approve, rehearse};
pub use batch::{Report, build};
pub use compare::{
    Compared, Comparing, Drawing, Made, NOW, PlanChanges, Side, Sort, compare, draw,
};
pub use composed::{compose_document, removals};
pub use governors::{GovernorsPack, Packed, governors};
pub use organisation::{Note, Outcome, Published};
pub use pack::{EvidencePack, EvidencePacked, PackProgress, Packing, pack};
pub use prepared::{Prepared, prepare};
pub use report::{rendered, report};
pub use reprint::{Held, Reprint, Reprinted, reprint, to_do};
pub use survey::survey;

use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::model::Audience;
use crate::style::TextSize;

/// A file format that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// PDF/UA-1 and PDF/A-2a.
    Pdf,
    /// Word.
    Docx,
    /// A page for a website.
    Html,
}

impl Format {
    /// The ending of the file's name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
        }
    }
}

/// What to build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The ids of the organisations to build; `None` for all of them.
    pub only: Option<Vec<String>>,
    /// The templates to build in the place of those that each plan asks for; the plan's own where it is empty.
    pub templates: Vec<String>,
    /// Whether every grouped table is laid out as headings and tables without merged cells, whatever templates say.
    pub accessible: bool,
    /// How large ordinary text is; each brand's own size where it is not given.
    pub text_size: Option<TextSize>,
    /// Who will read the documents, whatever their templates say; `None` for those whom each template is made for.
    pub audience: Option<Audience>,
    /// The formats to write; sorted, without repetition.
    pub formats: Vec<Format>,
    /// The day that the documents speak of.
    pub as_of: Date,
    /// How many organisations to build at a time.
    pub jobs: NonZeroUsize,
}

impl Options {
    /// What the plan of one organisation asks for, as of a day, in no format yet.
    #[must_use]
    pub fn of_one(id: &str, as_of: Date) -> Self {
        Self {
            only: Some(vec![id.to_string()]),
            templates: Vec::new(),
            accessible: false,
            text_size: None,
            audience: None,
            formats: Vec::new(),
            as_of,
            jobs: NonZeroUsize::MIN,
        }
    }
}
