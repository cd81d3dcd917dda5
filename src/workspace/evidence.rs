//! The files that plans cite as evidence: whether they are there, and what they hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;

use crate::check::may_tell_of_a_pupil;
use crate::diagnostic::{FileId, Place};
use crate::evidence::{self, Examined};
use crate::model::{Evidence, FileState, Fingerprint, Profile, Text};
use crate::source;

use super::inside::{Astray, reason};
use super::{Workspace, slashes};

/// The most bytes that a file may hold whose fingerprint is taken: a long film of a lesson.
const LARGEST: u64 = 8_000_000_000;

/// What becomes of a file once it was read, or why it could not be.
type Once<T> = Arc<OnceLock<Result<T, FileState>>>;

/// The files that were looked for so far: many schools cite what their trust cites.
#[derive(Debug, Default)]
pub(super) struct EvidenceFiles {
    /// By the file that names a path, and the path.
    found: Mutex<BTreeMap<(FileId, String), Once<Located>>>,
    /// By the path on the disk.
    fingerprints: Mutex<BTreeMap<PathBuf, Once<Fingerprint>>>,
    /// What was found in them, by the path on the disk.
    examined: Mutex<BTreeMap<PathBuf, Once<Arc<Examined>>>>,
}

/// A file that is there.
#[derive(Clone, Debug)]
struct Located {
    on_disk: PathBuf,
    from_root: String,
    bytes: u64,
    changed_on: Option<Date>,
}

impl Workspace {
    /// How the file of each piece of evidence is found on the disk, by the place where its path is written.
    ///
    /// A file is read only where a fingerprint stands beside its path, or where `all` are to be taken; a file of more
    /// than 8 GB is not read at all.
    #[must_use]
    pub fn evidence(&self, profile: &Profile, all: bool) -> BTreeMap<Place, FileState> {
        let files = profile.evidence.iter().filter_map(|evidence| {
            let Evidence {
                file, fingerprint, ..
            } = evidence;
            let file = file.as_ref()?;
            let state = self.state(file, all || fingerprint.is_some());
            Some((file.place, state))
        });
        files.collect()
    }

    /// Looks into the file of each piece of evidence, by the place where its path is written. A file that is not there,
    /// lies outside the workspace or cannot be read is left out, and [`Workspace::evidence`] says why.
    ///
    /// Of its words only those are kept that may tell of a pupil: many plans ask for these, and all words of all files
    /// would fill the memory.
    #[must_use]
    pub fn examined(&self, profile: &Profile) -> BTreeMap<Place, Arc<Examined>> {
        let files = profile.evidence.iter().filter_map(|evidence| {
            let file = evidence.file.as_ref()?;
            let known = once(&self.evidence.found, (file.place.file, file.value.clone()));
            let located = known.get_or_init(|| self.located(file)).as_ref().ok()?;
            let known = once(&self.evidence.examined, located.on_disk.clone());
            let examined = known.get_or_init(|| {
                let mut examined = evidence::examine(&located.on_disk)
                    .map_err(|error| FileState::Unread(reason(&error)))?;
                let texts = &mut examined.texts;
                texts.retain(|part| may_tell_of_a_pupil(&part.text));
                texts.shrink_to_fit();
                Ok(Arc::new(examined))
            });
            Some((file.place, Arc::clone(examined.as_ref().ok()?)))
        });
        files.collect()
    }

    /// Lets whoever prepares its plans look into the files of their evidence, too, which takes a moment for each.
    pub fn look_into_evidence(&mut self) {
        self.looks_into_evidence = true;
    }

    /// Whether whoever prepares its plans looks into the files of their evidence.
    #[must_use]
    pub fn looks_into_evidence(&self) -> bool {
        self.looks_into_evidence
    }

    fn state(&self, file: &Text, with_fingerprint: bool) -> FileState {
        let known = once(&self.evidence.found, (file.place.file, file.value.clone()));
        let located = known.get_or_init(|| self.located(file));
        let found = located.clone().and_then(|located| {
            let fingerprint = with_fingerprint
                .then(|| self.fingerprint(&located.on_disk))
                .transpose()?;
            Ok(FileState::Found {
                path: located.from_root,
                bytes: located.bytes,
                changed_on: located.changed_on,
                fingerprint,
            })
        });
        found.unwrap_or_else(|state| state)
    }

    fn located(&self, file: &Text) -> Result<Located, FileState> {
        let on_disk = self
            .paths
            .locate(file, &self.sources)
            .map_err(|astray| match astray {
                Astray::Missing => FileState::Missing {
                    instead: self.paths.seen_from_top(file, &self.sources),
                },
                Astray::Outside => FileState::Outside,
                Astray::NoFile => FileState::NoFile,
            })?;
        let metadata = on_disk
            .metadata()
            .map_err(|error| FileState::Unread(error.to_string()))?;
        if self.looks_into_evidence {
            source::reader(&on_disk).map_err(|error| FileState::Unread(reason(&error)))?;
        }
        let from_root = slashes(self.paths.below_root(&on_disk));
        Ok(Located {
            on_disk,
            from_root,
            bytes: metadata.len(),
            changed_on: source::changed_on(&metadata),
        })
    }

    fn fingerprint(&self, path: &Path) -> Result<Fingerprint, FileState> {
        let known = once(&self.evidence.fingerprints, path.to_path_buf());
        let taken = known.get_or_init(|| {
            source::digest(path, LARGEST)
                .map(Fingerprint::new)
                .map_err(|error| FileState::Unread(reason(&error)))
        });
        taken.clone()
    }
}

/// The entry of a key; who wants another one need not wait for it.
fn once<K: Ord, T>(known: &Mutex<BTreeMap<K, Once<T>>>, key: K) -> Once<T> {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(known.entry(key).or_default())
}
