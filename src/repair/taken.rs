//! Which bytes of a file changes have taken already.

use std::collections::BTreeMap;

use crate::source::Splice;

use super::file::Change;

/// The bytes that changes have taken: the start of each with its end.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes the bytes of the changes of a fix; `false`, and nothing is taken, where one of them touches another: they
    /// share bytes, or begin at the same place. Lines that a fix adds at one place stand below each other.
    pub(super) fn take(&mut self, changes: &[Change]) -> bool {
        for (number, change) in changes.iter().enumerate() {
            let splice = &change.splice;
            let joins = splice.start == splice.end
                && changes[..number].iter().any(|before| {
                    (before.splice.start, before.splice.end) == (splice.start, splice.end)
                });
            if joins {
                continue;
            }
            if self.touches(&change.splice) {
                self.give_back(&changes[..number]);
                return false;
            }
            self.0.insert(change.splice.start, change.splice.end);
        }
        true
    }

    /// Gives the bytes of changes back that had been taken.
    pub(super) fn give_back(&mut self, changes: &[Change]) {
        for change in changes {
            self.0.remove(&change.splice.start);
        }
    }

    fn touches(&self, splice: &Splice) -> bool {
        let before = self.0.range(..splice.start).next_back();
        let behind = self.0.range(splice.start..).next();
        before.is_some_and(|(_, end)| *end > splice.start)
            || behind.is_some_and(|(start, _)| *start == splice.start || *start < splice.end)
    }
}
