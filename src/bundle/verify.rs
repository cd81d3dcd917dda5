//! Whether a pack is whole: every file there, none added, none changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::{Fingerprint, read_sums};

use super::central::{MOST, Refused};
use super::held::Held;
use super::manifest::{PackManifest, PackedFile, VERSION};
use super::{MANIFEST, SUMS, is_safe};

/// How large each of the two lists may be, in bytes.
pub(super) const LARGEST_LIST: usize = 16 << 20;

/// How long a file may be that is read although it is not as long as `manifest.json` says, in bytes.
const LARGEST_ODD: u64 = 100 << 20;

/// How many bytes a pack may unpack to, however small its ZIP is.
const LARGEST_SMALL: u64 = 1_000_000_000;

/// How many times larger than its ZIP a pack may be beyond that.
const MOST_TIMES: u64 = 200;

/// What to do about a pack that is not as it was made.
const AGAIN: &str = "Ask for the pack again, or make it again.";

/// What is wrong with a pack.
#[derive(Clone, Debug)]
pub struct PackVerdict {
    /// What it says of itself; `None` where that is not there or cannot be read.
    pub manifest: Option<PackManifest>,
    /// How many files it has, its lists included.
    pub files: usize,
    /// What is not as it was made, sorted by file.
    pub faults: Vec<PackFault>,
}

impl PackVerdict {
    /// Whether everything is as it was made.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }
}

/// A file of a pack that is not as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackFault {
    /// The name of the file in the pack.
    pub file: String,
    /// What is wrong with it.
    pub fault: Diagnostic,
}

/// Compares every file of a pack with both of its lists. A ZIP is not unpacked: of each file a piece is in memory at a time.
///
/// # Errors
/// [`Error::Read`] when the ZIP or the folder cannot be read at all; [`Error::Request`] when the folder is far larger than a
/// pack.
pub fn verify_pack(path: &Path) -> Result<PackVerdict, Error> {
    let mut found = Findings::default();
    let mut held = if path.is_dir() {
        Held::folder(path)?
    } else {
        match Held::zip(path)? {
            Ok(held) => held,
            Err(refused) => return Ok(not_looked_into(path, &refused)),
        }
    };
    for name in &held.unsafe_names {
        let message =
            format!("`{name}` is no name of a file in a pack: unpacked, it could lead elsewhere");
        found.push(
            name,
            "pack-added",
            message,
            "Do not unpack this ZIP, and ask for the pack again.",
        );
    }
    for name in &held.beside {
        found.added(name);
    }
    for name in &held.twice {
        found.changed(name, "is there twice, and a reader may show either");
    }
    let manifest = read_manifest(&mut held, &mut found);
    let sums = sums_of(&mut held, &mut found);
    if path.is_file() && is_bomb(path, &held) {
        let message = "the files would unpack to far more than the ZIP can honestly hold";
        found.push(
            "",
            "pack-unread",
            message.into(),
            "Do not unpack it, and ask for the pack again.",
        );
    } else {
        judge(&mut held, manifest.as_ref(), sums.as_ref(), &mut found);
    }
    Ok(PackVerdict {
        manifest,
        files: held.files.len(),
        faults: found.sorted(),
    })
}

fn not_looked_into(path: &Path, refused: &Refused) -> PackVerdict {
    let mut found = Findings::default();
    let (message, help) = match refused {
        Refused::NoZip | Refused::Unread(_) => (
            "it is no ZIP that can be read, or a part of it is missing".into(),
            AGAIN,
        ),
        Refused::TooMany => ("it lists far more files than a pack has".into(), AGAIN),
        Refused::NotAsMade(how) => (
            format!("{how}: another program could unpack other files from it than are seen here"),
            "Do not unpack this ZIP, and ask for the pack again.",
        ),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    found.push(&name, "pack-unread", message, help);
    PackVerdict {
        manifest: None,
        files: 0,
        faults: found.sorted(),
    }
}

fn is_bomb(path: &Path, held: &Held) -> bool {
    let zipped = path.metadata().map_or(0, |about| about.len());
    let sizes = held.files.values().flatten();
    let unpacked = sizes.fold(0_u64, |sum, size| sum.saturating_add(*size));
    unpacked > LARGEST_SMALL && unpacked > zipped.saturating_mul(MOST_TIMES)
}

/// What every version of a manifest says.
#[derive(serde::Deserialize)]
struct Form {
    version: u32,
}

fn read_manifest(held: &mut Held, found: &mut Findings) -> Option<PackManifest> {
    if !held.files.contains_key(MANIFEST) {
        found.missing(MANIFEST);
        return None;
    }
    let bytes = held.bytes(MANIFEST, LARGEST_LIST as u64)?;
    match serde_json::from_slice::<PackManifest>(&bytes) {
        Ok(manifest) if manifest.version == VERSION && sound(&manifest) => Some(manifest),
        Ok(_) | Err(_) => {
            match serde_json::from_slice::<Form>(&bytes) {
                Ok(form) if form.version > VERSION => found.push(
                    MANIFEST,
                    "pack-unread",
                    "the pack was made by a later version of this program".into(),
                    "Install that version, and verify the pack with it; `sha256sum -c SHA256SUMS` works with any.",
                ),
                Ok(_) | Err(_) => found.changed(MANIFEST, "is not as it was written"),
            }
            None
        }
    }
}

/// Whether the names of a list are those of files in a pack, each once.
fn sound(manifest: &PackManifest) -> bool {
    let names: BTreeSet<&str> = manifest.files.iter().map(|file| &*file.file).collect();
    names.len() == manifest.files.len()
        && names.len() <= MOST
        && names
            .into_iter()
            .all(|name| is_safe(name) && name != MANIFEST && name != SUMS)
}

fn sums_of(held: &mut Held, found: &mut Findings) -> Option<BTreeMap<String, Fingerprint>> {
    if !held.files.contains_key(SUMS) {
        found.missing(SUMS);
        return None;
    }
    let bytes = held.bytes(SUMS, LARGEST_LIST as u64);
    let read = bytes.as_deref().and_then(read_sums);
    if read.is_none() {
        found.changed(SUMS, "is not as it was written");
    }
    read
}

/// Judges every file: where the two lists do not say the same, the one that the file itself contradicts was changed.
fn judge(
    held: &mut Held,
    manifest: Option<&PackManifest>,
    sums: Option<&BTreeMap<String, Fingerprint>>,
    found: &mut Findings,
) {
    if manifest.is_none() && sums.is_none() {
        return;
    }
    let listed: BTreeMap<&str, &PackedFile> = manifest
        .into_iter()
        .flat_map(|manifest| &manifest.files)
        .map(|file| (&*file.file, file))
        .collect();
    let mut names: BTreeSet<String> = held.files.keys().cloned().collect();
    names.extend(listed.keys().map(ToString::to_string));
    names.extend(sums.into_iter().flat_map(BTreeMap::keys).cloned());
    names.remove(SUMS);
    for name in names {
        let in_manifest = manifest
            .filter(|_| name != MANIFEST)
            .map(|_| listed.get(&*name).copied());
        let in_sums = sums.map(|sums| sums.get(&name).copied());
        let is_listed = in_manifest.flatten().is_some() || in_sums.flatten().is_some();
        let Some(size) = held.files.get(&name).copied() else {
            found.missing(&name);
            continue;
        };
        if !is_listed && name != MANIFEST {
            found.added(&name);
            continue;
        }
        let was = in_manifest.flatten().map(|file| file.bytes);
        if size.is_some_and(|size| size > LARGEST_ODD && was != Some(size)) {
            found.changed(&name, &changed_length(was, size.unwrap_or(0)));
            continue;
        }
        // What a list says of its length is a stranger's word, and a small ZIP can unpack for hours.
        let most = size.unwrap_or(0);
        let Some((bytes, fingerprint)) = held.fingerprint(&name, most) else {
            found.changed(&name, "cannot be read, or is no ordinary file");
            continue;
        };
        let says = [
            (
                MANIFEST,
                in_manifest.map(|file| {
                    file.map(|file| file.fingerprint == fingerprint && file.bytes == bytes)
                }),
            ),
            (
                SUMS,
                in_sums.map(|said| said.map(|said| said == fingerprint)),
            ),
        ];
        let given: Vec<bool> = says.iter().filter_map(|(_, says)| (*says)?).collect();
        if !given.is_empty() && !given.contains(&true) {
            found.changed(&name, &changed_length(was, bytes));
            continue;
        }
        for (list, says) in says {
            match says {
                Some(Some(false)) => found.changed(
                    list,
                    &format!("has another fingerprint or size of `{name}`"),
                ),
                Some(None) => found.changed(list, &format!("does not name `{name}`")),
                Some(Some(true)) | None => {}
            }
        }
    }
}

/// That a file was changed, with what it had and has where that tells.
fn changed_length(was: Option<u64>, is: u64) -> String {
    match was.filter(|was| *was != is) {
        Some(was) => format!("was changed: it had {was} bytes and has {is}"),
        None => "was changed".into(),
    }
}

/// Files with what is wrong with them.
#[derive(Default)]
struct Findings(Vec<PackFault>);

impl Findings {
    fn push(&mut self, file: &str, code: &'static str, message: String, help: &str) {
        self.0.push(PackFault {
            file: file.to_string(),
            fault: Diagnostic::without_place(code, message).help(help),
        });
    }

    fn changed(&mut self, file: &str, how: &str) {
        self.push(file, "pack-changed", format!("`{file}` {how}"), AGAIN);
    }

    fn added(&mut self, file: &str) {
        let help = "Take it out: it was not in the pack when it was made.";
        self.push(file, "pack-added", format!("`{file}` was added"), help);
    }

    fn missing(&mut self, file: &str) {
        self.push(file, "pack-missing", format!("`{file}` is missing"), AGAIN);
    }

    fn sorted(self) -> Vec<PackFault> {
        let mut all = self.0;
        all.sort_by(|one, other| one.file.cmp(&other.file));
        all.dedup();
        all
    }
}
