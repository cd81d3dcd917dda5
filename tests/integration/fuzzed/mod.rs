//! What is fuzzed: each function takes any bytes and panics where a promise is broken.
//!
//! The targets of `fuzz_targets` call these, and so does `tests/integration/fuzz_corpus.rs`, which replays the kept
//! inputs with the stable compiler.

#![allow(unreachable_pub, reason = "the fuzz targets call them from outside")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a target fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write as _};
use std::sync::{Arc, OnceLock};

use dutybound::audience::{Numbers, seen_by};
use dutybound::check::{Checked, Circumstances, Merged, TextReader, check};
use dutybound::diagnostic::{Diagnostic, Place, Sources};
use dutybound::edition::{Inherited, Record};
use dutybound::evidence::{Examined, examine_bytes};
use dutybound::guidance::Register;
use dutybound::merge::{lineage, merge};
use dutybound::model::{FileState, Profile};
use dutybound::render::docx::{self, Reference};
use dutybound::render::html;
use dutybound::repair::repairs;
use dutybound::source::{self, Node, Value};
use dutybound::template::{self, Logo, Occasion, Template, theme};
use dutybound::wording::{Engine, Expression, Pattern, expand, facts};
use dutybound::workspace::Workspace;
use zip::write::SimpleFileOptions;

/// A target: its name, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 10] = [
    ("reading", reading),
    ("merging", merging),
    ("templates", templates),
    ("wording", wording),
    ("pictures", pictures),
    ("house_documents", house_documents),
    ("editions", editions),
    ("register", register),
    ("repairing", repairing),
    ("evidence", evidence),
];

/// The line between the files of an input of [`merging`].
pub const NEXT_FILE: &str = "\n%%%%\n";

/// A plan in which every kind of thing occurs.
const PLAN: &str = include_str!("../../manual/trust.yaml");

/// A smaller plan for texts, with room for one: `TEXT` in a clause and in an action.
const TEXTS: &str = include_str!("texts.yaml");

/// Reads bytes as a plan file, and then as a plan.
pub fn reading(bytes: &[u8]) {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let node = source::parse("plan.yaml", bytes, &mut sources, &mut diagnostics);
    if let Some(node) = &node {
        each(node, &mut |place| inside(&sources, place));
        diagnostics.extend(source::typed::<Profile>(node).1);
    }
    print(&sources, &diagnostics);
}

/// Reads bytes as what an edition says of itself; what was read can be written and is read as the same.
pub fn editions(bytes: &[u8]) {
    let mut sources = Sources::default();
    let (record, faults) = Record::read("edition.json", bytes, &mut sources);
    print(&sources, &faults);
    if let Some(record) = record {
        assert!(
            !record
                .address()
                .way()
                .iter()
                .any(|name| name.contains(['/', '\\']) || name.starts_with('.'))
        );
        let (again, _) = Record::read("again.json", record.to_json().as_bytes(), &mut sources);
        assert_eq!(again, Some(record));
    }
    let (inherited, faults) = Inherited::read("inherited.json", bytes, &mut sources);
    print(&sources, &faults);
    if let Some(inherited) = inherited {
        let (again, _) =
            Inherited::read("again.json", inherited.to_json().as_bytes(), &mut sources);
        assert_eq!(again, Some(inherited));
    }
}

/// Lays two or three files over each other, finds their lineage, and finishes the plan.
pub fn merging(bytes: &[u8]) {
    const NAMES: [&str; 3] = ["trust.yaml", "schools/school.yaml", "schools/unit.yaml"];
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let text = String::from_utf8_lossy(bytes);
    let mut files = BTreeMap::new();
    let mut nodes = Vec::new();
    for (name, text) in NAMES.into_iter().zip(text.split(NEXT_FILE)) {
        let node = source::parse(name, text.as_bytes(), &mut sources, &mut diagnostics);
        if let Some(node) = node {
            files.insert(name.to_string(), node.clone());
            nodes.push(node);
        }
    }
    for name in NAMES {
        let found = lineage(name, &files, &BTreeSet::new(), &sources);
        diagnostics.extend(found.err().map(|fault| *fault));
    }
    let Some((farthest, nearer)) = nodes.split_first() else {
        return;
    };
    let merged = merge(farthest, &nearer.iter().collect::<Vec<_>>());
    each(&merged.node, &mut |place| inside(&sources, place));
    diagnostics.extend(merged.diagnostics);
    diagnostics.extend(findings(
        &merged.node,
        &sources,
        &fixed().reader,
        &fixed().register,
    ));
    print(&sources, &diagnostics);
}

/// Reads bytes as a template, and makes a document and a web page of a plan with it.
pub fn templates(bytes: &[u8]) {
    let fixed = fixed();
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let node = source::parse("templates/own.yaml", bytes, &mut sources, &mut diagnostics);
    let template = node.and_then(|node| {
        let (template, faults) = template::read(&node, &sources);
        diagnostics.extend(faults);
        template
    });
    if let Some(template) = template {
        let others = |name: &str| (name == fixed.rag.name()).then_some(&fixed.rag);
        let plan = seen_by(&fixed.plan, template.audience(), Numbers::LeftOut);
        let (composed, faults) = template::compose(&plan, &template, &others, &fixed.occasion);
        let looked_over = template::look_over(&plan, &template, &others, &fixed.occasion);
        assert_eq!(
            looked_over, faults,
            "to look a document over finds something else"
        );
        // A finding may also stand in the plan, whose text is not among these sources.
        diagnostics.extend(faults.into_iter().filter(|fault| fault.related.is_empty()));
        if let Some(composed) = composed {
            let printed = |c: char| c.is_alphanumeric() || c == '-';
            assert!(
                composed.file_name.chars().all(printed) && !composed.file_name.is_empty(),
                "a file would be called {:?}",
                composed.file_name
            );
            drop(html::render(&composed.document));
        }
    }
    print(&sources, &diagnostics);
}

/// Fills the placeholders of a text, and works it out as an expression of a template.
pub fn wording(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plan = TEXTS.replace("TEXT", &in_quotes(&text));
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let node = source::parse("plan.yaml", plan.as_bytes(), &mut sources, &mut diagnostics);
    if let Some(node) = node {
        let register = &fixed().register;
        let (profile, filled, faults) = expand(&node, &Engine::strict(), &sources, register);
        diagnostics.extend(faults);
        if !text.contains("{{") && !text.contains("{%") && diagnostics.is_empty() {
            assert!(same(&node, &filled), "a text without placeholders changed");
        }
        if let Some(profile) = profile {
            let names = facts(&profile);
            let value = Expression::new(&text).and_then(|expression| expression.value(&names));
            drop(value.map(|value| value.to_string()));
            drop(Pattern::new(&text).and_then(|pattern| pattern.fill(&names)));
        }
    }
    print(&sources, &diagnostics);
}

/// Opens bytes as a logo, and draws it where it is one.
pub fn pictures(bytes: &[u8]) {
    if let Ok(logo) = Logo::open(bytes) {
        let picture = logo.picture_with_fallback();
        assert!((1..=4_000).contains(&picture.width) && (1..=4_000).contains(&picture.height));
    }
}

/// Looks into bytes as a file of evidence, under two names.
pub fn evidence(bytes: &[u8]) {
    for name in ["file.pdf", "file"] {
        let examined = examine_bytes(name, bytes, bytes.len() as u64);
        assert!(!examined.is_refused() || examined.texts.is_empty());
        let given_up = examined
            .faults
            .iter()
            .find(|fault| fault.message.contains("so badly damaged"));
        assert!(given_up.is_none(), "something panicked");
    }
}

/// Opens a Word document, and makes one like it.
///
/// Bytes that are no zip are put into a house document as one of its parts: the first line names the part.
pub fn house_documents(bytes: &[u8]) {
    let opened = if bytes.starts_with(b"PK") {
        Reference::open(bytes)
    } else {
        Reference::open(&with_part(bytes))
    };
    if let Ok(reference) = opened {
        drop(docx::render(&fixed().document, &[], Some(&reference)));
    }
}

/// Reads bytes as a workspace's own guidance register, and checks a fixed plan with it.
pub fn register(bytes: &[u8]) {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let mut register = Register::builtin(&mut sources, &mut diagnostics);
    let own = source::parse("guidance.yaml", bytes, &mut sources, &mut diagnostics);
    if let Some(own) = &own {
        register.extend(own, &mut diagnostics);
    }
    let plan = source::parse("plan.yaml", PLAN.as_bytes(), &mut sources, &mut diagnostics);
    if let Some(plan) = plan {
        let register = Arc::new(register);
        let reader = TextReader::new(Arc::clone(&register));
        diagnostics.extend(findings(&plan, &sources, &reader, &register));
    }
    print(&sources, &diagnostics);
}

/// Puts right what can be put right in a plan file: nothing is wrong afterwards that was sound before, and the letters of
/// the file can be read as they could.
pub fn repairing(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room for a file");
    let path = folder.path().join("plan.yaml");
    fs::write(&path, bytes).expect("there is room for a file");
    let Ok(before) = Workspace::open(folder.path()) else {
        return;
    };
    let known = all_findings(&before);
    let made = repairs(&before, &known);
    for repair in &made.files {
        assert!(!repair.mended.is_empty(), "a file changes for no reason");
        repair.apply().expect("the file can be written");
    }
    let after = Workspace::open(folder.path()).expect("what was mended can be read");
    let errors = |found: &[Diagnostic]| found.iter().filter(|one| one.is_error()).count();
    let mended = all_findings(&after);
    assert!(
        errors(&mended) <= errors(&known),
        "to mend the file brings errors: {mended:?}"
    );
    let changed = made.files.iter().any(|repair| repair.after != bytes);
    let now = fs::read(&path).expect("the file is still there");
    assert!(
        changed || now == bytes,
        "the file changed, and nothing was mended"
    );
    print(after.sources(), &mended);
}

/// Everything that is found in a workspace without its documents.
fn all_findings(workspace: &Workspace) -> Vec<Diagnostic> {
    let mut all = workspace.diagnostics().to_vec();
    for id in workspace.organisations() {
        let mut resolved = workspace.resolve(id).expect("it was listed");
        all.append(&mut resolved.diagnostics);
        if let Some(profile) = resolved.profile {
            let files = Merged {
                written: &resolved.merged,
                filled: &resolved.filled,
            };
            let circumstances = circumstances(workspace.sources(), workspace.reader());
            all.extend(check(profile, files, &circumstances).1);
        }
    }
    all
}

/// What is wrong in the plan that some merged files make.
fn findings(
    merged: &Node,
    sources: &Sources,
    reader: &TextReader,
    register: &Arc<Register>,
) -> Vec<Diagnostic> {
    let (profile, filled, mut found) = expand(merged, &Engine::strict(), sources, register);
    if let Some(profile) = profile {
        let files = Merged {
            written: merged,
            filled: &filled,
        };
        let circumstances = circumstances(sources, reader);
        found.extend(check(profile.with_defaults(), files, &circumstances).1);
    }
    found
}

/// What stays the same from input to input.
struct Fixed {
    register: Arc<Register>,
    reader: TextReader,
    plan: Checked<Profile>,
    rag: Template,
    occasion: Occasion,
    document: dutybound::document::Document,
}

fn fixed() -> &'static Fixed {
    static FIXED: OnceLock<Fixed> = OnceLock::new();
    FIXED.get_or_init(|| made().expect("the fixed plan and templates are sound"))
}

/// What the rules know beside a plan: no font, no file of evidence, no document.
fn circumstances<'a>(sources: &'a Sources, reader: &'a TextReader) -> Circumstances<'a> {
    static NO_FILES: BTreeMap<Place, FileState> = BTreeMap::new();
    static NONE_EXAMINED: BTreeMap<Place, Arc<Examined>> = BTreeMap::new();
    Circumstances {
        as_of: jiff::civil::date(2026, 11, 21),
        font_families: &[],
        reader,
        sources,
        evidence: &NO_FILES,
        examined: &NONE_EXAMINED,
        documents: &[],
        overrides: &[],
    }
}

fn made() -> Option<Fixed> {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let register = Arc::new(Register::builtin(&mut sources, &mut diagnostics));
    let node = source::parse(
        "trust.yaml",
        PLAN.as_bytes(),
        &mut sources,
        &mut diagnostics,
    )?;
    let (profile, filled, _) = expand(&node, &Engine::strict(), &sources, &register);
    let files = Merged {
        written: &node,
        filled: &filled,
    };
    let reader = TextReader::new(Arc::clone(&register));
    let circumstances = circumstances(&sources, &reader);
    let plan = check(profile?.with_defaults(), files, &circumstances).0?;
    let as_of = circumstances.as_of;
    let mut builtin = template::Builtin::all(&mut sources).into_iter();
    let mut template = |name| {
        let found = builtin.find(|builtin| builtin.name == name)?;
        found.template(&sources).cloned()
    };
    let (school, rag) = (template("school")?, template("rag")?);
    let occasion = Occasion {
        as_of,
        theme: theme(&plan.get().brand, Vec::new(), None),
        logos: Vec::new(),
        accessible: false,
        groups: template::Groups::default(),
    };
    let seen = seen_by(&plan, school.audience(), Numbers::LeftOut);
    let document = template::compose(&seen, &school, &|_| None, &occasion)
        .0?
        .document;
    Some(Fixed {
        register,
        reader,
        plan,
        rag,
        occasion,
        document,
    })
}

/// The house document with one part in the place of its own: the first line of the bytes names it.
fn with_part(bytes: &[u8]) -> Vec<u8> {
    const PARTS: [(&str, &str); 9] = [
        ("[Content_Types].xml", include_str!("house/types.xml")),
        ("_rels/.rels", include_str!("house/package.rels")),
        (
            "word/_rels/document.xml.rels",
            include_str!("house/document.rels"),
        ),
        ("word/document.xml", include_str!("house/document.xml")),
        ("word/styles.xml", include_str!("house/styles.xml")),
        ("word/numbering.xml", include_str!("house/numbering.xml")),
        ("word/settings.xml", include_str!("house/settings.xml")),
        ("word/header1.xml", include_str!("house/header.xml")),
        ("word/footer1.xml", include_str!("house/footer.xml")),
    ];
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let own = std::str::from_utf8(&bytes[..end]).unwrap_or("");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in PARTS {
        let text = if name == own {
            &bytes[end + 1..]
        } else {
            text.as_bytes()
        };
        zip.start_file(name, stored).expect("a zip in memory grows");
        zip.write_all(text).expect("a zip in memory grows");
    }
    zip.finish().expect("a zip in memory grows").into_inner()
}

/// A text in double quotes, as YAML reads it.
fn in_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() || c == '\u{feff}' => {
                quoted.extend([format!("\\U{:08x}", u32::from(c))]);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Prints every finding as a person would see it; each is at a place within its file.
fn print(sources: &Sources, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        if let Some(place) = diagnostic.place {
            inside(sources, place);
        }
        drop(sources.human(diagnostic, false));
    }
}

fn inside(sources: &Sources, place: Place) {
    let text = sources.text(place.file);
    let slice = text.get(place.start as usize..place.end as usize);
    assert!(slice.is_some(), "{place:?} is not within the text");
}

/// Calls with the place of every key and value.
fn each(node: &Node, see: &mut impl FnMut(Place)) {
    see(node.place);
    for entry in node.entries() {
        see(entry.key_place);
        each(&entry.node, see);
    }
    for item in node.items() {
        each(item, see);
    }
}

/// Whether two trees hold the same values.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::List(_), Value::List(_)) => {
            one.items().len() == other.items().len()
                && one
                    .items()
                    .iter()
                    .zip(other.items())
                    .all(|(one, other)| same(one, other))
        }
        (Value::Group(_), Value::Group(_)) => {
            let pairs = one.entries().iter().zip(other.entries());
            one.entries().len() == other.entries().len()
                && pairs
                    .into_iter()
                    .all(|(one, other)| one.key == other.key && same(&one.node, &other.node))
        }
        (one, other) => one == other,
    }
}
