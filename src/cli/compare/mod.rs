//! `dutybound compare`.

mod text;
mod json;

use dutybound::Error;
use dutybound::diagnostic::Diagnostic;
use dutybound::pipeline::{Compared, Comparing, Format, Options, PlanChanges, Sort, compare, draw};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use super::arguments::{ChangesFormat, CompareArguments};
use super::terminal::{Terminal, one_line};
use super::{Ending, clock, open, workspace_of};

pub(super) fn run(arguments: &CompareArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (workspaces, _) = open(std::slice::from_ref(&arguments.path))?;
    let Some(workspace) = workspace_of(&workspaces, &arguments.id) else {
        return Ok(Ending::Findings);
    };
    let options = options(arguments);
    let writer = PdfWriter::new();
    let comparing = Comparing {
        id: arguments.id.clone(),
        from: arguments.from.clone(),
        to: Some(arguments.to.clone()),
    };
    let compared = compare(workspace, &comparing, &options, &writer)
        .inspect_err(|_| terminal.files(&workspaces, false))?;
    let changes = match compared {
        Compared::Told(changes) => changes,
        Compared::Refused(findings) => {
            terminal.findings(&findings, workspace.sources(), false);
            return Ok(Ending::Findings);
        }
    };
    for warning in &changes.warnings {
        terminal.note(&format!("warning: {}", one_line(warning)));
    }
    let wants = |format| arguments.format.contains(&format);
    if wants(ChangesFormat::Json) {
        terminal.line(&json::report(&changes));
    } else if wants(ChangesFormat::Text) {
        terminal.line(&text::report(&changes));
    }
    let mut ending = if changes.warnings.is_empty() {
        Ending::Done
    } else {
        Ending::Findings
    };
    if !options.formats.is_empty() {
        if changes.is_sound() {
            let quiet = wants(ChangesFormat::Json);
            write(
                workspace, &changes, &options, arguments, &writer, quiet, terminal,
            )?;
        } else {
            let mut errors = workspace.concerning(&arguments.id);
            errors.extend(changes.findings().iter().cloned());
            errors.retain(Diagnostic::is_error);
            terminal.findings(&errors, workspace.sources(), false);
            terminal.note("No document was written: the plan has errors.");
            ending = Ending::Findings;
        }
    }
    Ok(ending)
}

fn options(arguments: &CompareArguments) -> Options {
    let mut formats: Vec<Format> = arguments
        .format
        .iter()
        .filter_map(|format| match format {
            ChangesFormat::Text | ChangesFormat::Json => None,
            ChangesFormat::Pdf => Some(Format::Pdf),
            ChangesFormat::Docx => Some(Format::Docx),
            ChangesFormat::Html => Some(Format::Html),
        })
        .collect();
    formats.sort_unstable();
    formats.dedup();
    Options {
        formats,
        ..Options::of_one(&arguments.id, arguments.as_of.unwrap_or_else(clock::today))
    }
}

/// Writes the documents, and says where they are: beside the output where that is for programs.
fn write(
    workspace: &Workspace,
    changes: &PlanChanges,
    options: &Options,
    arguments: &CompareArguments,
    writer: &PdfWriter,
    quiet: bool,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let drawing = draw(workspace, changes, options, writer)?;
    let folder = OutputFolder::new(&arguments.output);
    for made in &drawing.made {
        let path = folder.write(&changes.organisation, &made.name, &made.file.bytes)?;
        let what = match &made.sort {
            Sort::Summary => "summary for governors".to_string(),
            Sort::Marked(template) => format!("`{template}` with its changes marked"),
        };
        let line = format!("{}: {what}", path.display());
        if quiet {
            terminal.note(&line);
        } else {
            terminal.line(&line);
        }
    }
    terminal.asides(&drawing.notes);
    Ok(())
}
