//! The output folder.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::model::Id;

use super::stream::{FileInProgress, hidden_name, take_away_leftovers};

/// The folder below which everything is written.
#[derive(Clone, Debug)]
pub struct OutputFolder {
    root: PathBuf,
}

impl OutputFolder {
    /// The output folder at a path; made when the first file is written.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file into an organisation's folder and returns its path.
    ///
    /// The bytes go into a temporary file beside it, which then takes its place: a reader sees the old file or the new
    /// one, never half of one.
    ///
    /// # Errors
    /// [`Error::Write`] when the folder or file cannot be written, when `name` is more than a plain file name, or when
    /// the organisation's folder is a link that leads out of the output folder. What stood there is unharmed.
    pub fn write(&self, organisation: &Id, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let path = self.place(organisation, name)?;
        write_file(&path, bytes)?;
        Ok(path)
    }

    /// Begins a file in an organisation's folder that is written piece by piece. What runs that were ended have left of it
    /// is taken away.
    ///
    /// # Errors
    /// As for [`write`](Self::write).
    pub fn begin(&self, organisation: &Id, name: &str) -> Result<FileInProgress, Error> {
        let path = self.place(organisation, name)?;
        take_away_leftovers(&path)?;
        FileInProgress::begin(path)
    }

    /// Where a file of an organisation is to stand; its folder is made.
    fn place(&self, organisation: &Id, name: &str) -> Result<PathBuf, Error> {
        let folder = self.root.join(organisation.as_str());
        let path = folder.join(name);
        let fault = |source: io::Error| Error::Write {
            path: path.clone(),
            source,
        };
        if Path::new(name)
            .file_name()
            .is_none_or(|plain| plain != name)
        {
            return Err(fault(io::Error::new(
                io::ErrorKind::InvalidFilename,
                "this is not a file name",
            )));
        }
        fs::create_dir_all(&folder).map_err(|source| match file_above(&folder) {
            Some(file) => Error::Write {
                path: file.to_path_buf(),
                source: io::Error::new(
                    io::ErrorKind::NotADirectory,
                    "this is a file, and no folder",
                ),
            },
            None => fault(source),
        })?;
        let inside = folder
            .canonicalize()
            .and_then(|folder| Ok(folder.starts_with(self.root.canonicalize()?)));
        if !inside.map_err(fault)? {
            let message = "the folder is a link that leads out of the output folder";
            return Err(fault(io::Error::new(
                io::ErrorKind::PermissionDenied,
                message,
            )));
        }
        Ok(path)
    }
}

/// The file that stands where a folder is to be, or one above it.
fn file_above(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|path| path.is_file())
}

/// Writes a file, whole or not at all. Its folder is made where there is none.
///
/// The bytes go into a temporary file beside it, which then takes its place.
///
/// # Errors
/// [`Error::Write`] when it cannot be written. What stood there is unharmed.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fault = |source: io::Error| Error::Write {
        path: path.to_path_buf(),
        source,
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).map_err(fault)?;
    let mut file = tempfile::Builder::new()
        .prefix(&hidden_name(path))
        .tempfile_in(folder)
        .map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    readable_by_all(file.as_file()).map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    file.persist(path).map_err(|error| fault(error.error))?;
    Ok(())
}

/// Puts other bytes into a user's own file, whole or not at all; it keeps its permissions and its owner.
///
/// # Errors
/// [`Error::Write`] when the file no longer holds the bytes `before`, may not be written, is a link or has other names,
/// belongs to somebody to whom it cannot be given back, or cannot be replaced. It is unharmed then.
pub fn replace_file(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let fault = |source: io::Error| Error::Write {
        path: path.to_path_buf(),
        source,
    };
    let refused = |why: &str| fault(io::Error::new(io::ErrorKind::PermissionDenied, why));
    let about = fs::symlink_metadata(path).map_err(fault)?;
    if !about.is_file() {
        return Err(refused("it is not an ordinary file"));
    }
    if has_other_names(&about) {
        return Err(refused("it stands elsewhere under another name"));
    }
    if about.permissions().readonly() {
        return Err(refused("it is write-protected"));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".dutybound-") // a hidden file is never taken for a plan
        .tempfile_in(folder.unwrap_or(Path::new(".")))
        .map_err(fault)?;
    file.write_all(after).map_err(fault)?;
    give_to_its_owner(file.as_file(), &about).map_err(fault)?;
    file.as_file()
        .set_permissions(about.permissions())
        .map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    if crate::source::bytes(path, crate::source::LIMIT)? != before {
        return Err(refused("it was changed in the meantime"));
    }
    file.persist(path).map_err(|error| fault(error.error))?;
    Ok(())
}

/// Makes a folder with some files, for somebody to go on from.
///
/// # Errors
/// [`Error::Request`] when the folder exists and is not empty, so that nobody's work is overwritten; [`Error::Write`]
/// when it cannot be written.
pub fn write_new_folder(folder: &Path, files: &[(&str, &str)]) -> Result<(), Error> {
    let taken = folder.exists() && !(folder.is_dir() && crate::source::is_empty_folder(folder)?);
    if taken {
        return Err(Error::Request {
            message: format!(
                "`{}` exists already and is not an empty folder",
                folder.display()
            ),
            help: Some("Choose another name; nothing was changed.".into()),
        });
    }
    for (name, text) in files {
        let path = folder.join(name);
        let fault = |source: io::Error| Error::Write {
            path: path.clone(),
            source,
        };
        fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(fault)?;
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(fault)?;
        file.write_all(text.as_bytes()).map_err(fault)?;
    }
    Ok(())
}

/// Whether a file stands under several names in its file system, so that replacing it would cut it off from the others.
#[cfg(unix)]
#[must_use]
pub fn has_other_names(about: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(about) > 1
}

/// Other systems do not say.
#[cfg(not(unix))]
#[must_use]
pub fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

/// Gives a new file to the owner and the group of another one.
#[cfg(unix)]
fn give_to_its_owner(file: &fs::File, of: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let now = file.metadata()?;
    let user = (now.uid() != of.uid()).then_some(of.uid());
    let group = (now.gid() != of.gid()).then_some(of.gid());
    if user.is_none() && group.is_none() {
        return Ok(());
    }
    std::os::unix::fs::fchown(file, user, group).map_err(|_| {
        io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it belongs to somebody else, to whom it could not be given back",
        )
    })
}

/// Other systems give a file the owner that its folder says.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every system"
)]
fn give_to_its_owner(_: &fs::File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Temporary files are readable by their owner alone; a document is for everybody who may read the folder.
#[cfg(unix)]
pub(super) fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

/// Other systems give a file the permissions of its folder.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every system"
)]
pub(super) fn readable_by_all(_: &fs::File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Id {
        text.parse().unwrap()
    }

    #[test]
    fn a_file_is_replaced_whole_and_no_temporary_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::new(folder.path().join("deep/output"));
        output
            .write(&id("oakfield"), "plan.pdf", b"first, and longer")
            .unwrap();
        let path = output
            .write(&id("oakfield"), "plan.pdf", b"second")
            .unwrap();
        assert_eq!(crate::source::bytes(&path, 100).unwrap(), b"second");
        assert_eq!(fs::metadata(&path).unwrap().len(), 6);
        let beside = path.parent().unwrap().join("plan.pdf");
        assert_eq!(
            crate::source::holds_yaml(beside.parent().unwrap()).ok(),
            Some(false)
        );
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_told_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("output");
        write_file(&file, b"mine").unwrap();
        let error = OutputFolder::new(&file).begin(&id("oakfield"), "a.zip");
        assert!(matches!(error, Err(Error::Write { path, .. }) if path == file));
    }

    #[test]
    fn nothing_is_written_outside() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::new(folder.path().join("output"));
        for name in ["../plan.pdf", "a/b.pdf", "", ".", "..", "/etc/plan.pdf"] {
            assert!(output.write(&id("oakfield"), name, b"x").is_err(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_output_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (outside, inside) = (folder.path().join("outside"), folder.path().join("output"));
        fs::create_dir_all(&outside).unwrap();
        fs::create_dir_all(&inside).unwrap();
        std::os::unix::fs::symlink(&outside, inside.join("oakfield")).unwrap();
        assert!(
            OutputFolder::new(&inside)
                .write(&id("oakfield"), "plan.pdf", b"x")
                .is_err()
        );
        assert!(!outside.join("plan.pdf").exists());
    }
}
