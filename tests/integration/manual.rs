//! The manual of templates: its examples build, and it names every key, field and filter of the language.
//!
//! An example is a fenced block of YAML in `docs/templates.md`. What it is shows in its first line: a whole template
//! begins with `template:`, a whole organisation with `id:`, pieces of a body with a dash, and the rest with a comment
//! or with `title_sheet:`; see [`Example`]. Everything is built for `tests/manual/trust.yaml`, in which every field has
//! a value, or for the organisation that the section of the manual gives.

use std::collections::BTreeMap;
use std::path::Path;

use dutybound::diagnostic::{Diagnostic, Sources};
use dutybound::document::{Block, Document, Table, words};
use dutybound::pipeline::{compose_document, prepare};
use dutybound::render::docx;
use dutybound::render::pdf::PdfWriter;
use dutybound::template::field_names;
use dutybound::wording::FILTERS;
use dutybound::workspace::Workspace;
use serde_yaml::{Mapping, Value};

use crate::support::{self, options};

const MANUAL: &str = include_str!("../../docs/templates.md");
const ORGANISATION: &str = include_str!("../manual/trust.yaml");

/// The files that define the keys of templates.
const LANGUAGE: [&str; 4] = [
    include_str!("../../src/template/language/mod.rs"),
    include_str!("../../src/template/language/sheet.rs"),
    include_str!("../../src/template/language/body.rs"),
    include_str!("../../src/template/language/table.rs"),
];

/// Keys whose text is printed as it stands, unless it has placeholders.
const PRINTED: [&str; 12] = [
    "heading",
    "subheading",
    "text",
    "label",
    "rating",
    "meaning",
    "red",
    "amber",
    "green",
    "unrated",
    "likelihood",
    "impact",
];

/// A fenced block of YAML.
struct Example {
    /// The heading above it.
    section: String,
    /// The line of the manual on which it begins.
    line: usize,
    text: String,
}

/// What an example is, by its first line.
enum Kind {
    /// An organisation of its own, for the examples that follow in its section.
    Organisation,
    /// More data of the plan, for the examples that follow in its section.
    Data,
    /// A template, or a part of one.
    Template(Value),
}

impl Example {
    fn kind(&self) -> Kind {
        let value = yaml(&self.text);
        let first = self.text.lines().next().unwrap();
        let body = |body: Value| mapping([("body", body)]);
        let whole = |part: Value| {
            let head = mapping([("template", "example".into()), ("title", "Example".into())]);
            over(head, part)
        };
        let text = || body(vec![mapping([("text", "An example.".into())])].into());
        if first.starts_with("id:") {
            Kind::Organisation
        } else if first == "# in the plan's file" {
            Kind::Data
        } else if first.starts_with("template:") {
            Kind::Template(value)
        } else if first.starts_with("title_sheet:") || first == "# at the top of a template" {
            Kind::Template(whole(over(text(), value)))
        } else if let Some(row) = first.strip_prefix("# columns of a table with row: ") {
            let table = mapping([
                ("summary", "An example".into()),
                ("row", row.into()),
                ("columns", value),
            ]);
            Kind::Template(whole(body(vec![mapping([("table", table)])].into())))
        } else if first.starts_with("- ") {
            Kind::Template(whole(body(value)))
        } else {
            panic!("line {}: what is this? {first}", self.line);
        }
    }
}

/// Every fenced block of YAML, in order.
fn examples() -> Vec<Example> {
    let mut examples = Vec::new();
    let mut section = String::new();
    let mut lines = MANUAL.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let Some(fence) = line.trim_start().strip_prefix("```") else {
            if line.starts_with('#') {
                section = line.trim_start_matches(['#', ' ']).to_string();
            }
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        let inside: Vec<&str> = lines
            .by_ref()
            .map(|(line, _)| line)
            .take_while(|line| line.trim() != "```")
            .map(|line| line.get(indent..).unwrap_or_default())
            .collect();
        if fence == "yaml" {
            examples.push(Example {
                section: section.clone(),
                line: number,
                text: inside.join("\n") + "\n",
            });
        }
    }
    examples
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"))
}

fn mapping<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (Value::from(key), value));
    Value::Mapping(entries.collect::<Mapping>())
}

/// A value laid over another: groups key by key, lists of entries by id.
fn over(below: Value, above: Value) -> Value {
    match (below, above) {
        (Value::Mapping(mut below), Value::Mapping(above)) => {
            for (key, value) in above {
                let value = match below.get(&key) {
                    Some(known) => over(known.clone(), value),
                    None => value,
                };
                below.insert(key, value);
            }
            Value::Mapping(below)
        }
        (Value::Sequence(mut below), Value::Sequence(above))
            if above.iter().all(|entry| entry.get("id").is_some()) =>
        {
            for entry in above {
                match below
                    .iter_mut()
                    .find(|known| known.get("id") == entry.get("id"))
                {
                    Some(known) => *known = over(known.clone(), entry),
                    None => below.push(entry),
                }
            }
            Value::Sequence(below)
        }
        (_, above) => above,
    }
}

/// What a template makes for an organisation; fails on any error.
fn document(organisation: &Value, template: &Value, line: usize, writer: &PdfWriter) -> Document {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    write("trust.yaml", serde_yaml::to_string(organisation).unwrap());
    write(
        "templates/example.yaml",
        serde_yaml::to_string(template).unwrap(),
    );
    write("training-log.txt", "Training".into());
    write("filter-test.txt", "Test".into());
    let workspace = Workspace::open(folder.path()).unwrap();
    sound(workspace.diagnostics(), workspace.sources(), line);
    let id = organisation["id"].as_str().unwrap();
    let options = options();
    let prepared = prepare(&workspace, id, &options, writer).unwrap();
    sound(&prepared.diagnostics, workspace.sources(), line);
    let name = template["template"].as_str().unwrap();
    let read = workspace.template_called(name).unwrap();
    let mut faults = Vec::new();
    let composed = compose_document(&workspace, &prepared, read, &options, &mut faults);
    sound(&faults, workspace.sources(), line);
    composed.unwrap().document
}

fn sound(diagnostics: &[Diagnostic], sources: &Sources, line: usize) {
    let errors: Vec<String> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|error| sources.human(error, false))
        .collect();
    assert!(
        errors.is_empty(),
        "docs/templates.md:{line}: {}",
        errors.join("\n")
    );
}

/// Every example that makes a document, with its document.
fn documents(writer: &PdfWriter) -> Vec<(Example, Value, Document)> {
    let mut made = Vec::new();
    let mut organisation = yaml(ORGANISATION);
    let mut section = String::new();
    for example in examples() {
        if example.section != section {
            organisation = yaml(ORGANISATION);
            section.clone_from(&example.section);
        }
        match example.kind() {
            Kind::Organisation => organisation = yaml(&example.text),
            Kind::Data => organisation = over(organisation, yaml(&example.text)),
            Kind::Template(template) => {
                let document = document(&organisation, &template, example.line, writer);
                made.push((example, template, document));
            }
        }
    }
    made
}

/// The texts of a template that its document must say.
fn promised(template: &Value, texts: &mut Vec<String>) {
    match template {
        Value::Sequence(entries) => entries.iter().for_each(|entry| promised(entry, texts)),
        Value::Mapping(entries) => {
            let is_piece = !entries.contains_key("value");
            if entries.contains_key("when") && is_piece {
                return; // it may be left out
            }
            if entries.get("layout").and_then(Value::as_str) == Some("accessible") {
                return; // headings of columns become labels, and some go
            }
            for (key, value) in entries {
                let key = key.as_str().unwrap_or_default();
                match value.as_str() {
                    Some(text) if PRINTED.contains(&key) && !text.contains("{{") => {
                        texts.push(text.to_string());
                    }
                    Some(_) => {}
                    None => promised(value, texts),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Tagged(_) => {}
    }
}

/// All tables of a document, those of its title sheet first.
fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    let sheet = document.title_sheet.iter().flat_map(|sheet| &sheet.blocks);
    let body = document.sections.iter().flat_map(|section| &section.blocks);
    sheet.chain(body).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// The words of the cells of a table, a list for each row with the column in which each cell begins.
fn cells(table: &Table) -> Vec<BTreeMap<usize, String>> {
    let mut rows = Vec::new();
    for group in &table.groups {
        for (row, starts) in group.rows.iter().zip(table.starts(&group.rows)) {
            let cells = row.cells.iter().map(|cell| said(&cell.blocks));
            rows.push(starts.into_iter().zip(cells).collect());
        }
    }
    rows
}

/// The words of some blocks, with a bar between paragraphs and items.
fn said(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { content } => dutybound::document::plain_text(content),
            Block::List(list) => {
                let items: Vec<String> = list.items.iter().map(|item| said(item)).collect();
                items.join(" | ")
            }
            other => panic!("{other:?} in a cell"),
        })
        .collect();
    parts.join(" | ")
}

/// The headings of the columns of a table.
fn headings(table: &Table) -> Vec<String> {
    let last = table.head.last().unwrap();
    last.cells.iter().map(|cell| said(&cell.blocks)).collect()
}

#[test]
fn every_example_says_what_it_is_about_in_pdf_and_word() {
    let writer = PdfWriter::new();
    let made = documents(&writer);
    assert!(made.len() >= 35, "{} examples", made.len());
    for (example, template, document) in made {
        let line = example.line;
        let words = words(&document).join(" ");
        assert!(!words.is_empty(), "docs/templates.md:{line}");
        let mut texts = Vec::new();
        promised(&template, &mut texts);
        for text in texts {
            assert!(
                words.contains(&text),
                "docs/templates.md:{line}: `{text}` is not in: {words}"
            );
        }
        for table in tables(&document) {
            let rows = cells(table);
            let to_be_signed = table
                .groups
                .iter()
                .any(|group| group.rows.iter().any(|row| row.fill_in));
            for (column, heading) in headings(table).iter().enumerate() {
                let filled = rows
                    .iter()
                    .any(|row| row.get(&column).is_some_and(|words| !words.is_empty()));
                assert!(
                    filled || to_be_signed,
                    "docs/templates.md:{line}: the column `{heading}` is empty"
                );
            }
        }
        let printed = writer.render(&document);
        printed.unwrap_or_else(|error| panic!("docs/templates.md:{line}: {error}"));
        let written = docx::render(&document, &[], None);
        let written = written.unwrap_or_else(|error| panic!("docs/templates.md:{line}: {error}"));
        let body = support::docx::words(&written.bytes);
        assert!(!body.is_empty(), "docs/templates.md:{line}");
    }
}

#[test]
fn data_of_a_plan_is_always_shown_by_an_example_after_it() {
    let all = examples();
    for (index, example) in all.iter().enumerate() {
        if matches!(example.kind(), Kind::Organisation | Kind::Data) {
            let next = all.get(index + 1);
            let shown = next.is_some_and(|next| next.section == example.section);
            assert!(shown, "docs/templates.md:{}", example.line);
        }
    }
}

/// The document of the worked example whose template has a name.
fn worked(name: &str) -> Document {
    let made = documents(&PdfWriter::new());
    let found = made
        .into_iter()
        .find(|(_, template, _)| template["template"].as_str() == Some(name));
    found.unwrap().2
}

/// The rows of a table as text, each cell behind a bar.
fn rows(table: &Table) -> Vec<String> {
    let rows = cells(table);
    rows.iter()
        .map(|row| row.values().cloned().collect::<Vec<_>>().join(" || "))
        .collect()
}

#[test]
fn the_risk_register_has_its_seven_columns() {
    let document = worked("register");
    let tables: Vec<&Table> = tables(&document).collect();
    let [register, key] = &tables[..] else {
        panic!("two tables");
    };
    assert_eq!(
        headings(register).join(" || "),
        "No. || Risk title || Summary || Existing controls || Actions required || Owner || RAG"
    );
    assert_eq!(
        rows(register),
        [
            "1 || Visiting speakers || A speaker spreads extremist views. || Speakers are booked through the office. | A \
             member of staff is present. || Check each speaker two weeks before. | Have each speaker sign the \
             agreement. || Headteacher || Amber",
            "2 || Pupils’ own devices || Pupils reach extremist material at school. || The filter covers the school’s \
             network. || None. || IT Lead || Green",
        ]
    );
    assert_eq!(
        rows(key),
        [
            "Green || The controls hold.",
            "Amber || More is to be done this year.",
            "Red || Act now."
        ]
    );
}

#[test]
fn the_self_assessment_has_its_three_columns_and_its_key() {
    let document = worked("self-assessment");
    let tables: Vec<&Table> = tables(&document).collect();
    let [signatures, key, answers] = &tables[..] else {
        panic!("three tables");
    };
    assert_eq!(rows(signatures), ["Headteacher ||  ||  || "]);
    assert_eq!(
        rows(key),
        [
            "1 Not yet || Nothing is in place.",
            "2 In part || Some of it is in place.",
            "3 Mostly || It is in place and not yet reviewed.",
            "4 Fully || It is in place and reviewed each year.",
        ]
    );
    assert_eq!(headings(answers), ["Question", "Level", "Evidence"]);
    assert_eq!(
        rows(answers),
        [
            "Is there a named lead for Prevent? || 4 Fully || Staff handbook, page\u{a0}3",
            "Are governors briefed each year? || 2 In part || ",
            "Have all staff been trained? || Not answered yet || ",
        ]
    );
}

#[test]
fn every_field_and_every_filter_stands_in_the_manual() {
    let fields = field_names();
    assert!(fields.len() >= 150);
    for (kind, field, about) in fields {
        let of = if kind.is_empty() { "everywhere" } else { kind };
        let row = format!("| {of} | `{field}` | {about} |");
        assert!(MANUAL.contains(&row), "{row}");
    }
    for (filter, about) in FILTERS {
        let row = format!("| `{filter}` | {about} |");
        assert!(MANUAL.contains(&row), "{row}");
    }
}

/// The rows of the manual's table of fields: what a field belongs to, its name, and what kind of thing it is.
fn field_rows() -> Vec<(&'static str, &'static str, &'static str)> {
    let section = MANUAL.split("\n## Fields\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let rows = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    rows.filter(|cells| cells[1] != "of")
        .map(|cells| (cells[1], cells[2].trim_matches('`'), cells[4]))
        .collect()
}

#[test]
fn every_field_of_the_manual_exists() {
    let known: Vec<(&str, &str)> = field_names()
        .into_iter()
        .map(|(kind, field, _)| (kind, field))
        .collect();
    let listed = field_rows();
    assert_eq!(listed.len(), known.len());
    for (of, field, _) in listed {
        let kind = if of == "everywhere" { "" } else { of };
        assert!(known.contains(&(kind, field)), "{of} {field}");
    }
}

/// A template with a table for each column, whose rows are actions.
fn columns(columns: impl Iterator<Item = Value>) -> Value {
    let tables = columns.map(|column| {
        let table = mapping([
            ("summary", "An example".into()),
            ("row", "action".into()),
            ("columns", vec![column].into()),
        ]);
        mapping([("table", table)])
    });
    mapping([
        ("template", "example".into()),
        ("title", "Example".into()),
        ("body", tables.collect::<Vec<_>>().into()),
    ])
}

/// How a table of actions reaches a field of a kind of entry; nothing for entries that have tables of their own.
fn reached(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "everywhere" | "theme level" => "",
        "organisation" => "organisation.",
        "brand" => "brand.",
        "plan" => "plan.",
        "plan.context" => "plan.context.",
        "approval" => "approval.",
        "document" => "document.",
        "person" => "people.dsl.",
        "principle" => "plan.principles.",
        "version" => "plan.history.",
        "reference" => "references.",
        "row" => "row.",
        "area" => "area.",
        "outcome" => "area.outcomes.",
        "expectation" => "expectation.",
        "action" => "action.",
        "review" => "action.reviews.",
        "evidence" => "area.evidence.",
        "risk" => "area.risk.",
        "score" => "area.risk.gross.",
        "risk review" => "area.risk.reviews.",
        _ => return None,
    })
}

#[test]
fn every_field_of_the_manual_can_be_printed() {
    let fields: Vec<String> = field_rows()
        .into_iter()
        .filter(|(_, _, holds)| holds.is_empty() || *holds == "list")
        .filter_map(|(kind, field, _)| Some(format!("{}{field}", reached(kind)?)))
        .filter(|field| field != "document.annex") // which this document is not
        .collect();
    assert!(fields.len() >= 100, "{}", fields.len());
    let template = columns(fields.iter().map(|field| {
        mapping([
            ("heading", field.as_str().into()),
            ("value", field.as_str().into()),
            ("width", "1%".into()),
        ])
    }));
    let document = document(&yaml(ORGANISATION), &template, 0, &PdfWriter::new());
    let empty: Vec<String> = tables(&document)
        .filter(|table| cells(table).iter().all(|row| row[&0].is_empty()))
        .flat_map(headings)
        .collect();
    assert_eq!(empty, Vec::<String>::new());
}

#[test]
fn every_condition_of_the_manual_can_be_asked() {
    let section = MANUAL.split("\n| condition | holds when |").nth(1).unwrap();
    let rows = section
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with("| "));
    let conditions: Vec<String> = rows
        .flat_map(|row| {
            let first = row.replace("\\|", "\0");
            let first = first.split('|').nth(1).unwrap().replace('\0', "|");
            let spans: Vec<String> = first
                .split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_string)
                .collect();
            spans
        })
        .collect();
    assert!(conditions.len() >= 8, "{conditions:?}");
    for condition in conditions {
        let mut template = columns(std::iter::once(mapping([
            ("heading", "Action".into()),
            ("value", "action.text".into()),
            ("width", "1%".into()),
        ])));
        template["body"][0]["table"]["where"] = condition.as_str().into();
        template["body"][0]["table"]["empty"] = "There is none.".into();
        document(&yaml(ORGANISATION), &template, 0, &PdfWriter::new());
    }
}

#[test]
fn every_key_and_every_word_of_the_language_stands_in_the_manual() {
    let mut seen = 0;
    for source in LANGUAGE {
        let mut renamed = None;
        for line in source.lines().map(str::trim) {
            if let Some((_, rest)) = line.split_once("rename = \"") {
                renamed = rest.split('"').next();
            }
            let field = ["pub(in crate::template) ", "pub(super) "]
                .into_iter()
                .find_map(|visible| line.strip_prefix(visible))
                .filter(|rest| !rest.starts_with("fn ") && !rest.starts_with("use "))
                .and_then(|rest| rest.split_once(':'))
                .map(|(name, _)| name)
                .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            let word = line
                .strip_suffix(',')
                .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
                .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric()))
                .map(str::to_lowercase);
            let name = match (field, word) {
                (Some(field), _) => renamed.take().unwrap_or(field).to_string(),
                (None, Some(word)) => word,
                (None, None) => continue,
            };
            assert!(MANUAL.contains(&format!("`{name}`")), "`{name}`");
            seen += 1;
        }
    }
    assert!(seen >= 90, "{seen}");
}

#[test]
fn the_manual_names_every_built_in_template() {
    for template in Workspace::without_plans().templates() {
        let name = template.name();
        assert!(MANUAL.contains(&format!("`{name}`")), "{name}");
    }
    assert!(
        Path::new("docs/guidance.md").exists(),
        "the manual links to it"
    );
}
