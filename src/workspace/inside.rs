//! Paths that a plan names, held inside the workspace.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Text;

/// The files that texts of a workspace name. Many schools name the same ones, so each is looked for once.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// The workspace's folder, with links followed; `None` where there is none.
    root: Option<PathBuf>,
    /// What was looked for so far, by the path as it is written, behind the folder that it is seen from.
    found: Mutex<BTreeMap<PathBuf, Result<PathBuf, Astray>>>,
}

/// Why a path leads to no file of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Astray {
    /// There is no such file.
    Missing,
    /// It lies outside the workspace, or the path is absolute.
    Outside,
    /// It is a folder or a device.
    NoFile,
}

impl Paths {
    /// Nothing was looked for yet.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.canonicalize().ok(),
            found: Mutex::default(),
        }
    }

    /// The path of a file from the workspace's folder.
    pub(super) fn below_root<'a>(&self, on_disk: &'a Path) -> &'a Path {
        let root = self.root.as_deref().unwrap_or(Path::new(""));
        on_disk.strip_prefix(root).unwrap_or(on_disk)
    }

    /// The file that a text names, as seen from the file that the text stands in; links are followed. `code` is that of
    /// the finding.
    ///
    /// # Errors
    /// A diagnostic at the text: there is no such file, it lies outside the workspace, or it is a folder or a device.
    pub(super) fn inside(
        &self,
        written: &Text,
        code: &'static str,
        sources: &Sources,
    ) -> Result<PathBuf, Box<Diagnostic>> {
        let fault = |message: String, help: &str| {
            Box::new(Diagnostic::error(code, written.place, message).help(help))
        };
        self.locate(written, sources)
            .map_err(|astray| match astray {
                Astray::Missing => fault(
                    format!(
                        "there is no file `{}`, seen from `{}`",
                        written.value,
                        folder(written, sources).display()
                    ),
                    "Write the path as seen from the folder of this file.",
                ),
                Astray::Outside => fault(
                    format!("`{}` lies outside this workspace", written.value),
                    "Copy the file into the folder of the plan, below brand/.",
                ),
                Astray::NoFile => fault(
                    format!("`{}` is not a file", written.value),
                    "Name the file itself, such as brand/logo.svg.",
                ),
            })
    }

    /// The file that a text names, as seen from the file that the text stands in; links are followed.
    pub(super) fn locate(&self, written: &Text, sources: &Sources) -> Result<PathBuf, Astray> {
        let relative = Path::new(&written.value);
        if relative
            .components()
            .any(|part| matches!(part, Component::RootDir | Component::Prefix(_)))
        {
            return Err(Astray::Outside);
        }
        let path = folder(written, sources).join(relative);
        let known = || self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(&path).cloned();
        found.unwrap_or_else(|| {
            let found = self.look_for(&path);
            known().insert(path, found.clone());
            found
        })
    }

    /// The path to write for a file that is there as seen from the top of the workspace and not as seen from the file that
    /// names it.
    pub(super) fn seen_from_top(&self, written: &Text, sources: &Sources) -> Option<String> {
        let root = self.root.as_ref()?;
        self.look_for(&root.join(&written.value)).ok()?;
        let folder = folder(written, sources).canonicalize().ok()?;
        let below = folder.strip_prefix(root).ok()?.components().count();
        (below > 0).then(|| format!("{}{}", "../".repeat(below), written.value))
    }

    fn look_for(&self, path: &Path) -> Result<PathBuf, Astray> {
        let found = path.canonicalize().map_err(|_| Astray::Missing)?;
        let inside = self
            .root
            .as_ref()
            .is_some_and(|root| found.starts_with(root));
        match inside {
            false => Err(Astray::Outside),
            true if !found.is_file() => Err(Astray::NoFile),
            true => Ok(found),
        }
    }
}

/// The folder of the file that a text stands in.
fn folder<'a>(written: &Text, sources: &'a Sources) -> &'a Path {
    let file = Path::new(sources.name(written.place.file));
    file.parent().unwrap_or(Path::new(""))
}

/// Why a file cannot be read, in the words of the operating system.
pub(super) fn reason(error: &crate::error::Error) -> String {
    std::error::Error::source(error)
        .map(ToString::to_string)
        .unwrap_or_default()
}
