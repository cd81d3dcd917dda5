//! `dutybound show`.

use dutybound::Error;
use dutybound::check::Checked;
use dutybound::diagnostic::Diagnostic;
use dutybound::pipeline::{Options, compose_document, prepare};
use dutybound::render::pdf::PdfWriter;

use super::arguments::{ShowArguments, Showable};
use super::terminal::Terminal;
use super::{Ending, clock, open, workspace_of};

pub(super) fn run(arguments: &ShowArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (workspaces, _) = open(std::slice::from_ref(&arguments.path))?;
    let Some(workspace) = workspace_of(&workspaces, &arguments.id) else {
        return Ok(Ending::Findings);
    };
    let options = Options::of_one(&arguments.id, arguments.as_of.unwrap_or_else(clock::today));
    let prepared = prepare(workspace, &arguments.id, &options, &PdfWriter::new())
        .inspect_err(|_| terminal.files(&workspaces, false))?;
    let mut diagnostics = workspace.diagnostics().to_vec();
    diagnostics.extend(prepared.diagnostics.iter().cloned());
    match arguments.what {
        Showable::Plan => {
            let yaml = serde_yaml::to_string(&prepared.resolved.filled).map_err(|error| {
                Error::Request {
                    message: format!("the plan cannot be printed: {error}"),
                    help: None,
                }
            })?;
            terminal.line(yaml.trim_end());
        }
        Showable::Document => {
            let asked = arguments.template.clone().or_else(|| {
                let plan = prepared.checked.as_ref().map(Checked::get)?;
                plan.documents.first().map(|name| name.value.clone())
            });
            let name = asked.unwrap_or_else(|| "school".into());
            let template = workspace
                .template_asked(&name)
                .inspect_err(|_| terminal.files(&workspaces, false))?;
            if let Some(composed) =
                compose_document(workspace, &prepared, template, &options, &mut diagnostics)
            {
                terminal
                    .line(&serde_json::to_string_pretty(&composed.document).unwrap_or_default());
            }
        }
    }
    diagnostics.retain(Diagnostic::is_error);
    terminal.findings(&diagnostics, workspace.sources(), false);
    Ok(if diagnostics.is_empty() {
        Ending::Done
    } else {
        Ending::Findings
    })
}
