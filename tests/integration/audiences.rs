//! Who may see what: nothing hidden stands in any part of a public file.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use dutybound::audience::Cause;
use dutybound::model::{Audience, Profile};
use dutybound::pipeline::{Options, Outcome, build, prepare};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::support::command::{copy, dutybound};
use crate::support::options;

/// Builds a workspace for an audience; what came of it, and every file with its name.
fn built(root: &Path, audience: Option<Audience>) -> (Vec<Outcome>, Vec<(String, Vec<u8>)>) {
    let workspace = Workspace::open(root).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::new(folder.path());
    let options = Options {
        audience,
        ..options()
    };
    let writer = PdfWriter::new();
    let report = build(&[workspace], &options, Some(&output), &writer, &|_| {}).unwrap();
    let outcomes: Vec<Outcome> = report
        .outcomes
        .into_iter()
        .map(|(_, outcome)| outcome)
        .collect();
    let mut files = Vec::new();
    gather(folder.path(), &mut files);
    (outcomes, files)
}

fn gather(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, files);
        } else {
            let name = path.file_name().unwrap().to_str().unwrap().to_string();
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
}

/// Everything that a file holds once it is unpacked, as letters and digits alone: neither a new line nor a tag within a
/// word hides it then.
pub(crate) fn unpacked(name: &str, bytes: &[u8]) -> String {
    let mut all = name.to_string();
    match name.rsplit('.').next().unwrap() {
        "pdf" => all.push_str(&of_pdf(bytes)),
        "docx" => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for part in 0..archive.len() {
                let mut part = archive.by_index(part).unwrap();
                all.push_str(part.name());
                let mut held = Vec::new();
                part.read_to_end(&mut held).unwrap();
                push_markup(&String::from_utf8_lossy(&held), &mut all);
            }
        }
        "html" => push_markup(std::str::from_utf8(bytes).unwrap(), &mut all),
        "json" => all.push_str(std::str::from_utf8(bytes).unwrap()),
        other => panic!("files of the kind {other} are not searched"),
    }
    squeezed(&all)
}

/// Markup as it is, and its words without the tags between them.
fn push_markup(markup: &str, all: &mut String) {
    all.push(' ');
    all.push_str(markup);
    let mut within = false;
    all.extend(markup.chars().filter(|c| {
        let is_tag = within || *c == '<';
        within = *c == '<' || within && *c != '>';
        !is_tag
    }));
}

/// The words of its pages, every stream inflated, and every string of its objects: properties, bookmarks, alternative
/// texts, links.
fn of_pdf(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let mut all = String::new();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    all.push_str(&file.extract_text(&pages).unwrap());
    for object in file.objects.values() {
        push_strings(object, &mut all);
        if let lopdf::Object::Stream(stream) = object {
            let held = stream.decompressed_content();
            let held = held.unwrap_or_else(|_| stream.content.clone());
            all.push_str(&String::from_utf8_lossy(&held));
        }
    }
    push_strings(&lopdf::Object::Dictionary(file.trailer.clone()), &mut all);
    all
}

fn push_strings(object: &lopdf::Object, all: &mut String) {
    let mut within = |inner: &lopdf::Dictionary| {
        for (key, value) in inner {
            all.push_str(&String::from_utf8_lossy(key));
            push_strings(value, all);
        }
    };
    match object {
        lopdf::Object::String(text, _) => {
            all.push(' ');
            all.push_str(&lopdf::decode_text_string(object).unwrap_or_default());
            all.push_str(&String::from_utf8_lossy(text));
        }
        lopdf::Object::Name(name) => all.push_str(&String::from_utf8_lossy(name)),
        lopdf::Object::Array(items) => items.iter().for_each(|item| push_strings(item, all)),
        lopdf::Object::Dictionary(inner) => within(inner),
        lopdf::Object::Stream(stream) => within(&stream.dict),
        _ => {}
    }
}

pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words and numbers of the plan in `tests/audience` that not everybody may see.
fn secrets() -> BTreeSet<String> {
    let plan = std::fs::read_to_string("tests/audience/plan.yaml").unwrap();
    let plan = plan.split_once('\n').unwrap().1;
    let plan = plan.split_once('\n').unwrap().1; // the first lines speak of the others
    let words = plan.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.to_lowercase().contains("quokka") || word.ends_with("777"))
        .map(str::to_lowercase)
        .collect()
}

fn shown(secrets: &BTreeSet<String>, unpacked: &str) -> BTreeSet<String> {
    let unpacked = unpacked.to_lowercase();
    let held = secrets.iter().filter(|word| unpacked.contains(*word));
    held.cloned().collect()
}

#[test]
fn a_public_build_holds_nothing_that_is_hidden_in_any_part_of_a_file() {
    let root = Path::new("tests/audience");
    let secrets = secrets();
    assert!(secrets.len() > 50, "{secrets:?}");
    let (outcomes, files) = built(root, Some(Audience::Public));
    assert_eq!(files.len(), 4, "PDF, Word, web page and manifest");
    for (name, bytes) in &files {
        let found = shown(&secrets, &unpacked(name, bytes));
        assert_eq!(found, BTreeSet::new(), "{name}");
    }
    let lacking = outcomes[0]
        .diagnostics
        .iter()
        .find(|one| one.code == "missing-field");
    assert!(lacking.is_none(), "the minute is there: {lacking:?}");
    // What is left out as a whole is one line of the report.
    let removals = &outcomes[0].removals;
    assert!(removals.len() > 45, "{removals:#?}");
    assert!(removals.iter().all(|removal| removal.place.is_some()));

    // The control: the same search finds all of it in what is for the school alone.
    let (_, files) = built(root, Some(Audience::Internal));
    for (name, bytes) in files.iter().filter(|(name, _)| !name.ends_with("json")) {
        let found = shown(&secrets, &unpacked(name, bytes));
        // Round the key of a theme nothing is printed, and nobody prints where a file lies.
        let missed: Vec<&String> = secrets.difference(&found).collect();
        assert_eq!(missed, Vec::<&String>::new(), "{name}");
    }
}

#[test]
fn each_audience_sees_what_a_template_has_for_it() {
    let said = |audience| {
        let (_, files) = built(Path::new("tests/audience"), audience);
        let (name, page) = files
            .into_iter()
            .find(|(name, _)| name.ends_with("html"))
            .unwrap();
        let page = String::from_utf8(page).unwrap();
        let words = [
            "Wallaby inside",
            "Wallaby outside",
            "Wallaby for inspectors",
            "Cost",
        ];
        (name, words.map(|word| page.contains(word)))
    };
    let (name, public) = said(Some(Audience::Public));
    assert_eq!(
        (&*name, public),
        ("harbourside-public.html", [false, true, false, true])
    );
    let (name, governors) = said(Some(Audience::Governors));
    assert_eq!(governors, [true, false, false, false]);
    assert_eq!(name, "harbourside-quokkaversion-governors.html");
    assert_eq!(
        said(Some(Audience::Inspector)).1,
        [false, false, true, false]
    );
    assert_eq!(said(Some(Audience::Internal)).1, [true, false, false, true]);
    // Who says nothing builds for those whom the template is made for: here, everybody.
    let (name, usual) = said(None);
    assert_eq!((&*name, usual), ("harbourside.html", public));
}

/// What a sample marks as not public and says nowhere else openly, each as letters and digits.
pub(crate) fn marked(profile: &Profile) -> BTreeSet<String> {
    let people = profile.people.values();
    let told = |public: bool| {
        let some = people
            .clone()
            .filter(move |one| (one.public != Some(false)) == public);
        some.flat_map(|one| [&one.name, &one.email, &one.phone].into_iter().flatten())
            .map(|text| squeezed(text))
    };
    let evidence = profile
        .evidence
        .iter()
        .filter(|one| one.public == Some(false));
    let evidence = evidence.flat_map(|piece| {
        let file = piece
            .file
            .as_ref()
            .map(|file| file.rsplit('/').next().unwrap().to_string());
        let link = piece.link.as_ref().map(|link| link.value.clone());
        let title = piece.title.value.clone();
        let note = piece.note.as_ref().map(|note| note.value.clone());
        [Some(title), file, link, note].into_iter().flatten()
    });
    let open: BTreeSet<String> = told(true).collect();
    let hidden = told(false).chain(evidence.map(|text| squeezed(&text)));
    hidden
        .filter(|text| text.len() > 7 && !open.contains(text))
        .collect()
}

#[test]
fn a_public_build_of_every_sample_holds_nothing_that_is_marked() {
    let writer = PdfWriter::new();
    for sample in ["fenshire", "keystone", "larkfield", "riverside"] {
        let root = Path::new("data").join(sample);
        let workspace = Workspace::open(&root).unwrap();
        let mut secrets = BTreeSet::new();
        let mut found_inside = 0;
        for id in workspace.organisations() {
            let prepared = prepare(&workspace, id, &options(), &writer).unwrap();
            let profile = prepared.checked.unwrap();
            secrets.extend(marked(profile.get()));
        }
        assert!(secrets.len() > 3, "{sample}: {secrets:?}");
        let (outcomes, files) = built(&root, Some(Audience::Public));
        assert!(
            outcomes.iter().all(|outcome| !outcome.published.is_empty()),
            "{sample}"
        );
        for (name, bytes) in &files {
            let all = unpacked(name, bytes);
            let found: Vec<_> = secrets.iter().filter(|text| all.contains(*text)).collect();
            assert_eq!(found, Vec::<&String>::new(), "{sample}: {name}");
        }
        for (name, bytes) in built(&root, Some(Audience::Internal)).1 {
            let all = unpacked(&name, &bytes);
            found_inside += secrets.iter().filter(|text| all.contains(*text)).count();
        }
        assert!(found_inside > 0, "{sample}: the search finds what is there");
    }
}

/// A workspace of one file; its folder is kept as long as it is used.
fn plan(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("plan.yaml"), text).unwrap();
    folder
}

const HEAD: &str = "\
id: oak
organisation: { kind: school, name: Oak School }
documents: [school]
";

#[test]
fn a_public_document_is_refused_if_a_text_says_what_is_hidden() {
    for (said, hidden) in [
        ("The minutes are kept by Ms Marchetti.", "Sol Marchetti"),
        ("Write to SOL@example.org.", "sol@example.org"),
        ("Ring +44 1632 960 111 at any time.", "01632 960111"),
        (
            "See **Staff survey of autumn 2026**.",
            "Staff survey of autumn 2026",
        ),
        (
            "As it says, the youth club next door was closed by its owner, so walk on.",
            "The youth club next door was closed by its owner.",
        ),
    ] {
        let text = format!(
            "{HEAD}people:\n  clerk: {{ name: Sol Marchetti, role: Clerk, email: sol@example.org, phone: 01632 960111, public: no }}\n\
             evidence:\n  - {{ id: survey, title: Staff survey of autumn 2026, date: 2026-10, public: no }}\n\
             plan:\n  title: Prevent plan\n  introduction: \"{said}\"\n  context: {{ local: The youth club next door was closed by its owner., not_public: [local] }}\n\
             \x20 areas:\n    - id: one\n      title: Leadership\n      actions:\n        - {{ id: first, text: Do the work., lead: clerk, deadline: 2027-03-01, evidence: [survey] }}\n"
        );
        let folder = plan(&text);
        for audience in [None, Some(Audience::Public)] {
            let (outcomes, files) = built(folder.path(), audience);
            let found = &outcomes[0].diagnostics;
            let refused: Vec<_> = found
                .iter()
                .filter(|one| one.code == "not-public")
                .collect();
            let [refused] = &refused[..] else {
                panic!("{said}: {found:#?}");
            };
            assert!(refused.message.contains(hidden), "{}", refused.message);
            assert_eq!(refused.place.unwrap().line, 10, "{said}: the introduction");
            assert_eq!(refused.related.len(), 1, "and the mark");
            assert!(
                refused
                    .help
                    .as_ref()
                    .unwrap()
                    .contains("--audience governors")
            );
            assert_eq!(files.len(), 0, "{said}: nothing is written");
        }
        let (outcomes, files) = built(folder.path(), Some(Audience::Governors));
        assert_eq!(files.len(), 4, "{:#?}", outcomes[0].diagnostics);
    }
}

const NUMBERS: &str = "\
people:
  head: { name: Ada Stone, role: Headteacher, phone: 07700 900111 }
  dsl: { name: Ben Moss, role: Designated Safeguarding Lead, phone: 01632 960222, email: dsl@example.org }
  deputy: { name: Cara Fielding, role: Deputy Headteacher, phone: 01632 960333, public: yes }
  clerk: { name: Dan Ash, role: Clerk, phone: 01632 960400 }
  bursar: { name: Eve Birch, role: Bursar, phone: 01632 960400 }
  duty: { role: Duty telephone, phone: 07700 900555 }
contacts:
  - { id: all, people: [head, dsl, deputy, clerk, bursar, duty] }
plan:
  title: Prevent plan
  areas:
    - id: one
      title: Leadership
      actions: [{ id: first, text: Do the work., lead: head, deadline: 2027-03-01 }]
";

#[test]
fn direct_numbers_and_mobiles_of_named_people_are_left_out_of_public_builds_and_named() {
    let folder = plan(&format!("{HEAD}{NUMBERS}").replace("[school]", "[own]"));
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    let own = "template: own\ntitle: Own\nbody:\n  - contacts: { heading: Whom to ask }\n";
    std::fs::write(folder.path().join("templates/own.yaml"), own).unwrap();
    let printed = |audience| {
        let (outcomes, files) = built(folder.path(), audience);
        let page = files
            .iter()
            .find(|(name, _)| name.ends_with("html"))
            .unwrap();
        let all = unpacked(&page.0, &page.1);
        let numbers = [
            "07700900111",
            "01632960222",
            "01632960333",
            "01632960400",
            "07700900555",
        ];
        let causes: Vec<_> = outcomes[0]
            .removals
            .iter()
            .map(|removal| (removal.what.clone(), removal.cause))
            .collect();
        (numbers.map(|number| all.contains(number)), causes)
    };
    let (public, causes) = printed(Some(Audience::Public));
    assert_eq!(public, [false, false, true, true, true]);
    assert_eq!(
        causes,
        [
            ("people.head.phone".to_string(), Cause::Mobile),
            ("people.dsl.phone".to_string(), Cause::DirectNumber),
        ]
    );
    for audience in [None, Some(Audience::Governors)] {
        let (others, causes) = printed(audience);
        assert_eq!((others, causes), ([true; 5], Vec::new()), "{audience:?}");
    }
}

#[test]
fn a_field_that_cannot_be_hidden_is_named_with_what_may_be_meant() {
    let folder = plan(&format!("{HEAD}{NUMBERS}").replace("public: yes", "not_public: [phones]"));
    let (code, _, said) = dutybound(folder.path(), &["check", "."]);
    assert_eq!(code, 1);
    assert!(
        said.contains("`phones` is not one of the words") && said.contains("`phone`"),
        "{said}"
    );
}

#[test]
fn the_report_on_what_was_left_out_is_printed_and_never_stands_among_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("tests/audience"), folder.path());
    let day = [
        "--as-of",
        "2026-11-22",
        "--format",
        "html",
        "--audience",
        "public",
    ];
    let run = |more: &[&str]| {
        let arguments: Vec<&str> = ["build", "."]
            .iter()
            .chain(&day)
            .chain(more)
            .copied()
            .collect();
        dutybound(folder.path(), &arguments)
    };
    let (code, printed, said) = run(&["--removals", "--removals-to", "left-out.txt"]);
    assert_eq!(code, 0, "{said}");
    let line = "people.head.name: marked `public: no` (plan.yaml:13)";
    assert!(printed.contains(line), "{printed}");
    assert!(
        printed.contains("people.dsl.phone: named in `not_public`"),
        "{printed}"
    );
    let kept = std::fs::read_to_string(folder.path().join("left-out.txt")).unwrap();
    assert!(kept.contains(line));
    assert!(
        shown(&secrets(), &squeezed(&kept)).is_empty(),
        "it says what, and not the words"
    );
    assert!(
        folder
            .path()
            .join("output/for-public/harbourside/harbourside-public.html")
            .is_file()
    );
    for file in [
        "output/for-public/left-out.txt",
        "./output/../output/for-public/a/left-out.txt",
    ] {
        let (code, _, said) = run(&["--removals-to", file]);
        assert_eq!(code, 2, "{file}");
        assert!(
            said.contains("lies in the folder of the documents"),
            "{said}"
        );
    }
    let (code, _, said) = run(&["--audience", "parents"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("no audience") || said.contains("cannot be used"),
        "{said}"
    );
}
