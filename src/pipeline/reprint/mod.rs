//! Rolls a trust and its schools forward to their next period.

mod forward;
mod held;
mod tasks;
mod document;

pub use document::to_do;
pub use held::Held;

use std::collections::BTreeMap;

use crate::document::Theme;
use crate::edit::{Refused, change_file};
use crate::error::Error;
use crate::model::Period;
use crate::publish::Replacement;
use crate::render::pdf::PdfWriter;
use crate::report::Task;
use crate::reprint::RolledLine;
use crate::workspace::Workspace;

use super::Options;
use super::batch::each;
use forward::{Forward, Organisations};

/// What rolling some organisations of a workspace forward does. Nothing is written: where nothing is [held](Held),
/// [`replace_together`](crate::publish::replace_together) takes the [`replacements`](Reprint::replacements).
#[derive(Debug)]
pub struct Reprint {
    /// The organisations that can be rolled forward, by id.
    pub organisations: Vec<Reprinted>,
    /// Those that cannot.
    pub held: Vec<Held>,
}

/// An organisation that is rolled forward.
#[derive(Debug)]
pub struct Reprinted {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What messages call its file.
    pub file: String,
    /// What changes; nothing where its plan is one for the new period already.
    pub lines: Vec<RolledLine>,
    /// Its file with these changes; `None` where nothing changes.
    pub replacement: Option<Replacement>,
    /// What a person must do then.
    pub tasks: Vec<Task>,
    /// Its own colours, font and size.
    pub theme: Theme,
}

impl Reprint {
    /// The files that change.
    #[must_use]
    pub fn replacements(&self) -> Vec<Replacement> {
        let all = self.organisations.iter();
        all.filter_map(|one| one.replacement.clone()).collect()
    }
}

/// Works out how some organisations of a workspace go on to a period. `options.only` names them, and what they leave to
/// people is looked for as of `options.as_of`.
///
/// The workspace must have all of its files, so that it is known who takes over whose period and actions. A plan that is
/// one for the new period already does not change, so the same again changes nothing.
///
/// # Errors
/// [`Error::Request`] when the workspace has no such organisation; [`Error::Read`] when files or editions cannot be read.
pub fn reprint(
    workspace: &Workspace,
    period: Period,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Reprint, Error> {
    let organisations = Organisations::of(workspace, period, options.only.as_deref())?;
    let mut held = organisations.held();
    let mut going = Vec::new();
    for id in organisations.going() {
        match organisations.forward(id)? {
            Ok(forward) => going.push(forward),
            Err(why) => held.push(why),
        }
    }
    let mut made = Vec::new();
    let changes = each(&going, options.jobs, &|forward| changed(workspace, forward))?;
    for (forward, changes) in going.into_iter().zip(changes) {
        match changes {
            Ok(replacement) => made.push((forward, replacement)),
            Err(why) => held.push(Held::by_hand(&forward, &why, period)),
        }
    }
    held.sort();
    let files: BTreeMap<String, Vec<u8>> = made
        .iter()
        .filter_map(|(_, replacement)| replacement.as_ref())
        .map(|replacement| (replacement.file.clone(), replacement.after.clone()))
        .collect();
    let after = Workspace::supposing(workspace.root(), &files)?;
    let found = tasks::found(workspace, &after, &made, options, writer)?;
    held.extend(found.held);
    let mut found = found.of;
    let organisations = made.into_iter().filter_map(|(forward, replacement)| {
        let (tasks, theme) = found.remove(&forward.id)?; // there is one for each
        Some(Reprinted {
            id: forward.id,
            name: forward.name,
            file: forward.file_name,
            lines: forward.roll.lines,
            replacement,
            tasks,
            theme,
        })
    });
    Ok(Reprint {
        organisations: organisations.collect(),
        held,
    })
}

fn changed(workspace: &Workspace, forward: &Forward) -> Result<Option<Replacement>, Refused> {
    if forward.roll.lines.is_empty() {
        return Ok(None);
    }
    let lines = forward.roll.lines.iter();
    let changes: Vec<_> = lines.map(|line| line.change.clone()).collect();
    change_file(workspace, forward.file, &changes)
}
