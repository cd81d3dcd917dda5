//! One file with the changes that are meant for it.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Edit, FileId, Sources};
use crate::publish::has_other_names;
use crate::source::{self, LIMIT, Node, Splice, Stored};
use crate::workspace::Workspace;

use super::difference::Lines;
use super::guard::{Guard, spliced};
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
pub(super) struct PlanFile<'a> {
    path: PathBuf,
    name: &'a str,
    text: &'a str,
    root: &'a Node,
    before: Vec<u8>,
    stored: Stored,
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

impl<'a> PlanFile<'a> {
    /// Opens the file again; the reason where it must not be changed.
    pub(super) fn open(workspace: &'a Workspace, id: FileId) -> Result<Self, String> {
        let name = workspace.sources().name(id);
        let (path, root) = workspace.plan_file(id).ok_or_else(|| {
            format!("`{name}` is not the file of an organisation: change it by hand")
        })?;
        may_be_changed(&path, workspace.root(), name)?;
        let before = source::bytes(&path, LIMIT)
            .map_err(|error| format!("`{name}` cannot be read again: {error}"))?;
        let stored = Stored::new(&before).ok_or_else(|| {
            format!("the letters of `{name}` are stored in a way that cannot be kept: save it as UTF-8 first")
        })?;
        let text = workspace.sources().text(id);
        if stored.decoded() != text {
            return Err(format!(
                "`{name}` was changed in the meantime: check it again"
            ));
        }
        Ok(Self {
            path,
            name,
            text,
            root,
            before,
            stored,
            values: Values::of(root),
            lines: Lines::of(text),
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
            Edit::Replace { place, with } => replace(&self.values, self.text, *place, with),
            Edit::Insert { beside, key, value } => {
                insert(self.root, &self.values, self.text, *beside, key, value)
            }
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
        let guard = Guard::new(self.name, self.text, self.root);
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
        let meant = spliced(self.text, &splices)?;
        let after = self.stored.changed(&splices)?.bytes();
        let sound = Stored::new(&after).is_some_and(|stored| stored.decoded() == meant);
        let mended = safe.iter().map(|proposed| {
            let mut splices: Vec<Splice> = proposed
                .changes
                .iter()
                .map(|change| change.splice.clone())
                .collect();
            splices.sort();
            Mended {
                finding: proposed.finding.clone(),
                difference: self.lines.difference(self.name, &splices),
            }
        });
        let mended = mended.collect();
        (sound && after != self.before).then(|| Repair {
            path: self.path,
            name: self.name.to_string(),
            before: self.before,
            after,
            mended,
        })
    }

    fn by_hand(&self, finding: &Diagnostic, sources: &Sources, why: &str) -> String {
        let line = finding.place.map_or(1, |place| place.line);
        let file = finding
            .place
            .map_or(self.name, |place| sources.name(place.file));
        let title = finding.fix.as_ref().map_or("", |fix| fix.title.as_str());
        format!("{why}. By hand, in line {line} of `{file}`: {title}")
    }
}

/// The reason why a file must not be changed: it is write-protected, or a link, or lies outside the workspace.
fn may_be_changed(path: &Path, root: &Path, name: &str) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("`{name}` cannot be found again: {error}");
    let about = std::fs::symlink_metadata(path).map_err(fault)?;
    if about.is_symlink() {
        return Err(format!(
            "`{name}` is a link: change the file that it leads to by hand"
        ));
    }
    if has_other_names(&about) {
        return Err(format!(
            "`{name}` is a link: the same file stands elsewhere under another name, which would keep the old text. \
             Change it by hand"
        ));
    }
    if about.permissions().readonly() {
        return Err(format!(
            "`{name}` is write-protected: lift that, or change it by hand"
        ));
    }
    let inside = path
        .canonicalize()
        .map_err(fault)?
        .starts_with(root.canonicalize().map_err(fault)?);
    if !inside {
        return Err(format!(
            "`{name}` lies outside the workspace: change it by hand"
        ));
    }
    Ok(())
}
