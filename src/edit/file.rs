//! Users' files that change: opened again, and stored as they were.

use std::path::{Component, Path, PathBuf};

use similar::TextDiff;

use crate::diagnostic::FileId;
use crate::publish::{Replacement, has_other_names};
use crate::source::{self, LIMIT, Node, Splice, Stored};
use crate::workspace::Workspace;

use super::again::spliced;
use super::{Change, Refused, edits};

/// Changes values of an organisation's file by their way, and nothing else in it; how its letters are stored and how
/// its lines end stays. Nothing is written: [`replace_together`](crate::publish::replace_together) does that. `None`
/// where the file says so already.
///
/// # Errors
/// [`Refused`], with the name of the file, where it is not the file of an organisation, is a link or has other names, is
/// write-protected, lies outside the workspace, no longer says what was read, or where a change cannot be made safely,
/// see [`edits`].
pub fn change_file(
    workspace: &Workspace,
    file: FileId,
    changes: &[Change],
) -> Result<Option<Replacement>, Refused> {
    let file = PlanFile::open(workspace, file)?;
    let splices = edits(file.name, file.text, changes)
        .map_err(|why| Refused::new(format!("`{}` is not changed: {why}", file.name)))?;
    file.with(&splices)
}

/// What a replacement changes, as a unified difference with a line around each change; empty where that is nothing.
#[must_use]
pub fn difference(replacement: &Replacement) -> String {
    let Replacement {
        file,
        before,
        after,
    } = replacement;
    let text = |bytes: &[u8]| Stored::new(bytes).map(|stored| stored.decoded());
    let (Some(before), Some(after)) = (text(before), text(after)) else {
        return String::new();
    };
    let difference = TextDiff::from_lines(before.as_str(), after.as_str());
    let mut unified = difference.unified_diff();
    unified.context_radius(1).header(file, file).to_string()
}

/// The line that each line of a file has once it is replaced, both counted from 0.
#[must_use]
pub fn lines_after(replacement: &Replacement) -> Vec<usize> {
    let text = |bytes: &[u8]| Stored::new(bytes).map(|stored| stored.decoded());
    let (Some(before), Some(after)) = (text(&replacement.before), text(&replacement.after)) else {
        return Vec::new();
    };
    let difference = TextDiff::from_lines(before.as_str(), after.as_str());
    let ops = difference.ops().iter();
    let lines = ops.flat_map(|op| {
        let (old, new) = (op.old_range(), op.new_range());
        (0..old.len()).map(move |within| new.start + within.min(new.len().saturating_sub(1)))
    });
    lines.collect()
}

/// The file of an organisation, opened again to change it.
pub(crate) struct PlanFile<'a> {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What messages call it.
    pub(crate) name: &'a str,
    /// Its text, as places speak of it.
    pub(crate) text: &'a str,
    /// What it holds.
    pub(crate) root: &'a Node,
    /// Its path from the root of the workspace.
    from_root: String,
    bytes: Vec<u8>,
    stored: Stored,
}

impl<'a> PlanFile<'a> {
    /// Opens the file again; the reason where it must not be changed.
    pub(crate) fn open(workspace: &'a Workspace, id: FileId) -> Result<Self, Refused> {
        let name = workspace.sources().name(id);
        let (path, root) = workspace.plan_file(id).ok_or_else(|| {
            Refused::new(format!(
                "`{name}` is not the file of an organisation: change it by hand"
            ))
        })?;
        may_be_changed(&path, workspace.root(), name).map_err(Refused::new)?;
        let bytes = source::bytes(&path, LIMIT)
            .map_err(|error| Refused::new(format!("`{name}` cannot be read again: {error}")))?;
        let stored = Stored::new(&bytes).ok_or_else(|| {
            Refused::new(format!(
                "the letters of `{name}` are stored in a way that cannot be kept: save it as UTF-8 first"
            ))
        })?;
        let text = workspace.sources().text(id);
        if stored.decoded() != text {
            return Err(Refused::new(format!(
                "`{name}` was changed in the meantime: check it again"
            )));
        }
        Ok(Self {
            from_root: from_root(&path, workspace.root(), name)?,
            path,
            name,
            text,
            root,
            bytes,
            stored,
        })
    }

    /// The file with some changes, which are sorted; `None` where nothing changes.
    ///
    /// # Errors
    /// [`Refused`] where the changes overlap, or the letters could not be stored as they are.
    pub(crate) fn with(self, splices: &[Splice]) -> Result<Option<Replacement>, Refused> {
        let meant = spliced(self.text, splices);
        let after = self.stored.changed(splices).map(|stored| stored.bytes());
        let (Some(meant), Some(after)) = (meant, after) else {
            return Err(self.unsafe_to_change());
        };
        if Stored::new(&after).is_none_or(|stored| stored.decoded() != meant) {
            return Err(self.unsafe_to_change());
        }
        Ok((after != self.bytes).then_some(Replacement {
            file: self.from_root,
            before: self.bytes,
            after,
        }))
    }

    fn unsafe_to_change(&self) -> Refused {
        let name = self.name;
        Refused::new(format!(
            "`{name}` cannot be changed safely: change it by hand"
        ))
    }
}

/// The path from the root of the workspace, with `/` between its parts.
fn from_root(path: &Path, root: &Path, name: &str) -> Result<String, Refused> {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts = inner.components().map(|part| match part {
        Component::Normal(part) => part.to_str(),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            None
        }
    });
    let parts: Option<Vec<&str>> = parts.collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| {
        Refused::new(format!(
            "`{name}` has a path that cannot be written down: change it by hand"
        ))
    })
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
