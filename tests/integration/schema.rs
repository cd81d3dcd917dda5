//! The JSON Schemas, judged by a validator from outside: they accept every sample and refuse what the reader refuses.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use dutybound::diagnostic::Sources;
use dutybound::schema::{SchemaKind, schema, text};
use dutybound::source;
use dutybound::workspace::Workspace;
use serde_json::Value;

/// A schema that is ready to judge files.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn new(kind: SchemaKind) -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler
            .add_resource("file:///schema.json", schema(kind))
            .unwrap();
        let index = compiler
            .compile("file:///schema.json", &mut schemas)
            .unwrap();
        Self { schemas, index }
    }

    /// What is wrong with a file; `None` where nothing is.
    fn fault(&self, text: &str) -> Option<String> {
        let value: Value = serde_yaml::from_str(text).unwrap();
        let judged = self.schemas.validate(&value, self.index);
        judged.err().map(|fault| format!("{fault:#}"))
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Every YAML file below a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn kind(path: &Path) -> SchemaKind {
    let is_template = path
        .parent()
        .is_some_and(|folder| folder.ends_with("templates"));
    if is_template {
        SchemaKind::Template
    } else if path.ends_with("guidance.yaml") {
        SchemaKind::Guidance
    } else {
        SchemaKind::Plan
    }
}

#[test]
fn the_schemas_in_the_manual_are_those_of_the_program() {
    for kind in SchemaKind::ALL {
        let path = Path::new("docs/schema").join(kind.file_name());
        assert!(
            read(&path) == text(kind),
            "{}: run `dutybound schema --output docs/schema`",
            path.display()
        );
    }
}

#[test]
fn every_sample_and_every_template_is_accepted() {
    let judges = SchemaKind::ALL.map(Judge::new);
    let mut number = 0;
    let samples = ["data", "tests/brands", "tests/manual", "templates"];
    let mut paths: Vec<_> = samples.iter().flat_map(|folder| files(folder)).collect();
    paths.retain(|path| !path.starts_with("data/dictionaries")); // lists for the program alone
    for path in paths {
        let position = SchemaKind::ALL
            .iter()
            .position(|known| *known == kind(&path));
        let fault = judges[position.unwrap()].fault(&read(&path));
        assert_eq!(fault, None, "{}", path.display());
        number += 1;
    }
    assert!(number > 20, "only {number} files were judged");
}

/// Codes of what the reader finds wrong in the shape of one file.
const SHAPE: [&str; 9] = [
    "merge-kind",
    "merge-lock-word",
    "merge-no-id",
    "merge-nothing-inherited",
    "unknown-key",
    "missing-key",
    "wrong-kind",
    "wrong-value",
    "unknown-word",
];

/// The files of a case in which the reader finds a fault of shape.
fn faulty(case: &Path) -> BTreeSet<PathBuf> {
    let workspace = Workspace::open(case).unwrap();
    let ids: Vec<String> = workspace.organisations().map(str::to_string).collect();
    let mut faulty = BTreeSet::new();
    for id in ids {
        let resolved = workspace.resolve(&id).unwrap();
        for fault in workspace.diagnostics().iter().chain(&resolved.diagnostics) {
            if let Some(place) = fault.place.filter(|_| SHAPE.contains(&fault.code)) {
                faulty.insert(PathBuf::from(workspace.sources().name(place.file)));
            }
        }
    }
    faulty
}

/// Files that YAML readers read at all; the others have nothing to be judged.
fn is_sound(path: &Path) -> bool {
    let (mut sources, mut faults) = (Sources::default(), Vec::new());
    let read = source::read(path, "file", &mut sources, &mut faults).unwrap();
    read.is_some() && faults.is_empty()
}

#[test]
fn cases_are_refused_where_the_reader_refuses_them() {
    let judges = SchemaKind::ALL.map(Judge::new);
    let (mut refused, mut differ) = (0, Vec::new());
    for entry in std::fs::read_dir("tests/cases").unwrap() {
        let case = entry.unwrap().path();
        let faulty = faulty(&case);
        for path in files(case.to_str().unwrap()) {
            if !is_sound(&path) {
                continue;
            }
            let position = SchemaKind::ALL
                .iter()
                .position(|known| *known == kind(&path));
            let fault = judges[position.unwrap()].fault(&read(&path));
            refused += usize::from(fault.is_some());
            if fault.is_some() != faulty.contains(&path) {
                differ.push(format!("{}: {fault:?}", path.display()));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(refused > 5, "only {refused} files were refused");
}

#[test]
fn the_words_of_a_refusal_are_those_of_the_file() {
    let judge = Judge::new(SchemaKind::Plan);
    let head = "id: a\norganisation: { kind: school, name: A }\n";
    let fault = |rest: &str| judge.fault(&format!("{head}{rest}"));
    let accepted = [
        "people: { dsl: { phone: 01632960000, public: Yes } }\nplan: { title: 2026, period: 2026 }",
        "plan: { title: A, approval: { review_every: Three Years, approved_on: 3 November 2026 }, areas: [] }",
        "plan: { title: A, areas: [{ id: a, title: A, actions: [{ id: b, text: B, deadline: each term, rag: Green }] }] }",
        "checks: { overdue: { level: off, reason: We keep our own list. } }\nplan: { title: A, scope: }",
        "extends: ../trust.yaml\nplan: { areas: [{ id: a, remove: true, reason: It is not ours. }], references: { add: x } }",
    ];
    for text in accepted {
        assert_eq!(fault(text), None, "{text}");
    }
    let refused = [
        "plan: { titel: A }",
        "plan: { title: }",
        "plan: { title: A, period: soon }",
        "plan: { title: A, areas: [{ id: A b, title: A }] }",
        "plan: { title: A, areas: [{ id: a, title: A, actions: [{ id: b, text: B, rag: blue }] }] }",
        "plan: { title: A, areas: [{ id: a, title: A, after: b }] }",
        "plan: { title: A, areas: { add: [b] } }",
        "checks: { overdeu: { level: off } }\nplan: { title: A }",
        "extends: ../trust.yaml\nplan: { areas: [{ title: Without an id }] }",
        "brand: { colours: { primary: blue } }\nplan: { title: A }",
    ];
    for text in refused {
        assert!(fault(text).is_some(), "{text}");
    }
}

/// All but an academic year whose second year does not follow the first, which a pattern cannot count.
#[test]
fn dates_are_refused_where_the_reader_refuses_them() {
    let judge = Judge::new(SchemaKind::Plan);
    let texts = [
        "2026-11-03",
        "03/11/2026",
        "3 November 2026",
        "03 nov 2026",
        "3 Sept 2026",
        "2026-11",
        "September 2026",
        "Sep 2026",
        "2026",
        "2026/27",
        "2026-2027",
        "2026–27",
        "31 November 2026",
        "30 February 2026",
        "2026-02-30",
        "9/13/2026",
        "soon",
        "26",
        "9999",
        "0026-01-01",
        "12 Decmber 2025",
        "31.06.2026",
    ];
    for text in texts {
        let read = text.parse::<dutybound::model::PartialDate>().is_ok();
        let file = format!(
            "{{ id: a, organisation: {{ kind: school, name: A }}, plan: {{ title: A, updated_on: \"{text}\" }} }}"
        );
        assert_eq!(judge.fault(&file).is_none(), read, "{text}");
    }
}
