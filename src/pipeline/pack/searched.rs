//! Whether a file may go to everybody: it is searched for what is not public, behind the scenes of the file, too.

use std::collections::BTreeSet;

use crate::audience::{Secrets, Seen, Spotter};
use crate::evidence::{Examined, FaultSort, examine_bytes, is_scan, said};
use crate::model::{EvidenceField, FileState, Fingerprint, Profile};
use crate::source;
use crate::workspace::Workspace;

use super::gathered::SourceFile;

/// The most bytes of a file that are searched.
const LARGEST: usize = 96 << 20;

/// What a search needs to know.
pub(super) struct Search<'a> {
    secrets: Secrets<'a>,
    /// The files that are not public.
    hidden: BTreeSet<Fingerprint>,
}

/// The fingerprints of the files that a plan keeps from the public: one may be cited a second time, by a piece that does
/// not say so.
pub(super) fn hidden_files(workspace: &Workspace, plan: &Profile) -> BTreeSet<Fingerprint> {
    let states = workspace.evidence(plan, true);
    let hidden = plan.evidence.iter().filter(|evidence| {
        let mut fields = evidence.not_public.iter();
        evidence.public == Some(false) || fields.any(|field| field.value == EvidenceField::File)
    });
    let files = hidden.filter_map(|evidence| states.get(&evidence.file.as_ref()?.place));
    files
        .filter_map(|state| match state {
            FileState::Found { fingerprint, .. } => *fingerprint,
            FileState::Missing { .. }
            | FileState::Outside
            | FileState::NoFile
            | FileState::Unread(_) => None,
        })
        .collect()
}

impl<'a> Search<'a> {
    /// A search for what is hidden from those who see a plan so, and for files of these fingerprints.
    pub(super) fn new(seen: &'a Seen, hidden: BTreeSet<Fingerprint>) -> Self {
        Self {
            secrets: seen.secrets(),
            hidden,
        }
    }

    /// Why a file may not go to everybody; half a sentence.
    pub(super) fn holds_back(&self, examined: &Examined, file: &SourceFile) -> Option<String> {
        if self.hidden.contains(&file.fingerprint) {
            return Some("another piece, which is not public, has the same file".into());
        }
        for fault in &examined.faults {
            match fault.sort {
                FaultSort::Located
                | FaultSort::Attachments
                | FaultSort::Unknown
                | FaultSort::OldOffice => {
                    return Some(format!(
                        "the file {}, and the public may not see that unlooked",
                        fault.message
                    ));
                }
                FaultSort::Empty
                | FaultSort::TooLarge
                | FaultSort::Broken
                | FaultSort::Locked
                | FaultSort::Bomb
                | FaultSort::Path
                | FaultSort::Picture
                | FaultSort::Objects
                | FaultSort::TwoKinds
                | FaultSort::Program
                | FaultSort::Scripts
                | FaultSort::Macros
                | FaultSort::OtherKind => {}
                // Of a scan, and of a picture, people are told; words that were not reached could be anybody's.
                FaultSort::Unread if is_scan(fault) => {}
                FaultSort::Unread => {
                    return Some(format!(
                        "the file {}, and the public may not see the rest unlooked",
                        fault.message
                    ));
                }
            }
        }
        if self.secrets.is_empty() {
            return None;
        }
        let Ok(bytes) = source::bytes(&file.path, LARGEST) else {
            return Some("the file is too large to be searched for what is not public".into());
        };
        // Its words were not kept when it was looked into first: those of all files would fill the memory.
        let examined = examine_bytes(&file.from_root, &bytes, bytes.len() as u64);
        let mut spotter = Spotter::new(&self.secrets);
        let is_all = said(&examined, &file.from_root, &bytes, &mut |text| {
            spotter.hear(text);
        });
        match spotter.spotted() {
            Some(words) => Some(format!("the file says `{words}`, which is not public")),
            None if !is_all => Some(
                "the file has parts that cannot be read, and the public may not see them unlooked"
                    .into(),
            ),
            None => None,
        }
    }
}
