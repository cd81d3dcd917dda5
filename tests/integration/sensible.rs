//! Sentences that are right, however near they come to mistakes, are left alone by every rule.

use std::fmt::Write as _;

use dutybound::pipeline::build;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::options;

const SENTENCES: &str = include_str!("../sensible.txt");

/// The line of a plan on which its sentence stands.
const LINE: u32 = 6;

#[test]
fn sensible_sentences_are_left_alone_by_every_rule() {
    let folder = tempfile::tempdir().unwrap();
    let lines = SENTENCES.lines().map(str::trim);
    let mut sentences: Vec<&str> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    sentences.push("All staff know there responsibilities."); // the last one is wrong, and is found
    assert!(sentences.len() > 150);
    for (number, sentence) in sentences.iter().enumerate() {
        let (kind, sentence) = sentence.split_once(" | ").unwrap_or(("school", sentence));
        let plan = format!(
            "id: s{number:03}\norganisation: {{ kind: {kind}, name: Oakfield }}\ndocuments: []\nplan:\n  \
             title: Prevent action plan\n  introduction: {sentence:?}\n"
        );
        std::fs::write(folder.path().join(format!("s{number:03}.yaml")), plan).unwrap();
    }
    let workspace = Workspace::open(folder.path()).unwrap();
    assert_eq!(workspace.diagnostics(), []);
    let workspaces = std::slice::from_ref(&workspace);
    let report = build(workspaces, &options(), None, &PdfWriter::new(), &|_| {}).unwrap();
    let findings = report.findings(0, &workspace);
    let mut said = String::new();
    for finding in &findings {
        if let Some(place) = finding.place.filter(|place| place.line == LINE) {
            let sources = workspace.sources();
            let name = sources.name(place.file).replace('\\', "/");
            let name = name.rsplit('/').next().unwrap().trim_end_matches(".yaml");
            writeln!(said, "{name}: {} ({})", finding.code, sources.slice(place)).unwrap();
        }
    }
    assert_eq!(
        said,
        format!("s{:03}: confused-words (there)\n", sentences.len() - 1)
    );
}
