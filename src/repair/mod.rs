//! Takes the way out of a finding: changes users' files, and nothing in them but what was meant.
//!
//! Words are exchanged in the bytes of the file itself; a line that joins a group is laid out by `yaml-edit`. Whatever
//! comes of it is read again and compared with the tree that was meant, and refused on any difference.

mod file;
mod settling;
mod taken;
mod difference;
mod target;
mod insert;
mod guard;

pub use file::{Mended, Repair};

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Edit, FileId};
use crate::error::Error;
use crate::publish::replace_file;
use crate::workspace::Workspace;

use file::FixedFile;

/// What can be put right, and what cannot.
#[derive(Debug, Default)]
pub struct Repairs {
    /// The files that would change.
    pub files: Vec<Repair>,
    /// The files that must not be changed.
    pub closed: Vec<Closed>,
    /// The fixes that are not safe, each with the reason and what to do by hand.
    pub refused: Vec<(Diagnostic, String)>,
    /// How many fixes touch what another one changes: they are looked at again once that is done.
    pub later: usize,
}

/// A file that must not be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Why, with the name of the file.
    pub why: String,
    /// How many fixes it would have.
    pub fixes: usize,
}

/// Works out the fixes of some findings, and changes nothing.
#[must_use]
pub fn repairs(workspace: &Workspace, findings: &[Diagnostic]) -> Repairs {
    let mut repairs = Repairs::default();
    let mut of_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        let mut files = fix.edits.iter().map(|edit| match edit {
            Edit::Replace { place, .. } => place.file,
            Edit::Insert { beside, .. } => beside.file,
        });
        let Some(first) = files.next() else { continue };
        if files.all(|file| file == first) {
            of_file.entry(first).or_default().push(finding);
        } else {
            let why = "it would change several files at once: make the changes by hand";
            repairs.refused.push((finding.clone(), why.into()));
        }
    }
    for (id, findings) in of_file {
        let mut file = match FixedFile::open(workspace, id) {
            Ok(file) => file,
            Err(why) => {
                let why = why.to_string();
                let fixes = findings.len();
                repairs.closed.push(Closed { why, fixes });
                continue;
            }
        };
        for finding in findings {
            match file.propose(finding, workspace.sources()) {
                Ok(true) => {}
                Ok(false) => repairs.later += 1,
                Err(why) => repairs.refused.push((finding.clone(), why)),
            }
        }
        let finished = file.finish(workspace.sources());
        repairs.files.extend(finished.repair);
        repairs.refused.extend(finished.refused);
        repairs.later += finished.later;
    }
    repairs
}

impl Repair {
    /// Changes the file.
    ///
    /// # Errors
    /// As [`replace_file`]; the file is unharmed then.
    pub fn apply(&self) -> Result<(), Error> {
        replace_file(&self.path, &self.before, &self.after)
    }
}
