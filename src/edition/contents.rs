//! The plan of an edition.

use std::path::PathBuf;

use crate::error::Error;
use crate::source::{ListedKind, listing};

use super::PLAN;
use super::stored::{Stored, missing};

impl Stored {
    /// Where its plan is.
    ///
    /// # Errors
    /// [`Error::Read`] when the folder cannot be read; [`Error::Request`] when it holds no plan, or links, which lead
    /// elsewhere.
    pub fn plan(&self) -> Result<PathBuf, Error> {
        let files = listing(&self.folder)?;
        if files.iter().any(|file| file.kind == ListedKind::Link) {
            return Err(self.unreadable("there is a link in it"));
        }
        let mut plans = files.iter().filter(|file| file.name == PLAN);
        if plans.any(|file| file.kind == ListedKind::File) {
            Ok(self.folder.join(PLAN))
        } else {
            Err(self.unreadable(&missing(PLAN).message))
        }
    }

    /// The error of an edition that cannot be read.
    #[must_use]
    pub fn unreadable(&self, why: &str) -> Error {
        Error::Request {
            message: format!("cannot read the edition `{}`: {why}", self.address),
            help: Some(
                "Get its folder back from a copy. `dutybound verify` names every file of it that was changed.".into(),
            ),
        }
    }
}
