//! Folders that are there whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::source::{ListedKind, listing};

/// What the names of folders begin with that are not finished; readers pass over names with a dot.
pub(super) const UNFINISHED: &str = ".dutybound-";

/// Writes a new folder with some files, whole or not at all, and returns its path.
///
/// `way` leads from `root` to the folder, a name a part; folders on the way are made. The files are written to a folder
/// beside it and forced to the disk, and then the folder gets its name: whoever looks, and whenever the process or the
/// power ends, finds no folder or a whole one. Leftovers of a run that was ended are taken away by the next one with
/// the same folder above.
///
/// # Errors
/// [`Error::Write`] when there is something of that name already (it is never overwritten), when a part of the way is a
/// link or no folder, when a name is more than a plain name, or when something cannot be written.
pub fn write_whole_folder(
    root: &Path,
    way: &[&str],
    files: &[(&str, &[u8])],
) -> Result<PathBuf, Error> {
    let target = way
        .iter()
        .fold(root.to_path_buf(), |path, part| path.join(part));
    let fault = |source: io::Error| Error::Write {
        path: target.clone(),
        source,
    };
    let names = way.iter().chain(files.iter().map(|(name, _)| name));
    if names.into_iter().any(|name| !is_plain(name)) {
        return Err(fault(io::Error::new(
            io::ErrorKind::InvalidFilename,
            "this is not a file name",
        )));
    }
    let Some((name, above)) = way.split_last() else {
        return Err(fault(io::ErrorKind::InvalidFilename.into()));
    };
    let mut parent = root.to_path_buf();
    for part in above {
        let inner = parent.join(part);
        make_folder(&parent, &inner).map_err(|source| Error::Write {
            path: inner.clone(),
            source,
        })?;
        parent = inner;
    }
    take_away_leftovers(&parent)?;
    let target = parent.join(name);
    if fs::symlink_metadata(&target).is_ok() {
        return Err(fault(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "it is there already, and is never overwritten",
        )));
    }
    let unfinished = unfinished_in(&parent).map_err(fault)?;
    fill(unfinished.path(), files)
        .and_then(|()| fs::rename(unfinished.path(), &target))
        .map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                fault(io::Error::other("another run is at work in the same place"))
            } else {
                fault(error)
            }
        })?;
    let _ = unfinished.keep(); // there is nothing of this name any more
    sync_folder(&parent).map_err(fault)?;
    Ok(target)
}

/// Puts a folder with some files in the place of one that is there, whole or not at all.
///
/// Whoever looks finds the folder that was there, the new one or, for a moment, none; never a part of one.
///
/// # Errors
/// [`Error::Write`] when something cannot be written, or when the folder that is there is a link. It is unharmed then.
pub(super) fn replace_whole_folder(target: &Path, files: &[(&str, &[u8])]) -> Result<(), Error> {
    let fault = |source: io::Error| Error::Write {
        path: target.to_path_buf(),
        source,
    };
    let parent = target.parent().unwrap_or(Path::new("."));
    take_away_leftovers(parent)?;
    if !fs::symlink_metadata(target).map_err(fault)?.is_dir() {
        return Err(fault(io::Error::new(
            io::ErrorKind::NotADirectory,
            "it is a link or a file, and not a folder",
        )));
    }
    let unfinished = unfinished_in(parent).map_err(fault)?;
    let aside = unfinished_in(parent).map_err(fault)?;
    let old = aside.path().join("old");
    fill(unfinished.path(), files)
        .and_then(|()| fs::rename(target, &old))
        .map_err(fault)?;
    if let Err(error) = fs::rename(unfinished.path(), target) {
        let _ = fs::rename(&old, target);
        return Err(fault(error));
    }
    let _ = unfinished.keep(); // there is nothing of this name any more
    sync_folder(parent).map_err(fault)?;
    aside.close().map_err(fault)
}

fn is_plain(name: &str) -> bool {
    Path::new(name)
        .file_name()
        .is_some_and(|plain| plain == name)
        && !name.contains(['/', '\\'])
}

/// Makes a folder within another, unless it is there. A link is not followed, for it could lead anywhere.
fn make_folder(parent: &Path, folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => sync_folder(parent),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(folder)?.is_dir() {
                Ok(())
            } else {
                Err(io::Error::new(
                    io::ErrorKind::NotADirectory,
                    "it is a link or a file, and not a folder",
                ))
            }
        }
        Err(error) => Err(error),
    }
}

/// Takes away what runs have left that were ended. A leftover is moved aside first: if it belongs to a run that is at
/// work, that run finds it gone as a whole and fails, and can never finish with a part of it.
fn take_away_leftovers(parent: &Path) -> Result<(), Error> {
    for left in listing(parent)? {
        if left.kind == ListedKind::Folder && left.name.starts_with(UNFINISHED) {
            let fault = |source: io::Error| Error::Write {
                path: left.path.clone(),
                source,
            };
            let aside = unfinished_in(parent).map_err(fault)?;
            match fs::rename(&left.path, aside.path().join("left")) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fault(error)),
                Ok(()) | Err(_) => aside.close().map_err(fault)?,
            }
        }
    }
    Ok(())
}

/// A folder that goes with all that is in it, unless it is kept.
fn unfinished_in(parent: &Path) -> io::Result<tempfile::TempDir> {
    let mut folder = tempfile::Builder::new();
    folder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        folder.permissions(fs::Permissions::from_mode(0o755)); // it is for everybody who may read the folder above
    }
    folder.tempdir_in(parent)
}

fn fill(folder: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    for (name, bytes) in files {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(folder.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    sync_folder(folder)
}

/// Forces the names in a folder to the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "nothing is read; a folder can be forced to the disk in no other way"
    )]
    fs::File::open(folder)?.sync_all()
}

/// Other systems have no way to ask for it.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every system"
)]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAY: [&str; 3] = ["editions", "oakfield", "1.0"];
    const FILES: [(&str, &[u8]); 2] = [("a.txt", b"first"), ("b.txt", b"second")];

    fn names(folder: &Path) -> Vec<String> {
        let listed = listing(folder).unwrap().into_iter();
        listed.map(|listed| listed.name).collect()
    }

    #[test]
    fn a_folder_is_written_whole_and_never_again() {
        let root = tempfile::tempdir().unwrap();
        let path = write_whole_folder(root.path(), &WAY, &FILES).unwrap();
        assert_eq!(path, root.path().join("editions/oakfield/1.0"));
        assert_eq!(names(&path), ["a.txt", "b.txt"]);
        let again = write_whole_folder(root.path(), &WAY, &[("a.txt", b"other")]).unwrap_err();
        assert!(matches!(again, Error::Write { source, .. }
            if source.kind() == io::ErrorKind::AlreadyExists));
        assert_eq!(
            crate::source::bytes(&path.join("a.txt"), 100).unwrap(),
            b"first"
        );
        assert_eq!(
            names(path.parent().unwrap()),
            ["1.0"],
            "nothing is left beside it"
        );
    }

    #[test]
    fn a_failure_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        let twice: [(&str, &[u8]); 2] = [("a.txt", b"first"), ("a.txt", b"second")];
        assert!(write_whole_folder(root.path(), &WAY, &twice).is_err());
        assert!(names(&root.path().join("editions/oakfield")).is_empty());
        for name in ["", ".", "..", "a/b", "../a"] {
            let files: [(&str, &[u8]); 1] = [(name, b"x")];
            assert!(
                write_whole_folder(root.path(), &WAY, &files).is_err(),
                "{name}"
            );
            let way = ["editions", name, "1.0"];
            assert!(
                write_whole_folder(root.path(), &way, &FILES).is_err(),
                "{name}"
            );
        }
    }

    #[test]
    fn leftovers_are_taken_away_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let parent = root.path().join("editions/oakfield");
        fs::create_dir_all(parent.join(".dutybound-abc")).unwrap();
        fs::create_dir_all(parent.join(".hidden")).unwrap();
        fill(&parent.join(".dutybound-abc"), &FILES).unwrap();
        write_whole_folder(root.path(), &WAY, &FILES).unwrap();
        assert_eq!(names(&parent), [".hidden", "1.0"]);
    }

    #[test]
    fn two_runs_at_a_time_never_make_half_a_folder() {
        let mut written = 0;
        for _ in 0..60 {
            let root = tempfile::tempdir().unwrap();
            std::thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| {
                        let _ = write_whole_folder(root.path(), &WAY, &FILES);
                    });
                }
            });
            let parent = root.path().join("editions/oakfield");
            let target = parent.join("1.0");
            if target.exists() {
                written += 1;
                assert_eq!(names(&target), ["a.txt", "b.txt"]);
            }
            let was_there = target.exists();
            let again = write_whole_folder(root.path(), &WAY, &FILES);
            assert_eq!(again.is_err(), was_there, "{again:?}");
            assert_eq!(names(&parent), ["1.0"], "nothing is left beside it");
        }
        assert!(written > 0, "neither of two runs has ever written anything");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_on_the_way_is_refused_wherever_it_leads() {
        let root = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("editions")).unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("editions/oakfield")).unwrap();
        assert!(write_whole_folder(root.path(), &WAY, &FILES).is_err());
        assert!(names(outside.path()).is_empty());
    }
}
