//! The command line: arguments, terminal, clock.
//!
//! Exit codes: 0 when all is done, 1 when there are findings that keep documents back, 2 when the work itself failed.

mod arguments;
mod terminal;
mod file;
mod clock;
mod summary;
mod build;
mod removals;
mod check;
mod rules;
mod coverage;
mod show;
mod explain;
mod templates;
mod schema;
mod init;
mod verify;
mod compare;
mod governors;
mod pack;
mod reprint;
mod approve;
mod upstream;

use std::mem::ManuallyDrop;
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use indexmap::IndexMap;

use dutybound::Error;
use dutybound::guarded::is_guarded;
use dutybound::publish::{finish, is_unfinished};
use dutybound::workspace::{Target, Workspace, find};

use arguments::{Arguments, Command};
use terminal::{Terminal, counted};

/// How a command ended, when nothing stopped it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// All is done.
    Done,
    /// There are findings that keep documents back.
    Findings,
}

/// Runs the command that the arguments ask for.
pub(crate) fn run() -> ExitCode {
    quieten();
    let arguments = Arguments::parse();
    let mut terminal = Terminal::new();
    let ending = match &arguments.command {
        Command::Build(arguments) => build::run(arguments, &mut terminal),
        Command::Check(arguments) => check::run(arguments, &mut terminal),
        Command::Rule(arguments) => rules::explain(arguments, &mut terminal),
        Command::Show(arguments) => show::run(arguments, &mut terminal),
        Command::Explain(arguments) => explain::run(arguments, &mut terminal),
        Command::Templates(arguments) => templates::run(arguments, &mut terminal),
        Command::Schema(arguments) => schema::run(arguments, &mut terminal),
        Command::Init(arguments) => init::run(arguments, &mut terminal),
        Command::Reprint(arguments) => reprint::run(arguments, &mut terminal),
        Command::Verify(arguments) => verify::run(arguments, &mut terminal),
        Command::Compare(arguments) => compare::run(arguments, &mut terminal),
        Command::Governors(arguments) => governors::run(arguments, &mut terminal),
        Command::Pack(arguments) => pack::run(arguments, &mut terminal),
        Command::Upstream(arguments) => upstream::run(arguments, &mut terminal),
        Command::Approve(arguments) => approve::run(arguments, &mut terminal),
    };
    match ending {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Findings) => ExitCode::from(1),
        Err(error) => {
            terminal.error(&error);
            ExitCode::from(2)
        }
    }
}

/// Keeps the words of a panic to itself where it is the fault of a file, which is told as one.
fn quieten() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            usual(panic);
        }
    }));
}

/// Workspaces that stay until the program ends: to free the plans of a thousand schools one by one takes a tenth of a
/// check, and the memory goes back in one piece.
type Workspaces = ManuallyDrop<Vec<Workspace>>;

/// The workspaces that some paths mean, and the ids of the organisations that are meant: that of a file which is named,
/// all of a folder.
fn open(paths: &[PathBuf]) -> Result<(Workspaces, Vec<String>), Error> {
    let mut files_of: IndexMap<PathBuf, Option<Vec<PathBuf>>> = IndexMap::new();
    for path in paths {
        for Target { root, file } in find(path)? {
            let files = files_of.entry(root).or_insert_with(|| Some(Vec::new()));
            match (files.as_mut(), file) {
                (Some(files), Some(file)) => files.push(file),
                (_, None) => *files = None, // the whole folder
                (None, Some(_)) => {}
            }
        }
    }
    let mut workspaces = Vec::new();
    let mut meant = Vec::new();
    for (root, files) in &files_of {
        let workspace = match files {
            Some(files) => Workspace::open_files(root, files)?,
            None => Workspace::open(root)?,
        };
        match files {
            Some(files) => {
                for file in files {
                    meant.extend(workspace.organisation_of(file)?.map(str::to_string));
                }
            }
            None => meant.extend(workspace.organisations().map(str::to_string)),
        }
        workspaces.push(workspace);
    }
    Ok((ManuallyDrop::new(workspaces), meant))
}

/// Finishes what a run that was interrupted has left undone in the workspaces that some paths mean, and says so: for
/// commands that change files, before they read them. A dry run only says that something is left.
fn finish_earlier(paths: &[PathBuf], dry_run: bool, terminal: &mut Terminal) -> Result<(), Error> {
    let mut roots: Vec<PathBuf> = Vec::new();
    for path in paths {
        roots.extend(find(path)?.into_iter().map(|target| target.root));
    }
    roots.sort();
    roots.dedup();
    for root in roots {
        if dry_run {
            if is_unfinished(&root) {
                terminal.note(
                    "note: an earlier run was interrupted; without `--dry-run`, what it left undone is done first",
                );
            }
            continue;
        }
        let finished = finish(&root)?;
        if !finished.is_empty() {
            terminal.note(&format!(
                "note: an earlier run was interrupted; what it left undone is done now, in {}: {}",
                counted(finished.len(), "file"),
                finished.join(", ")
            ));
        }
    }
    Ok(())
}

/// The one workspace among several that has an organisation.
fn workspace_of<'a>(workspaces: &'a [Workspace], id: &str) -> Option<&'a Workspace> {
    workspaces
        .iter()
        .find(|workspace| workspace.organisations().any(|known| known == id))
        .or_else(|| workspaces.first())
}
