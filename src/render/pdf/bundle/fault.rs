//! Why a bundle could not be written.

use std::fmt;
use std::io;

use super::ExhibitFault;
use crate::error::RenderError;

/// Why a bundle could not be written. What was written until then is no PDF.
#[derive(Debug)]
pub enum BundleError {
    /// The document could not be drawn.
    Render(RenderError),
    /// A file of evidence could not be read.
    Load {
        /// Which one, as in [`ExhibitPage::exhibit`](crate::document::ExhibitPage::exhibit).
        exhibit: usize,
        /// What the operating system said.
        source: io::Error,
    },
    /// A file of evidence cannot be put in.
    Exhibit {
        /// Which one, as in [`ExhibitPage::exhibit`](crate::document::ExhibitPage::exhibit).
        exhibit: usize,
        /// What is wrong with it.
        fault: ExhibitFault,
    },
    /// The bundle could not be written.
    Write(io::Error),
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Render(error) => error.fmt(f),
            Self::Load { exhibit, .. } => {
                write!(f, "evidence {} cannot be read", exhibit + 1)
            }
            Self::Exhibit { exhibit, fault } => {
                write!(f, "evidence {} cannot be put in: {fault}", exhibit + 1)
            }
            Self::Write(_) => f.write_str("the bundle cannot be written"),
        }
    }
}

impl std::error::Error for BundleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Render(error) => std::error::Error::source(error),
            Self::Load { source, .. } | Self::Write(source) => Some(source),
            Self::Exhibit { .. } => None,
        }
    }
}

impl From<RenderError> for BundleError {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

/// What stops the work on one file of evidence.
pub(super) enum Stop {
    Fault(ExhibitFault),
    Write(io::Error),
}

impl From<ExhibitFault> for Stop {
    fn from(fault: ExhibitFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}
