//! Files that are too large to be held whole: written piece by piece, and there whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::model::Fingerprint;
use crate::source::{self, ListedKind, listing};

use super::folder::readable_by_all;
use super::whole::{UNFINISHED, sync_folder};

/// A file while it is written: hidden beside its place, until [`finish_all`] gives it its name.
///
/// Whoever looks, and whenever the process or the power ends, finds the file that was there before or the whole new one.
/// What a run that was ended has left is taken away by the next one that writes the same file.
#[derive(Debug)]
pub struct FileInProgress {
    file: NamedTempFile,
    target: PathBuf,
}

impl FileInProgress {
    /// Begins a file in a folder that is there.
    ///
    /// # Errors
    /// [`Error::Write`] when nothing can be written there.
    pub(super) fn begin(target: PathBuf) -> Result<Self, Error> {
        let fault = |source: io::Error| Error::Write {
            path: target.clone(),
            source,
        };
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut hidden = tempfile::Builder::new();
        let file = hidden.prefix(&hidden_name(&target)).tempfile_in(folder);
        let file = file.map_err(fault)?;
        Ok(Self { file, target })
    }

    /// The file that it is to be.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Begins it anew: what was written so far goes.
    ///
    /// # Errors
    /// [`Error::Write`] when it cannot.
    pub fn begin_anew(&mut self) -> Result<(), Error> {
        let file = self.file.as_file_mut();
        let emptied = file.set_len(0).and_then(|()| io::Seek::rewind(file));
        emptied.map_err(|source| Error::Write {
            path: self.target.clone(),
            source,
        })
    }

    /// The fingerprint of what was written so far, which is at most `most` bytes.
    ///
    /// # Errors
    /// [`Error::Read`] when it cannot be read back, or is longer.
    pub fn fingerprint(&mut self, most: u64) -> Result<Fingerprint, Error> {
        self.file.flush().map_err(|error| self.fault(error))?;
        source::digest(self.file.path(), most).map(Fingerprint::new)
    }

    /// Forces it to the disk, and looks whether it can have its name.
    fn make_ready(&mut self) -> io::Result<()> {
        self.file.flush()?;
        readable_by_all(self.file.as_file())?;
        self.file.as_file().sync_all()?;
        match fs::symlink_metadata(&self.target) {
            Ok(there) if there.is_dir() => Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "there is a folder of that name",
            )),
            Ok(_) | Err(_) if !self.file.path().exists() => Err(io::ErrorKind::NotFound.into()),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn fault(&self, error: io::Error) -> Error {
        let source = if error.kind() == io::ErrorKind::NotFound {
            io::Error::other("another run is at work in the same place")
        } else {
            error
        };
        Error::Write {
            path: self.target.clone(),
            source,
        }
    }
}

/// Gives files their names, one at once after the other, when all of them are on the disk and can have them; what had these
/// names is replaced.
///
/// # Errors
/// [`Error::Write`] when one cannot be written or cannot have its name: what stood there is unharmed then. Only when the
/// disk fails between two names are those before it new already.
pub fn finish_all(mut files: Vec<FileInProgress>) -> Result<(), Error> {
    for file in &mut files {
        file.make_ready().map_err(|error| file.fault(error))?;
    }
    let folders: BTreeSet<PathBuf> = files
        .iter()
        .filter_map(|file| file.target.parent().map(Path::to_path_buf))
        .collect();
    for FileInProgress { file, target } in files {
        file.persist(&target).map_err(|error| Error::Write {
            path: target.clone(),
            source: error.error,
        })?;
    }
    for folder in folders {
        sync_folder(&folder).map_err(|source| Error::Write {
            path: folder.clone(),
            source,
        })?;
    }
    Ok(())
}

impl Write for FileInProgress {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl io::Seek for FileInProgress {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// What the names of the hidden files begin with that are to become a file.
pub(super) fn hidden_name(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!("{UNFINISHED}{name}-")
}

/// Takes away the hidden files that runs have left that were to write this file and were ended. A run that is still at work
/// on it finds its own gone as a whole, and fails.
///
/// # Errors
/// [`Error::Write`] when one cannot be taken away; [`Error::Read`] when the folder cannot be listed.
pub(super) fn take_away_leftovers(target: &Path) -> Result<(), Error> {
    let hidden = hidden_name(target);
    for left in listing(target.parent().unwrap_or(Path::new(".")))? {
        if left.kind == ListedKind::File && left.name.starts_with(&hidden) {
            match fs::remove_file(&left.path) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::Write {
                        path: left.path,
                        source,
                    });
                }
                Ok(()) | Err(_) => {}
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::OutputFolder;
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let listed = listing(folder).unwrap().into_iter();
        listed.map(|listed| listed.name).collect()
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    fn a_file_has_its_name_when_it_is_whole_and_leftovers_go() {
        let root = tempfile::tempdir().unwrap();
        let output = OutputFolder::new(root.path());
        let id = "oakfield".parse().unwrap();
        let folder = root.path().join("oakfield");
        let mut file = output.begin(&id, "pack.zip").unwrap();
        file.write_all(b"half").unwrap();
        let left = names(&folder);
        assert!(
            left[0].starts_with(UNFINISHED) && left.len() == 1,
            "{left:?}"
        );
        std::mem::forget(file); // a process that is killed
        fs::write(folder.join(".mine"), "x").unwrap();
        let beside = output.begin(&id, "other.zip").unwrap(); // another run, for other readers
        let mut file = output.begin(&id, "pack.zip").unwrap();
        file.write_all(b"whole").unwrap();
        finish_all(vec![file]).unwrap();
        finish_all(vec![beside]).unwrap();
        assert_eq!(names(&folder), [".mine", "other.zip", "pack.zip"]);
        assert_eq!(
            crate::source::bytes(&folder.join("pack.zip"), 100).unwrap(),
            b"whole"
        );
    }

    #[test]
    fn a_file_that_is_given_up_leaves_what_was_there() {
        let root = tempfile::tempdir().unwrap();
        let output = OutputFolder::new(root.path());
        let id = "oakfield".parse().unwrap();
        output.write(&id, "pack.zip", b"first").unwrap();
        let mut file = output.begin(&id, "pack.zip").unwrap();
        file.write_all(b"second").unwrap();
        drop(file);
        let folder = root.path().join("oakfield");
        assert_eq!(names(&folder), ["pack.zip"]);
        assert_eq!(
            crate::source::bytes(&folder.join("pack.zip"), 100).unwrap(),
            b"first"
        );
    }

    #[test]
    fn where_one_cannot_have_its_name_none_gets_it() {
        let root = tempfile::tempdir().unwrap();
        let output = OutputFolder::new(root.path());
        let id = "oakfield".parse().unwrap();
        output.write(&id, "pack.pdf", b"first").unwrap();
        let folder = root.path().join("oakfield");
        fs::create_dir(folder.join("pack.zip")).unwrap();
        let files = ["pack.pdf", "pack.zip"].map(|name| output.begin(&id, name).unwrap());
        let error = finish_all(files.into()).unwrap_err();
        assert!(error.to_string().contains("pack.zip"), "{error}");
        assert_eq!(names(&folder), ["pack.pdf", "pack.zip"]);
        let kept = crate::source::bytes(&folder.join("pack.pdf"), 100);
        assert_eq!(kept.unwrap(), b"first");
    }
}
