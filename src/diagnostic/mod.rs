//! What is wrong in the data: each fault with its code, its place and the way out.
//!
//! Faults are collected, never thrown: one run reports everything that is wrong in a file. This module knows nothing
//! of terminals; [`Sources::human`] returns text and `cli` prints it.

mod human;
mod json;
mod placed;
mod sources;
mod suggest;
mod fix;
mod sarif;
mod codes;

pub use codes::{CODES, CodeGroup, meaning};
pub use fix::{Edit, Fix};
pub use json::JSON_VERSION;
pub(crate) use placed::PLACED;
pub use placed::Placed;
pub use sources::{FileId, Sources};
pub use suggest::nearest;

/// A stretch of a source file.
///
/// Offsets count bytes of the decoded text (UTF-8, line ends folded to a line feed), from 0. Lines and columns count
/// from 1; a column is a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The line of the first byte.
    pub line: u32,
    /// The column of the first byte.
    pub column: u32,
}

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong, and a person may want to know.
    Note,
    /// The document is built all the same.
    Warning,
    /// The organisation's documents are not published.
    Error,
}

impl Severity {
    /// The word for it: `note`, `warning` or `error`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A fault in the data.
///
/// The message is one sentence in plain English, lower case, without a full stop, with names in backticks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of fault, such as `yaml-tab` or `unknown-key`; stable, and documented.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where it is wrong; `None` when the fault lies in what is not there at all.
    pub place: Option<Place>,
    /// Other places that explain it, each with what stands there.
    pub related: Vec<(Place, String)>,
    /// The way out.
    pub help: Option<String>,
    /// The way out that the program can take by itself, where it is safe.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            place: Some(place),
            ..Self::without_place(code, message)
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// A note at a place.
    #[must_use]
    pub fn note(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, place, message)
        }
    }

    /// An error in what is not there, or has no places.
    #[must_use]
    pub fn without_place(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            place: None,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// The same fault with a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same fault with a way out that the program can take.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// The same fault with another place that explains it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Whether the fault keeps documents from being published.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A message or a title as a sentence: with a capital letter and a full stop.
///
/// ```
/// # use dutybound::diagnostic::sentence;
/// assert_eq!(sentence("écrit"), "Écrit.");
/// assert_eq!(sentence("is it?"), "Is it?");
/// ```
#[must_use]
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut text: String = first.chain(letters).collect();
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}
