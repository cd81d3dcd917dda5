//! `dutybound upstream`.

mod listing;

use dutybound::Error;
use dutybound::decide::{Choice, changes, find};
use dutybound::diagnostic::JSON_VERSION;
use dutybound::edit::{Change, New, change_file, difference};
use dutybound::publish::replace_together;
use dutybound::upstream::{Known, Override, overrides};
use dutybound::workspace::{Resolved, Workspace};

use super::arguments::{UpstreamArguments, VerdictFormat};
use super::terminal::{Terminal, counted};
use super::{Ending, finish_earlier, open, workspace_of};

use listing::{Shown, human, json, shown};

pub(super) fn run(arguments: &UpstreamArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let paths = std::slice::from_ref(&arguments.path);
    let decides = !decisions(arguments)?.is_empty();
    if decides {
        finish_earlier(paths, arguments.dry_run, terminal)?;
    }
    let (workspaces, _) = open(paths)?;
    let Some(workspace) = workspace_of(&workspaces, &arguments.id) else {
        return Ok(Ending::Findings);
    };
    let resolved = workspace
        .resolve(&arguments.id)
        .inspect_err(|_| terminal.files(&workspaces, false))?;
    if resolved.extends.is_empty() {
        return nothing_inherited(arguments, workspace, &resolved, terminal);
    }
    if decides {
        return decide(arguments, workspace, &resolved, terminal);
    }
    let (_, unread) = workspace.overrides(&arguments.id, &resolved);
    terminal.findings(unread.as_slice(), workspace.sources(), false);
    let list = |known: &Known<'_>| -> Vec<Shown> {
        let all = overrides(known);
        all.into_iter()
            .map(|over| shown(over, known, &resolved.filled))
            .collect()
    };
    let all = workspace.with_overrides(&arguments.id, &resolved, list);
    match arguments.format {
        VerdictFormat::Human => {
            for line in human(&all, arguments, workspace.sources(), &resolved.extends) {
                terminal.line(&line);
            }
        }
        VerdictFormat::Json => terminal.line(&json(&all, arguments, workspace.sources())),
    }
    Ok(Ending::Done)
}

/// A plan that takes nothing over, or whose file to extend cannot be used.
fn nothing_inherited(
    arguments: &UpstreamArguments,
    workspace: &Workspace,
    resolved: &Resolved,
    terminal: &mut Terminal,
) -> Result<Ending, Error> {
    let id = &arguments.id;
    if resolved.profile.is_none() {
        terminal.findings(workspace.diagnostics(), workspace.sources(), false);
        terminal.findings(&resolved.diagnostics, workspace.sources(), false);
        return Ok(Ending::Findings);
    }
    if !decisions(arguments)?.is_empty() {
        return Err(Error::Request {
            message: format!(
                "the plan of `{id}` takes over no other, so that there is nothing to decide"
            ),
            help: Some("Name a school whose file `extends` that of a trust.".into()),
        });
    }
    match arguments.format {
        VerdictFormat::Human => terminal.line(&format!(
            "The plan of {id} takes over no other, so that nothing can have changed under its words."
        )),
        VerdictFormat::Json => terminal.line(&json(&[], arguments, workspace.sources())),
    }
    Ok(Ending::Done)
}

/// What is asked for, each with the way that was given.
fn decisions(arguments: &UpstreamArguments) -> Result<Vec<(&str, Choice)>, Error> {
    let (merge, text) = (&arguments.merge, &arguments.text);
    if merge.len() != text.len() {
        return Err(Error::Request {
            message: format!(
                "{} and {} are given",
                counted(merge.len(), "`--merge`"),
                counted(text.len(), "`--text`")
            ),
            help: Some(
                "Give one text for each place: --merge WAY --text \"the new words\".".into(),
            ),
        });
    }
    let keep = arguments.keep.iter().map(|way| (way, Choice::Keep));
    let take = arguments.take.iter().map(|way| (way, Choice::Take));
    let merge = merge
        .iter()
        .zip(text)
        .map(|(way, text)| (way, Choice::Merge(text.clone())));
    let all = keep.chain(take).chain(merge);
    Ok(all.map(|(way, choice)| (way.as_str(), choice)).collect())
}

/// The values that the decisions are about; none of them twice.
fn found<'a>(
    all: &'a [Override],
    decisions: Vec<(&str, Choice)>,
) -> Result<Vec<(&'a Override, Choice)>, Error> {
    let mut found: Vec<(&Override, Choice)> = Vec::new();
    for (way, choice) in decisions {
        let over = find(all, way)?;
        if found.iter().any(|(known, _)| known.way == over.way) {
            return Err(Error::Request {
                message: format!("two decisions are given for `{}`", over.path()),
                help: Some("Leave one of them out.".into()),
            });
        }
        found.push((over, choice));
    }
    Ok(found)
}

/// Writes decisions into the organisation's file.
fn decide(
    arguments: &UpstreamArguments,
    workspace: &Workspace,
    resolved: &Resolved,
    terminal: &mut Terminal,
) -> Result<Ending, Error> {
    let id = &arguments.id;
    let decided = decisions(arguments)?;
    let number = decided.len();
    let (edits, left) = workspace.with_overrides(id, resolved, |known| {
        let all = overrides(known);
        let decisions = found(&all, decided)?;
        let edits = changes(known, &all, &decisions, arguments.reason.as_deref())?;
        let is_left = |over: &&Override| {
            let mut decisions = decisions.iter();
            over.is_suspect() && !decisions.any(|(known, _)| known.way == over.way)
        };
        Ok::<_, Error>((edits, all.iter().filter(is_left).count()))
    })?;
    let Some(file) = workspace.file_of(id) else {
        return Ok(Ending::Findings); // it was resolved, so it is there
    };
    let replacement = change_file(workspace, file, &edits).map_err(|why| Error::Request {
        message: why.to_string(),
        help: Some(format!("By hand: {}.", by_hand(&edits))),
    })?;
    if let Some(replacement) = replacement.as_ref().filter(|_| !arguments.dry_run) {
        replace_together(workspace.root(), std::slice::from_ref(replacement))?;
    }
    let lines = replacement.as_ref().map(difference).unwrap_or_default();
    if arguments.format == VerdictFormat::Json {
        let report = serde_json::json!({
            "version": JSON_VERSION,
            "organisation": id,
            "file": replacement.as_ref().map(|replacement| &replacement.file),
            "difference": lines,
            "written": replacement.is_some() && !arguments.dry_run,
            "left": left,
        });
        terminal.line(&serde_json::to_string_pretty(&report).unwrap_or_default());
        return Ok(Ending::Done);
    }
    terminal.line(&format!("{id}: {}", counted(number, "decision")));
    for line in lines.lines() {
        terminal.line(line);
    }
    if replacement.is_none() {
        terminal.line("Nothing is left to write: the file says so already.");
    } else if arguments.dry_run {
        terminal.line("Nothing was written: this was a dry run.");
    } else {
        terminal.line(&format!("Wrote {}", workspace.sources().name(file)));
    }
    match left {
        0 => terminal.line("Nothing else has changed under the school's own words."),
        1 => {
            terminal
                .line("One more text has changed: the same command without decisions lists it.");
        }
        left => terminal.line(&format!(
            "{left} more texts have changed: the same command without decisions lists them."
        )),
    }
    Ok(Ending::Done)
}

/// What a person would write where the program cannot.
fn by_hand(edits: &[Change]) -> String {
    let line = |change: &Change| match change {
        Change::Set {
            way,
            value: New::Text(text),
        } => format!("write `{text}` at `{way}`"),
        Change::Set { way, .. } | Change::Append { way, .. } => format!("change `{way}`"),
        Change::Remove { way } => format!("delete `{way}`"),
    };
    edits.iter().map(line).collect::<Vec<_>>().join(", ")
}
