//! What `reprint` says of what it does.

use dutybound::edit::difference;
use dutybound::model::Period;
use dutybound::pipeline::{Held, Reprinted};

use super::{ReprintArguments, Rolled};
use crate::cli::terminal::{Terminal, counted};

/// How many organisations are named that something holds back.
const NAMED: usize = 5;

/// Says what holds organisations back, if anything does.
pub(super) fn held(all: &[Rolled], terminal: &mut Terminal) -> bool {
    let held: Vec<&Held> = all.iter().flat_map(|rolled| &rolled.reprint.held).collect();
    if held.is_empty() {
        return false;
    }
    for same in held.chunk_by(|one, other| one.why == other.why && one.by_hand == other.by_hand) {
        let named = same.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|held| format!("`{}` ({})", held.id, held.file))
            .collect();
        let more = match same.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} others"),
        };
        let Some(first) = same.first() else {
            continue;
        };
        let mut text = format!(
            "error: {}{more} cannot be rolled forward: {}",
            named.join(", "),
            first.why
        );
        text.extend(["\n  help: ", &first.help]);
        for line in &first.by_hand {
            text.extend(["\n    ", line]);
        }
        terminal.note(&one_text(&text));
    }
    let others: usize = all
        .iter()
        .map(|rolled| rolled.reprint.organisations.len())
        .sum();
    terminal.note(&match others {
        0 => "Nothing was changed.".to_string(),
        _ => "Nothing was changed, nor in the files of the others. To roll only some forward, name each with `--only`.".to_string(),
    });
    true
}

/// The differences, and a table of what would change.
pub(super) fn dry_run(all: &[Rolled], terminal: &mut Terminal) {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for one in organisations(all) {
        if let Some(replacement) = &one.replacement {
            terminal.line(difference(replacement).trim_end());
        }
        let shown = |value: &Option<String>| one_text(value.as_deref().unwrap_or("–"));
        rows.extend(one.lines.iter().map(|line| {
            [
                one.file.clone(),
                one_text(&line.what),
                shown(&line.old),
                shown(&line.new),
            ]
        }));
    }
    if rows.is_empty() {
        return;
    }
    rows.insert(0, ["File", "What", "Old", "New"].map(str::to_string));
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    terminal.line("");
    for [file, what, old, new] in &rows {
        let line = format!(
            "{file:file_width$}  {what:what_width$}  {old:old_width$}  {new}",
            file_width = widths[0],
            what_width = widths[1],
            old_width = widths[2],
        );
        terminal.line(line.trim_end());
    }
    terminal.line("");
}

/// What was changed, a line for each organisation.
pub(super) fn done(all: &[Rolled], period: Period, terminal: &mut Terminal) {
    for one in organisations(all) {
        terminal.line(&match one.replacement {
            Some(_) => format!("{}: {} in {}", one.id, changes(one.lines.len()), one.file),
            None => format!("{}: nothing to change in {}", one.id, one.file),
        });
    }
    if organisations(all).all(|one| one.replacement.is_none()) {
        unchanged(period, terminal);
    }
}

fn unchanged(period: Period, terminal: &mut Terminal) {
    terminal.line(&format!(
        "Nothing changes: every plan is one for {period} already."
    ));
}

/// The last line, of everything together.
pub(super) fn ending(all: &[Rolled], arguments: &ReprintArguments, terminal: &mut Terminal) {
    let files = organisations(all)
        .filter(|one| one.replacement.is_some())
        .count();
    if files == 0 {
        if arguments.dry_run {
            unchanged(arguments.period, terminal);
        }
        return;
    }
    let lines: usize = organisations(all).map(|one| one.lines.len()).sum();
    let tasks: usize = organisations(all).map(|one| one.tasks.len()).sum();
    let in_files = format!("{} in {}", changes(lines), counted(files, "file"));
    let rest = format!("{} for people", counted(tasks, "task"));
    terminal.line(&if arguments.dry_run {
        format!(
            "{in_files} to make for {}, and {rest}; nothing was written",
            arguments.period
        )
    } else {
        format!("{in_files} made for {}, and {rest}", arguments.period)
    });
}

pub(super) fn organisations(all: &[Rolled]) -> impl Iterator<Item = &Reprinted> {
    all.iter().flat_map(|rolled| &rolled.reprint.organisations)
}

fn changes(number: usize) -> String {
    counted(number, "change")
}

/// A text from a file that anybody may have written, for the terminal.
pub(super) fn one_text(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control() && letter != '\n' {
                ' '
            } else {
                letter
            }
        })
        .collect()
}
