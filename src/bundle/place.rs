//! Where a pack is.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::model::read_sums;
use crate::source::{self, ListedKind, listing};

use super::manifest::PackManifest;
use super::verify::LARGEST_LIST;
use super::{MANIFEST, SUMS};

/// Whether a path is that of a pack: a ZIP, whatever it is called, or a folder that one was unpacked to, also where one of
/// its lists is missing.
#[must_use]
pub fn is_pack(path: &Path) -> bool {
    if path.is_dir() {
        is_unpacked(path)
    } else {
        path.is_file() && (is_called_zip(path) || begins_as_zip(path))
    }
}

/// The folders within a folder that packs were unpacked to; Windows makes such a folder around a folder.
#[must_use]
pub fn packs_in(folder: &Path) -> Vec<PathBuf> {
    let inner = listing(folder).unwrap_or_default().into_iter();
    inner
        .filter(|listed| listed.kind == ListedKind::Folder && is_unpacked(&listed.path))
        .map(|listed| listed.path)
        .collect()
}

fn is_called_zip(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

fn begins_as_zip(path: &Path) -> bool {
    let mut first = [0; 4];
    let read = source::reader(path).is_ok_and(|mut file| file.read_exact(&mut first).is_ok());
    read && (first == *b"PK\x03\x04" || first == *b"PK\x05\x06")
}

/// Editions and folders of documents have a list of the same name as one of the two: such a list has to name a pack.
fn is_unpacked(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).is_file();
    let list = |name: &str| source::bytes(&folder.join(name), LARGEST_LIST).ok();
    has(MANIFEST) && has(SUMS)
        || has("index.html") && folder.join("evidence").is_dir()
        || list(MANIFEST).is_some_and(|list| serde_json::from_slice::<PackManifest>(&list).is_ok())
        || list(SUMS)
            .and_then(|list| read_sums(&list))
            .is_some_and(|sums| sums.contains_key(MANIFEST))
}
