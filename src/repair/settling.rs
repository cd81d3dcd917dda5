//! Which fixes of a file are safe together.

use crate::diagnostic::Diagnostic;

use super::file::Change;
use super::guard::Guard;
use super::taken::Taken;

/// The fix of a finding as changes to the file.
pub(super) struct Proposed<'a> {
    pub(super) finding: &'a Diagnostic,
    pub(super) changes: Vec<Change>,
}

/// What is safe and what is not.
#[derive(Default)]
pub(super) struct Settled<'a> {
    /// The fixes that are safe together, in the order in which they were proposed.
    pub(super) safe: Vec<Proposed<'a>>,
    /// Those that are not safe, each with the reason.
    pub(super) refused: Vec<(&'a Diagnostic, String)>,
    /// How many were not looked at.
    pub(super) later: usize,
}

/// How often a file is read again to find out which of its fixes are not safe; those that are left follow when the
/// others are made.
const MOST_READS: usize = 60;

/// Finds out which fixes are safe together. All are tried at once; where that is not safe, one half after the other.
pub(super) fn settled<'a>(fixes: Vec<Proposed<'a>>, guard: Guard<'a>, taken: Taken) -> Settled<'a> {
    let mut settling = Settling {
        guard,
        taken,
        reads: 0,
        settled: Settled::default(),
    };
    settling.settle(fixes);
    settling.settled
}

struct Settling<'a> {
    guard: Guard<'a>,
    taken: Taken,
    /// How often the file was read.
    reads: usize,
    settled: Settled<'a>,
}

impl<'a> Settling<'a> {
    fn settle(&mut self, mut fixes: Vec<Proposed<'a>>) {
        if fixes.is_empty() {
            return;
        }
        if self.reads >= MOST_READS {
            self.settled.later += fixes.len();
            return;
        }
        match self.with(&fixes) {
            Ok(()) => self.settled.safe.append(&mut fixes),
            Err(_) if fixes.len() > 1 => {
                let second = fixes.split_off(fixes.len() / 2);
                self.settle(fixes);
                self.settle(second);
            }
            Err(why) => fixes.into_iter().for_each(|fix| self.in_quotes(fix, &why)),
        }
    }

    /// A text that begins with a brace, or holds a comma in a list, needs quotes.
    fn in_quotes(&mut self, fix: Proposed<'a>, why: &str) {
        let finding = fix.finding;
        self.taken.give_back(&fix.changes);
        let changes: Vec<Change> = fix.changes.into_iter().map(Change::quoted).collect();
        let free = self.taken.take(&changes);
        let quoted = [Proposed { finding, changes }];
        if free && self.with(&quoted).is_ok() {
            self.settled.safe.extend(quoted);
            return;
        }
        if free {
            self.taken.give_back(&quoted[0].changes);
        }
        self.settled.refused.push((finding, why.to_string()));
    }

    /// Reads the file with some more fixes.
    fn with(&mut self, more: &[Proposed<'a>]) -> Result<(), String> {
        self.reads += 1;
        let mut changes = sorted(&self.settled.safe);
        changes.extend(sorted(more));
        changes.sort_by(|a, b| a.splice.cmp(&b.splice));
        self.guard.compare(&changes)
    }
}

/// The changes of some fixes, in the order of the file.
pub(super) fn sorted(fixes: &[Proposed<'_>]) -> Vec<Change> {
    let changes = fixes.iter().flat_map(|fix| &fix.changes);
    let mut changes: Vec<Change> = changes.cloned().collect();
    changes.sort_by(|a, b| a.splice.cmp(&b.splice));
    changes
}
