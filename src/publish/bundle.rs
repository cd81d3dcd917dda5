//! A folder of files as one ZIP, written piece by piece.

use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Error;
use crate::model::Fingerprint;
use crate::source;

/// How much of a file is held at a time, in bytes.
const PIECE: usize = 256 * 1024;

/// Endings of files that are compressed already: doing it again takes time and gains nothing.
const COMPRESSED: [&str; 6] = [".pdf", ".jpg", ".png", ".docx", ".xlsx", ".pptx"];

/// A file on its way into a ZIP.
#[derive(Clone, Debug)]
pub struct BundledFile {
    /// Its name within the folder, with `/` between the parts.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What a file on the disk held when its fingerprint was taken.
    OnDisk {
        /// Where it is.
        path: PathBuf,
        /// How long it is, in bytes.
        bytes: u64,
        /// Its fingerprint.
        fingerprint: Fingerprint,
    },
}

impl Content {
    /// How long it is, in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::OnDisk { bytes, .. } => *bytes,
        }
    }

    /// Its fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Bytes(bytes) => Fingerprint::new(source::digest_of(bytes)),
            Self::OnDisk { fingerprint, .. } => *fingerprint,
        }
    }
}

/// Writes files as a ZIP that unpacks to a folder, in their order; the same files give the same bytes. Of a file on the
/// disk only a piece is in memory at a time. `written` is told how many bytes were taken over so far.
///
/// # Errors
/// [`Error::Read`] when a file cannot be read. [`Error::Request`] when it is not what it was when its fingerprint was taken.
/// [`Error::Write`] when the ZIP cannot be written.
pub fn write_bundle(
    out: &mut (impl Write + Seek),
    folder: &str,
    files: &[BundledFile],
    written: &dyn Fn(u64),
) -> Result<(), Error> {
    let mut zip = ZipWriter::new(out);
    let mut total = 0;
    for file in files {
        let name = format!("{folder}/{}", file.name);
        let fault = |error: io::Error| Error::Write {
            path: PathBuf::from(&name),
            source: error,
        };
        zip.start_file(&*name, options(file))
            .map_err(|error| fault(io::Error::other(error)))?;
        match &file.content {
            Content::Bytes(bytes) => {
                zip.write_all(bytes).map_err(fault)?;
                total += file.content.length();
                written(total);
            }
            Content::OnDisk {
                path,
                bytes,
                fingerprint,
            } => {
                let mut from = source::reader(path)?;
                let mut digest = Sha256::new();
                let mut piece = vec![0; PIECE];
                let mut length = 0_u64;
                loop {
                    let read = from.read(&mut piece).map_err(|source| Error::Read {
                        path: path.clone(),
                        source,
                    })?;
                    length += u64::try_from(read).unwrap_or(u64::MAX);
                    if read == 0 || length > *bytes {
                        break; // a file that grows could grow for ever
                    }
                    digest.update(&piece[..read]);
                    zip.write_all(&piece[..read]).map_err(fault)?;
                    written(total + length);
                }
                total += *bytes;
                let taken = Fingerprint::new(digest.finalize().into());
                if length != *bytes || taken != *fingerprint {
                    return Err(changed_meanwhile(path));
                }
            }
        }
    }
    zip.finish().map_err(|error| Error::Write {
        path: PathBuf::from(folder),
        source: io::Error::other(error),
    })?;
    Ok(())
}

/// That a file is not what it was a moment ago.
#[must_use]
pub fn changed_meanwhile(path: &std::path::Path) -> Error {
    Error::Request {
        message: format!("`{}` was changed while the pack was made", path.display()),
        help: Some("Nothing was written. Close the file, and run the command again.".into()),
    }
}

fn options(file: &BundledFile) -> SimpleFileOptions {
    let is_compressed = COMPRESSED.iter().any(|ending| file.name.ends_with(ending));
    let method = if is_compressed {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    SimpleFileOptions::default()
        .compression_method(method)
        .compression_level((!is_compressed).then_some(6))
        .last_modified_time(DateTime::default())
        .large_file(file.content.length() > u64::from(u32::MAX) / 2)
        .unix_permissions(0o644)
        .system(System::Dos)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn on_disk(path: PathBuf, held: &[u8]) -> Content {
        Content::OnDisk {
            path,
            bytes: held.len() as u64,
            fingerprint: Fingerprint::new(source::digest_of(held)),
        }
    }

    fn zipped(files: &[BundledFile]) -> Result<Vec<u8>, Error> {
        let mut out = Cursor::new(Vec::new());
        write_bundle(&mut out, "pack", files, &|_| {})?;
        Ok(out.into_inner())
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
    fn the_same_files_give_the_same_bytes_and_a_changed_one_stops_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let held = vec![b'x'; PIECE * 2 + 7];
        std::fs::write(&path, &held).unwrap();
        let files = [
            BundledFile {
                name: "README.txt".into(),
                content: Content::Bytes(b"read me".to_vec()),
            },
            BundledFile {
                name: "evidence/01-a.csv".into(),
                content: on_disk(path.clone(), &held),
            },
        ];
        let first = zipped(&files).unwrap();
        assert_eq!(first, zipped(&files).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        let mut back = Vec::new();
        let mut entry = zip.by_name("pack/evidence/01-a.csv").unwrap();
        entry.read_to_end(&mut back).unwrap();
        assert_eq!(back, held);

        let (mut longer, mut other) = (held.clone(), held.clone());
        longer.push(b'x');
        other[0] = b'y';
        for now in [longer, other, held[1..].to_vec()] {
            std::fs::write(&path, now).unwrap();
            assert!(matches!(zipped(&files), Err(Error::Request { .. })));
        }
    }
}
