//! Files that are too large to be held whole: written piece by piece, and there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::source::{ListedKind, listing};

use super::folder::readable_by_all;
use super::whole::{UNFINISHED, sync_folder};

/// A file while it is written: hidden beside its place, until [`finish`](Self::finish) gives it its name.
///
/// Whoever looks, and whenever the process or the power ends, finds the file that was there before or the whole new one.
/// What a run that was ended has left is taken away by the next one in the same folder.
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
        let file = hidden.prefix(UNFINISHED).tempfile_in(folder);
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

    /// Forces the file to the disk and gives it its name; what had that name is replaced.
    ///
    /// # Errors
    /// [`Error::Write`] when it cannot be; what stood there is unharmed then.
    pub fn finish(self) -> Result<PathBuf, Error> {
        let Self { mut file, target } = self;
        let fault = |source: io::Error| {
            let source = if source.kind() == io::ErrorKind::NotFound {
                io::Error::other("another run is at work in the same place")
            } else {
                source
            };
            Error::Write {
                path: target.clone(),
                source,
            }
        };
        file.flush().map_err(fault)?;
        readable_by_all(file.as_file()).map_err(fault)?;
        file.as_file().sync_all().map_err(fault)?;
        file.persist(&target).map_err(|error| fault(error.error))?;
        sync_folder(target.parent().unwrap_or(Path::new("."))).map_err(fault)?;
        Ok(target)
    }
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

/// Takes away the hidden files that runs have left in a folder that were ended. A run that is still at work finds its file
/// gone as a whole, and fails.
///
/// # Errors
/// [`Error::Write`] when one cannot be taken away; [`Error::Read`] when the folder cannot be listed.
pub(super) fn take_away_leftovers(folder: &Path) -> Result<(), Error> {
    for left in listing(folder)? {
        if left.kind == ListedKind::File && left.name.starts_with(UNFINISHED) {
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
        let mut file = output.begin(&id, &["pack.zip"]).unwrap().remove(0);
        file.write_all(b"half").unwrap();
        let left = names(&folder);
        assert!(
            left[0].starts_with(UNFINISHED) && left.len() == 1,
            "{left:?}"
        );
        std::mem::forget(file); // a process that is killed
        fs::write(folder.join(".mine"), "x").unwrap();
        let mut file = output.begin(&id, &["pack.zip"]).unwrap().remove(0);
        file.write_all(b"whole").unwrap();
        assert_eq!(file.finish().unwrap(), folder.join("pack.zip"));
        assert_eq!(names(&folder), [".mine", "pack.zip"]);
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
        let mut file = output.begin(&id, &["pack.zip"]).unwrap().remove(0);
        file.write_all(b"second").unwrap();
        drop(file);
        let folder = root.path().join("oakfield");
        assert_eq!(names(&folder), ["pack.zip"]);
        assert_eq!(
            crate::source::bytes(&folder.join("pack.zip"), 100).unwrap(),
            b"first"
        );
    }
}
