//! One file with the changes that are meant for it.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Edit, FileId, Sources};
use crate::edit::{PlanFile, Refused};
use crate::publish::Replacement;
use crate::source::Splice;
use crate::workspace::Workspace;

use super::difference::Lines;
use super::guard::Guard;
use super::insert::insert;
use super::settling::{Proposed, Settled, settled, sorted};
use super::taken::Taken;
use super::target::{Values, Words, replace};

/// A file that would change.
#[derive(Clone, Debug)]
pub struct Repair {
    /// Where it is.
    pub path: PathBuf,
    /// What messages call it.
    pub name: String,
    /// Its bytes as they are.
    pub before: Vec<u8>,
    /// Its bytes as they would be.
    pub after: Vec<u8>,
    /// What is put right in it, in the order of the file.
    pub mended: Vec<Mended>,
}

/// A finding that is put right.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The finding.
    pub finding: Diagnostic,
    /// Its change as a unified difference.
    pub difference: String,
}

/// A change to the text, with what it means for the tree.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) splice: Splice,
    /// The same with the whole value in quotes, where it stands without.
    pub(super) in_quotes: Option<Splice>,
    pub(super) meaning: Meaning,
}

impl Change {
    /// The change with the whole value in quotes, where there is such a one.
    pub(super) fn quoted(mut self) -> Self {
        self.splice = self.in_quotes.take().unwrap_or(self.splice);
        self
    }
}

/// What a change means for the tree.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    /// Words of a value become others.
    Words(Words),
    /// A key with a value joins a group, below one of its lines.
    Line {
        /// The way to the group: which child of which child.
        group: Vec<usize>,
        /// The index that the new line will have.
        index: usize,
        key: String,
        value: String,
    },
}

/// A file, its tree, and the changes that are meant for it.
pub(super) struct FixedFile<'a> {
    file: PlanFile<'a>,
    values: Values<'a>,
    lines: Lines<'a>,
    taken: Taken,
    proposed: Vec<Proposed<'a>>,
}

/// What comes of the fixes that are meant for a file.
#[derive(Default)]
pub(super) struct Finished {
    /// The file as it would be; `None` where nothing changes.
    pub(super) repair: Option<Repair>,
    /// The fixes that are not safe, each with the reason.
    pub(super) refused: Vec<(Diagnostic, String)>,
    /// How many fixes were not looked at.
    pub(super) later: usize,
}

impl<'a> FixedFile<'a> {
    /// Opens the file again; the reason where it must not be changed.
    pub(super) fn open(workspace: &'a Workspace, id: FileId) -> Result<Self, Refused> {
        let file = PlanFile::open(workspace, id)?;
        Ok(Self {
            values: Values::of(file.root),
            lines: Lines::of(file.text),
            file,
            taken: Taken::default(),
            proposed: Vec::new(),
        })
    }

    /// Takes up the fix of a finding. `false` where it touches what another one changes.
    pub(super) fn propose(
        &mut self,
        finding: &'a Diagnostic,
        sources: &Sources,
    ) -> Result<bool, String> {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let changes = edits.map(|edit| match edit {
            Edit::Replace { place, with } => replace(&self.values, self.file.text, *place, with),
            Edit::Insert { beside, key, value } => insert(
                self.file.root,
                &self.values,
                self.file.text,
                *beside,
                key,
                value,
            ),
        });
        let changes: Vec<Change> = changes
            .collect::<Result<_, String>>()
            .map_err(|why| self.by_hand(finding, sources, &why))?;
        if !Taken::default().take(&changes) {
            let why = "its changes touch each other";
            return Err(self.by_hand(finding, sources, why));
        }
        let free = self.taken.take(&changes);
        if free {
            self.proposed.push(Proposed { finding, changes });
        }
        Ok(free)
    }

    /// Makes all fixes together, and leaves out those that are not safe.
    pub(super) fn finish(mut self, sources: &Sources) -> Finished {
        let guard = Guard::new(self.file.name, self.file.text, self.file.root);
        let taken = std::mem::take(&mut self.taken);
        let Settled {
            safe,
            refused,
            later,
        } = settled(std::mem::take(&mut self.proposed), guard, taken);
        let refused = refused.into_iter();
        let refused = refused
            .map(|(finding, why)| (finding.clone(), self.by_hand(finding, sources, &why)))
            .collect();
        Finished {
            repair: self.repair(&safe),
            refused,
            later,
        }
    }

    fn repair(self, safe: &[Proposed<'a>]) -> Option<Repair> {
        let changes = sorted(safe);
        let splices: Vec<Splice> = changes.iter().map(|change| change.splice.clone()).collect();
        let mended = safe.iter().map(|proposed| {
            let mut splices: Vec<Splice> = proposed
                .changes
                .iter()
                .map(|change| change.splice.clone())
                .collect();
            splices.sort();
            Mended {
                finding: proposed.finding.clone(),
                difference: self.lines.difference(self.file.name, &splices),
            }
        });
        let mended = mended.collect();
        let (path, name) = (self.file.path.clone(), self.file.name.to_string());
        let Replacement { before, after, .. } = self.file.with(&splices).ok()??;
        Some(Repair {
            path,
            name,
            before,
            after,
            mended,
        })
    }

    fn by_hand(&self, finding: &Diagnostic, sources: &Sources, why: &str) -> String {
        let line = finding.place.map_or(1, |place| place.line);
        let file = finding
            .place
            .map_or(self.file.name, |place| sources.name(place.file));
        let title = finding.fix.as_ref().map_or("", |fix| fix.title.as_str());
        format!("{why}. By hand, in line {line} of `{file}`: {title}")
    }
}
