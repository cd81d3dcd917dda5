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
    let outside = || {
        fault(
            format!("`{}` lies outside this workspace", written.value),
            "Copy the file into the folder of the plan, below brand/.",
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
    let found = folder.join(relative).canonicalize().map_err(|_| {
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
    if !found.is_file() {
        return Err(fault(
            format!("`{}` is not a file", written.value),
            "Name the file itself, such as brand/logo.svg.",
        ));
    }
    Ok(found)
}

/// Why a file cannot be read, in the words of the operating system.
pub(super) fn reason(error: &crate::error::Error) -> String {
    std::error::Error::source(error)
        .map(ToString::to_string)
        .unwrap_or_default()
}
