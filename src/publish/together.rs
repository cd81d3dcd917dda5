//! Files that change together: all of them, or none.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::source;

use super::folder::replace_file;

/// A user's file that gets other bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Its path from the root of the workspace, with `/` between the parts.
    pub file: String,
    /// Its bytes as they are.
    pub before: Vec<u8>,
    /// Its bytes as they are to be.
    pub after: Vec<u8>,
}

/// The folder at the top of a workspace that holds what is about to be written. It is hidden, so that nothing in it is
/// taken for a plan.
const FOLDER: &str = ".dutybound-changes";

/// The list of the files in that folder.
const LIST: &str = "list.json";

/// The most files that change together.
const MOST_FILES: usize = 20_000;

/// What the folder says of one file; its new bytes lie beside, called by their number.
#[derive(Deserialize, Serialize)]
struct Planned {
    file: String,
    /// The BLAKE3 fingerprints of the bytes, as hexadecimal digits.
    before: String,
    after: String,
}

/// Replaces some files of a workspace.
///
/// What is to be written is first put down whole, in one hidden folder. From then on it is decided: a run that is killed is
/// finished by [`finish`]. Before that nothing has changed.
///
/// # Errors
/// [`Error::Write`] when a file cannot be written, or no longer holds the bytes `before`. Files that were replaced until then
/// are put back, unless that fails too.
pub fn replace_together(root: &Path, files: &[Replacement]) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let folder = put_down(root, files)?;
    for (done, file) in files.iter().enumerate() {
        let replaced = replace_file(&root.join(&file.file), &file.before, &file.after);
        if let Err(error) = replaced {
            for file in &files[..done] {
                replace_file(&root.join(&file.file), &file.after, &file.before)?;
            }
            clear(&folder)?;
            return Err(error);
        }
    }
    clear(&folder)
}

/// Whether a killed run of [`replace_together`] left something for [`finish`] to do.
#[must_use]
pub fn is_unfinished(root: &Path) -> bool {
    root.join(FOLDER).is_dir()
}

/// Finishes what a killed run of [`replace_together`] left undone; the files that it replaced.
///
/// # Errors
/// [`Error::Write`] when a file cannot be written. [`Error::Request`] when somebody has changed one of the files since, or
/// what was put down is damaged: nothing more is replaced then, and the message says what to do.
pub fn finish(root: &Path) -> Result<Vec<String>, Error> {
    let folder = root.join(FOLDER);
    if !folder.is_dir() || folder.is_symlink() {
        return Ok(Vec::new());
    }
    let planned = planned(&folder).ok_or_else(|| damaged(&folder))?;
    let mut waiting = Vec::new();
    for (number, planned) in planned.iter().enumerate() {
        let path = inside(root, &planned.file).ok_or_else(|| damaged(&folder))?;
        let now = source::bytes(&path, source::LIMIT)?;
        let after = source::bytes(&folder.join(number.to_string()), source::LIMIT)?;
        if fingerprint(&after) != planned.after {
            return Err(damaged(&folder));
        }
        if now == after {
            continue;
        }
        if fingerprint(&now) != planned.before {
            return Err(changed_since(&planned.file, &folder));
        }
        waiting.push((path, now, after, planned.file.clone()));
    }
    let mut finished = Vec::new();
    for (path, now, after, file) in waiting {
        replace_file(&path, &now, &after)?;
        finished.push(file);
    }
    clear(&folder)?;
    Ok(finished)
}

/// Writes the folder whole, under another name, and gives it its name then.
fn put_down(root: &Path, files: &[Replacement]) -> Result<PathBuf, Error> {
    let folder = root.join(FOLDER);
    let fault = |source: io::Error| Error::Write {
        path: folder.clone(),
        source,
    };
    let planned: Vec<Planned> = files
        .iter()
        .map(|file| Planned {
            file: file.file.clone(),
            before: fingerprint(&file.before),
            after: fingerprint(&file.after),
        })
        .collect();
    let list = serde_json::to_vec(&planned).map_err(|error| fault(io::Error::other(error)))?;
    let draft = tempfile::Builder::new()
        .prefix(".dutybound-draft-")
        .tempdir_in(root)
        .map_err(fault)?;
    let write = |name: &str, bytes: &[u8]| -> io::Result<()> {
        let mut file = fs::File::create_new(draft.path().join(name))?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    for (number, file) in files.iter().enumerate() {
        write(&number.to_string(), &file.after).map_err(fault)?;
    }
    write(LIST, &list).map_err(fault)?;
    fs::rename(draft.path(), &folder).map_err(fault)?;
    Ok(folder)
}

/// Takes the folder away: under another name first, so that no half of it is ever found.
fn clear(folder: &Path) -> Result<(), Error> {
    let fault = |source: io::Error| Error::Write {
        path: folder.to_path_buf(),
        source,
    };
    let parent = folder.parent().unwrap_or(Path::new("."));
    let away = tempfile::Builder::new()
        .prefix(".dutybound-done-")
        .tempdir_in(parent)
        .map_err(fault)?;
    fs::rename(folder, away.path().join("changes")).map_err(fault)?;
    away.close().map_err(fault)
}

fn planned(folder: &Path) -> Option<Vec<Planned>> {
    let list = source::bytes(&folder.join(LIST), source::LIMIT).ok()?;
    let planned: Vec<Planned> = serde_json::from_slice(&list).ok()?;
    (planned.len() <= MOST_FILES).then_some(planned)
}

/// A path from the root that does not lead out of it.
fn inside(root: &Path, file: &str) -> Option<PathBuf> {
    let plain = Path::new(file)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    let path = root.join(file);
    let (root, real) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
    (plain && real.starts_with(root)).then_some(path)
}

fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn damaged(folder: &Path) -> Error {
    Error::Request {
        message: format!(
            "an earlier run was interrupted, and what it left in `{}` cannot be read",
            folder.display()
        ),
        help: Some(
            "Compare your plan files with their last copy, delete that folder, and run the command again.".into(),
        ),
    }
}

fn changed_since(file: &str, folder: &Path) -> Error {
    Error::Request {
        message: format!("an earlier run was interrupted, and `{file}` was changed since"),
        help: Some(format!(
            "To go on without what that run meant to do, delete the folder `{}`, and run the command again.",
            folder.display()
        )),
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "tests look at what lies on the disk"
)]
mod tests {
    use super::*;

    fn workspace() -> (tempfile::TempDir, Vec<Replacement>) {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<Replacement> = ["trust.yaml", "schools/oak.yaml", "schools/elm.yaml"]
            .into_iter()
            .map(|file| Replacement {
                file: file.into(),
                before: format!("old {file}").into_bytes(),
                after: format!("new {file}").into_bytes(),
            })
            .collect();
        fs::create_dir(folder.path().join("schools")).unwrap();
        for file in &files {
            fs::write(folder.path().join(&file.file), &file.before).unwrap();
        }
        (folder, files)
    }

    /// How many of the files are new; all others must be old, and nothing else may lie about.
    fn new_ones(root: &Path, files: &[Replacement]) -> usize {
        let new = files.iter().filter(|file| {
            let now = fs::read(root.join(&file.file)).unwrap();
            assert!(now == file.before || now == file.after);
            now == file.after
        });
        let count = new.count();
        assert_eq!(
            fs::read_dir(root).unwrap().count(),
            2,
            "something else is left"
        );
        count
    }

    #[test]
    fn all_are_replaced_and_nothing_else_stays() {
        let (root, files) = workspace();
        replace_together(root.path(), &files).unwrap();
        assert_eq!(new_ones(root.path(), &files), 3);
        assert_eq!(finish(root.path()).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_run_that_is_killed_is_finished_by_the_next() {
        for done in 0..=3 {
            let (root, files) = workspace();
            put_down(root.path(), &files).unwrap();
            for file in &files[..done] {
                replace_file(&root.path().join(&file.file), &file.before, &file.after).unwrap();
            }
            assert_eq!(finish(root.path()).unwrap().len(), 3 - done);
            assert_eq!(new_ones(root.path(), &files), 3);
        }
    }

    #[test]
    fn one_that_cannot_be_replaced_holds_all_back() {
        let (root, files) = workspace();
        fs::write(root.path().join("schools/elm.yaml"), "mine").unwrap();
        assert!(replace_together(root.path(), &files).is_err());
        assert_eq!(
            fs::read(root.path().join("schools/elm.yaml")).unwrap(),
            b"mine"
        );
        assert_eq!(
            fs::read(root.path().join("trust.yaml")).unwrap(),
            b"old trust.yaml"
        );
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_somebody_changed_since_is_left_alone() {
        let (root, files) = workspace();
        put_down(root.path(), &files).unwrap();
        fs::write(root.path().join("trust.yaml"), "mine").unwrap();
        let said = finish(root.path()).unwrap_err().to_string();
        assert!(said.contains("`trust.yaml` was changed since"), "{said}");
        assert_eq!(fs::read(root.path().join("trust.yaml")).unwrap(), b"mine");
        assert_eq!(
            fs::read(root.path().join("schools/oak.yaml")).unwrap(),
            b"old schools/oak.yaml"
        );
    }

    #[test]
    fn what_is_damaged_is_not_followed() {
        for list in [
            "",
            "{}",
            "[{\"file\":\"../x\",\"before\":\"\",\"after\":\"\"}]",
        ] {
            let (root, files) = workspace();
            let folder = put_down(root.path(), &files).unwrap();
            fs::write(folder.join(LIST), list).unwrap();
            assert!(finish(root.path()).is_err(), "{list}");
            for file in &files {
                assert_eq!(fs::read(root.path().join(&file.file)).unwrap(), file.before);
            }
        }
        let (root, files) = workspace();
        let folder = put_down(root.path(), &files).unwrap();
        fs::write(folder.join("1"), "other bytes").unwrap();
        assert!(finish(root.path()).is_err());
        assert_eq!(
            fs::read(root.path().join("trust.yaml")).unwrap(),
            b"old trust.yaml"
        );
    }
}
