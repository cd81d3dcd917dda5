//! Many organisations at a time.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::check::{LocalText, shared};
use crate::diagnostic::{Diagnostic, nearest};
use crate::error::Error;
use crate::publish::OutputFolder;
use crate::render::pdf::{PdfWriter, on_worker_thread};
use crate::workspace::Workspace;

use super::Options;
use super::organisation::{Outcome, build as build_organisation};

/// What came of a build or a check.
#[derive(Debug)]
pub struct Report {
    /// The organisations in the order of their workspaces and ids, each with its workspace's index.
    pub outcomes: Vec<(usize, Outcome)>,
}

impl Report {
    /// What is wrong in one of the workspaces, in the order of its files; each fault once, though all schools that
    /// inherit it share it.
    #[must_use]
    pub fn findings(&self, index: usize, workspace: &Workspace) -> Vec<Diagnostic> {
        let mut findings = workspace.diagnostics().to_vec();
        for (_, outcome) in self.outcomes.iter().filter(|(of, _)| *of == index) {
            findings.extend(outcome.diagnostics.iter().cloned());
        }
        findings.sort_by(|a, b| (a.place, a.code, &a.message).cmp(&(b.place, b.code, &b.message)));
        findings.dedup();
        findings
    }
}

/// Builds the documents of every organisation asked for, or only checks them where there is no output folder.
///
/// The result is the same on any number of threads. `progress` is called after each organisation with how many are
/// done, from several threads.
///
/// # Errors
/// [`Error::Request`] when an organisation that was asked for is in none of the workspaces, or two workspaces have an
/// organisation of the same id.
pub fn build(
    workspaces: &[Workspace],
    options: &Options,
    output: Option<&OutputFolder>,
    writer: &PdfWriter,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Report, Error> {
    let work = wanted(workspaces, options.only.as_deref())?;
    let done = AtomicUsize::new(0);
    let mut outcomes = each(&work, options.jobs, &|(workspace, id)| {
        let outcome = build_organisation(&workspaces[*workspace], id, options, output, writer);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        (*workspace, outcome)
    })?;
    for index in 0..workspaces.len() {
        compare(&mut outcomes, index);
    }
    Ok(Report { outcomes })
}

/// Looks for what the organisations of a workspace say of their own places in the same words.
fn compare(outcomes: &mut [(usize, Outcome)], workspace: usize) {
    let said: Vec<(usize, &str, &LocalText)> = outcomes
        .iter()
        .enumerate()
        .filter(|(_, (of, _))| *of == workspace)
        .filter_map(|(index, (_, outcome))| {
            Some((
                index,
                outcome.organisation.as_str(),
                outcome.local.as_ref()?,
            ))
        })
        .collect();
    let texts: Vec<(&str, &LocalText)> = said.iter().map(|(_, id, text)| (*id, *text)).collect();
    let indices: Vec<usize> = said.iter().map(|(index, ..)| *index).collect();
    for (number, finding) in shared(&texts) {
        outcomes[indices[number]].1.diagnostics.push(finding);
    }
}

/// Does a piece of work for each item, on several threads; what comes of it is in the order of the items.
///
/// # Errors
/// [`Error::Request`] when no thread can be started.
pub(super) fn each<I: Sync, T: Send>(
    work: &[I],
    jobs: NonZeroUsize,
    piece: &(dyn Fn(&I) -> T + Sync),
) -> Result<Vec<T>, Error> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<T>>> = work.iter().map(|_| Mutex::new(None)).collect();
    let take = || {
        while let Some((index, item)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            work.get(index).map(|item| (index, item))
        } {
            let result = piece(item);
            *done[index].lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..jobs.get().min(work.len()))
            .map(|_| scope.spawn(|| on_worker_thread(take)))
            .collect();
        threads
            .into_iter()
            .try_for_each(|thread| match thread.join() {
                Ok(Ok(())) => Ok(()),
                Ok(Err(source)) => Err(Error::Request {
                    message: format!("no thread could be started: {source}"),
                    help: Some("Try again with `--jobs 1`.".into()),
                }),
                Err(panic) => std::panic::resume_unwind(panic),
            })
    })?;
    let done = done
        .into_iter()
        .filter_map(|result| result.into_inner().unwrap_or_else(PoisonError::into_inner));
    Ok(done.collect())
}

/// The organisations that are asked for, each with the index of its workspace.
pub(super) fn wanted<'a>(
    workspaces: &'a [Workspace],
    only: Option<&[String]>,
) -> Result<Vec<(usize, &'a str)>, Error> {
    let all: Vec<(usize, &str)> = workspaces
        .iter()
        .enumerate()
        .flat_map(|(index, workspace)| workspace.organisations().map(move |id| (index, id)))
        .collect();
    let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
    for (workspace, id) in &all {
        if let Some(other) = homes.insert(id, *workspace) {
            return Err(Error::Request {
                message: format!(
                    "`{}` and `{}` both have an organisation `{id}`",
                    workspaces[other].root().display(),
                    workspaces[*workspace].root().display()
                ),
                help: Some(
                    "Build them one at a time, into different folders (`--output`), or change one id."
                        .into(),
                ),
            });
        }
    }
    for id in only.unwrap_or_default() {
        if !all.iter().any(|(_, known)| known == id) {
            let help = match nearest(id, all.iter().map(|(_, known)| *known)) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!(
                    "There are: {}.",
                    all.iter().map(|(_, id)| *id).collect::<Vec<_>>().join(", ")
                ),
            };
            return Err(Error::Request {
                message: format!("there is no organisation `{id}`"),
                help: Some(help),
            });
        }
    }
    Ok(all
        .into_iter()
        .filter(|(_, id)| only.is_none_or(|only| only.iter().any(|wanted| wanted == id)))
        .collect())
}
