//! Logos, opened once each.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Text;
use crate::source;
use crate::template::Logo;

/// The most that a logo's file may hold, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// The logos that were opened so far, by path; many schools share one.
#[derive(Debug, Default)]
pub(super) struct Logos {
    opened: Mutex<BTreeMap<PathBuf, Arc<Logo>>>,
}

impl Logos {
    /// The logo at a path that is written as seen from the file that names it.
    ///
    /// # Errors
    /// A diagnostic at the path: it leads outside the workspace, cannot be read, or is no sound picture.
    pub(super) fn open(
        &self,
        written: &Text,
        root: &Path,
        sources: &Sources,
    ) -> Result<Arc<Logo>, Box<Diagnostic>> {
        let fault = |message: String, help: &str| {
            Box::new(Diagnostic::error("logo", written.place, message).help(help))
        };
        let outside = || {
            fault(
                format!("`{}` lies outside this workspace", written.value),
                "Copy the logo into the folder of the plan, such as brand/logo.svg.",
            )
        };
        let file = Path::new(sources.name(written.place.file));
        let folder = file.parent().unwrap_or(Path::new(""));
        let relative = Path::new(&written.value);
        if relative
            .components()
            .any(|part| matches!(part, Component::RootDir | Component::Prefix(_)))
        {
            return Err(outside());
        }
        let path = folder.join(relative);
        let found = path.canonicalize().map_err(|_| {
            fault(
                format!(
                    "there is no file `{}`, seen from `{}`",
                    written.value,
                    folder.display()
                ),
                "Write the path as seen from the folder of this file.",
            )
        })?;
        let inside = root
            .canonicalize()
            .is_ok_and(|root| found.starts_with(root));
        if !inside {
            return Err(outside());
        }
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(logo) = opened.get(&found) {
            return Ok(Arc::clone(logo));
        }
        let bytes = source::bytes(&found, LARGEST).map_err(|error| {
            let reason = std::error::Error::source(&error)
                .map(ToString::to_string)
                .unwrap_or_default();
            fault(
                format!("the logo `{}` cannot be read: {reason}", written.value),
                "Use a smaller picture.",
            )
        })?;
        let logo = Logo::open(&bytes).map_err(|error| {
            fault(
                error.to_string(),
                "Save the logo again as a plain SVG, or as PNG or JPEG, at most 4,000 pixels wide and high.",
            )
        })?;
        let logo = Arc::new(logo);
        opened.insert(found, Arc::clone(&logo));
        Ok(logo)
    }
}
