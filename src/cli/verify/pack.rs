//! What `verify` says of a pack of evidence.

use std::path::Path;

use dutybound::Error;
use dutybound::bundle::{PackVerdict, verify_pack};
use dutybound::diagnostic::{JSON_VERSION, Sources};
use dutybound::model::{DateStyle, PartialDate};

use crate::cli::Ending;
use crate::cli::arguments::VerdictFormat;
use crate::cli::terminal::{Terminal, counted, one_line};

/// Says whether one pack is whole.
pub(super) fn run(
    path: &Path,
    format: VerdictFormat,
    terminal: &mut Terminal,
) -> Result<Ending, Error> {
    let verdict = verify_pack(path)?;
    match format {
        VerdictFormat::Human => told(&verdict, path, terminal),
        VerdictFormat::Json => terminal.line(&json(&verdict)),
    }
    Ok(if verdict.is_whole() {
        Ending::Done
    } else {
        Ending::Findings
    })
}

fn told(verdict: &PackVerdict, path: &Path, terminal: &mut Terminal) {
    let which = match &verdict.manifest {
        Some(manifest) => format!(
            "{}, made for {} as of {}",
            manifest.name,
            manifest.audience,
            PartialDate::Day(manifest.as_of).format(DateStyle::Long)
        ),
        None => path.display().to_string(),
    };
    let files = counted(verdict.files, "file");
    terminal.line(&one_line(&if verdict.is_whole() {
        format!("{which}: whole ({files}, none missing, added or changed)")
    } else {
        format!("{which}: NOT as it was made")
    }));
    for found in &verdict.faults {
        terminal.line(&format!("  {}", one_line(&found.fault.message)));
    }
}

fn json(verdict: &PackVerdict) -> String {
    let sources = Sources::default();
    let found = verdict.faults.iter().map(|found| {
        let mut fault = sources.json(&found.fault, None);
        fault["file"] = found.file.clone().into();
        fault
    });
    let manifest = verdict.manifest.as_ref();
    let report = serde_json::json!({
        "version": JSON_VERSION,
        "pack": manifest.map(|manifest| &manifest.name),
        "organisation": manifest.map(|manifest| &manifest.organisation),
        "audience": manifest.map(|manifest| &manifest.audience),
        "as_of": manifest.map(|manifest| manifest.as_of),
        "files": verdict.files,
        "whole": verdict.is_whole(),
        "findings": found.collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}
