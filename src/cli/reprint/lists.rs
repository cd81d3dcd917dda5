//! The to-do lists, on the terminal and as documents.

use std::path::Path;

use jiff::civil::Date;

use dutybound::Error;
use dutybound::model::Period;
use dutybound::pipeline::{Format, rendered, to_do};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::{PdfWriter, on_worker_thread};
use dutybound::report::TaskKind;

use super::shown::{one_text, organisations};
use super::{ReprintArguments, Rolled};
use crate::cli::terminal::{Terminal, counted};

/// How many tasks of an organisation are printed unless all are asked for.
const FIRST: usize = 10;

/// Prints what each organisation has to do.
pub(super) fn print(all: &[Rolled], period: Period, every: bool, terminal: &mut Terminal) {
    for one in organisations(all).filter(|one| !one.tasks.is_empty()) {
        terminal.line(&format!("\nTo do for {period}: {}", one_text(&one.name)));
        let most = if every { usize::MAX } else { FIRST };
        let shown = &one.tasks[..one.tasks.len().min(most)];
        for kind in TaskKind::ALL {
            let mut tasks = shown.iter().filter(|task| task.kind == kind).peekable();
            if tasks.peek().is_some() {
                terminal.line(&format!("  {}", kind.heading()));
            }
            for task in tasks {
                let place = task.at.as_ref();
                let place = place.map_or(String::new(), |(file, line)| format!("{file}:{line}: "));
                terminal.line(&format!("    - {place}{}", one_text(&task.text)));
            }
        }
        let more = one.tasks.len() - shown.len();
        if more > 0 {
            terminal.line(&format!(
                "    {} more; `--all` prints them",
                counted(more, "task")
            ));
        }
    }
    if organisations(all).any(|one| !one.tasks.is_empty()) {
        terminal.line("");
    }
}

/// Writes the lists as documents, and says where they are.
pub(super) fn write(
    all: &[Rolled],
    arguments: &ReprintArguments,
    as_of: Date,
    format: Format,
    writer: &PdfWriter,
    terminal: &mut Terminal,
) -> Result<(), Error> {
    let folder = OutputFolder::new(arguments.output.as_deref().unwrap_or(Path::new("output")));
    let period = arguments.period;
    for rolled in all {
        for one in &rolled.reprint.organisations {
            let make = || {
                let document = to_do(&rolled.workspace, one, period, as_of, writer);
                rendered(&document, format, writer)
            };
            let drawn = on_worker_thread(make).map_err(|source| Error::Request {
                message: format!("no thread could be started: {source}"),
                help: None,
            })??;
            let fault = |_| Error::Request {
                message: format!("`{}` cannot name a folder", one.id),
                help: Some("An id holds letters, digits and hyphens.".into()),
            };
            let words: String = period
                .to_string()
                .to_lowercase()
                .chars()
                .map(|letter| {
                    if letter.is_alphanumeric() {
                        letter
                    } else {
                        '-'
                    }
                })
                .collect();
            let name = format!("{}-to-do-{words}.{}", one.id, format.extension());
            let path = folder.write(&one.id.parse().map_err(fault)?, &name, &drawn.bytes)?;
            terminal.line(&format!(
                "{}: {}",
                path.display(),
                counted(one.tasks.len(), "task")
            ));
        }
    }
    Ok(())
}
