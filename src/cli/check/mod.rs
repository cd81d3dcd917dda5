//! `dutybound check`.

mod ending;
mod sarif;
mod fix;
mod report;

use dutybound::Error;
use dutybound::check::rule;
use dutybound::diagnostic::{Diagnostic, JSON_VERSION, Severity};
use dutybound::pipeline::{Format, Options, Report, build};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use super::arguments::{CheckArguments, FindingsFormat};
use super::build::options;
use super::file::{may_be_made, put};
use super::terminal::Terminal;
use super::{Ending, Workspaces, coverage, open, rules};

/// What was checked, and what came of it.
struct Checked {
    workspaces: Workspaces,
    options: Options,
    report: Report,
    /// What is wrong in each workspace, each fault once.
    findings: Vec<Vec<Diagnostic>>,
}

impl Checked {
    /// Each finding with the workspace that it belongs to.
    fn each(&self) -> impl Iterator<Item = (&Workspace, &Diagnostic)> {
        let pairs = self.workspaces.iter().zip(&self.findings);
        pairs.flat_map(|(workspace, findings)| {
            findings.iter().map(move |finding| (workspace, finding))
        })
    }

    fn count(&self, severity: Severity) -> usize {
        let same = self
            .each()
            .filter(|(_, finding)| finding.severity == severity);
        same.count()
    }

    /// How the command ends: warnings count where `strict` is set.
    fn ending(&self, strict: bool) -> Ending {
        let least = if strict {
            Severity::Warning
        } else {
            Severity::Error
        };
        if self.each().any(|(_, finding)| finding.severity >= least) {
            Ending::Findings
        } else {
            Ending::Done
        }
    }
}

pub(super) fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    if arguments.rules {
        return Ok(rules::list(terminal));
    }
    let file = arguments.output.as_deref();
    match arguments.format {
        FindingsFormat::Human if file.is_some() => {
            return Err(Error::Request {
                message: "`--output` says where a report goes, and no report is asked for".into(),
                help: Some("Add `--format` with docx, pdf, html, json or sarif.".into()),
            });
        }
        FindingsFormat::Json | FindingsFormat::Sarif => file.map_or(Ok(()), may_be_made)?,
        FindingsFormat::Human
        | FindingsFormat::Docx
        | FindingsFormat::Pdf
        | FindingsFormat::Html => {}
    }
    if arguments.coverage {
        return coverage::run(arguments, terminal);
    }
    let format = match arguments.format {
        FindingsFormat::Docx => Some(Format::Docx),
        FindingsFormat::Pdf => Some(Format::Pdf),
        FindingsFormat::Html => Some(Format::Html),
        FindingsFormat::Human | FindingsFormat::Json | FindingsFormat::Sarif => None,
    };
    if arguments.fix {
        return fix::run(arguments, terminal);
    }
    let writer = PdfWriter::new();
    let checked = checked(arguments, &writer, terminal)?;
    match arguments.format {
        FindingsFormat::Human => {
            human(&checked, arguments.selection.all, terminal);
            terminal.line(&ending::line(&checked));
        }
        FindingsFormat::Json => put(&json(&checked), file, terminal)?,
        FindingsFormat::Sarif => put(&sarif::log(&checked), file, terminal)?,
        FindingsFormat::Docx | FindingsFormat::Pdf | FindingsFormat::Html => {
            if let Some(format) = format {
                report::write(&checked, format, file, &writer, terminal)?;
            }
            terminal.line(&ending::line(&checked));
        }
    }
    Ok(checked.ending(arguments.strict))
}

/// Checks what the arguments name.
fn checked(
    arguments: &CheckArguments,
    writer: &PdfWriter,
    terminal: &mut Terminal,
) -> Result<Checked, Error> {
    let (mut workspaces, named) = open(&arguments.selection.paths)?;
    if arguments.evidence {
        workspaces
            .iter_mut()
            .for_each(Workspace::look_into_evidence);
    }
    let options = options(&arguments.selection, named);
    let mut report = build(&workspaces, &options, None, writer, &|_| {})
        .inspect_err(|_| terminal.files(&workspaces, arguments.selection.all))?;
    for (_, outcome) in &mut report.outcomes {
        if let Some(fault) = outcome.fault.take() {
            return Err(fault);
        }
    }
    let each = workspaces.iter().enumerate();
    let findings = each.map(|(index, workspace)| report.findings(index, workspace));
    Ok(Checked {
        findings: findings.collect(),
        workspaces,
        options,
        report,
    })
}

/// Prints the findings: excerpts of errors and warnings, a line for each note.
fn human(checked: &Checked, all: bool, terminal: &mut Terminal) {
    for (workspace, findings) in checked.workspaces.iter().zip(&checked.findings) {
        terminal.all_found(findings, workspace.sources(), all);
    }
}

/// Everything as JSON.
fn json(checked: &Checked) -> String {
    let findings = checked.each().map(|(workspace, finding)| {
        let why = rule(finding.code).map(|rule| rule.why);
        workspace.sources().json(finding, why)
    });
    let off = ending::switched_off(checked).into_iter().map(|(off, workspace)| {
        serde_json::json!({ "code": off.code, "place": workspace.sources().json_of(off.place) })
    });
    let report = serde_json::json!({
        "version": JSON_VERSION,
        "as_of": checked.options.as_of,
        "register": ending::register_date(checked),
        "switched_off": off.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
