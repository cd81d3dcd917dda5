//! `dutybound verify`.

mod pack;

use std::path::{Path, PathBuf};

use dutybound::Error;
use dutybound::bundle::{is_pack, packs_in};
use dutybound::diagnostic::{Diagnostic, JSON_VERSION, Sources};
use dutybound::edition::{Stored, Verdict, all, at, is_edition, verify};
use dutybound::model::DateStyle;
use dutybound::source::is_plan_file;
use dutybound::workspace::{Target, find};

use super::Ending;
use super::arguments::{VerdictFormat, VerifyArguments};
use super::terminal::{Terminal, counted, one_line};

pub(super) fn run(arguments: &VerifyArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let path = arguments.path.as_deref().unwrap_or(Path::new("."));
    if is_one_document(path) {
        return Err(nothing(
            path,
            "one document has no list of what belongs to it",
        ));
    }
    if is_pack(path) {
        return pack::run(path, arguments.format, terminal);
    }
    let mut sources = Sources::default();
    let editions = editions(path, &mut sources)?;
    if editions.is_empty() {
        let named = arguments.path.is_some();
        match &packs_in(path)[..] {
            [] if named => {
                return Err(nothing(
                    path,
                    "there is no edition in it, and it is no pack",
                ));
            }
            [] => {}
            [one] => return pack::run(one, arguments.format, terminal),
            [..] => return Err(nothing(path, "there are several packs in it")),
        }
    }
    let verdicts = editions.into_iter().map(verify);
    let verdicts = verdicts.collect::<Result<Vec<_>, _>>()?;
    match arguments.format {
        VerdictFormat::Human => human(&verdicts, path, &sources, terminal),
        VerdictFormat::Json => terminal.line(&json(&verdicts, &sources)),
    }
    let all = verdicts.iter().all(Verdict::is_as_approved);
    Ok(if all { Ending::Done } else { Ending::Findings })
}

/// Whether it is a single document and no pack; Word and its like keep their files in a ZIP, too.
fn is_one_document(path: &Path) -> bool {
    let endings = ["pdf", "docx", "xlsx", "pptx"];
    path.extension().is_some_and(|ending| {
        endings
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn nothing(path: &Path, why: &str) -> Error {
    Error::Request {
        message: format!("`{}` cannot be verified: {why}", path.display()),
        help: Some(
            "Give the ZIP of the pack, the folder that it was unpacked to, or the folder of the plans."
                .into(),
        ),
    }
}

/// The editions that a path means: the one whose folder it is, or those of the workspaces that it means.
fn editions(path: &Path, sources: &mut Sources) -> Result<Vec<Stored>, Error> {
    if is_edition(path) {
        return Ok(vec![at(path, sources)?]);
    }
    if path.is_file()
        && !path
            .file_name()
            .is_some_and(|name| is_plan_file(name.as_ref()))
    {
        return Ok(Vec::new());
    }
    let mut roots: Vec<PathBuf> = Vec::new();
    for Target { root, .. } in find(path)? {
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let mut editions = Vec::new();
    for root in roots {
        editions.extend(all(&root, sources)?);
    }
    Ok(editions)
}

fn human(verdicts: &[Verdict], path: &Path, sources: &Sources, terminal: &mut Terminal) {
    for verdict in verdicts {
        terminal.line(&one_line(&line(verdict)));
        let mut lines: Vec<String> = Vec::new();
        for found in &verdict.tampering {
            let line = said(&found.fault, sources);
            if !lines.contains(&line) {
                lines.push(line); // two files may share a fault
            }
        }
        for line in lines {
            terminal.line(&format!("  {line}"));
        }
    }
    if verdicts.is_empty() {
        terminal.line(&format!("There is no edition in `{}`", path.display()));
        return;
    }
    let sound = verdicts
        .iter()
        .filter(|verdict| verdict.is_as_approved())
        .count();
    let others = verdicts.len() - sound;
    let count = counted(verdicts.len(), "edition");
    terminal.line(&match others {
        0 => format!("{count}: as approved"),
        others => format!("{count}: {sound} as approved, {others} not"),
    });
}

/// "oakfield 2026/27, version 1.0: as approved by Local Governing Body on 5 November 2026 (8 files)".
fn line(verdict: &Verdict) -> String {
    let Stored {
        address, record, ..
    } = &verdict.edition;
    let Some(record) = record else {
        return format!("{address}: NOT as approved");
    };
    let period = record
        .period
        .map_or(String::new(), |period| format!(" {period}"));
    let which = format!(
        "{}{period}, version {}",
        record.organisation, record.version
    );
    let (by, on) = (
        &record.approved_by,
        record.approved_on.format(DateStyle::Long),
    );
    if verdict.is_as_approved() {
        let files = counted(record.files.len() + 2, "file");
        format!("{which}: as approved by {by} on {on} ({files})")
    } else {
        format!("{which}: NOT as approved by {by} on {on} ({address})")
    }
}

/// What is wrong, with the line where there is one.
fn said(fault: &Diagnostic, sources: &Sources) -> String {
    let place = fault.place.map_or_else(String::new, |place| {
        format!("{}:{}: ", sources.name(place.file), place.line)
    });
    one_line(&format!("{place}{}", fault.message))
}

fn json(verdicts: &[Verdict], sources: &Sources) -> String {
    let editions = verdicts.iter().map(|verdict| {
        let found = verdict.tampering.iter().map(|found| {
            let mut fault = sources.json(&found.fault, None);
            fault["file"] = found.file.clone().into();
            fault
        });
        let record = verdict.edition.record.as_ref();
        serde_json::json!({
            "edition": verdict.edition.address.to_string(),
            "folder": verdict.edition.folder.display().to_string(),
            "organisation": record.map(|record| &record.organisation),
            "period": record.map(|record| &record.period),
            "version": record.map(|record| &record.version),
            "approved_by": record.map(|record| &record.approved_by),
            "approved_on": record.map(|record| &record.approved_on),
            "as_approved": verdict.is_as_approved(),
            "findings": found.collect::<Vec<_>>(),
        })
    });
    let report = serde_json::json!({
        "version": JSON_VERSION,
        "editions": editions.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
