//! The files of a pack that somebody has, in a ZIP or in a folder.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::error::Error;
use crate::model::Fingerprint;
use crate::source::{self, ListedKind, listing};

use super::central::{self, MOST, Refused};
use super::name::is_safe;
use super::{MANIFEST, SUMS};

/// How much of a file is held at a time, in bytes.
const PIECE: usize = 256 * 1024;

/// How deep the folders of a pack lie in each other.
const DEEPEST: usize = 4;

/// The files of a pack.
pub(super) struct Held {
    from: From,
    /// By their names in the pack; `None` where it is no ordinary file.
    pub(super) files: BTreeMap<String, Option<u64>>,
    /// Names that stand there twice, that stand beside the folder of the pack, or that lead elsewhere.
    pub(super) twice: Vec<String>,
    pub(super) beside: Vec<String>,
    pub(super) unsafe_names: Vec<String>,
}

enum From {
    Zip {
        archive: Box<ZipArchive<io::BufReader<File>>>,
        /// The folder that the ZIP unpacks to, with a `/`; empty where it unpacks to none.
        folder: String,
    },
    Folder(PathBuf),
}

impl Held {
    /// The files of a ZIP.
    ///
    /// # Errors
    /// [`Error::Read`] when it cannot be read at all.
    pub(super) fn zip(path: &Path) -> Result<Result<Self, Refused>, Error> {
        let fault = |source: io::Error| Error::Read {
            path: path.to_path_buf(),
            source,
        };
        let mut file = io::BufReader::new(source::reader(path)?);
        let names = match central::names(&mut file) {
            Ok(names) => names,
            Err(Refused::Unread(error)) => return Err(fault(error)),
            Err(refused) => return Ok(Err(refused)),
        };
        let Ok(mut archive) = ZipArchive::new(file) else {
            return Ok(Err(Refused::NoZip));
        };
        let folder = folder_of(&names);
        let (mut files, mut twice) = (BTreeMap::new(), Vec::new());
        let (mut beside, mut unsafe_names) = (Vec::new(), Vec::new());
        for whole in &names {
            if is_of_the_system(whole) || folder.starts_with(whole) {
                continue;
            }
            let Some(name) = whole.strip_prefix(&folder) else {
                let plain = is_safe(whole.trim_end_matches('/'));
                let which = if plain {
                    &mut beside
                } else {
                    &mut unsafe_names
                };
                which.push(whole.clone());
                continue;
            };
            let Ok(entry) = archive.by_name(whole) else {
                files.insert(name.to_string(), None);
                continue;
            };
            if entry.is_dir() && entry.size() == 0 && is_safe(name.trim_end_matches('/')) {
                continue;
            }
            if !is_safe(name) {
                unsafe_names.push(whole.clone());
                continue;
            }
            let size = entry.is_file().then(|| entry.size());
            if files.insert(name.to_string(), size).is_some() {
                twice.push(name.to_string());
            }
        }
        let archive = Box::new(archive);
        Ok(Ok(Self {
            from: From::Zip { archive, folder },
            files,
            twice,
            beside,
            unsafe_names,
        }))
    }

    /// The files of a folder.
    ///
    /// # Errors
    /// [`Error::Read`] when it cannot be listed; [`Error::Request`] when it is far larger than a pack.
    pub(super) fn folder(path: &Path) -> Result<Self, Error> {
        let mut files = BTreeMap::new();
        walk(path, "", 1, &mut files)?;
        Ok(Self {
            from: From::Folder(path.to_path_buf()),
            files,
            twice: Vec::new(),
            beside: Vec::new(),
            unsafe_names: Vec::new(),
        })
    }

    /// The first bytes of a file, at most as many.
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read(name, &mut |from| {
            from.take(most).read_to_end(&mut bytes).map(|_| ())
        })?;
        Some(bytes)
    }

    /// How long a file is, and its fingerprint; of one that is longer than `most`, no more is read. `None` where it cannot be
    /// read.
    pub(super) fn fingerprint(&mut self, name: &str, most: u64) -> Option<(u64, Fingerprint)> {
        let (mut digest, mut length) = (Sha256::new(), 0_u64);
        self.read(name, &mut |from| {
            let mut from = from.take(most.saturating_add(1));
            let mut piece = vec![0; PIECE];
            loop {
                let read = from.read(&mut piece)?;
                if read == 0 {
                    return Ok(());
                }
                digest.update(&piece[..read]);
                length += u64::try_from(read).unwrap_or(u64::MAX);
            }
        })?;
        Some((length, Fingerprint::new(digest.finalize().into())))
    }

    fn read(
        &mut self,
        name: &str,
        with: &mut dyn FnMut(&mut dyn Read) -> io::Result<()>,
    ) -> Option<()> {
        self.files.get(name)?.as_ref()?;
        match &mut self.from {
            From::Zip { archive, folder } => {
                let mut entry = archive.by_name(&format!("{folder}{name}")).ok()?;
                with(&mut entry).ok()
            }
            From::Folder(folder) => with(&mut source::reader(&folder.join(name)).ok()?).ok(),
        }
    }
}

/// The folder that the lists of a pack stand in, with its `/`; where there are none, that of the first file.
fn folder_of(names: &[String]) -> String {
    let is_folder = |folder: &&str| {
        let name = folder.strip_suffix('/');
        folder.is_empty() || name.is_some_and(is_safe)
    };
    let folders_with = |list| {
        let folders = names.iter().filter_map(move |name| name.strip_suffix(list));
        folders.filter(is_folder)
    };
    let highest = |list| folders_with(list).min_by_key(|folder| folder.matches('/').count());
    let first = || {
        let folder = names.first()?.split_inclusive('/').next();
        folder.filter(|folder| folder.ends_with('/') && is_folder(folder))
    };
    let folder = highest(MANIFEST).or_else(|| highest(SUMS)).or_else(first);
    folder.unwrap_or_default().to_string()
}

/// Whether a system puts such a file into every ZIP or folder: a Mac has a folder of its own beside that of a pack.
fn is_of_the_system(name: &str) -> bool {
    match name.rsplit_once('/') {
        None => source::is_of_the_system(name),
        Some((folder, name)) => {
            let of_a_mac = folder.split('/').next() == Some("__MACOSX")
                && (name.is_empty() || name.starts_with("._"));
            is_safe(folder) && (of_a_mac || source::is_of_the_system(name))
        }
    }
}

fn walk(
    folder: &Path,
    above: &str,
    depth: usize,
    files: &mut BTreeMap<String, Option<u64>>,
) -> Result<(), Error> {
    for listed in listing(folder)? {
        if source::is_of_the_system(&listed.name) {
            continue;
        }
        let name = format!("{above}{}", listed.name);
        match listed.kind {
            ListedKind::Folder if depth < DEEPEST => {
                walk(&listed.path, &format!("{name}/"), depth + 1, files)?;
            }
            ListedKind::File => {
                let length = listed.path.symlink_metadata().ok().map(|about| about.len());
                files.insert(name, length);
            }
            ListedKind::Folder | ListedKind::Link | ListedKind::Other => {
                files.insert(name, None);
            }
        }
        if files.len() > MOST {
            return Err(Error::Request {
                message: format!(
                    "`{}` holds more than {MOST} files, and no pack does",
                    folder.display()
                ),
                help: Some("Name the folder that the ZIP of a pack was unpacked to.".into()),
            });
        }
    }
    Ok(())
}
