//! What holds of all plans: how files lie over each other, and that every writer says the same words.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dutybound::diagnostic::Sources;
use dutybound::document::words;
use dutybound::merge::{Merged, merge};
use dutybound::pipeline::{compose_document, prepare};
use dutybound::render::pdf::PdfWriter;
use dutybound::render::{docx, html};
use dutybound::source::{self, Node};
use dutybound::workspace::Workspace;
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde_json::Value;

use crate::support::{self, options, pdf};

/// Lines of a group: keys with their values, some of which say nothing.
type Lines = BTreeMap<&'static str, Option<String>>;

/// A file of which every part may be missing.
#[derive(Clone, Debug)]
struct File {
    brand: Lines,
    plan: Lines,
    custom: Lines,
    references: Option<Vec<String>>,
    areas: Vec<Area>,
}

#[derive(Clone, Debug)]
struct Area {
    id: &'static str,
    lines: Lines,
    actions: Vec<(&'static str, Lines)>,
}

fn word() -> impl Strategy<Value = String> {
    "[a-d]{1,3}".prop_filter("no word for nothing", |word| word != "no")
}

fn lines(keys: &'static [&'static str]) -> impl Strategy<Value = Lines> {
    let some = subsequence(keys, 0..=keys.len());
    some.prop_flat_map(|keys| {
        let values = prop::collection::vec(prop::option::weighted(0.8, word()), keys.len());
        values.prop_map(move |values| keys.iter().copied().zip(values).collect())
    })
}

/// Lines of an entry, with the text that a new one needs.
fn entry(text: &'static str, keys: &'static [&'static str]) -> impl Strategy<Value = Lines> {
    (lines(keys), word()).prop_map(move |(mut lines, own)| {
        lines.insert(text, Some(own));
        lines
    })
}

/// A file; `own` lets it say what it has done, which is not handed down.
fn file(own: bool) -> impl Strategy<Value = File> {
    let area: &[&str] = if own {
        &["deadline", "lead", "theme", "progress", "impact"]
    } else {
        &["deadline", "lead", "theme"]
    };
    let action: &[&str] = if own {
        &["deadline", "lead", "start", "completed", "rag"]
    } else {
        &["deadline", "lead", "start"]
    };
    let actions = subsequence(vec!["one", "two", "three"], 0..=3).prop_shuffle();
    let actions = actions.prop_flat_map(move |ids| {
        let all = prop::collection::vec(entry("text", action), ids.len());
        all.prop_map(move |lines| ids.iter().copied().zip(lines).collect::<Vec<_>>())
    });
    let areas = subsequence(vec!["north", "south", "west"], 0..=3).prop_shuffle();
    let areas = areas.prop_flat_map(move |ids| {
        let all = prop::collection::vec((entry("title", area), actions.clone()), ids.len());
        all.prop_map(move |all| {
            let all = ids.iter().copied().zip(all);
            all.map(|(id, (lines, actions))| Area { id, lines, actions })
                .collect::<Vec<_>>()
        })
    });
    (
        lines(&["cover", "strapline", "logo", "logo_alt"]),
        lines(&["title", "period", "scope", "purpose"]),
        lines(&["phase", "cost"]),
        prop::option::of(prop::collection::vec(word(), 1..4)),
        areas,
    )
        .prop_map(|(brand, plan, custom, references, areas)| File {
            brand,
            plan,
            custom,
            references,
            areas,
        })
}

impl File {
    fn yaml(&self, lock: &str) -> String {
        let mut yaml = String::from("id: own\n");
        let write = |yaml: &mut String, indent: usize, lines: &Lines| {
            for (key, value) in lines {
                let value = value.as_deref().unwrap_or("");
                writeln!(yaml, "{:indent$}{key}: {value}", "").unwrap();
            }
        };
        if !self.brand.is_empty() {
            yaml.push_str("brand:\n");
            write(&mut yaml, 2, &self.brand);
        }
        yaml.push_str("plan:\n");
        yaml.push_str(lock);
        write(&mut yaml, 2, &self.plan);
        if !self.custom.is_empty() {
            yaml.push_str("  custom:\n");
            write(&mut yaml, 4, &self.custom);
        }
        if let Some(references) = &self.references {
            writeln!(yaml, "  references: [{}]", references.join(", ")).unwrap();
        }
        if !self.areas.is_empty() {
            yaml.push_str("  areas:\n");
        }
        for area in &self.areas {
            writeln!(yaml, "    - id: {}", area.id).unwrap();
            write(&mut yaml, 6, &area.lines);
            if !area.actions.is_empty() {
                yaml.push_str("      actions:\n");
            }
            for (id, lines) in &area.actions {
                writeln!(yaml, "        - id: {id}").unwrap();
                write(&mut yaml, 10, lines);
            }
        }
        yaml
    }
}

#[derive(Default)]
struct Read {
    sources: Sources,
}

impl Read {
    fn file(&mut self, yaml: &str) -> Node {
        let mut faults = Vec::new();
        let node = source::parse("plan.yaml", yaml.as_bytes(), &mut self.sources, &mut faults);
        assert_eq!(faults, [], "{yaml}");
        node.unwrap()
    }
}

/// The values of a file without places, and without lines that say nothing.
fn values(node: &Node) -> Value {
    fn said(value: Value) -> Value {
        match value {
            Value::Object(lines) => {
                let lines = lines.into_iter().map(|(key, value)| (key, said(value)));
                let empty = |value: &Value| {
                    value.is_null() || value.as_object().is_some_and(serde_json::Map::is_empty)
                };
                Value::Object(lines.filter(|(_, value)| !empty(value)).collect())
            }
            Value::Array(items) => Value::Array(items.into_iter().map(said).collect()),
            single => single,
        }
    }
    said(serde_json::to_value(node).unwrap())
}

/// Every place that a merged file names holds what it claims.
fn assert_placed(node: &Node, sources: &Sources) {
    if let Some(text) = node.text() {
        assert_eq!(sources.slice(node.place), text);
    }
    if let Some(replaced) = &node.replaced {
        assert_placed(replaced, sources);
    }
    for entry in node.entries() {
        assert_eq!(sources.slice(entry.key_place), entry.key);
        assert_placed(&entry.node, sources);
    }
    node.items()
        .iter()
        .for_each(|item| assert_placed(item, sources));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_file_laid_over_itself_changes_nothing(file in file(true)) {
        let node = Read::default().file(&file.yaml(""));
        let Merged { node: merged, changes, overrides, diagnostics, .. } = merge(&node, &[&node]);
        prop_assert_eq!(values(&merged), values(&node));
        prop_assert_eq!(changes, []);
        prop_assert_eq!(overrides, []);
        prop_assert_eq!(diagnostics, []);
    }

    #[test]
    fn a_file_that_says_nothing_inherits_all(file in file(false)) {
        let mut read = Read::default();
        let (node, empty) = (read.file(&file.yaml("")), read.file("id: own"));
        let merged = merge(&node, &[&empty]);
        prop_assert_eq!(values(&merged.node), values(&node));
        prop_assert_eq!(merged.changes, []);
    }

    #[test]
    fn three_files_may_be_laid_over_each_other_from_either_end(
        trust in file(true),
        school in file(true),
        unit in file(true),
    ) {
        let mut read = Read::default();
        let [trust, school, unit] = [trust, school, unit].map(|file| read.file(&file.yaml("")));
        let in_turn = merge(&trust, &[&school, &unit]).node;
        let near = merge(&school, &[&unit]).node;
        prop_assert_eq!(values(&in_turn), values(&merge(&trust, &[&near]).node));
        assert_placed(&in_turn, &read.sources);
    }

    #[test]
    fn nothing_of_a_locked_plan_changes_but_what_a_school_has_done(
        trust in file(false),
        school in file(false),
    ) {
        let mut read = Read::default();
        let locked = read.file(&trust.yaml("  lock: all\n"));
        let school = read.file(&school.yaml(""));
        let merged = merge(&locked, &[&school]);
        let plan = |node: &Node| values(node.get("plan").unwrap());
        prop_assert_eq!(plan(&merged.node), plan(&merge(&locked, &[]).node));
    }

    #[test]
    fn a_text_without_placeholders_stays_as_it_is(text in "[a-z {}%#|'\"\\\\\n]{0,60}") {
        let marks = ["{{", "{%", "{#"];
        prop_assume!(!marks.iter().any(|mark| text.contains(mark)));
        crate::fuzzed::wording(text.as_bytes()); // panics where the text changes
    }
}

/// Texts as people write them, with the signs of Markdown and of print in odd places.
fn text() -> impl Strategy<Value = String> {
    let line = "[A-Za-c0-9]{1,4}( ?[A-Za-c0-9*_#>\\[\\]()<&'\"|~`.:!,;é£–-]{1,6}){0,6}";
    let start = prop::sample::select(vec!["", "", "- ", "1. ", "> ", "\n"]);
    prop::collection::vec((start, line), 1..4).prop_map(|lines| {
        let lines: Vec<String> = lines
            .into_iter()
            .map(|(start, line)| format!("{start}{line}"))
            .collect();
        lines.join("\n").trim().to_string()
    })
}

/// A small plan of such texts.
fn plan(texts: &[String]) -> String {
    let mut texts = texts.iter().cycle();
    let mut text = || serde_json::to_string(texts.next().unwrap()).unwrap();
    format!(
        "id: own\norganisation: {{ kind: school, name: Own School }}\n\
         people: {{ dsl: {{ role: Safeguarding Lead }} }}\ndocuments: [school, policy]\n\
         plan:\n  title: Own plan\n  period: 2026/27\n  introduction: {}\n  \
         approval: {{ approved_by: Governors, approved_on: 2026-10-06, review_every: 1 year }}\n  areas:\n    \
         - id: a\n      title: Area\n      lead: dsl\n      deadline: each term\n      progress: {}\n      \
         outcomes: [{{ id: o, text: {} }}]\n      actions:\n        - {{ id: b, text: {} }}\n        \
         - {{ id: c, text: {} }}\n  policy:\n    sections:\n      \
         - {{ id: s, title: Section, text: {}, clauses: [{{ id: t, text: {} }}, {{ id: u, text: {} }}] }}\n",
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
        text(),
    )
}

fn assert_says_the_same(texts: &[String], writer: &PdfWriter, drawn: bool) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("school.yaml"), plan(texts)).unwrap();
    let workspace = Workspace::open(folder.path()).unwrap();
    assert_eq!(workspace.diagnostics(), [], "{texts:?}");
    let prepared = prepare(&workspace, "own", &options(), writer).unwrap();
    for name in ["school", "policy"] {
        let mut faults = prepared.diagnostics.clone();
        let template = workspace.template_called(name).unwrap();
        let composed = compose_document(&workspace, &prepared, template, &options(), &mut faults);
        let Some(composed) = composed else {
            panic!("{name} is refused: {faults:?}");
        };
        let document = composed.document;
        let said = pdf::fold(&words(&document).join(" "));
        let page = html::render(&document).unwrap();
        assert_eq!(
            pdf::fold(&support::html::words(&page.bytes)),
            said,
            "web page of {name}: {texts:?}"
        );
        let mut headings = Vec::new();
        if drawn {
            let printed = writer.render(&document).unwrap();
            assert_eq!(
                pdf::fold(&pdf::tags(&printed.bytes).words()),
                said,
                "PDF of {name}: {texts:?}"
            );
            headings = printed.headings;
        }
        let written = docx::render(&document, &headings, None).unwrap();
        let written = support::docx::words(&written.bytes).join(" ");
        if drawn || !document.has_contents() {
            assert_eq!(pdf::fold(&written), said, "Word file of {name}: {texts:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 200, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn word_files_and_web_pages_say_the_words_of_any_plan(
        texts in prop::collection::vec(text(), 8),
    ) {
        assert_says_the_same(&texts, &PdfWriter::new(), false);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 50, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn pdfs_say_the_words_of_any_plan(texts in prop::collection::vec(text(), 8)) {
        assert_says_the_same(&texts, &PdfWriter::new(), true);
    }
}
