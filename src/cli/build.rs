//! `dutybound build`.

use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressDrawTarget};

use dutybound::Error;
use dutybound::diagnostic::Diagnostic;
use dutybound::model::Audience;
use dutybound::pipeline::{Format, Options, build};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;

use super::arguments::{BuildArguments, FormatName, Selection};
use super::terminal::{Terminal, count, counted};
use super::{Ending, clock, open, removals, summary};

pub(super) fn run(arguments: &BuildArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (workspaces, named) = open(&arguments.selection.paths)?;
    let folder = arguments.output.clone().unwrap_or_else(|| {
        let output = PathBuf::from("output");
        match arguments.audience {
            Some(audience) => output.join(format!("for-{audience}")),
            None => output,
        }
    });
    if let Some(file) = &arguments.removals_to {
        removals::may_be_made(file, &folder)?;
    }
    let options = Options {
        audience: arguments.audience,
        templates: arguments.template.clone(),
        accessible: arguments.accessible,
        text_size: arguments.large_print,
        formats: formats(&arguments.format),
        ..options(&arguments.selection, named)
    };
    let output = OutputFolder::new(&folder);
    let progress = if Terminal::is_watched() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    progress.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    progress.set_length(
        workspaces
            .iter()
            .map(|workspace| workspace.organisations().count() as u64)
            .sum(),
    );
    let writer = PdfWriter::new();
    let report = build(&workspaces, &options, Some(&output), &writer, &|done| {
        progress.set_position(done as u64);
    })
    .inspect_err(|_| terminal.files(&workspaces, arguments.selection.all))?;
    progress.finish_and_clear();

    let mut ending = Ending::Done;
    let mut all: Vec<Diagnostic> = Vec::new();
    for (index, workspace) in workspaces.iter().enumerate() {
        let findings = report.findings(index, workspace);
        terminal.findings(&findings, workspace.sources(), arguments.selection.all);
        all.extend(findings);
    }
    let outcomes = report.outcomes.iter();
    terminal.asides(outcomes.flat_map(|(_, outcome)| &outcome.notes));
    let mut failed = None;
    for (_, outcome) in &report.outcomes {
        if let Some(fault) = &outcome.fault {
            terminal.error(fault);
            failed = Some(outcome.organisation.clone());
        }
    }
    let left_out = removals::report(&report.outcomes, &workspaces, options.as_of);
    if arguments.removals {
        terminal.line(&left_out);
    }
    if let Some(file) = &arguments.removals_to {
        super::file::put(left_out.trim_end(), Some(file), terminal)?;
    }
    if arguments.audience == Some(Audience::Public) {
        terminal.asides(&removals::numbers(&report.outcomes));
    }
    terminal.line(&summary::table(&report.outcomes));
    let documents: usize = report
        .outcomes
        .iter()
        .map(|(_, outcome)| outcome.published.len())
        .sum();
    terminal.line(&format!(
        "{} built, {}",
        counted(documents, "document"),
        count(&all)
    ));
    if all.iter().any(Diagnostic::is_error) {
        ending = Ending::Findings;
    }
    match failed {
        Some(organisation) => Err(Error::Request {
            message: format!("the documents of `{organisation}` could not be built"),
            help: None,
        }),
        None => Ok(ending),
    }
}

/// The formats that are named, each once.
pub(super) fn formats(names: &[FormatName]) -> Vec<Format> {
    let mut formats: Vec<Format> = names
        .iter()
        .map(|name| match name {
            FormatName::Pdf => Format::Pdf,
            FormatName::Docx => Format::Docx,
            FormatName::Html => Format::Html,
        })
        .collect();
    formats.sort_unstable();
    formats.dedup();
    formats
}

/// The options that building and checking share. `named` are the organisations that the paths mean; `--only` chooses
/// among all of the workspaces.
pub(super) fn options(selection: &Selection, named: Vec<String>) -> Options {
    let mut only = if selection.only.is_empty() {
        named
    } else {
        selection.only.clone()
    };
    only.sort();
    only.dedup();
    Options {
        only: Some(only),
        templates: Vec::new(),
        accessible: false,
        text_size: None,
        audience: None,
        formats: Vec::new(),
        as_of: selection.as_of.unwrap_or_else(clock::today),
        jobs: selection.jobs.unwrap_or_else(clock::processors),
    }
}
