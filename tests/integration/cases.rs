//! Small workspaces, each with one thing to show: what they merge to and what is said about them.
//!
//! A case is a folder in `tests/cases`. What is expected of it is a snapshot: the findings as a person reads them,
//! the plan that each school ends up with, and the words of its documents. A case is a fragment of a plan, so what the
//! rules find doubtful in it is a line each; `rules.rs` shows the whole messages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dutybound::check::rules;
use dutybound::diagnostic::Diagnostic;
use dutybound::document::words;
use dutybound::pipeline::{Options, compose_document, prepare};
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::{self, options};

/// What a fragment of a plan is bound to lack.
const LACKS: [&str; 3] = [
    "guidance-missing",
    "missing-minute",
    "evidence-without-file",
];

#[test]
fn every_case_says_what_is_expected() {
    let writer = PdfWriter::new();
    let mut cases: Vec<PathBuf> = dutybound::source::folders(Path::new("tests/cases")).unwrap();
    cases.sort();
    assert!(cases.len() >= 50);
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/cases" }, {
        for case in cases {
            let name = case.file_name().unwrap().to_string_lossy().into_owned();
            insta::assert_snapshot!(name, report(&case, &writer));
        }
    });
}

/// Everything that there is to say about a workspace.
fn report(case: &Path, writer: &PdfWriter) -> String {
    let workspace = Workspace::open(case).unwrap();
    let options = options();
    let mut findings = workspace.diagnostics().to_vec();
    let mut schools = String::new();
    for id in workspace.organisations() {
        let prepared = prepare(&workspace, id, &options, writer).unwrap();
        findings.extend(prepared.diagnostics.iter().cloned());
        let inherits = prepared.resolved.profile.is_some() && id == "oakfield";
        if inherits {
            let plan = prepared.resolved.filled.get("plan").unwrap();
            writeln!(
                schools,
                "--- plan of {id}\n{}",
                serde_yaml::to_string(plan).unwrap()
            )
            .unwrap();
            for change in &prepared.resolved.changes {
                let reason = change.reason.as_deref().unwrap_or("no reason");
                writeln!(
                    schools,
                    "--- {} {}: {reason}",
                    change.kind.word(),
                    change.path
                )
                .unwrap();
            }
        }
        let documents = prepared
            .checked
            .as_ref()
            .map_or(&[][..], |plan| &plan.get().documents);
        for name in documents {
            match workspace.template(name) {
                Err(fault) => findings.push(*fault),
                Ok(template) => {
                    let said = document(&workspace, &prepared, template, &options, &mut findings);
                    if case.join("templates").is_dir() {
                        writeln!(schools, "--- {id}/{}\n{said}", name.value).unwrap();
                    }
                }
            }
        }
    }
    findings.sort_by(|a, b| (a.place, a.code, &a.message).cmp(&(b.place, b.code, &b.message)));
    findings.dedup();
    findings.retain(|finding| !LACKS.contains(&finding.code));
    let (doubts, faults): (Vec<_>, Vec<_>) = findings
        .iter()
        .partition(|finding| !finding.is_error() && rules().any(|rule| rule.code == finding.code));
    let said: Vec<String> = faults
        .iter()
        .map(|finding| workspace.sources().human(finding, false))
        .collect();
    let doubts: String = doubts
        .iter()
        .map(|finding| support::line(finding, workspace.sources()))
        .collect();
    format!("{}\n\n{doubts}\n{schools}", said.join("\n\n")).replace('\\', "/")
}

fn document(
    workspace: &Workspace,
    prepared: &dutybound::pipeline::Prepared,
    template: &dutybound::template::Template,
    options: &Options,
    findings: &mut Vec<Diagnostic>,
) -> String {
    compose_document(workspace, prepared, template, options, findings)
        .map_or_else(String::new, |composed| {
            words(&composed.document).join(" | ")
        })
}
