//! What people must do once their plans are rolled forward.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use crate::coverage::PlanCoverage;
use crate::diagnostic::{Diagnostic, Place, sentence};
use crate::document::Theme;
use crate::edit::lines_after;
use crate::error::Error;
use crate::publish::Replacement;
use crate::render::pdf::PdfWriter;
use crate::report::{Task, TaskKind};
use crate::reprint::About;
use crate::workspace::Workspace;

use super::super::{Options, Report, build, survey};
use super::forward::Forward;
use super::held::Held;

/// The findings of a check that are work for the new year, each with the part of the list that it belongs to.
const WORK: [(&str, TaskKind); 5] = [
    ("guidance-superseded", TaskKind::Guidance),
    ("guidance-edition", TaskKind::Guidance),
    ("overdue", TaskKind::Dates),
    ("expired-period", TaskKind::Words),
    ("expired-statement", TaskKind::Words),
];

/// The code of texts with a placeholder for what has no value, such as the date of an approval that is still to come.
const EMPTY: &str = "placeholder";

/// What was found in plans as they will be.
pub(super) struct Found {
    /// The tasks of each organisation, in the order of its list, with the looks of its documents.
    pub(super) of: BTreeMap<String, (Vec<Task>, Theme)>,
    /// The organisations whose plans would have an error that they do not have now.
    pub(super) held: Vec<Held>,
}

/// Looks for tasks in the plans `after` some files have changed. `made` are the organisations, with what changes.
pub(super) fn found(
    before: &Workspace,
    after: &Workspace,
    made: &[(Forward, Option<Replacement>)],
    options: &Options,
    writer: &PdfWriter,
) -> Result<Found, Error> {
    let ids: Vec<String> = made.iter().map(|(forward, _)| forward.id.clone()).collect();
    let report = checked(after, ids.clone(), options, writer)?;
    let asked = Options {
        only: Some(ids),
        ..options.clone()
    };
    let survey = survey(slice::from_ref(after), &asked)?;
    let faulty = report
        .outcomes
        .iter()
        .filter(|(_, outcome)| has_error(&outcome.diagnostics));
    let faulty: Vec<String> = faulty
        .map(|(_, outcome)| outcome.organisation.clone())
        .collect();
    let errors = new_errors(&report, before, faulty, options, writer)?;
    let mut found = Found {
        of: BTreeMap::new(),
        held: Vec::new(),
    };
    for (_, outcome) in report.outcomes {
        let Some((forward, replacement)) = made
            .iter()
            .find(|(forward, _)| forward.id == outcome.organisation)
        else {
            continue;
        };
        let mut tasks = rolled(forward, replacement.as_ref());
        for error in errors.get(&forward.id).into_iter().flatten() {
            if error.code == EMPTY {
                tasks.push(waits(error, after));
                continue;
            }
            found.held.push(Held {
                why: format!("its plan would have an error then: {}", error.message),
                help: "Roll its plan forward by hand.".into(),
                id: forward.id.clone(),
                file: forward.file_name.clone(),
                by_hand: Vec::new(),
            });
        }
        let own = after.sources();
        let is_own = |place: Place| own.name(place.file) == forward.file_name;
        for (finding, kind) in outcome.diagnostics.iter().filter_map(as_work) {
            let Some(place) = finding.place.filter(|place| is_own(*place)) else {
                continue; // it is work for those who keep the file
            };
            let at = Some((forward.file_name.clone(), place.line));
            if kind == TaskKind::Dates && tasks.iter().any(|task| task.at == at) {
                continue; // the same date
            }
            let help = finding.help.as_deref().unwrap_or_default();
            let text = format!(
                "{}. {help}",
                sentence(&finding.message).trim_end_matches('.')
            );
            tasks.push(Task {
                kind,
                at,
                text: text.trim().to_string(),
            });
        }
        let plan = survey
            .organisations
            .iter()
            .find(|plan| plan.id == forward.id);
        for theme in plan.into_iter().flat_map(PlanCoverage::unanswered) {
            let about = theme
                .about
                .as_ref()
                .map_or(String::new(), |about| format!(": {about}"));
            tasks.push(Task {
                kind: TaskKind::Themes,
                at: None,
                text: format!("{}{about}", theme.title),
            });
        }
        tasks.sort();
        tasks.dedup();
        found.of.insert(forward.id.clone(), (tasks, outcome.theme));
    }
    Ok(found)
}

/// What rolling the file itself leaves to people, at the lines that the file will have.
fn rolled(forward: &Forward, replacement: Option<&Replacement>) -> Vec<Task> {
    let lines = replacement.map(lines_after).unwrap_or_default();
    let line = |place: Place| {
        let before = usize::try_from(place.line)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        let after = lines
            .get(before)
            .and_then(|line| u32::try_from(line + 1).ok());
        after.unwrap_or(place.line)
    };
    let to_do = forward.roll.to_do.iter().map(|to_do| Task {
        kind: match to_do.about {
            About::Archive => TaskKind::Archive,
            About::Dates => TaskKind::Dates,
            About::Words => TaskKind::Words,
        },
        at: to_do
            .place
            .map(|place| (forward.file_name.clone(), line(place))),
        text: to_do.text.clone(),
    });
    to_do.collect()
}

fn as_work(finding: &Diagnostic) -> Option<(&Diagnostic, TaskKind)> {
    let known = WORK.iter().find(|(code, _)| *code == finding.code);
    known.map(|(_, kind)| (finding, *kind))
}

fn checked(
    workspace: &Workspace,
    ids: Vec<String>,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Report, Error> {
    let options = Options {
        only: Some(ids),
        ..options.clone()
    };
    let mut report = build(slice::from_ref(workspace), &options, None, writer, &|_| {})?;
    for (_, outcome) in &mut report.outcomes {
        if let Some(fault) = outcome.fault.take() {
            return Err(fault);
        }
    }
    Ok(report)
}

/// A text that prints what the next approval gives.
fn waits(error: &Diagnostic, after: &Workspace) -> Task {
    let place = error.place;
    Task {
        kind: TaskKind::Words,
        at: place.map(|place| (after.sources().name(place.file).to_string(), place.line)),
        text: "This text prints what the plan gives only once it is approved: until then, no document can be built. Write it \
               so that it can do without."
            .into(),
    }
}

/// The errors of each organisation that its plan does not have as it stands.
fn new_errors(
    report: &Report,
    before: &Workspace,
    faulty: Vec<String>,
    options: &Options,
    writer: &PdfWriter,
) -> Result<BTreeMap<String, Vec<Diagnostic>>, Error> {
    let mut new = BTreeMap::new();
    if faulty.is_empty() {
        return Ok(new);
    }
    let known = checked(before, faulty, options, writer)?;
    for (_, outcome) in &report.outcomes {
        let same =
            |(_, old): &&(usize, super::super::Outcome)| old.organisation == outcome.organisation;
        let Some((_, old)) = known.outcomes.iter().find(same) else {
            continue;
        };
        let old = old.diagnostics.iter().filter(|fault| fault.is_error());
        let old: BTreeSet<(&str, &str)> = old
            .map(|fault| (fault.code, fault.message.as_str()))
            .collect();
        let errors = outcome.diagnostics.iter().filter(|fault| fault.is_error());
        let others = errors.filter(|fault| !old.contains(&(fault.code, fault.message.as_str())));
        new.insert(outcome.organisation.clone(), others.cloned().collect());
    }
    Ok(new)
}

fn has_error(findings: &[Diagnostic]) -> bool {
    findings.iter().any(Diagnostic::is_error)
}
