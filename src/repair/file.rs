//! One file with the changes that are meant for it.

use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::diagnostic::{Diagnostic, Edit, FileId, Sources};
use crate::source::{self, LIMIT, Node, Splice, Stored};
use crate::workspace::Workspace;

use super::guard;
use super::insert::insert;
use super::target::{Words, replace};

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
    fn quoted(mut self) -> Self {
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

/// A file, its tree, and the changes that were found to be safe together.
pub(super) struct PlanFile<'a> {
    path: PathBuf,
    name: &'a str,
    text: &'a str,
    root: &'a Node,
    before: Vec<u8>,
    stored: Stored,
    changes: Vec<Change>,
    mended: Vec<Mended>,
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
            changes: Vec::new(),
            mended: Vec::new(),
        })
    }

    /// Takes over the fix of a finding where it is safe. `false` where it touches what another one changes.
    pub(super) fn mend(&mut self, finding: &Diagnostic, sources: &Sources) -> Result<bool, String> {
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let changes = edits.map(|edit| match edit {
            Edit::Replace { place, with } => replace(self.root, self.text, *place, with),
            Edit::Insert { beside, key, value } => {
                insert(self.root, self.text, *beside, key, value)
            }
        });
        let changes: Vec<Change> = changes
            .collect::<Result<_, String>>()
            .map_err(|why| self.by_hand(finding, sources, &why))?;
        let Some(together) = self.with(&changes) else {
            return Ok(false);
        };
        let (changes, together) = match self.guarded(&together) {
            Ok(()) => (changes, together),
            Err(why) => {
                // A text that begins with a brace, or holds a colon, needs quotes.
                let quoted: Vec<Change> = changes.into_iter().map(Change::quoted).collect();
                let together = self.with(&quoted).filter(|all| self.guarded(all).is_ok());
                let together = together.ok_or_else(|| self.by_hand(finding, sources, &why))?;
                (quoted, together)
            }
        };
        self.mended.push(Mended {
            finding: finding.clone(),
            difference: self.difference(&changes),
        });
        self.changes = together;
        Ok(true)
    }

    /// The changes so far with some more, sorted; `None` where they overlap.
    fn with(&self, changes: &[Change]) -> Option<Vec<Change>> {
        let mut together = self.changes.clone();
        together.extend(changes.iter().cloned());
        together.sort_by(|a, b| a.splice.cmp(&b.splice));
        let apart = |pair: &[Change]| !touch(&pair[0].splice, &pair[1].splice);
        together.windows(2).all(apart).then_some(together)
    }

    fn guarded(&self, changes: &[Change]) -> Result<(), String> {
        guard::text(self.name, self.text, self.root, changes)
    }

    /// The file as it would be; `None` where nothing changes.
    pub(super) fn finish(self) -> Option<Repair> {
        let splices: Vec<Splice> = self
            .changes
            .iter()
            .map(|change| change.splice.clone())
            .collect();
        let meant = guard::spliced(self.text, &splices)?;
        let after = self.stored.changed(&splices)?.bytes();
        let sound = Stored::new(&after).is_some_and(|stored| stored.decoded() == meant);
        (sound && after != self.before).then(|| Repair {
            path: self.path,
            name: self.name.to_string(),
            before: self.before,
            after,
            mended: self.mended,
        })
    }

    fn difference(&self, changes: &[Change]) -> String {
        let mut splices: Vec<Splice> = changes.iter().map(|change| change.splice.clone()).collect();
        splices.sort();
        let new = guard::spliced(self.text, &splices).unwrap_or_default();
        let difference = TextDiff::from_lines(self.text, new.as_str());
        let mut unified = difference.unified_diff();
        let unified = unified.context_radius(1).header(self.name, self.name);
        unified.to_string()
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

/// Whether two changes cannot both be made: they share bytes, or begin at the same place.
fn touch(a: &Splice, b: &Splice) -> bool {
    a.start == b.start || (a.start < b.end && b.start < a.end)
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
