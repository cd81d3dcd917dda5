//! What stops the program: faults that are not in anybody's data.
//!
//! What is wrong in a plan is a [`Diagnostic`](crate::diagnostic::Diagnostic) instead, collected and reported
//! together; the two never mix.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// A fault that stops the work at hand.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file or folder could not be written; what stood there before is unharmed.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A writer could not draw a document.
    Render(RenderError),
    /// The command was asked for something that is not there, or that cannot be done.
    Request {
        /// What is wrong, in words for the person who asked.
        message: String,
        /// What to do instead.
        help: Option<String>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, .. } => write!(f, "cannot read `{}`", path.display()),
            Self::Write { path, .. } => write!(f, "cannot write `{}`", path.display()),
            Self::Render(error) => error.fmt(f),
            Self::Request { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source),
            Self::Render(error) => std::error::Error::source(error),
            Self::Request { .. } => None,
        }
    }
}

impl From<RenderError> for Error {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

/// A writer could not draw a document.
#[derive(Debug)]
pub struct RenderError {
    /// Which document, by its identifier (`oakfield/school`).
    pub document: String,
    /// Which file format was to be written (`pdf`, `docx`).
    pub format: &'static str,
    /// What went wrong, in words for the person who wrote the plan where that is possible.
    pub message: String,
    /// What the library underneath said, for a bug report.
    pub detail: Vec<String>,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "cannot write `{}` as {}: {}",
            self.document, self.format, self.message
        )?;
        for line in &self.detail {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RenderError {}
