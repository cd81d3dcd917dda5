//! Paths that a plan names, held inside the workspace.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Text;

/// The file that a text names, as seen from the file that the text stands in; links are followed. `code` is that of the
/// finding.
///
/// # Errors
/// A diagnostic at the text: there is no such file, it lies outside the workspace, or it is a folder or a device.
pub(super) fn inside(
    written: &Text,
    code: &'static str,
    root: &Path,
    sources: &Sources,
) -> Result<PathBuf, Box<Diagnostic>> {
    let fault = |message: String, help: &str| {
        Box::new(Diagnostic::error(code, written.place, message).help(help))
    };
    locate(written, root, sources).map_err(|astray| match astray {
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

/// The file that a text names, as seen from the file that the text stands in; links are followed.
pub(super) fn locate(written: &Text, root: &Path, sources: &Sources) -> Result<PathBuf, Astray> {
    let relative = Path::new(&written.value);
    if relative
        .components()
        .any(|part| matches!(part, Component::RootDir | Component::Prefix(_)))
    {
        return Err(Astray::Outside);
    }
    let found = folder(written, sources)
        .join(relative)
        .canonicalize()
        .map_err(|_| Astray::Missing)?;
    let inside = root
        .canonicalize()
        .is_ok_and(|root| found.starts_with(root));
    match inside {
        false => Err(Astray::Outside),
        true if !found.is_file() => Err(Astray::NoFile),
        true => Ok(found),
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
