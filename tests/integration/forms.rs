//! The forms that plans take in the field, each as a small case, with the documents that they must give.
//!
//! Five follow documents of a trust, two schools, a training provider and a local authority; the sixth is a risk
//! assessment. What a document says and how its files are built is in snapshots; what a snapshot could get wrong
//! unnoticed, because nobody reads every line of it, is asserted.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::LazyLock;

use dutybound::document::{Block, Document, blocks, plain_text, words};
use dutybound::model::{Profile, Rag};
use dutybound::pipeline::{build, compose_document, prepare};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;
use serde_json::{Value, json};

use crate::support::xml::Element;
use crate::support::{docx, options, pdf};

const CASES: &str = "tests/cases";

/// A document of a case.
struct Form {
    /// Case, organisation and template.
    name: String,
    profile: Profile,
    document: Document,
    pdf: Vec<u8>,
    docx: Vec<u8>,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let mut cases: Vec<PathBuf> = dutybound::source::folders(Path::new(CASES)).unwrap();
    cases.retain(|case| name(case).starts_with("form-"));
    cases.sort();
    cases.iter().flat_map(|case| forms(case)).collect()
});

fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// The documents of a workspace, which has no error.
fn forms(case: &Path) -> Vec<Form> {
    let (options, writer) = (options(), PdfWriter::new());
    let workspace = Workspace::open(case).unwrap();
    let output = tempfile::tempdir().unwrap();
    let folder = OutputFolder::new(output.path());
    let report = build(
        slice::from_ref(&workspace),
        &options,
        Some(&folder),
        &writer,
        &|_| {},
    )
    .unwrap();
    let mut errors = report.findings(0, &workspace);
    errors.retain(dutybound::diagnostic::Diagnostic::is_error);
    assert_eq!(errors, [], "{}", case.display());
    let mut forms = Vec::new();
    for (_, outcome) in &report.outcomes {
        let id = &outcome.organisation;
        assert!(outcome.fault.is_none(), "{id}: {:?}", outcome.fault);
        let prepared = prepare(&workspace, id, &options, &writer).unwrap();
        let profile = prepared.checked.as_ref().unwrap().get();
        assert_eq!(outcome.published.len(), profile.documents.len(), "{id}");
        for published in &outcome.published {
            let template = workspace.template_called(&published.template).unwrap();
            let composed =
                compose_document(&workspace, &prepared, template, &options, &mut Vec::new());
            let file = |ending: &str| {
                let mut paths = published.paths.iter();
                let path = paths.find(|path| path.extension().unwrap() == ending);
                dutybound::source::bytes(path.unwrap(), 10_000_000).unwrap()
            };
            forms.push(Form {
                name: format!("{}__{id}__{}", name(case), published.template),
                profile: profile.clone(),
                document: composed.unwrap().document,
                pdf: file("pdf"),
                docx: file("docx"),
            });
        }
    }
    forms
}

impl Form {
    fn of_case(case: &str) -> &'static Self {
        let mut forms = FORMS.iter();
        forms.find(|form| form.name.starts_with(case)).unwrap()
    }

    /// The body of the Word file.
    fn body(&self) -> Element {
        docx::tree(&self.docx, "word/document.xml")
    }

    /// Every block or run of a kind, such as `list`, in reading order.
    fn found(&self, kind: &str) -> Vec<Value> {
        let mut found = Vec::new();
        push_found(
            &serde_json::to_value(&self.document).unwrap(),
            kind,
            &mut found,
        );
        found
    }

    /// The rows of the document's tables with heading rows first, each with its cells; bands are left out.
    fn rows(&self) -> Vec<Value> {
        let tables = self.found("table").into_iter();
        let rows = tables.flat_map(|table| {
            let groups = table["groups"].as_array().unwrap().iter();
            let body = groups.flat_map(|group| group["rows"].as_array().unwrap());
            let head = table["head"].as_array().unwrap().iter();
            head.chain(body).cloned().collect::<Vec<_>>()
        });
        rows.collect()
    }
}

fn push_found(value: &Value, kind: &str, found: &mut Vec<Value>) {
    match value {
        Value::Object(entries) => {
            if entries.get("type").is_some_and(|known| known == kind) {
                found.push(value.clone());
            }
            for value in entries.values() {
                push_found(value, kind, found);
            }
        }
        Value::Array(values) => {
            for value in values {
                push_found(value, kind, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Compares with the snapshots of this module.
fn compare(snapshots: impl IntoIterator<Item = (String, String)>) {
    insta::with_settings!({
        prepend_module_to_snapshot => false,
        snapshot_path => "snapshots/forms",
        omit_expression => true,
    }, {
        for (name, said) in snapshots {
            insta::assert_snapshot!(name, said);
        }
    });
}

#[test]
fn every_form_is_composed_as_expected() {
    assert_eq!(FORMS.len(), 7);
    compare(FORMS.iter().map(|form| {
        let mut document = serde_json::to_value(&form.document).unwrap();
        document["theme"] = json!({ "fonts": document["theme"]["fonts"] }); // colours are the same everywhere
        let said = serde_yaml::to_string(&document).unwrap();
        (format!("{}.document", form.name), said)
    }));
}

#[test]
fn every_word_file_is_built_as_expected() {
    compare(FORMS.iter().map(|form| {
        let said = form.body().lines();
        (format!("{}.word", form.name), said)
    }));
    compare(FORMS.iter().map(|form| {
        let mut said = String::new();
        for begin in ["word/header", "word/footer"] {
            for part in docx::parts(&form.docx, begin) {
                let words = docx::tree(&form.docx, &part).words();
                writeln!(said, "{part}: {words}").unwrap();
            }
        }
        (format!("{}.running", form.name), said)
    }));
    let policy = Form::of_case("form-policy");
    let numbering = docx::tree(&policy.docx, "word/numbering.xml").lines();
    compare([(format!("{}.numbering", policy.name), numbering)]);
}

#[test]
fn every_pdf_says_what_is_expected_page_by_page() {
    compare(FORMS.iter().map(|form| {
        let mut said = String::new();
        for (lines, number) in pdf::page_lines(&form.pdf).iter().zip(1..) {
            writeln!(said, "--- page {number}\n{}", lines.join("\n")).unwrap();
        }
        (format!("{}.pdf", form.name), said)
    }));
}

#[test]
fn every_pdf_is_valid_and_both_files_say_the_words_of_the_document_in_order() {
    for form in FORMS.iter() {
        pdf::assert_valid(&form.pdf);
        let [document, word, printed] = said(form);
        assert_eq!(printed, document, "PDF of {}", form.name);
        assert_eq!(word, document, "Word file of {}", form.name);
    }
}

#[test]
fn word_merges_the_cells_that_span() {
    let mut spans = 0;
    for form in FORMS.iter() {
        let body = form.body();
        let cells: Vec<Value> = form
            .rows()
            .iter()
            .flat_map(|row| row["cells"].as_array().unwrap().clone())
            .collect();
        let down: Vec<u64> = cells
            .iter()
            .map(|cell| cell["row_span"].as_u64().unwrap())
            .filter(|rows| *rows > 1)
            .collect();
        let merges = |kind| {
            let merges = body.all("w:vMerge").into_iter();
            merges
                .filter(|merge| merge.attribute("w:val") == Some(kind))
                .count()
        };
        assert_eq!(merges("restart"), down.len(), "{}", form.name);
        let below: u64 = down.iter().map(|rows| rows - 1).sum();
        assert_eq!(merges("continue") as u64, below, "{}", form.name);
        spans += down.len();

        let mut across: Vec<String> = cells
            .iter()
            .map(|cell| cell["column_span"].to_string())
            .filter(|columns| columns != "1")
            .collect();
        for table in form.found("table") {
            let columns = table["columns"].as_array().unwrap().len().to_string();
            let groups = table["groups"].as_array().unwrap().iter();
            let bands = groups.filter(|group| !group["band"].is_null()).count();
            across.extend(vec![columns; bands]);
        }
        let mut spanned: Vec<&str> = body
            .all("w:gridSpan")
            .into_iter()
            .map(|span| span.attribute("w:val").unwrap())
            .collect();
        spanned.sort_unstable();
        across.sort();
        assert_eq!(spanned, across, "{}", form.name);
    }
    assert!(spans > 20);
}

#[test]
fn heading_rows_return_on_every_page_of_the_word_file() {
    for form in FORMS.iter() {
        let body = form.body();
        let headed = |row: &&Element| !row.all("w:tblHeader").is_empty();
        let returning: Vec<String> = body
            .all("w:tr")
            .into_iter()
            .filter(headed)
            .map(Element::words)
            .collect();
        let heads: Vec<String> = form
            .found("table")
            .iter()
            .flat_map(|table| table["head"].as_array().unwrap().clone())
            .map(|row| text_of(&row))
            .collect();
        assert_eq!(returning, heads, "{}", form.name);
        assert!(!heads.is_empty(), "{}", form.name);
    }
}

/// The plain words below a value of a document, one space between them.
fn text_of(value: &Value) -> String {
    let mut runs = Vec::new();
    push_found(value, "text", &mut runs);
    let texts = runs.iter().map(|run| run["text"].as_str().unwrap());
    pdf::fold(&texts.collect::<Vec<_>>().join(" "))
}

#[test]
fn word_counts_every_clause_list_and_numbered_heading_itself() {
    for form in FORMS.iter() {
        let body = form.body();
        let numbered: Vec<&Element> = body
            .all("w:p")
            .into_iter()
            .filter(|paragraph| {
                let number = paragraph.all("w:numPr");
                number
                    .first()
                    .is_some_and(|number| number.property("w:numId") != Some("0"))
            })
            .collect();
        let styled = |begin: &str| {
            let paragraphs = numbered.iter();
            paragraphs
                .filter(|paragraph| {
                    let style = paragraph.property("w:pStyle").unwrap_or_default();
                    style.starts_with(begin)
                })
                .count()
        };
        let length = |value: &Value, key: &str| value[key].as_array().unwrap().len();
        let items: usize = form
            .found("list")
            .iter()
            .map(|list| length(list, "items"))
            .sum();
        let clauses: usize = form
            .found("clauses")
            .iter()
            .map(|run| length(run, "clauses"))
            .sum();
        let headings = form.found("heading");
        let headings = headings
            .iter()
            .filter(|heading| !heading["number"].is_null())
            .count();
        assert_eq!(styled("Clause"), clauses, "{}", form.name);
        let counted = styled("NumberedHeading") + styled("AnnexHeading");
        assert_eq!(counted, headings, "{}", form.name);
        assert_eq!(numbered.len() - clauses - headings, items, "{}", form.name);
    }
    let policy = Form::of_case("form-policy");
    assert!(policy.found("clauses").len() > 5);
}

#[test]
fn no_list_is_imitated_by_its_text() {
    for form in FORMS.iter() {
        for paragraph in form.body().all("w:p") {
            let words = paragraph.words();
            assert!(!begins_like_an_item(&words), "{}: {words}", form.name);
        }
    }
}

/// Whether words begin with a bullet, with `1.` or `1)`, or with the number of a clause.
fn begins_like_an_item(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let number = first.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = first.starts_with(|c: char| c.is_ascii_digit());
    matches!(first, "•" | "·" | "–" | "-" | "*" | "o")
        || digits && (number == ")" || number.is_empty() && first.contains('.'))
}

#[test]
fn items_are_told_from_other_words() {
    for words in [
        "• tell the lead",
        "1. Tell",
        "2) Tell",
        "3.6 Tell",
        "– tell",
    ] {
        assert!(begins_like_an_item(words), "{words}");
    }
    for words in ["", "1 Rare", "1–4 Low", "13 October 2026", "4", "Tell 1."] {
        assert!(!begins_like_an_item(words), "{words}");
    }
}

#[test]
fn leads_stand_in_the_row_of_their_action() {
    let mut actions = 0;
    for form in ["form-duty", "form-policy", "form-risk"].map(Form::of_case) {
        let body = form.body();
        let rows = body.all("w:tr");
        for action in form.profile.plan.actions() {
            let text = first_words(&action.text);
            let is_done = action.rag() == Some(Rag::Green);
            if form.name.starts_with("form-risk") && is_done {
                assert!(
                    !body.words().contains(&text),
                    "what is done is no further action: {text}"
                );
                continue;
            }
            let leads: Vec<&str> = action
                .leads
                .iter()
                .map(|lead| form.profile.people[lead.as_str()].title().unwrap())
                .collect();
            let leads = leads.join(" ");
            let mut found = rows.iter().filter(|row| row.words().contains(&text));
            let row = found.next().unwrap_or_else(|| panic!("no row says {text}"));
            assert!(found.next().is_none(), "two rows say {text}");
            let cells = row.all("w:tc");
            let led = cells.iter().any(|cell| cell.words() == leads);
            assert!(led && !leads.is_empty(), "{leads}: {}", row.words());
            actions += 1;
        }
    }
    assert!(actions > 30);
}

/// The words of the first paragraph of a text.
fn first_words(text: &str) -> String {
    match blocks(text).first() {
        Some(Block::Paragraph { content }) => plain_text(content).replace('\u{a0}', " "),
        other => panic!("{text} begins with {other:?}"),
    }
}

#[test]
fn references_are_fields_that_word_follows_to_the_numbers() {
    let policy = Form::of_case("form-policy");
    let references = policy.found("reference");
    assert!(references.len() >= 7);
    let body = policy.body();
    let bookmarks: Vec<&str> = body
        .all("w:bookmarkStart")
        .into_iter()
        .filter_map(|bookmark| bookmark.attribute("w:name"))
        .collect();
    let mut followed = 0;
    for instruction in body.all("w:instrText") {
        let instruction = instruction.text();
        if let Some(target) = instruction.trim().strip_prefix("REF ") {
            let bookmark = target.split(' ').next().unwrap();
            assert!(bookmarks.contains(&bookmark), "{instruction}");
            followed += 1;
        }
    }
    assert_eq!(followed, references.len());
}

#[test]
fn the_contents_list_every_section_and_annex() {
    let policy = Form::of_case("form-policy");
    let body = policy.body();
    let tables = body.all("w:instrText");
    let tables = tables
        .iter()
        .filter(|instruction| instruction.text().trim().starts_with("TOC "));
    assert_eq!(tables.count(), 1);
    let entries: Vec<String> = body
        .all("w:p")
        .into_iter()
        .filter(|paragraph| {
            let style = paragraph.property("w:pStyle").unwrap_or_default();
            style.starts_with("TOC") && paragraph.words().contains(' ')
        })
        .map(Element::words)
        .collect();
    let headings = policy.found("heading");
    let numbered = headings
        .iter()
        .filter(|heading| !heading["number"].is_null());
    let mut listed = 0;
    for heading in numbered {
        let label = heading["number"]["label"].as_str().unwrap();
        let line = format!("{label} {} ", text_of(heading));
        let mut entries = entries.iter();
        let entry = entries.find(|entry| entry.starts_with(&line));
        let page = entry.and_then(|entry| entry[line.len()..].parse::<usize>().ok());
        assert!(page.is_some_and(|page| page > 1), "{line}: {entry:?}");
        listed += 1;
    }
    assert!(listed > 8);
}

/// A copy of the policy's file with one passage of it changed.
fn edited(passage: &str, replacement: &str) -> tempfile::TempDir {
    let text = std::fs::read_to_string(Path::new(CASES).join(POLICY)).unwrap();
    assert_eq!(text.matches(passage).count(), 1, "{passage}");
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("provider.yaml");
    std::fs::write(copy, text.replace(passage, replacement)).unwrap();
    folder
}

const POLICY: &str = "form-policy/provider.yaml";
const REFERRED: &str = "          - { id: referral,";
const FIRST_ANNEX: &str = "    - { id: action-plan,";

/// What the document says, and what its Word file and its PDF say.
fn said(form: &Form) -> [String; 3] {
    let printed = pdf::tags(&form.pdf).words();
    [
        words(&form.document).join(" "),
        docx::words(&form.docx).join(" "),
        printed,
    ]
    .map(|said| pdf::fold(&said))
}

/// Asserts that the policy says `before` as it is, and `after` once it is edited, in the document and in both files.
fn assert_turns(passage: &str, replacement: &str, before: &str, after: &str) {
    let folder = edited(passage, replacement);
    let changed = forms(folder.path());
    let original = said(Form::of_case("form-policy"));
    for (original, changed) in original.iter().zip(said(&changed[0])) {
        assert!(original.contains(before), "{original}");
        assert!(!original.contains(after));
        assert!(changed.contains(after), "{changed}");
        assert!(!changed.contains(before));
    }
}

#[test]
fn a_clause_put_before_a_referred_one_moves_the_reference() {
    let earlier = "          - { id: earlier, text: Whoever is unsure asks. }\n";
    assert_turns(
        REFERRED,
        &format!("{earlier}{REFERRED}"),
        "each report made under 3.6 and 3.7.",
        "each report made under 3.7 and 3.8.",
    );
}

#[test]
fn a_clause_without_a_number_moves_no_reference() {
    let note = "          - { id: note, numbered: no, text: Whoever is unsure asks. }\n";
    let folder = edited(REFERRED, &format!("{note}{REFERRED}"));
    for said in said(&forms(folder.path())[0]) {
        assert!(said.contains("Whoever is unsure asks."));
        assert!(said.contains("each report made under 3.6 and 3.7."));
    }
}

#[test]
fn an_annex_put_before_a_referred_one_moves_the_reference() {
    let earlier = "    - { id: sites, title: Our sites, text: There are two. }\n";
    assert_turns(
        FIRST_ANNEX,
        &format!("{earlier}{FIRST_ANNEX}"),
        "through the action plan in Annex A.",
        "through the action plan in Annex B.",
    );
}

#[test]
fn texts_that_refer_to_a_removed_clause_are_errors_at_their_place() {
    let folder = edited(REFERRED, "          - { id: another,");
    let workspace = Workspace::open(folder.path()).unwrap();
    let prepared = prepare(&workspace, "keystone", &options(), &PdfWriter::new()).unwrap();
    assert!(prepared.checked.is_none());
    let text = std::fs::read_to_string(folder.path().join("provider.yaml")).unwrap();
    let lines = text.lines().zip(1..);
    let referring: Vec<usize> = lines
        .filter(|(line, _)| line.contains("clause('referral')"))
        .map(|(_, number)| number)
        .collect();
    let faults = prepared.diagnostics.iter();
    let mut errors: Vec<_> = faults.filter(|fault| fault.is_error()).collect();
    errors.sort_by_key(|error| error.place);
    assert_eq!(errors.len(), referring.len());
    assert!(!errors.is_empty());
    for (error, line) in errors.into_iter().zip(referring) {
        assert_eq!(error.code, "unknown-clause");
        assert_eq!(workspace.sources().slice(error.place.unwrap()), "referral");
        let shown = workspace.sources().human(error, false);
        assert!(
            shown.contains(&format!("provider.yaml:{line}:")),
            "{line}: {shown}"
        );
    }
}
