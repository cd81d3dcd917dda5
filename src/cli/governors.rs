//! `dutybound governors`.

use dutybound::Error;
use dutybound::model::Id;
use dutybound::pipeline::{Options, Packed, governors};
use dutybound::publish::write_pack;
use dutybound::render::pdf::PdfWriter;

use super::arguments::GovernorsArguments;
use super::terminal::{Terminal, one_line};
use super::{Ending, clock, open, workspace_of};

pub(super) fn run(
    arguments: &GovernorsArguments,
    terminal: &mut Terminal,
) -> Result<Ending, Error> {
    let (workspaces, _) = open(std::slice::from_ref(&arguments.path))?;
    let Some(workspace) = workspace_of(&workspaces, &arguments.id) else {
        return Ok(Ending::Findings);
    };
    let options = Options::of_one(&arguments.id, arguments.as_of.unwrap_or_else(clock::today));
    let writer = PdfWriter::new();
    let packed = governors(
        workspace,
        &arguments.id,
        arguments.meeting,
        &options,
        &writer,
    )
    .inspect_err(|_| terminal.files(&workspaces, false))?;
    let pack = match packed {
        Packed::Made(pack) => pack,
        Packed::Refused(mut findings) => {
            findings.retain(dutybound::diagnostic::Diagnostic::is_error);
            terminal.findings(&findings, workspace.sources(), false);
            terminal.note("No pack was made: the plan has errors.");
            return Ok(Ending::Findings);
        }
    };
    for warning in &pack.warnings {
        terminal.note(&format!("warning: {}", one_line(warning)));
    }
    let id: Id = arguments.id.parse().map_err(|_| Error::Request {
        message: format!("`{}` cannot name a folder", arguments.id),
        help: Some("An id holds letters, digits and hyphens.".into()),
    })?;
    let files: Vec<(&str, &[u8])> = pack
        .files
        .iter()
        .map(|(name, bytes)| (&**name, &**bytes))
        .collect();
    let written = write_pack(&arguments.output, &id, &pack.name, &files)?;
    terminal.line(&format!("{}", written.folder.display()));
    for (name, _) in &pack.files {
        terminal.line(&format!("    {name}"));
    }
    terminal.line(&format!("{} (the same in one file)", written.zip.display()));
    terminal.asides(&pack.notes);
    Ok(if pack.warnings.is_empty() {
        Ending::Done
    } else {
        Ending::Findings
    })
}
