//! To look a document over finds what making it finds, word for word and in the same order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dutybound::audience::{Numbers, Seen, seen_by};
use dutybound::check::{Checked, Circumstances, Merged, TextReader, check};
use dutybound::diagnostic::{Diagnostic, Sources};
use dutybound::guidance::Register;
use dutybound::model::Profile;
use dutybound::pipeline::prepare;
use dutybound::render::pdf::PdfWriter;
use dutybound::source;
use dutybound::template::{
    Builtin, Find, Groups, Occasion, Template, compose, field_names, look_over, read, theme,
};
use dutybound::wording::{Engine, FILTERS, expand};
use dutybound::workspace::Workspace;

use crate::support::options;

/// A plan in which everything that a template can show is filled in.
const FULL: &str = include_str!("../manual/trust.yaml");

/// A plan that has next to nothing.
const BARE: &str =
    "id: oak\norganisation: { kind: school, name: Oak }\nplan: { title: Plan, areas: [] }\n";

fn checked(plan: &str) -> Checked<Profile> {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let register = Arc::new(Register::builtin(&mut sources, &mut diagnostics));
    let node = source::parse("plan.yaml", plan.as_bytes(), &mut sources, &mut diagnostics).unwrap();
    let (profile, filled, faults) = expand(&node, &Engine::strict(), &sources, &register);
    assert_eq!((diagnostics, faults), (Vec::new(), Vec::new()));
    let files = Merged {
        written: &node,
        filled: &filled,
    };
    let circumstances = Circumstances {
        as_of: options().as_of,
        font_families: &[],
        reader: &TextReader::new(Arc::clone(&register)),
        sources: &sources,
        evidence: &BTreeMap::new(),
        examined: &BTreeMap::new(),
        documents: &[],
        overrides: &[],
    };
    let (checked, findings) = check(profile.unwrap().with_defaults(), files, &circumstances);
    checked.unwrap_or_else(|| panic!("{findings:?}"))
}

/// A template, if what it says is sound.
fn template(text: &str) -> Option<Template> {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let node = source::parse("own.yaml", text.as_bytes(), &mut sources, &mut diagnostics)?;
    read(&node, &sources).0
}

fn sound(text: &str) -> Template {
    template(text).unwrap_or_else(|| panic!("this template has faults: {text}"))
}

/// What is wrong in a document, which is the same both ways, on paper and without merged cells.
fn faults<'a>(
    plan: &Checked<Profile>,
    template: &'a Template,
    others: Find<'a>,
) -> Vec<Diagnostic> {
    // What finds other templates lives as long as the plan, so the plan stays.
    let plan = seen_by(plan, template.audience(), Numbers::Printed);
    let plan: &'static Seen = Box::leak(Box::new(plan));
    let [found, _] = [false, true].map(|accessible| {
        let occasion = Occasion {
            as_of: options().as_of,
            theme: theme(&plan.plan().brand, Vec::new(), None),
            logos: Vec::new(),
            accessible,
            groups: Groups::default(),
        };
        let (_, made) = compose(plan, template, others, &occasion);
        let seen = look_over(plan, template, others, &occasion);
        let name = template.name();
        assert_eq!(seen, made, "{name}, accessible: {accessible}");
        made
    });
    found
}

#[test]
fn the_samples_are_answered_alike_by_every_template() {
    let writer = PdfWriter::new();
    let mut folders = source::folders(Path::new("data")).unwrap();
    folders.retain(|folder| source::holds_yaml(folder).unwrap());
    folders.push(PathBuf::from("tests/brands"));
    let mut found = 0;
    for folder in folders {
        let workspace = Workspace::open(&folder).unwrap();
        for id in workspace.organisations() {
            let prepared = prepare(&workspace, id, &options(), &writer).unwrap();
            let plan = prepared.checked.unwrap();
            let others = |name: &str| workspace.template_called(name);
            for template in workspace.templates() {
                found += faults(&plan, template, &others).len();
            }
        }
    }
    assert!(found > 0, "no document of any school lacks anything");
}

#[test]
fn a_full_plan_and_a_bare_one_are_answered_alike() {
    let mut sources = Sources::default();
    let builtin = Builtin::all(&mut sources);
    for plan in [FULL, BARE].map(checked) {
        for template in builtin.iter().filter_map(|one| one.template(&sources)) {
            faults(&plan, template, &|_| None);
        }
    }
}

/// A template with one table, whose first column can never fail.
fn table(more: &str) -> String {
    format!(
        "template: own\ntitle: Own\nbody:\n  - table:\n      summary: All of it\n      row: action\n      \
         columns:\n        - {{ heading: Action, value: action.text, width: 50% }}\n        {more}\n"
    )
}

fn column(more: &str) -> String {
    table(&format!("- {{ heading: Other, width: 50%, {more} }}"))
}

fn body(piece: &str) -> String {
    format!("template: own\ntitle: Own\nbody:\n  - {piece}\n")
}

fn title_sheet(more: &str) -> String {
    format!("template: own\ntitle: Own\ntitle_sheet: {{ {more} }}\nbody: [{{ text: Words. }}]\n")
}

/// Templates that show what the plan has not.
fn lacking() -> Vec<(String, &'static str)> {
    vec![
        (body("text: '{{ words.nothing }}'"), "template-missing-name"),
        (body("text: '{{ facts.nothing }}'"), "template-missing-name"),
        (column("value: people.nobody.name"), "template-missing-name"),
        (body("insert: policy"), "missing-field"),
        (
            title_sheet(
                "heading: A, fields: [{ label: B, value: plan.custom.none, required: yes }]",
            ),
            "missing-field",
        ),
        (
            body(
                "fields: { summary: A, fields: [{ label: B, value: plan.custom.none, required: yes }] }",
            ),
            "missing-field",
        ),
        (
            body("scale: { of: none, summary: A, level: B, meaning: C }"),
            "unknown-scale",
        ),
        (
            column("value: area.title, as: level, scale: none"),
            "unknown-scale",
        ),
        (
            column("value: area.title, as: level, scale: grades"),
            "unknown-level",
        ),
        (
            column("parts: [{ value: area.title, as: level, scale: grades }]"),
            "unknown-level",
        ),
    ]
}

/// Templates of which something says nothing.
fn saying_nothing() -> Vec<(String, &'static str)> {
    vec![
        (
            title_sheet("heading: '{{ plan.custom.none }}'"),
            "template-shape",
        ),
        (
            table("").replace("All of it", "'{{ plan.custom.none }}'"),
            "template-shape",
        ),
        (
            body("scale: { of: grades, summary: '{{ plan.custom.none }}', level: B, meaning: C }"),
            "template-shape",
        ),
        (
            body(
                "fields: { summary: '{{ plan.custom.none }}', fields: [{ label: B, value: plan.title }] }",
            ),
            "template-shape",
        ),
    ]
}

/// Templates with a piece that cannot be worked out.
fn with_failing_pieces() -> Vec<(String, &'static str)> {
    let long = "{{ plan.introduction }} ".repeat(999);
    let longer = format!("{long}{}", "x".repeat(220_000));
    vec![
        (
            body("text: \"{{ clause('none') }}\""),
            "template-expression",
        ),
        (
            body("heading: \"{{ annex('none') }}\""),
            "template-expression",
        ),
        (
            body("quote: '{{ plan.principles.text }}'"),
            "template-expression",
        ),
        (body(&format!("text: '{longer}'")), "template-expression"),
        (
            body("{ when: plan.history.on | iso, text: A }"),
            "template-expression",
        ),
        (
            body("list: { value: plan.principles.text | upper }"),
            "template-expression",
        ),
        (
            body("signatures: [{ role: A, name: plan.principles.text | upper }]"),
            "template-expression",
        ),
        (
            body("contacts: { heading: \"{{ annex('none') }}\" }"),
            "template-expression",
        ),
        (
            body("section: { running_header: \"{{ annex('none') }}\", body: [{ text: A }] }"),
            "template-expression",
        ),
        (
            title_sheet("heading: A, strapline: \"{{ annex('none') }}\""),
            "template-expression",
        ),
        (
            title_sheet(
                "heading: A, fields: [{ label: B, value: plan.title, when: plan.history.on | iso }]",
            ),
            "template-expression",
        ),
    ]
}

/// Templates with a table that cannot be worked out.
fn with_failing_tables() -> Vec<(String, &'static str)> {
    vec![
        (column("value: area.number | long_date"), "template-expression"),
        (column("value: row.number | and_list"), "template-expression"),
        (column("value: action.leads.role | upper"), "template-expression"),
        (column("value: actions.deadline | month"), "template-expression"),
        (column("value: area.risk.number | iso"), "template-expression"),
        (
            column("value: \"[action.text, area.number | iso] | unique\""),
            "template-expression",
        ),
        (
            column("parts: [{ value: action.text }, { value: area.number | iso }]"),
            "template-expression",
        ),
        (
            column("parts: [{ label: \"{{ clause('none') }}\", value: action.text }]"),
            "template-expression",
        ),
        (
            column("value: action.custom.none, empty: \"{{ clause('none') }}\""),
            "template-expression",
        ),
        (
            column("value: action.text, when: plan.history.on | iso"),
            "template-expression",
        ),
        (
            column("value: action.text").replace("Other", "\"{{ clause('none') }}\""),
            "template-expression",
        ),
        (
            column("level: area, value: area.number | iso, row_header: yes"),
            "template-expression",
        ),
        (table("where: area.number | iso").replace("        where", "      where"), "template-expression"),
        (table("sort: area.number | iso").replace("        sort", "      sort"), "template-expression"),
        (
            table("band: \"{{ clause('none') }}\"").replace("        band", "      band"),
            "template-expression",
        ),
        (
            table("continued: '{{ actions.text }}'").replace("        continued", "      continued"),
            "template-expression",
        ),
        (
            table("empty: \"{{ clause('none') }}\"\n      where: area.number == 0")
                .replace("        empty", "      empty"),
            "template-expression",
        ),
        (
            "template: own\ntitle: Own\nrunning_footer: '{{ plan.principles.text }}'\nbody: [{ insert: annexes }]\n"
                .to_string(),
            "template-expression",
        ),
    ]
}

#[test]
fn templates_that_fail_are_answered_alike_whatever_fails_in_them() {
    let annexed = FULL.replace("template: rag }", "template: own }");
    assert_ne!(annexed, FULL);
    let scales = "scales: [{ id: grades, levels: [{ value: low, name: Low }] }]\n";
    let plans = [&format!("{FULL}{scales}"), BARE].map(checked);
    let annexed = checked(&annexed);
    let all = [
        lacking(),
        saying_nothing(),
        with_failing_pieces(),
        with_failing_tables(),
    ];
    for (text, code) in all.into_iter().flatten() {
        let own = sound(&text);
        let found = plans.each_ref().map(|plan| faults(plan, &own, &|_| None));
        let codes: Vec<&str> = found.iter().flatten().map(|fault| fault.code).collect();
        assert!(codes.contains(&code), "{text}: {codes:?}");
        let whole = sound("template: whole\ntitle: Whole\nbody: [{ insert: annexes }]\n");
        faults(&annexed, &whole, &|name| (name == "own").then_some(&own));
    }
}

/// Fields are shown by every filter, at every level: what a filter refuses is found either way.
#[test]
fn every_field_is_answered_alike_through_every_filter() {
    let plans = [FULL, BARE].map(checked);
    let kinds = [
        ("action", "", ""),
        ("action", "area", "area."),
        ("action", "action", "action."),
        ("action", "risk", "area.risk."),
        ("action", "score", "action.risk.residual."),
        ("action", "risk review", "area.risk.review.autumn."),
        ("action", "review", "action.review.autumn."),
        ("action", "outcome", "action.outcomes."),
        ("action", "plan", "plan."),
        ("action", "plan.context", "plan.context."),
        ("action", "organisation", "organisation."),
        ("action", "approval", "approval."),
        ("action", "document", "document."),
        ("action", "brand", "brand."),
        ("action", "row", "row."),
        ("expectation", "expectation", "expectation."),
        ("person", "person", "person."),
        ("evidence", "evidence", "evidence."),
        ("version", "version", "version."),
        ("reference", "reference", "reference."),
    ];
    let filters = FILTERS.iter().map(|(name, _)| format!(" | {name}"));
    let filters: Vec<String> = filters.chain([String::new()]).collect();
    let mut failed = 0;
    for (row, kind, group) in kinds {
        let one = |value: &str| {
            column(&format!("value: \"{value}\"")).replace("row: action", &format!("row: {row}"))
        };
        let fields = field_names().into_iter();
        let fields: Vec<String> = fields
            .filter(|(of, ..)| *of == kind)
            .map(|(_, name, _)| format!("{group}{name}"))
            .filter(|name| template(&one(name).replace("action.text", name)).is_some())
            .collect();
        assert!(!fields.is_empty(), "{kind}");
        for filter in &filters {
            let columns: Vec<String> = fields
                .iter()
                .map(|field| format!("- {{ heading: A, width: 1%, value: \"{field}{filter}\" }}"))
                .collect();
            let text = format!(
                "template: own\ntitle: Own\nbody:\n  - table:\n      summary: All\n      row: {row}\n      columns:\n        {}\n",
                columns.join("\n        ")
            );
            let own = sound(&text);
            for plan in &plans {
                failed += faults(plan, &own, &|_| None).len();
            }
        }
    }
    assert!(failed > 100, "hardly any filter refuses anything");
}
