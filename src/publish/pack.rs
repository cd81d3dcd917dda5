//! Files that belong together, as a folder and as a ZIP of it.

use std::fs;
use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Error;
use crate::model::Id;
use crate::source::{self, ListedKind, listing};

use super::folder::write_file;
use super::stream::take_away_leftovers;
use super::whole::{replace_whole_folder, write_whole_folder};

/// How large a file of a pack may be that is there already, in bytes.
const LARGEST: usize = 1_000_000_000;

/// A pack that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The folder.
    pub folder: PathBuf,
    /// The ZIP, which unpacks to the folder.
    pub zip: PathBuf,
}

/// Writes files as a folder of an organisation and as a ZIP beside it, each whole or not at all; the same files give the
/// same bytes.
///
/// A pack of that name is replaced as long as nobody has touched it since it was written: its folder is what its ZIP holds.
/// Otherwise somebody has worked in it, and it stays.
///
/// # Errors
/// [`Error::Request`] when the folder holds somebody's work, [`Error::Write`] when something cannot be written.
pub fn write_pack(
    root: &Path,
    organisation: &Id,
    name: &str,
    files: &[(&str, &[u8])],
) -> Result<Pack, Error> {
    fs::create_dir_all(root).map_err(|source| Error::Write {
        path: root.to_path_buf(),
        source,
    })?;
    let above = root.join(organisation.as_str());
    let pack = Pack {
        folder: above.join(name),
        zip: above.join(format!("{name}.zip")),
    };
    let zipped = |files: &[(&str, &[u8])]| {
        zipped(name, files).map_err(|error| Error::Write {
            path: pack.zip.clone(),
            source: io::Error::other(error),
        })
    };
    let zip = zipped(files)?;
    if fs::symlink_metadata(&pack.folder).is_err() {
        write_whole_folder(root, &[organisation.as_str(), name], files)?;
    } else {
        let there = there(&pack.folder)?;
        let there: Option<Vec<(&str, &[u8])>> = there.as_ref().map(|there| {
            let files = there.iter();
            files.map(|(name, bytes)| (&**name, &**bytes)).collect()
        });
        let mut sorted = files.to_vec();
        sorted.sort_unstable();
        let is_the_same = there.as_ref() == Some(&sorted);
        if !is_the_same {
            let known = source::bytes(&pack.zip, LARGEST).ok();
            let untouched = match (&there, known) {
                (Some(there), Some(known)) => zipped(there)? == known,
                (None, _) | (_, None) => false,
            };
            if !untouched {
                return Err(somebodys_work(&pack.folder));
            }
            replace_whole_folder(&pack.folder, files)?;
        }
    }
    take_away_leftovers(&pack.zip)?;
    write_file(&pack.zip, &zip)?;
    Ok(pack)
}

/// A file by its name in the pack, and its bytes.
type PackedFile = (String, Vec<u8>);

/// The files of a folder; `None` where something else lies in it.
fn there(folder: &Path) -> Result<Option<Vec<PackedFile>>, Error> {
    let mut files = Vec::new();
    for listed in listing(folder)? {
        if source::is_of_the_system(&listed.name) {
            continue;
        }
        if listed.kind != ListedKind::File {
            return Ok(None);
        }
        files.push((listed.name, source::bytes(&listed.path, LARGEST)?));
    }
    files.sort();
    Ok(Some(files))
}

fn somebodys_work(folder: &Path) -> Error {
    Error::Request {
        message: format!(
            "somebody has worked in `{}` since it was made",
            folder.display()
        ),
        help: Some(
            "Move it away, or name another folder with `--output`. Nothing was changed.".into(),
        ),
    }
}

/// The files within a folder, as a ZIP, sorted by name.
fn zipped(folder: &str, files: &[(&str, &[u8])]) -> Result<Vec<u8>, zip::result::ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Dos);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sorted = files.to_vec();
    sorted.sort_unstable();
    for (name, bytes) in sorted {
        zip.start_file(format!("{folder}/{name}"), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &[u8]); 2] = [("b.txt", b"two"), ("a.txt", b"one")];
    const OTHERS: [(&str, &[u8]); 1] = [("c.txt", b"three")];

    fn id() -> Id {
        "oakfield".parse().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let listed = listing(folder).unwrap().into_iter();
        let mut names: Vec<String> = listed.map(|listed| listed.name).collect();
        names.sort();
        names
    }

    #[test]
    fn the_same_files_give_the_same_bytes_and_are_replaced_by_others() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().join("output");
        let pack = write_pack(&root, &id(), "pack", &FILES).unwrap();
        let bytes = source::bytes(&pack.zip, LARGEST).unwrap();
        let turned: Vec<(&str, &[u8])> = FILES.iter().rev().copied().collect();
        write_pack(&root, &id(), "pack", &turned).unwrap();
        assert_eq!(source::bytes(&pack.zip, LARGEST).unwrap(), bytes);
        write_pack(&root, &id(), "pack", &OTHERS).unwrap();
        assert_eq!(names(&pack.folder), ["c.txt"]);
        assert_ne!(source::bytes(&pack.zip, LARGEST).unwrap(), bytes);
        assert_eq!(names(&root.join("oakfield")), ["pack", "pack.zip"]);
    }

    #[test]
    fn somebodys_work_stays() {
        for touch in ["a.txt", "own.txt"] {
            let root = tempfile::tempdir().unwrap();
            let pack = write_pack(root.path(), &id(), "pack", &FILES).unwrap();
            let bytes = source::bytes(&pack.zip, LARGEST).unwrap();
            write_file(&pack.folder.join(touch), b"my own").unwrap();
            let refused = write_pack(root.path(), &id(), "pack", &OTHERS);
            assert!(matches!(refused, Err(Error::Request { .. })), "{refused:?}");
            let own = source::bytes(&pack.folder.join(touch), LARGEST).unwrap();
            assert_eq!(own, b"my own");
            assert_eq!(source::bytes(&pack.zip, LARGEST).unwrap(), bytes);
        }
    }

    #[test]
    fn a_zip_that_was_not_written_any_more_is_written_by_the_next_run() {
        let root = tempfile::tempdir().unwrap();
        let pack = write_pack(root.path(), &id(), "pack", &FILES).unwrap();
        let bytes = source::bytes(&pack.zip, LARGEST).unwrap();
        write_file(&pack.zip, b"of another run").unwrap();
        write_pack(root.path(), &id(), "pack", &FILES).unwrap();
        assert_eq!(source::bytes(&pack.zip, LARGEST).unwrap(), bytes);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_pack_is_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("oakfield")).unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("oakfield/pack")).unwrap();
        assert!(write_pack(root.path(), &id(), "pack", &FILES).is_err());
        assert!(names(outside.path()).is_empty());
    }
}
