//! Documents that show what changed: accepted they are the one edition, rejected the other, in every format.

use std::path::{Path, PathBuf};

use dutybound::compare::document::{compare, explained};
use dutybound::document::{
    Block, Change, Comparison, Document, Heading, Inline, Picture, Table, plain_text, words,
};
use dutybound::pipeline::{compose_document, prepare};
use dutybound::render::pdf::PdfWriter;
use dutybound::render::{docx, html};
use dutybound::workspace::Workspace;
use jiff::civil::date;
use serde_yaml::Value;

use crate::support::tracked::{Decision, Paragraph, paragraphs};
use crate::support::{self, options, pages, pdf, policy, sample};

fn comparison() -> Comparison {
    Comparison {
        by: "Hilary Vance & “Co” <clerk>".into(),
        on: date(2026, 11, 21),
        explanation: explained("What changed since version 1.0, compared by the clerk."),
    }
}

/// The documents of the organisations of a folder that nothing is wrong with.
fn documents(folder: &Path, only: Option<&str>, writer: &PdfWriter) -> Vec<(String, Document)> {
    let workspace = Workspace::open(folder).unwrap();
    let mut documents = Vec::new();
    for id in workspace.organisations() {
        if only.is_some_and(|only| only != id) {
            continue;
        }
        let prepared = prepare(&workspace, id, &options(), writer).unwrap();
        let Some(checked) = prepared.checked.as_ref() else {
            continue;
        };
        for name in &checked.get().documents {
            let mut faults = Vec::new();
            let template = workspace.template(name).unwrap();
            let composed =
                compose_document(&workspace, &prepared, template, &options(), &mut faults);
            if let Some(composed) = composed {
                documents.push((format!("{id}/{}", name.value), composed.document));
            }
        }
    }
    documents
}

/// An edition without what has neither blocks nor words, which is taken from the new one.
fn as_of(new: &Document, old: &Document) -> Document {
    let mut old = old.accepted();
    old.meta = new.meta.clone();
    old.theme = new.theme.clone();
    old.watermark.clone_from(&new.watermark);
    old
}

/// Takes out what is of neither edition: logos, paper of the sheet, what tables are called.
fn plain(mut document: Document) -> Document {
    let logos: Vec<Picture> = Vec::new();
    if let Some(sheet) = &mut document.title_sheet {
        sheet.logos = logos;
        if let Some(fields) = &mut sheet.fields {
            fields.summary.clear();
        }
        sheet.blocks.iter_mut().for_each(unnamed);
    }
    for section in &mut document.sections {
        section.blocks.iter_mut().for_each(unnamed);
    }
    document
}

fn unnamed(block: &mut Block) {
    match block {
        Block::Table(table) => {
            table.summary = "Table".into();
            table
                .groups
                .iter_mut()
                .for_each(|group| group.continued = None);
            let rows = table.groups.iter_mut().flat_map(|group| &mut group.rows);
            for cell in table
                .head
                .iter_mut()
                .chain(rows)
                .flat_map(|row| &mut row.cells)
            {
                cell.blocks.iter_mut().for_each(unnamed);
            }
        }
        Block::Fields(fields) => fields.summary.clear(),
        Block::Quotation { blocks }
        | Block::Panel { blocks, .. }
        | Block::Changed { blocks, .. } => {
            blocks.iter_mut().for_each(unnamed);
        }
        Block::List(list) => list.items.iter_mut().flatten().for_each(unnamed),
        Block::Clauses { clauses } => {
            clauses
                .iter_mut()
                .flat_map(|clause| &mut clause.blocks)
                .for_each(unnamed);
        }
        Block::Heading(_)
        | Block::Paragraph { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_) => {}
    }
}

/// All tables are as writers expect them.
fn assert_sound(blocks: &[Block], name: &str) {
    let sound = |table: &Table| {
        assert_eq!(table.validate(), Ok(()), "{name}");
        let body = table.groups.iter().flat_map(|group| &group.rows);
        for row in table.head.iter().chain(body) {
            for cell in &row.cells {
                assert_sound(&cell.blocks, name);
            }
        }
    };
    for block in blocks {
        match block {
            Block::Table(table) => sound(table),
            Block::Changed { blocks, .. } => {
                assert!(!blocks.is_empty());
                let nested = format!("{blocks:?}");
                assert!(!nested.contains("Changed"), "{name}: a change in a change");
                assert_sound(blocks, name);
            }
            Block::List(list) => {
                for item in &list.items {
                    let begins = matches!(
                        &item[..],
                        [Block::Paragraph { .. }, ..] | [Block::Changed { .. }]
                    );
                    assert!(begins, "{name}: {item:?}");
                    assert_sound(item, name);
                }
            }
            _ => {}
        }
    }
}

/// Compares two editions and asserts what holds of all comparisons.
fn compared(name: &str, old: &Document, new: &Document) -> Document {
    let marked = compare(old, new, comparison());
    assert_eq!(
        plain(marked.accepted()),
        plain(new.accepted()),
        "{name} accepted"
    );
    assert_eq!(
        plain(marked.rejected()),
        plain(as_of(new, old)),
        "{name} rejected"
    );
    for section in &marked.sections {
        assert_sound(&section.blocks, name);
    }
    marked
}

/// Writes a comparison and its two editions where `ci/judges/tracked.py` looks for them.
fn keep(name: &str, tracked: &[u8], old: &[u8], new: &[u8]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changes");
    std::fs::create_dir_all(&folder).unwrap();
    let name = name.replace(['/', ' ', ','], "-");
    for (ending, bytes) in [("docx", tracked), ("old.docx", old), ("new.docx", new)] {
        std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap();
    }
}

/// Draws a comparison in Word and reads it back by either decision, beside the two editions drawn plainly.
fn assert_tracked(name: &str, marked: &Document, old: &Document, new: &Document) {
    let word = |document: &Document| docx::render(document, &[], None).unwrap().bytes;
    let tracked = word(marked);
    let (old_edition, new_edition) = (old, new);
    let [old, new] = [old, new].map(|edition| word(&as_of(new, edition)));
    keep(name, &tracked, &old, &new);
    for (decision, plain) in [(Decision::Accept, new), (Decision::Reject, old)] {
        let said = |bytes: &[u8]| -> Vec<Paragraph> {
            let mut said = paragraphs(bytes, "word/document.xml", decision);
            said.retain(|paragraph| !paragraph.words.trim().is_empty());
            said
        };
        let (wanted, found) = (said(&plain), said(&tracked));
        for (wanted, found) in wanted.iter().zip(&found) {
            assert_eq!(found, wanted, "{name}, {decision:?}");
        }
        assert_eq!(found.len(), wanted.len(), "{name}, {decision:?}");
        // Sections that came or went move the numbers of the parts.
        if [old_edition, new_edition].map(|edition| edition.sections.len())
            == [marked.sections.len(); 2]
        {
            let running = |bytes: &[u8], part: &str| -> String {
                let all = paragraphs(bytes, part, decision);
                all.into_iter().map(|paragraph| paragraph.words).collect()
            };
            for part in support::docx::parts(&plain, "word/footer") {
                let (wanted, found) = (running(&plain, &part), running(&tracked, &part));
                assert_eq!(found, wanted, "{name}, {decision:?}: {part}");
            }
        }
        // No cell is left with an empty paragraph that it had not.
        let in_cells = |bytes: &[u8]| {
            let all = paragraphs(bytes, "word/document.xml", decision);
            all.iter().filter(|paragraph| paragraph.depth > 0).count()
        };
        assert_eq!(
            in_cells(&tracked),
            in_cells(&plain),
            "{name}, {decision:?}: cells"
        );
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }
}

/// What a person might do to a plan in a year.
fn edit(plan: &mut Value, dice: &mut Dice) {
    match dice.roll(10) {
        0..=3 => one(plan, &is_text, dice, &mut reword),
        4..=5 => one(plan, &is_date, dice, &mut redate),
        6 => one(plan, &is_list, dice, &mut |list, dice| {
            let items = list.as_sequence_mut().unwrap();
            let mut copy = items[dice.roll(items.len())].clone();
            let number = dice.roll(1_000_000);
            renamed(&mut copy, number);
            one(&mut copy, &is_text, dice, &mut reword);
            items.insert(dice.roll(items.len() + 1), copy);
        }),
        7 => one(plan, &is_list, dice, &mut |list, dice| {
            let items = list.as_sequence_mut().unwrap();
            items.remove(dice.roll(items.len()));
        }),
        8 => one(plan, &is_list, dice, &mut |list, dice| {
            let items = list.as_sequence_mut().unwrap();
            let (one, other) = (dice.roll(items.len()), dice.roll(items.len()));
            items.swap(one, other);
        }),
        _ => one(plan, &|key, _| key == "rag", dice, &mut |rag, dice| {
            *rag = ["red", "amber", "green"][dice.roll(3)].into();
        }),
    }
}

type Wanted = dyn Fn(&str, &Value) -> bool;

fn is_text(key: &str, value: &Value) -> bool {
    let texts = [
        "text",
        "title",
        "progress",
        "introduction",
        "note",
        "impact",
        "outcome",
        "purpose",
    ];
    texts.contains(&key) && value.as_str().is_some_and(|text| !text.contains("{{"))
}

fn is_date(key: &str, value: &Value) -> bool {
    ["deadline", "on", "approved_on", "period"].contains(&key) && value.as_str().is_some()
}

/// A list of entries, such as areas, actions, clauses or reviews.
fn is_list(_: &str, value: &Value) -> bool {
    let items = value.as_sequence();
    items.is_some_and(|items| items.len() > 1 && items.iter().all(Value::is_mapping))
}

/// Changes one of the values below `root` that are wanted, if there are any.
fn one(
    root: &mut Value,
    wanted: &Wanted,
    dice: &mut Dice,
    change: &mut dyn FnMut(&mut Value, &mut Dice),
) {
    let mut all = usize::MAX;
    nth("", root, wanted, &mut all, &mut |_| {});
    let found = usize::MAX - all;
    if found > 0 {
        let mut place = dice.roll(found);
        nth("", root, wanted, &mut place, &mut |value| {
            change(value, dice);
        });
    }
}

/// Counts down over the values that are wanted, and changes the one at which the count is 0.
fn nth(
    key: &str,
    value: &mut Value,
    wanted: &Wanted,
    left: &mut usize,
    change: &mut dyn FnMut(&mut Value),
) {
    if wanted(key, value) {
        if *left == 0 {
            change(value);
            *left = usize::MAX / 2;
            return;
        }
        *left -= 1;
    }
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                nth(
                    key.as_str().unwrap_or_default(),
                    value,
                    wanted,
                    left,
                    change,
                );
            }
        }
        Value::Sequence(items) => {
            for item in items {
                nth(key, item, wanted, left, change);
            }
        }
        _ => {}
    }
}

fn renamed(value: &mut Value, number: usize) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                match (key.as_str(), value.as_str()) {
                    (Some("id"), Some(id)) => *value = format!("{id}-{number}").into(),
                    _ => renamed(value, number),
                }
            }
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| renamed(item, number)),
        _ => {}
    }
}

fn reword(text: &mut Value, dice: &mut Dice) {
    let old = text.as_str().unwrap().trim().to_owned();
    let mut words: Vec<&str> = old.split(' ').collect();
    let spare = [
        "twice",
        "with the families",
        "**at once**",
        "(see the log)",
        "each term,",
    ];
    let at = dice.roll(words.len());
    match dice.roll(6) {
        0 => words.insert(at, spare[dice.roll(spare.len())]),
        1 if words.len() > 2 => {
            words.remove(at);
        }
        2 => words[at] = spare[dice.roll(spare.len())],
        3 => {
            let words = "Everybody who works here reads it again.";
            *text = format!("{old}\n\n{words}").into();
            return;
        }
        4 => {
            *text = format!("{old}\n\n- one thing\n- another thing of {at}").into();
            return;
        }
        _ => {
            *text = "Something else altogether is written here now".into();
            return;
        }
    }
    *text = words.join(" ").into();
}

fn redate(value: &mut Value, dice: &mut Dice) {
    let old = value.as_str().unwrap();
    let new = match dice.roll(2) {
        0 => old.replace("2026", "2025"),
        _ => old.replace("-0", "-1"),
    };
    *value = new.into();
}

/// A folder of samples with the file that is edited.
struct Edited {
    folder: tempfile::TempDir,
    file: PathBuf,
    plan: Value,
}

impl Edited {
    fn open(folder: &str, file: &str) -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_all(&Path::new("data").join(folder), copy.path());
        let file = copy.path().join(file);
        let text = std::fs::read_to_string(&file).unwrap();
        Self {
            folder: copy,
            file,
            plan: serde_yaml::from_str(&text).unwrap(),
        }
    }

    /// What the organisation's documents are after some edits; none where the plan then has faults.
    fn documents(&self, plan: &Value, id: &str, writer: &PdfWriter) -> Vec<(String, Document)> {
        std::fs::write(&self.file, serde_yaml::to_string(plan).unwrap()).unwrap();
        documents(self.folder.path(), Some(id), writer)
    }
}

fn copy_all(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let copy = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&copy).unwrap();
            copy_all(&entry.path(), &copy);
        } else {
            std::fs::copy(entry.path(), copy).unwrap();
        }
    }
}

#[test]
fn two_hundred_pairs_of_edited_plans_are_either_edition_once_decided() {
    let writer = PdfWriter::new();
    let samples = [
        ("larkfield", "school.yaml", "larkfield"),
        ("keystone", "provider.yaml", "keystone"),
        ("riverside", "trust.yaml", "oakfield"),
        ("riverside", "schools/hartley.yaml", "hartley"),
        ("fenshire", "authority.yaml", "fenshire"),
    ]
    .map(|(folder, file, id)| (Edited::open(folder, file), id));
    let mut pairs = 0;
    for seed in 1.. {
        let mut dice = Dice(seed);
        let (sample, id) = &samples[usize::try_from(seed).unwrap() % samples.len()];
        let mut plan = sample.plan.clone();
        let edits = |plan: &mut Value, dice: &mut Dice| {
            for _ in 0..=dice.roll(9) {
                edit(&mut plan["plan"], dice);
            }
        };
        edits(&mut plan, &mut dice);
        let old = sample.documents(&plan, id, &writer);
        edits(&mut plan, &mut dice);
        let new = sample.documents(&plan, id, &writer);
        if old.len() != new.len() {
            continue;
        }
        for ((name, old), (_, new)) in old.iter().zip(&new) {
            let name = format!("{name}, edits {seed}");
            let marked = compared(&name, old, new);
            assert_tracked(&name, &marked, old, new);
            pairs += usize::from(words(old) != words(new));
        }
        if pairs >= 200 {
            break;
        }
        assert!(
            seed < 400,
            "most edits leave plans that are composed, and change them"
        );
    }
}

#[test]
fn every_pair_of_samples_of_one_template_is_either_once_decided() {
    let writer = PdfWriter::new();
    let mut all = Vec::new();
    for folder in ["riverside", "fenshire", "keystone", "larkfield"] {
        all.extend(documents(&Path::new("data").join(folder), None, &writer));
    }
    all.push(("sample/policy".into(), policy::policy()));
    all.push(("sample/plan".into(), sample::plan()));
    all.push(("sample/landscape".into(), sample::landscape_plan()));
    let template = |name: &str| name.rsplit('/').next().unwrap().to_owned();
    let mut pairs = 0;
    for (old_name, old) in &all {
        for (new_name, new) in &all {
            if template(old_name) == template(new_name) {
                let name = format!("{old_name} to {new_name}");
                let marked = compared(&name, old, new);
                assert_tracked(&name, &marked, old, new);
                pairs += 1;
            }
        }
    }
    assert!(pairs > 30, "{pairs}");
}

/// The documents of a sample school after about twenty changes of a year, beside those of before.
fn a_year_on(
    folder: &str,
    file: &str,
    id: &str,
    writer: &PdfWriter,
) -> Vec<(String, Document, Document)> {
    let sample = Edited::open(folder, file);
    let old = sample.documents(&sample.plan, id, writer);
    // The first year in which nothing is wrong.
    for seed in 7.. {
        let mut plan = sample.plan.clone();
        let mut dice = Dice(seed);
        for _ in 0..20 {
            edit(&mut plan["plan"], &mut dice);
        }
        let new = sample.documents(&plan, id, writer);
        if new.len() == old.len() {
            let pairs = old.into_iter().zip(new);
            return pairs
                .map(|((name, old), (_, new))| (name, old, new))
                .collect();
        }
    }
    unreachable!("some year has no faults")
}

#[test]
fn changes_are_drawn_in_valid_files_that_say_the_words_of_both_editions() {
    let writer = PdfWriter::new();
    let mut drawn = 0;
    for (folder, file, id) in [
        ("larkfield", "school.yaml", "larkfield"),
        ("keystone", "provider.yaml", "keystone"),
        ("riverside", "trust.yaml", "oakfield"),
        ("riverside", "trust.yaml", "hartley"),
        ("fenshire", "authority.yaml", "fenshire"),
    ] {
        for (name, old, new) in a_year_on(folder, file, id, &writer) {
            assert_drawn(&name, &compared(&name, &old, &new), &writer);
            // Everything is new, and everything is gone.
            let mut other = old.clone();
            for section in &mut other.sections {
                section.blocks = vec![Block::paragraph("Nothing of it is left.")];
            }
            assert_drawn(&name, &compared(&name, &other, &new), &writer);
            assert_drawn(&name, &compared(&name, &new, &other), &writer);
            drawn += 1;
        }
    }
    let (policy, plan) = (policy::policy(), sample::plan());
    assert_drawn(
        "policy to plan",
        &compared("policy to plan", &policy, &plan),
        &writer,
    );
    assert_drawn(
        "plan to policy",
        &compared("plan to policy", &plan, &policy),
        &writer,
    );
    assert!(drawn >= 7, "{drawn}");
}

/// What is deleted is no heading in the PDF, so its number is words like others.
fn with_gone_numbers(document: &Document) -> Document {
    let mut document = document.clone();
    for block in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks)
    {
        let Block::Changed {
            change: Change::Deleted,
            blocks,
        } = block
        else {
            continue;
        };
        for block in blocks {
            if let Block::Heading(Heading {
                number: Some(number),
                content,
                ..
            }) = block
            {
                content.insert(0, Inline::text(format!("{} ", number.label.words())));
            }
        }
    }
    document
}

/// Draws a document with changes as PDF and as a web page, and compares what they say.
fn assert_drawn(name: &str, marked: &Document, writer: &PdfWriter) {
    let said = |document: &Document| {
        let mut said = vec![plain_text(&marked.comparison.as_ref().unwrap().explanation)];
        said.extend(words(document));
        pdf::fold(&said.join(" "))
    };
    let printed = writer.render(marked).unwrap();
    pdf::assert_valid(&printed.bytes);
    pages::assert_on_pages(&printed.bytes);
    let tagged = pdf::fold(&pdf::tags(&printed.bytes).words());
    assert_eq!(tagged, said(&with_gone_numbers(marked)), "PDF of {name}");
    let page = html::render(marked).unwrap();
    support::html::assert_sound(&page.bytes);
    assert_eq!(
        pdf::fold(&support::html::words(&page.bytes)),
        said(marked),
        "web page of {name}"
    );
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(page.contains("<ins>") && page.contains("<del>"), "{name}");
    assert!(page.matches("<ins>").count() == page.matches("</ins>").count());
    let written = docx::render(marked, &printed.headings, None).unwrap();
    let xml = support::docx::part(&written.bytes, "word/document.xml");
    let mut numbers: Vec<&str> = xml
        .split("<w:ins ")
        .skip(1)
        .chain(xml.split("<w:del ").skip(1))
        .map(|mark| mark.split('"').nth(1).unwrap())
        .collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "numbers of changes are unique");
    assert!(xml.contains(
        "w:author=\"Hilary Vance &amp; “Co” &lt;clerk&gt;\" w:date=\"2026-11-21T00:00:00Z\""
    ));
    assert!(
        !xml.contains("unnamed") && !xml.contains("1970-01-01"),
        "{name}"
    );
}
