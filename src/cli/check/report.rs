//! A report for each organisation.

use std::path::Path;

use dutybound::Error;
use dutybound::pipeline::{Format, rendered, report};
use dutybound::publish::{OutputFolder, write_file};
use dutybound::render::pdf::{PdfWriter, on_worker_thread};

use super::Checked;
use crate::cli::file::may_be_made;
use crate::cli::terminal::{Terminal, count};

/// Writes the reports, and says where they are.
pub(super) fn write(
    checked: &Checked,
    format: Format,
    output: Option<&Path>,
    writer: &PdfWriter,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let output = output.unwrap_or(Path::new("output"));
    let ending = format.extension();
    let file = output
        .extension()
        .is_some_and(|given| given.eq_ignore_ascii_case(ending));
    let outcomes = &checked.report.outcomes;
    if file && outcomes.len() != 1 {
        return Err(Error::Request {
            message: format!(
                "`{}` is one file, and there are {} organisations",
                output.display(),
                outcomes.len()
            ),
            help: Some("Name a folder, or one organisation with `--only`.".into()),
        });
    }
    if file {
        may_be_made(output)?;
    }
    // What belongs to no organisation stands in no report.
    for workspace in checked.workspaces.iter() {
        terminal.findings(workspace.diagnostics(), workspace.sources(), false);
    }
    let folder = OutputFolder::new(output);
    for (index, outcome) in outcomes {
        let workspace = &checked.workspaces[*index];
        let id = &outcome.organisation;
        let make = || {
            let document = report(workspace, outcome, checked.options.as_of, writer);
            rendered(&document, format, writer)
        };
        let drawn = on_worker_thread(make).map_err(|source| Error::Request {
            message: format!("no thread could be started: {source}"),
            help: None,
        })??;
        let path = if file {
            write_file(output, &drawn.bytes)?;
            output.to_path_buf()
        } else {
            let fault = |_| Error::Request {
                message: format!("`{id}` cannot name a folder"),
                help: Some("An id holds letters, digits and hyphens.".into()),
            };
            folder.write(
                &id.parse().map_err(fault)?,
                &format!("{id}-check.{ending}"),
                &drawn.bytes,
            )?
        };
        terminal.line(&format!(
            "{}: {}",
            path.display(),
            count(&outcome.diagnostics)
        ));
    }
    Ok(())
}
