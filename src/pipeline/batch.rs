//! Many organisations at a time.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

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
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let outcomes: Vec<Mutex<Option<Outcome>>> = work.iter().map(|_| Mutex::new(None)).collect();
    let take = || {
        while let Some((index, (workspace, id))) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            work.get(index).map(|item| (index, item))
        } {
            let outcome = build_organisation(&workspaces[*workspace], id, options, output, writer);
            *outcomes[index]
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..options.jobs.get().min(work.len()))
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
    let outcomes = outcomes
        .into_iter()
        .map(|outcome| outcome.into_inner().unwrap_or_else(PoisonError::into_inner));
    Ok(Report {
        outcomes: work
            .iter()
            .zip(outcomes)
            .filter_map(|((workspace, _), outcome)| outcome.map(|outcome| (*workspace, outcome)))
            .collect(),
    })
}

/// The organisations that are asked for, each with the index of its workspace.
fn wanted<'a>(
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
