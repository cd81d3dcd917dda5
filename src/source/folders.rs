//! What lies in the folders of a workspace.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::fault;
use crate::error::Error;

/// How deep folders are searched: a workspace needs two.
const DEPTH: usize = 8;
/// How many YAML files a workspace may hold.
const FILES: usize = 10_000;
/// Folders of a workspace that hold no organisation files.
const OTHER_FOLDERS: [&str; 6] = [
    "templates",
    "editions",
    "output",
    "evidence",
    "brand",
    "target",
];
/// Files of a workspace that are YAML and no organisation files.
const OTHER_FILES: [&str; 1] = ["guidance.yaml"];

/// Every `.yaml` and `.yml` file of a workspace, sorted by path.
///
/// Names that begin with a dot are passed over, as are linked folders and, at the top, `templates`, `editions`,
/// `output`, `evidence`, `brand`, `target` and `guidance.yaml`.
///
/// # Errors
/// [`Error::Read`] when a folder cannot be listed; [`Error::Request`] when folders stand more than 8 deep or there are
/// more than 10,000 files.
pub fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    walk(folder, 1, &mut files)?;
    files.sort();
    Ok(files)
}

/// Whether [`yaml_files`] would find a file, by its path from the top of the workspace.
#[must_use]
pub fn is_plan_file(from_root: &Path) -> bool {
    let mut parts: Vec<&OsStr> = from_root.iter().collect();
    let name = parts.pop().unwrap_or_default();
    let in_other_folder = parts
        .iter()
        .enumerate()
        .any(|(depth, folder)| is_passed_over(folder, true, depth + 1));
    is_yaml(from_root) && !in_other_folder && !is_passed_over(name, false, parts.len() + 1)
}

/// Whether a folder holds a YAML file itself, not only in folders below it. A `guidance.yaml` does not count: it adds to
/// a workspace and makes none.
///
/// # Errors
/// [`Error::Read`] when the folder cannot be listed.
pub fn holds_yaml(folder: &Path) -> Result<bool, Error> {
    let listed = list(folder)?;
    Ok(listed.iter().any(|path| {
        let name = path.file_name().unwrap_or_default();
        is_yaml(path) && !is_passed_over(name, false, 1)
    }))
}

/// The folders within a folder, sorted, without hidden ones.
///
/// # Errors
/// [`Error::Read`] when the folder cannot be listed.
pub fn folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut listed = list(folder)?;
    listed.retain(|path| path.is_dir() && !is_hidden(path));
    listed.sort();
    Ok(listed)
}

/// What lies in a folder, as [`listing`] finds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Its name; what is no Unicode in it shows as `�`.
    pub name: String,
    /// What it is.
    pub kind: ListedKind,
    /// Its path, as seen from where the folder's own path was.
    pub path: PathBuf,
}

/// What a thing in a folder is; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListedKind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a device or the like.
    Other,
}

/// Whether a file is one of those that systems put into folders by themselves.
#[must_use]
pub fn is_of_the_system(name: &str) -> bool {
    [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// Everything that lies in a folder, what is hidden too, sorted by name. Nothing where there is no such folder.
///
/// # Errors
/// [`Error::Read`] when the folder cannot be listed, or is a link or no folder.
pub fn listing(folder: &Path) -> Result<Vec<Listed>, Error> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fault(folder, error)),
        Ok(about) if !about.is_dir() => {
            let message = "it is a link, or no folder";
            let error = io::Error::new(io::ErrorKind::NotADirectory, message);
            return Err(fault(folder, error));
        }
        Ok(_) => {}
    }
    let mut listed = Vec::new();
    for path in list(folder)? {
        let about = fs::symlink_metadata(&path).map_err(|source| fault(&path, source))?;
        let kind = match about.file_type() {
            kind if kind.is_symlink() => ListedKind::Link,
            kind if kind.is_dir() => ListedKind::Folder,
            kind if kind.is_file() => ListedKind::File,
            _ => ListedKind::Other,
        };
        let name = path.file_name().unwrap_or_default();
        listed.push(Listed {
            name: name.to_string_lossy().into_owned(),
            kind,
            path,
        });
    }
    listed.sort();
    Ok(listed)
}

/// Whether nothing lies in a folder.
///
/// # Errors
/// [`Error::Read`] when the folder cannot be listed.
pub fn is_empty_folder(folder: &Path) -> Result<bool, Error> {
    Ok(list(folder)?.is_empty())
}

/// What lies in a folder, in no order.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that lists folders"
    )]
    let entries = fs::read_dir(folder).map_err(|source| fault(folder, source))?;
    entries
        .map(|entry| {
            entry
                .map(|entry| entry.path())
                .map_err(|source| fault(folder, source))
        })
        .collect()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if depth > DEPTH {
        return Err(too_much(format!(
            "folders stand more than {DEPTH} deep at `{}`",
            folder.display()
        )));
    }
    for path in list(folder)? {
        let name = path.file_name().unwrap_or_default().to_os_string();
        let is_folder = path.is_dir();
        if is_passed_over(&name, is_folder, depth) {
            continue;
        }
        if is_folder {
            if !path.is_symlink() {
                walk(&path, depth + 1, files)?;
            }
        } else if is_yaml(&path) {
            files.push(path);
        }
        if files.len() > FILES {
            return Err(too_much(format!("there are more than {FILES} YAML files")));
        }
    }
    Ok(())
}

fn is_passed_over(name: &OsStr, is_folder: bool, depth: usize) -> bool {
    let others: &[&str] = if is_folder {
        &OTHER_FOLDERS
    } else {
        &OTHER_FILES
    };
    name.as_encoded_bytes().starts_with(b".")
        || (depth == 1 && others.iter().any(|other| name == *other))
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
    })
}

fn too_much(message: String) -> Error {
    Error::Request {
        message,
        help: Some("Check that this is the right folder: it should hold one folder or file for each organisation.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    fn write(folder: &Path, name: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "title: Plan\n").unwrap();
    }

    #[test]
    fn a_workspace_lists_its_organisation_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let others = [
            "templates/a.yaml",
            "output/a.yaml",
            ".git/a.yaml",
            ".a.yaml",
            "guidance.yaml",
            "notes.txt",
        ];
        let wanted = [
            "oak/evidence/c.yaml",
            "oak/guidance.yaml",
            "oak/plan.YML",
            "trust.yaml",
        ];
        for name in others.into_iter().chain(wanted) {
            write(folder.path(), name);
        }
        let wanted: Vec<_> = wanted.iter().map(|name| folder.path().join(name)).collect();
        assert_eq!(yaml_files(folder.path()).unwrap(), wanted);
    }

    #[test]
    fn a_register_alone_makes_no_workspace() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "guidance.yaml");
        write(folder.path(), ".hidden.yaml");
        assert!(!holds_yaml(folder.path()).unwrap());
        write(folder.path(), "trust.yaml");
        assert!(holds_yaml(folder.path()).unwrap());
    }

    #[test]
    fn folders_without_end_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "1/2/3/4/5/6/7/plan.yaml");
        assert_eq!(yaml_files(folder.path()).unwrap().len(), 1);
        write(folder.path(), "1/2/3/4/5/6/7/8/plan.yaml");
        assert!(matches!(
            yaml_files(folder.path()),
            Err(Error::Request { .. })
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "oak/plan.yaml");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("oak/round")).unwrap();
        assert_eq!(yaml_files(folder.path()).unwrap().len(), 1);
    }
}
