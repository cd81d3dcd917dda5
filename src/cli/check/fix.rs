//! `dutybound check --fix`.

use dutybound::Error;
use dutybound::diagnostic::Diagnostic;
use dutybound::render::pdf::PdfWriter;
use dutybound::repair::{Closed, Repair, Repairs, repairs};

use super::{Checked, checked, ending, human};
use crate::cli::Ending;
use crate::cli::arguments::{CheckArguments, FindingsFormat};
use crate::cli::terminal::{Terminal, counted};

/// How often files are checked again: fixes that touch each other are made one after another.
const ROUNDS: usize = 20;

/// Shows what can be put right, or puts it right and shows what is left.
pub(super) fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    if arguments.format != FindingsFormat::Human {
        return Err(Error::Request {
            message: "`--fix` shows differences, and has no other format".into(),
            help: Some("Leave `--format` out, or check without `--fix`.".into()),
        });
    }
    let writer = PdfWriter::new();
    let mut found = checked(arguments, &writer, terminal)?;
    let mut mended = 0;
    for _ in 0..ROUNDS {
        let repairs = of_all(&found);
        show(&repairs, terminal);
        let fixes: usize = repairs.files.iter().map(|repair| repair.mended.len()).sum();
        let in_files = counted(repairs.files.len(), "file");
        if !arguments.yes {
            terminal.line(&match fixes {
                0 => "nothing can be put right by itself".to_string(),
                _ => format!(
                    "{} in {in_files}; `--fix --yes` makes them",
                    counted_fixes(fixes)
                ),
            });
            return Ok(found.ending(arguments.strict));
        }
        repairs.files.iter().try_for_each(Repair::apply)?;
        mended += fixes;
        if fixes == 0 {
            break;
        }
        found = checked(arguments, &writer, terminal)?;
    }
    human(&found, arguments.selection.all, terminal);
    terminal.line(&format!("{} made", counted_fixes(mended)));
    terminal.line(&ending::line(&found));
    Ok(found.ending(arguments.strict))
}

fn counted_fixes(number: usize) -> String {
    format!("{number} fix{}", if number == 1 { "" } else { "es" })
}

/// What can be put right in all workspaces.
fn of_all(found: &Checked) -> Repairs {
    let mut all = Repairs::default();
    for (workspace, findings) in found.workspaces.iter().zip(&found.findings) {
        let Repairs {
            files,
            closed,
            refused,
            later,
        } = repairs(workspace, findings);
        all.files.extend(files);
        all.closed.extend(closed);
        all.refused.extend(refused);
        all.later += later;
    }
    all
}

fn show(repairs: &Repairs, terminal: &mut Terminal) {
    for repair in &repairs.files {
        for mended in &repair.mended {
            terminal.line(&format!(
                "{}\n{}",
                about(&mended.finding, &repair.name),
                mended.difference
            ));
        }
    }
    for Closed { why, fixes } in &repairs.closed {
        let left = counted_fixes(*fixes);
        terminal.note(&format!("note: {left} not made: {why}"));
    }
    for (finding, why) in &repairs.refused {
        terminal.note(&format!("note: `{}` is left as it is: {why}", finding.code));
    }
    if repairs.later > 0 {
        terminal.note(&format!(
            "note: {} more overlap with these, and follow once these are made",
            counted_fixes(repairs.later)
        ));
    }
}

/// "plan.yaml:12: warning[british-spelling]: this is American spelling".
fn about(finding: &Diagnostic, file: &str) -> String {
    let line = finding.place.map_or(1, |place| place.line);
    format!(
        "{file}:{line}: {}[{}]: {}",
        finding.severity.word(),
        finding.code,
        finding.message
    )
}
