//! `dutybound check`.

use dutybound::Error;
use dutybound::diagnostic::{Diagnostic, JSON_VERSION, Severity};
use dutybound::pipeline::build;
use dutybound::render::pdf::PdfWriter;

use super::arguments::{CheckArguments, FindingsFormat};
use super::build::options;
use super::terminal::{Terminal, count, counted};
use super::{Ending, open};

pub(super) fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (workspaces, named) = open(&arguments.selection.paths)?;
    let options = options(&arguments.selection, named);
    let report = build(&workspaces, &options, None, &PdfWriter::new(), &|_| {})
        .inspect_err(|_| terminal.files(&workspaces, arguments.selection.all))?;
    let mut all = Vec::new();
    let mut json = Vec::new();
    for (index, workspace) in workspaces.iter().enumerate() {
        let findings = report.findings(index, workspace);
        match arguments.format {
            FindingsFormat::Human => {
                let (notes, faults): (Vec<_>, Vec<_>) = findings
                    .iter()
                    .cloned()
                    .partition(|finding| finding.severity == Severity::Note);
                terminal.findings(&faults, workspace.sources(), arguments.selection.all);
                terminal.notes(&notes, workspace.sources());
            }
            FindingsFormat::Json => json.extend(
                findings
                    .iter()
                    .map(|finding| workspace.sources().json(finding)),
            ),
        }
        all.extend(findings);
    }
    let checked = report.outcomes.len();
    for (_, outcome) in report.outcomes {
        if let Some(fault) = outcome.fault {
            return Err(fault);
        }
    }
    let summary = format!(
        "{} checked: {}",
        counted(checked, "organisation"),
        count(&all)
    );
    match arguments.format {
        FindingsFormat::Human => terminal.line(&summary),
        FindingsFormat::Json => {
            let report = serde_json::json!({ "version": JSON_VERSION, "as_of": options.as_of, "findings": json });
            terminal.line(&serde_json::to_string_pretty(&report).unwrap_or_default());
        }
    }
    Ok(if all.iter().any(Diagnostic::is_error) {
        Ending::Findings
    } else {
        Ending::Done
    })
}
