//! `dutybound reprint`.

mod asked;
mod shown;
mod lists;

pub(super) use asked::ReprintArguments;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dutybound::Error;
use dutybound::diagnostic::nearest;
use dutybound::model::PartialDate;
use dutybound::pipeline::{Format, Options, Reprint, reprint};
use dutybound::publish::replace_together;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::{Target, Workspace, find};

use super::terminal::Terminal;
use super::{Ending, clock, finish_earlier};
use asked::ToDoFormat;

/// A workspace, and what becomes of it.
struct Rolled {
    workspace: Workspace,
    reprint: Reprint,
}

pub(super) fn run(arguments: &ReprintArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let formats = formats(&arguments.format);
    if formats.is_empty() && arguments.output.is_some() {
        return Err(Error::Request {
            message: "`--output` says where to-do lists go, and no document is asked for".into(),
            help: Some("Add `--format docx`, `--format pdf` or both: `--format docx,pdf`.".into()),
        });
    }
    if !formats.is_empty() && arguments.dry_run {
        return Err(Error::Request {
            message: "`--dry-run` writes nothing, and so no document either".into(),
            help: Some("Leave `--format` out: the to-do lists are printed.".into()),
        });
    }
    let writer = PdfWriter::new();
    let options = Options {
        only: None,
        templates: Vec::new(),
        accessible: false,
        text_size: None,
        audience: None,
        formats: Vec::new(),
        as_of: arguments
            .as_of
            .unwrap_or_else(|| PartialDate::first_day(arguments.period.from())),
        jobs: arguments.jobs.unwrap_or_else(clock::processors),
    };
    let mut all = Vec::new();
    for (workspace, ids) in opened(arguments, terminal)? {
        let options = Options {
            only: Some(ids),
            ..options.clone()
        };
        let reprint = reprint(&workspace, arguments.period, &options, &writer)?;
        all.push(Rolled { workspace, reprint });
    }
    if shown::held(&all, terminal) {
        return Ok(Ending::Findings);
    }
    if arguments.dry_run {
        shown::dry_run(&all, terminal);
    } else {
        for rolled in &all {
            replace_together(rolled.workspace.root(), &rolled.reprint.replacements())?;
        }
        shown::done(&all, arguments.period, terminal);
    }
    lists::print(&all, arguments.period, arguments.all, terminal);
    for format in formats {
        lists::write(&all, arguments, options.as_of, format, &writer, terminal)?;
    }
    shown::ending(&all, arguments, terminal);
    Ok(Ending::Done)
}

/// The formats of documents that are asked for, each once.
fn formats(asked: &[ToDoFormat]) -> Vec<Format> {
    let formats = asked.iter().filter_map(|asked| match asked {
        ToDoFormat::Text => None,
        ToDoFormat::Docx => Some(Format::Docx),
        ToDoFormat::Pdf => Some(Format::Pdf),
    });
    let each: BTreeSet<Format> = formats.collect();
    each.into_iter().collect()
}

/// The workspaces with all of their files, each with the organisations in it that are meant. What an interrupted run left
/// undone is finished first, unless nothing is to be written.
fn opened(
    arguments: &ReprintArguments,
    terminal: &mut Terminal,
) -> Result<Vec<(Workspace, Vec<String>)>, Error> {
    let mut files_of: BTreeMap<PathBuf, Option<Vec<PathBuf>>> = BTreeMap::new();
    for path in &arguments.paths {
        for Target { root, file } in find(path)? {
            let files = files_of.entry(root).or_insert_with(|| Some(Vec::new()));
            match (files.as_mut(), file) {
                (Some(files), Some(file)) => files.push(file),
                (_, None) => *files = None, // the whole folder
                (None, Some(_)) => {}
            }
        }
    }
    finish_earlier(&arguments.paths, arguments.dry_run, terminal)?;
    let mut opened = Vec::new();
    for (root, files) in files_of {
        let workspace = Workspace::open(&root)?;
        let mut ids: Vec<String> = Vec::new();
        match files {
            None => ids.extend(workspace.organisations().map(str::to_string)),
            Some(files) => {
                for file in files {
                    let id = workspace.organisation_of(&file)?;
                    ids.push(id.map(str::to_string).ok_or_else(|| unreadable(&file))?);
                }
            }
        }
        if workspace
            .diagnostics()
            .iter()
            .any(dutybound::diagnostic::Diagnostic::is_error)
        {
            terminal.findings(workspace.diagnostics(), workspace.sources(), arguments.all);
        }
        opened.push((workspace, ids));
    }
    narrow(&mut opened, &arguments.only)?;
    Ok(opened)
}

fn unreadable(file: &std::path::Path) -> Error {
    Error::Request {
        message: format!("`{}` cannot be read", file.display()),
        help: Some("`dutybound check` says what is wrong with it.".into()),
    }
}

/// Keeps the organisations that are asked for by name, if any are.
fn narrow(opened: &mut [(Workspace, Vec<String>)], only: &[String]) -> Result<(), Error> {
    if only.is_empty() {
        return Ok(());
    }
    for id in only {
        let mut all = opened.iter().flat_map(|(_, ids)| ids);
        if !all.any(|known| known == id) {
            let known: Vec<&str> = opened
                .iter()
                .flat_map(|(_, ids)| ids)
                .map(String::as_str)
                .collect();
            let help = match nearest(id, known.iter().copied()) {
                Some(meant) => format!("Did you mean `{meant}`?"),
                None => format!("There are: {}.", known.join(", ")),
            };
            return Err(Error::Request {
                message: format!("there is no organisation `{id}` here"),
                help: Some(help),
            });
        }
    }
    for (_, ids) in opened {
        ids.retain(|id| only.contains(id));
    }
    Ok(())
}
