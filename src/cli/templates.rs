//! `dutybound templates`.

use std::path::Path;

use dutybound::Error;
use dutybound::diagnostic::Diagnostic;
use dutybound::source::holds_yaml;
use dutybound::template::field_names;
use dutybound::workspace::Workspace;

use super::Ending;
use super::arguments::{TemplatesArguments, TemplatesCommand};
use super::terminal::Terminal;

pub(super) fn run(
    arguments: &TemplatesArguments,
    terminal: &mut Terminal,
) -> Result<Ending, Error> {
    match &arguments.command {
        None => list(&arguments.path, terminal),
        Some(TemplatesCommand::Show { name, path }) => show(name, path, terminal),
        Some(TemplatesCommand::Fields) => {
            fields(terminal);
            Ok(Ending::Done)
        }
    }
}

/// Each template with what it makes and the columns of its tables.
fn list(path: &Path, terminal: &mut Terminal) -> Result<Ending, Error> {
    let workspace = open(path)?;
    let mut paragraphs = Vec::new();
    for template in workspace.templates() {
        let mut lines = vec![format!("{}: {}", template.name(), template.title())];
        for columns in template.tables() {
            lines.push(format!("  table: {}", columns.join(" | ")));
        }
        paragraphs.push(lines.join("\n"));
    }
    terminal.line(&paragraphs.join("\n\n"));
    terminal.line(
        "\n`dutybound templates show NAME` prints one to start from: save it in the folder `templates` of your plans.",
    );
    Ok(ending(&workspace, terminal))
}

/// Every field with what it holds, by what it belongs to.
fn fields(terminal: &mut Terminal) {
    let mut above = None;
    for (kind, field, about) in field_names() {
        if above != Some(kind) {
            let heading = if kind.is_empty() { "anywhere" } else { kind };
            terminal.line(&format!("\n{heading}:"));
            above = Some(kind);
        }
        terminal.line(&format!("  {field:<22}{about}"));
    }
}

fn show(name: &str, path: &Path, terminal: &mut Terminal) -> Result<Ending, Error> {
    let workspace = open(path)?;
    let template = workspace.template_asked(name).inspect_err(|_| {
        ending(&workspace, terminal);
    })?;
    let text = workspace.sources().text(template.source().place.file);
    terminal.line(text.trim_end());
    Ok(ending(&workspace, terminal))
}

/// The workspace of a folder, or one without plans where the folder holds none: the built-in templates are there
/// anyway.
fn open(path: &Path) -> Result<Workspace, Error> {
    if holds_yaml(path)? {
        Workspace::open(path)
    } else {
        Ok(Workspace::without_plans())
    }
}

/// Prints what is wrong with the templates.
fn ending(workspace: &Workspace, terminal: &mut Terminal) -> Ending {
    terminal.findings(workspace.diagnostics(), workspace.sources(), false);
    if workspace.diagnostics().iter().any(Diagnostic::is_error) {
        Ending::Findings
    } else {
        Ending::Done
    }
}
