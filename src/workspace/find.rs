//! Which workspaces a path means.

use std::path::{Component, Path, PathBuf};

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

/// How many folders above a file are looked at; a workspace is not that deep.
const HIGHEST: usize = 8;

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
    let mut root = file.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    for _ in 0..HIGHEST {
        let above = above(&root);
        if !source::holds_yaml(listed(&above)).unwrap_or(false) {
            break; // a folder that cannot be listed is not part of the workspace
        }
        root = above;
    }
    if root.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        root
    }
}

/// The folder that a folder lies in, also where the path does not name it: above `schools` lies the current folder,
/// above the current folder lies `..`.
fn above(folder: &Path) -> PathBuf {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().map_or_else(PathBuf::new, Path::to_path_buf),
        Some(Component::CurDir) | None => PathBuf::from(".."),
        Some(Component::ParentDir | Component::RootDir | Component::Prefix(_)) => folder.join(".."),
    }
}

/// The current folder has no name of its own in a path, and cannot be listed without one.
fn listed(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_a_folder_lies_another_until_the_top() {
        for (folder, wanted) in [
            ("a/b", "a"),
            ("a", ""),
            ("", ".."),
            (".", ".."),
            ("..", "../.."),
            ("/a", "/"),
            ("../a", ".."),
        ] {
            assert_eq!(above(Path::new(folder)), Path::new(wanted), "{folder}");
        }
    }

    #[test]
    fn a_file_belongs_to_the_highest_folder_of_plans() {
        assert_eq!(
            around(Path::new("data/riverside/schools/weir.yaml")),
            Path::new("data/riverside")
        );
        assert_eq!(
            around(Path::new("data/riverside/trust.yaml")),
            Path::new("data/riverside")
        );
    }
}
