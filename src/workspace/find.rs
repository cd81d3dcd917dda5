//! Which workspaces a path means.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::source;

/// A workspace to open, and the one file of it that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// The file that was named, when a file was; the whole workspace otherwise.
    pub file: Option<PathBuf>,
}

/// The workspaces that a path means.
///
/// - A file means the workspace around it: the highest folder that is reached through folders which hold YAML files.
/// - A folder that holds a YAML file is a workspace.
/// - Any other folder is a folder of workspaces, if its folders are workspaces; or else a workspace whose files lie
///   deeper.
///
/// # Errors
/// [`Error::Read`] when there is nothing at the path, or it cannot be read.
pub fn find(path: &Path) -> Result<Vec<Target>, Error> {
    let whole = |root: PathBuf| Target { root, file: None };
    if path.is_file() {
        return Ok(vec![Target {
            root: around(path),
            file: Some(path.to_path_buf()),
        }]);
    }
    if source::holds_yaml(path)? {
        return Ok(vec![whole(path.to_path_buf())]);
    }
    let mut inner = Vec::new();
    for folder in source::folders(path)? {
        if source::holds_yaml(&folder)? {
            inner.push(whole(folder));
        }
    }
    if inner.is_empty() {
        inner.push(whole(path.to_path_buf()));
    }
    Ok(inner)
}

/// The folder of the workspace that a file belongs to.
fn around(file: &Path) -> PathBuf {
    let parent = |path: &Path| match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Some(PathBuf::from(".")),
        Some(parent) => Some(parent.to_path_buf()),
        None => None,
    };
    let mut root = parent(file).unwrap_or_else(|| PathBuf::from("."));
    let mut above = if root == Path::new(".") {
        Some(PathBuf::from(".."))
    } else {
        parent(&root)
    };
    while let Some(folder) = above {
        if !source::holds_yaml(&folder).unwrap_or(false) {
            break;
        }
        above = if folder.ends_with("..") {
            None
        } else {
            parent(&folder)
        };
        root = folder;
    }
    root
}
