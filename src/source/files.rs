//! The only door through which files are read; what lies in folders is listed in `folders`.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use sha2::{Digest, Sha256};

use super::decode::decode;
use super::{LIMIT, Node, parse, parse_added};
use crate::diagnostic::{Diagnostic, Sources};
use crate::error::Error;

/// How much of a file is held at a time while it is digested, in bytes.
const PIECE: usize = 64 * 1024;
/// Reads a YAML file that messages call `name`. What is wrong inside it is added to the diagnostics; see
/// [`parse()`](super::parse()) for when there is no tree.
///
/// # Errors
/// [`Error::Read`] when the file is not there, is not an ordinary file or cannot be read.
pub fn read(
    path: &Path,
    name: &str,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Node>, Error> {
    let bytes = contents(path, LIMIT).map_err(|source| fault(path, source))?;
    Ok(parse(name, &bytes, sources, diagnostics))
}

/// A YAML file to be read.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What messages call it.
    pub name: String,
    /// Bytes that it is read as, whatever it holds.
    pub supposed: Option<&'a [u8]>,
}

/// What a file holds, and what is wrong inside it.
pub type ReadFile = (Option<Node>, Vec<Diagnostic>);

/// Reads YAML files as [`read`] does one, several at a time: a trust has hundreds. The answers keep the order.
///
/// # Errors
/// As [`read`]: of the first file that cannot be read.
pub fn read_all(files: &[Wanted<'_>], sources: &mut Sources) -> Result<Vec<ReadFile>, Error> {
    let mut decoded = Vec::with_capacity(files.len());
    for file in files {
        let bytes = if let Some(bytes) = file.supposed {
            Cow::Borrowed(bytes)
        } else {
            let read = contents(file.path, LIMIT);
            Cow::Owned(read.map_err(|source| fault(file.path, source))?)
        };
        let mut diagnostics = Vec::new();
        let id = decode(&file.name, &bytes, sources, &mut diagnostics);
        decoded.push((id, diagnostics));
    }
    let sources = &*sources;
    let read = decoded.into_par_iter().map(|(file, mut diagnostics)| {
        let node = file.and_then(|file| parse_added(file, sources, &mut diagnostics));
        (node, diagnostics)
    });
    Ok(read.collect())
}

/// The bytes of a file that is not YAML, such as a logo. `limit` is the most it may hold, in bytes.
///
/// # Errors
/// [`Error::Read`] when the file is not there, is not an ordinary file, holds more than `limit` or cannot be read.
pub fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Error> {
    let bytes = contents(path, limit).map_err(|source| fault(path, source))?;
    if bytes.len() > limit {
        let message = format!("the file is larger than {} kB", limit / 1024);
        return Err(fault(
            path,
            io::Error::new(io::ErrorKind::FileTooLarge, message),
        ));
    }
    Ok(bytes)
}

/// The first bytes of a file, at most `most` of them, and how many it holds.
///
/// # Errors
/// [`Error::Read`] when the file is not there, is not an ordinary file or cannot be read.
pub fn beginning(path: &Path, most: usize) -> Result<(Vec<u8>, u64), Error> {
    let read = || {
        let file = opened(path)?;
        let length = file.metadata()?.len();
        let mut bytes = Vec::new();
        file.take(u64::try_from(most).unwrap_or(u64::MAX))
            .read_to_end(&mut bytes)?;
        Ok((bytes, length))
    };
    read().map_err(|source| fault(path, source))
}

/// The SHA-256 digest of a file's bytes, which are read a piece at a time. `limit` is the most it may hold, in bytes.
///
/// # Errors
/// [`Error::Read`] when the file is not there, is not an ordinary file, holds more than `limit` or cannot be read.
pub fn digest(path: &Path, limit: u64) -> Result<[u8; 32], Error> {
    digested(path, limit).map_err(|source| fault(path, source))
}

fn digested(path: &Path, limit: u64) -> io::Result<[u8; 32]> {
    let mut file = opened(path)?;
    if file.metadata()?.len() > limit {
        let message = format!("the file is larger than {} MB", limit / 1_000_000);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut rest = limit; // a file may grow while it is read
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(digest.finalize().into()),
            Ok(read) => {
                digest.update(&piece[..read]);
                rest = rest.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
                if rest == 0 && file.read(&mut piece[..1])? > 0 {
                    return Err(io::ErrorKind::FileTooLarge.into());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A file that is read a piece at a time by whoever asked for it, such as evidence on its way into a pack.
///
/// # Errors
/// [`Error::Read`] when the file is not there, is not an ordinary file or cannot be opened.
pub fn reader(path: &Path) -> Result<File, Error> {
    opened(path).map_err(|source| fault(path, source))
}

/// The day on which a file was last changed, in Greenwich time; `None` where the disk does not say, or says a day that
/// no calendar has. `metadata` is that of the file.
#[must_use]
pub fn changed_on(metadata: &fs::Metadata) -> Option<Date> {
    let changed = Timestamp::try_from(metadata.modified().ok()?).ok()?;
    Some(Offset::UTC.to_datetime(changed).date())
}

/// The SHA-256 digest of bytes that are at hand.
#[must_use]
pub fn digest_of(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// At most one byte more than the limit.
fn contents(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    opened(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An ordinary file. A pipe or a device is never opened, for that could wait forever.
fn opened(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is not an ordinary file",
        ));
    }
    #[expect(clippy::disallowed_methods, reason = "the one place that opens files")]
    File::open(path)
}

pub(super) fn fault(path: &Path, source: io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
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
    fn only_ordinary_files_within_the_limit_are_read() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "logo");
        let logo = folder.path().join("logo");
        assert_eq!(bytes(&logo, 12).unwrap(), b"title: Plan\n");
        for (path, limit) in [
            (logo.as_path(), 11),
            (folder.path(), 12),
            (&folder.path().join("absent"), 12),
            (Path::new("/dev/zero"), 12),
        ] {
            assert!(
                matches!(bytes(path, limit), Err(Error::Read { .. })),
                "{}",
                path.display()
            );
        }
    }

    #[test]
    fn a_digest_is_of_every_byte_within_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        let file = File::options()
            .write(true)
            .create_new(true)
            .open(&path)
            .unwrap();
        let long = u64::try_from(PIECE).unwrap() * 2 + 1;
        file.set_len(long).unwrap();
        let whole: [u8; 32] = Sha256::digest(vec![0; PIECE * 2 + 1]).into();
        assert_eq!(digest(&path, long).unwrap(), whole);
        for (path, limit) in [
            (path.as_path(), long - 1),
            (folder.path(), long),
            (Path::new("/dev/zero"), long),
        ] {
            assert!(
                matches!(digest(path, limit), Err(Error::Read { .. })),
                "{}",
                path.display()
            );
        }
    }

    #[test]
    fn a_file_too_large_is_a_fault_in_the_data() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.yaml");
        write(folder.path(), "plan.yaml");
        let file = File::options().write(true).open(&path).unwrap();
        file.set_len(LIMIT as u64 + 1).unwrap();
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let node = read(&path, "plan.yaml", &mut sources, &mut diagnostics).unwrap();
        assert_eq!(node, None);
        assert_eq!(diagnostics[0].code, "file-size");
    }
}
