//! What a pack says of its evidence: numbers, what is not shown, and to whom what is told.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use crate::audiences::squeezed;
use crate::hostile_evidence::page;
use crate::pack_command::unzipped;
use crate::support::approval::write;
use crate::support::command::dutybound;
use crate::support::pdf::page_words;

const DAY: &str = "2026-11-20";

const PLAN: &str = "\
id: fen
organisation: { kind: school, name: Fen School }
people:
  dsl: { role: Designated Safeguarding Lead }
evidence:
  - { id: new, title: Minutes, date: 2026-10-06, file: evidence/new.txt }
  - { id: old, title: Minutes, date: 2020-01-14, file: evidence/old.txt }
  - { id: tool, title: Tool, date: 2026-10-06, file: evidence/tool.zip }
  - { id: secret, title: Names, date: 2026-10-06, file: evidence/secret.txt, public: no }
  - { id: anyway, title: Register of visitors, date: 2026-10-06, file: evidence/visitors.pdf }
documents: [school]
plan:
  title: Prevent action plan
  period: 2026/27
  areas:
    - id: lead
      title: Leading
      actions:
        - { id: ask, text: Ask the governors., lead: dsl, rag: amber, evidence: [new, new, old, secret] }
        - { id: list, text: List the visitors., lead: dsl, embedded: 2025/26, evidence: [anyway] }
        - { id: walk, text: Walk the site., lead: dsl, rag: red, evidence: [secret] }
        - { id: scan, text: Scan the letters., lead: dsl, rag: amber, evidence: [tool] }
";

/// The pages of the PDF without blanks, the files of the ZIP, and what the command said.
fn packed(audience: &str) -> (Vec<String>, BTreeMap<String, Vec<u8>>, String) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "fen.yaml", PLAN);
    std::fs::create_dir(folder.path().join("evidence")).unwrap();
    for name in ["new", "old", "secret"] {
        let text = format!("What {name} says.\n");
        write(folder.path(), &format!("evidence/{name}.txt"), &text);
    }
    let pdf = page("BT /F 12 Tf 72 700 Td (Visitors sign in.) Tj ET", &[]);
    std::fs::write(folder.path().join("evidence/visitors.pdf"), pdf).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("allegation.js", zip::write::SimpleFileOptions::default())
        .unwrap();
    let zip = zip.finish().unwrap().into_inner();
    std::fs::write(folder.path().join("evidence/tool.zip"), zip).unwrap();
    let arguments = [
        "pack",
        "fen",
        ".",
        "--as-of",
        DAY,
        "--audience",
        audience,
        "--all",
    ];
    let (code, printed, said) = dutybound(folder.path(), &arguments);
    assert_eq!(code, 0, "{said}");
    let base = format!("output/fen/fen-evidence-{audience}-{DAY}");
    let pdf = std::fs::read(folder.path().join(format!("{base}.pdf"))).unwrap();
    let pages = page_words(&pdf).iter().map(|page| squeezed(page)).collect();
    (
        pages,
        unzipped(&folder.path().join(format!("{base}.zip"))),
        printed,
    )
}

#[test]
fn an_inspector_reads_of_every_piece_by_its_number() {
    let (pages, files, printed) = packed("inspector");
    let all = pages.concat();
    for words in [
        // Two pieces have the same title, and one is cited twice by the same action.
        "2. Minutes: 14 January 2020 is before the period of the plan",
        "tool.zip",
        "allegation.js",
    ] {
        let found = all.contains(&squeezed(words)) || printed.contains(words);
        assert!(found, "{words}: {printed} {all}");
    }
    assert!(!all.contains(&squeezed("not published")), "{all}");
    // Nobody has approved the plan yet, which is not said across somebody else's page.
    for page in &pages {
        let is_evidence = page.contains(&squeezed("Evidence 4: Register of visitors"));
        assert_eq!(page.contains("DRAFT"), !is_evidence, "{page}");
    }
    // What is done anyway is not an action any more, and what shows it is no orphan.
    assert!(
        all.contains(&squeezed("List the visitors.Embedded")),
        "{all}"
    );
    assert!(!printed.contains("Register of visitors"), "{printed}");
    // Tips are for those who keep the plan.
    let tip = squeezed("Cite something newer");
    assert!(!all.contains(&tip));
    let list = page_words(&files["gap-list.pdf"]);
    assert!(!squeezed(&list.concat()).contains(&tip));
}

#[test]
fn the_public_reads_that_something_is_not_shown_and_nothing_of_what_it_is() {
    let (pages, files, _) = packed("public");
    let all = pages.concat();
    assert!(all.contains(&squeezed("1 not published")), "{all}");
    assert!(
        all.contains(&squeezed("4 pieces, of which 1 only named")),
        "{all}"
    );
    let workbook = String::from_utf8_lossy(&strings(&files["index.xlsx"])).into_owned();
    assert!(workbook.contains("1 not published"), "{workbook}");
    let index = String::from_utf8_lossy(&files["index.html"]).into_owned();
    let manifest = String::from_utf8_lossy(&files["manifest.json"]).into_owned();
    for text in [&all, &workbook, &index, &manifest] {
        assert!(!text.contains("allegation"), "{text}");
        assert!(!text.contains(&squeezed("No area and no action")), "{text}");
    }
}

/// The words of a workbook.
fn strings(workbook: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut words = Vec::new();
    let mut entry = zip.by_name("xl/sharedStrings.xml").unwrap();
    entry.read_to_end(&mut words).unwrap();
    words
}

#[test]
fn a_file_that_breaks_the_library_that_reads_it_is_told_as_damaged_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "fen.yaml",
        &PLAN.replace("new.txt", "new.pdf"),
    );
    std::fs::create_dir(folder.path().join("evidence")).unwrap();
    // A name with a number that is none.
    let pdf = page("BT /F 12 Tf 72 700 Td (Hello) Tj ET", &[b"<</A/B#0;c>>"]);
    std::fs::write(folder.path().join("evidence/new.pdf"), pdf).unwrap();
    let (code, _, said) = dutybound(folder.path(), &["pack", "fen", ".", "--as-of", DAY]);
    assert_eq!(code, 0, "{said}");
    let told = "The pages of evidence 1 are not in the PDF: it is damaged.";
    assert!(said.contains(told), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
