//! `dutybound approve`.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use dutybound::Error;
use dutybound::diagnostic::{Diagnostic, Severity};
use dutybound::edit::{Change, Refused, Way, change_file, difference};
use dutybound::model::{DateStyle, Id};
use dutybound::pipeline::{Approved, Approving, FrozenEdition, Note, Options, approve, rehearse};
use dutybound::publish::{Replacement, replace_together};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::{Setting, Workspace};

use super::arguments::ApproveArguments;
use super::build::formats;
use super::terminal::{Terminal, count, counted, one_line};
use super::{Ending, clock, finish_earlier, open};

pub(super) fn run(arguments: &ApproveArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (ids, path) = ids_and_path(&arguments.what);
    let paths = std::slice::from_ref(&path);
    finish_earlier(paths, arguments.dry_run, terminal)?;
    let (mut workspaces, _) = open(paths)?;
    let mut homes = Vec::new();
    for id in &ids {
        let home =
            home(&workspaces, id).inspect_err(|_| terminal.files(&workspaces, arguments.all))?;
        homes.push(home);
    }
    let writer = PdfWriter::new();
    let (mut refused, mut failed, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for (id, home) in ids.iter().zip(homes) {
        match one(
            &mut workspaces[home],
            id,
            arguments,
            &writer,
            terminal,
            &mut notes,
        ) {
            Ok(Ending::Done) => {}
            Ok(Ending::Findings) => refused.push(id.as_str()),
            Err(error) if ids.len() == 1 => return Err(error),
            Err(error) => {
                terminal.error(&error);
                failed.push(id.as_str());
            }
        }
    }
    terminal.asides(&notes);
    if arguments.dry_run {
        terminal.line("Nothing was written: this was a dry run.");
    } else if ids.len() > 1 {
        terminal.line(&summary(ids.len(), &refused, &failed));
    }
    if !failed.is_empty() {
        return Err(Error::Request {
            message: format!("not all is done for {}", failed.join(", ")),
            help: Some("What to do is said above; then run the same command again.".into()),
        });
    }
    Ok(if refused.is_empty() {
        Ending::Done
    } else {
        Ending::Findings
    })
}

/// The ids, each once, and the folder of plans: the last argument, where it is a file or a folder, or can be no id.
fn ids_and_path(what: &[String]) -> (Vec<String>, PathBuf) {
    let is_path = |last: &String| Path::new(last).exists() || last.parse::<Id>().is_err();
    let (ids, path) = match what.split_last() {
        Some((last, ids)) if !ids.is_empty() && is_path(last) => (ids, PathBuf::from(last)),
        Some(_) | None => (what, PathBuf::from(".")),
    };
    let mut once: Vec<String> = Vec::new();
    for id in ids {
        if !once.contains(id) {
            once.push(id.clone());
        }
    }
    (once, path)
}

/// Which workspace has an organisation.
fn home(workspaces: &[Workspace], id: &str) -> Result<usize, Error> {
    let known = workspaces
        .iter()
        .position(|workspace| workspace.organisations().any(|known| known == id));
    if let (None, Some(first)) = (known, workspaces.first()) {
        first.resolve(id)?; // says which one may be meant
    }
    Ok(known.unwrap_or(0))
}

/// "2 plans approved, 1 not: weir".
fn summary(number: usize, refused: &[&str], failed: &[&str]) -> String {
    let others: Vec<&str> = refused.iter().chain(failed).copied().collect();
    let approved = counted(number - others.len(), "plan");
    match others.len() {
        0 => format!("{approved} approved"),
        left => format!("{approved} approved, {left} not: {}", others.join(", ")),
    }
}

/// Approves the plan of one organisation.
fn one(
    workspace: &mut Workspace,
    id: &str,
    arguments: &ApproveArguments,
    writer: &PdfWriter,
    terminal: &mut Terminal,
    notes: &mut Vec<Note>,
) -> Result<Ending, Error> {
    let approving = Approving {
        id: id.to_string(),
        by: arguments.by.clone(),
        on: arguments.on,
        minute: arguments.minute.clone(),
        version: arguments.version.clone(),
        reason: arguments.reason.clone(),
    };
    let options = Options {
        formats: formats(&arguments.format),
        ..Options::of_one(id, arguments.as_of.unwrap_or_else(clock::today))
    };
    let approved = if arguments.dry_run {
        rehearse(workspace, &approving, &options, writer)
    } else {
        approve(workspace, &approving, &options, writer)
    };
    let frozen = match approved.inspect_err(|_| {
        terminal.files(std::slice::from_ref(workspace), arguments.all);
    })? {
        Approved::Refused(mut findings) => {
            findings.sort_by_key(|finding| (finding.place, finding.code));
            findings.dedup();
            terminal.all_found(&findings, workspace.sources(), arguments.all);
            terminal.line(&format!(
                "{id}: not approved, {}; nothing was written",
                count(&findings)
            ));
            return Ok(Ending::Findings);
        }
        Approved::Frozen(frozen) => frozen,
    };
    told(&frozen, workspace, arguments, terminal);
    notes.extend(frozen.notes.iter().cloned());
    let replacement = match replacement(workspace, id, &frozen.unwritten) {
        Ok(replacement) => replacement,
        Err(why) if arguments.dry_run => {
            terminal.line(&format!(
                "  the plan itself would have to be changed by hand: {why}"
            ));
            return Ok(Ending::Done);
        }
        Err(why) => return Err(by_hand(&why, id, workspace, &frozen)),
    };
    let Some(replacement) = replacement else {
        terminal.line("  nothing is left to write: the plan says so already");
        return Ok(Ending::Done);
    };
    if !arguments.dry_run {
        replace_together(workspace.root(), std::slice::from_ref(&replacement))?;
    }
    terminal.line(&format!(
        "  {}",
        shown(&workspace.root().join(&replacement.file))
    ));
    for line in difference(&replacement).lines().skip(2) {
        terminal.line(&format!("    {line}"));
    }
    Ok(Ending::Done)
}

/// Prints what is wrong and kept nothing back, and the edition.
fn told(
    frozen: &FrozenEdition,
    workspace: &Workspace,
    arguments: &ApproveArguments,
    terminal: &mut Terminal,
) {
    let mut findings: Vec<Diagnostic> = frozen.findings.clone();
    findings.sort_by_key(|finding| (finding.place, finding.code));
    findings.dedup();
    terminal.all_found(&findings, workspace.sources(), arguments.all);
    let record = &frozen.record;
    let period = record
        .period
        .map_or(String::new(), |period| format!(" {period}"));
    let approved = if arguments.dry_run {
        "would be approved"
    } else {
        "approved"
    };
    let (by, on) = (
        &record.approved_by,
        record.approved_on.format(DateStyle::Long),
    );
    let (id, version) = (&record.organisation, &record.version);
    let warnings = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Warning)
        .count();
    let left = match warnings {
        0 => String::new(),
        number => format!(" ({} left)", counted(number, "warning")),
    };
    terminal.line(&one_line(&format!(
        "{id}{period}, version {version}: {approved} by {by} on {on}{left}"
    )));
    let known = if frozen.was_there {
        ", which an earlier run has written"
    } else {
        ""
    };
    terminal.line(&format!("  {}{known}", shown(&frozen.folder)));
    let documents = record.files.iter().filter(|file| file.template.is_some());
    for document in documents {
        let pages = document.pages.map_or(String::new(), |pages| {
            format!(", {}", counted(pages, "page"))
        });
        terminal.line(&format!("    {}{pages}", document.file));
    }
}

/// The organisation's file with what is to be written into it.
fn replacement(
    workspace: &Workspace,
    id: &str,
    unwritten: &[Setting],
) -> Result<Option<Replacement>, Refused> {
    let changes: Vec<Change> = unwritten
        .iter()
        .map(|(keys, text)| {
            let way: Vec<String> = keys.iter().map(|key| (*key).to_string()).collect();
            let way = Way::from(way);
            match text {
                Some(text) => Change::set(way, text),
                None => Change::remove(way),
            }
        })
        .collect();
    match workspace.file_of(id).filter(|_| !changes.is_empty()) {
        Some(file) => change_file(workspace, file, &changes),
        None => Ok(None),
    }
}

/// What to write by hand where the program cannot.
fn by_hand(why: &Refused, id: &str, workspace: &Workspace, frozen: &FrozenEdition) -> Error {
    let name = workspace
        .file_of(id)
        .map_or(id, |file| workspace.sources().name(file));
    let mut lines = Json::Object(Map::new());
    let mut gone = Vec::new();
    for (keys, text) in &frozen.unwritten {
        let Some(text) = text else {
            gone.push(format!("`{}`", keys.join(".")));
            continue;
        };
        let mut at = &mut lines;
        for key in keys {
            at = &mut at[*key];
        }
        *at = text.as_str().into();
    }
    let yaml = serde_yaml::to_string(&lines).unwrap_or_default();
    let take_out = if gone.is_empty() {
        String::new()
    } else {
        format!(", and take out {}", gone.join(", "))
    };
    Error::Request {
        message: format!("{why}; the edition is kept, and the plan does not say so yet"),
        help: Some(format!(
            "Until `{name}` says so, its documents are marked DRAFT. Write these lines into it{take_out}:\n\n{}",
            yaml.trim_end()
        )),
    }
}

/// A path as a person would type it.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
