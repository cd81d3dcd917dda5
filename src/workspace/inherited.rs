//! What files hand down to those that extend them: a trust's is worked out once for all of its schools.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::FileId;
use crate::merge::{Inheritance, Merged, alone};
use crate::source::Node;

/// What the files of a workspace hand down, as far as it was asked for.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    known: Mutex<BTreeMap<FileId, Arc<Inheritance>>>,
}

impl Inherited {
    /// A file with all that it inherits from the files `below` it, the farthest first.
    pub(super) fn merged(&self, below: &[&Node], file: &Node) -> Merged {
        match self.handed_down(below) {
            Some(inheritance) => inheritance.taken_up(file),
            None => alone(file),
        }
    }

    /// What the last of some files hands down; `None` where there is no file.
    fn handed_down(&self, files: &[&Node]) -> Option<Arc<Inheritance>> {
        let (file, below) = files.split_last()?;
        let id = file.place.file;
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(&id).cloned();
        if found.is_some() {
            return found;
        }
        let inheritance = Arc::new(match self.handed_down(below) {
            Some(inheritance) => inheritance.extended(file),
            None => Inheritance::of(file),
        });
        known().insert(id, Arc::clone(&inheritance));
        Some(inheritance)
    }
}
