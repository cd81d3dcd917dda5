//! `dutybound pack` as a headteacher runs it, and `dutybound verify` as whoever gets the pack does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lopdf::Document;

use dutybound::pipeline::prepare;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

use crate::audiences::{marked, squeezed, unpacked as unpacked_text};
use crate::hostile_evidence::{jpeg, page, word};
use crate::support::approval::write;
use crate::support::command::{copy, dutybound};
use crate::support::options;
use crate::support::pages::inner_links;
use crate::support::pdf::{fold, page_words};
use crate::year::{assert_printed, run, steps};

const DAY: &str = "2026-11-20";

/// A copy of the sample, and what came of packing Hartley's evidence for an audience.
fn packed(audience: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    copy(
        Path::new("data/riverside"),
        &folder.path().join("riverside"),
    );
    let (code, printed, said) = dutybound(
        folder.path(),
        &[
            "pack",
            "hartley",
            "riverside",
            "--audience",
            audience,
            "--as-of",
            DAY,
        ],
    );
    assert_eq!(code, 0, "{said}");
    (folder, printed)
}

fn file(folder: &Path, audience: &str, ending: &str) -> PathBuf {
    folder.join(format!(
        "output/hartley/hartley-evidence-{audience}-{DAY}{ending}"
    ))
}

/// The files of a ZIP, by their names within its folder.
pub(crate) fn unzipped(zip: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(std::fs::read(zip).unwrap())).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..zip.len() {
        let mut entry = zip.by_index(place).unwrap();
        let (_, name) = entry.name().split_once('/').unwrap();
        let name = name.to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(name, bytes);
    }
    files
}

/// Unpacks a ZIP; the folder that it unpacks to.
fn unpacked(zip: &Path, to: &Path) -> PathBuf {
    zip::ZipArchive::new(std::fs::File::open(zip).unwrap())
        .unwrap()
        .extract(to)
        .unwrap();
    let name = zip.file_stem().unwrap();
    to.join(name)
}

fn verify(path: &Path) -> (i32, String) {
    let (code, printed, said) = dutybound(Path::new("."), &["verify", path.to_str().unwrap()]);
    assert!(said.is_empty() || code == 2, "{said}");
    (code, printed)
}

#[test]
fn the_zip_holds_what_the_index_names_and_every_link_leads_to_a_file() {
    let (folder, _) = packed("inspector");
    let zip = file(folder.path(), "inspector", ".zip");
    let files = unzipped(&zip);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    let evidence: Vec<&str> = listed
        .iter()
        .filter(|file| file["as"] == "evidence")
        .map(|file| file["file"].as_str().unwrap())
        .collect();
    assert!(evidence.len() >= 25, "{evidence:?}");
    let kinds: BTreeSet<&str> = evidence
        .iter()
        .filter_map(|name| name.rsplit('.').next())
        .collect();
    for kind in [
        "pdf", "docx", "xlsx", "pptx", "jpg", "png", "txt", "md", "csv", "eml",
    ] {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
    for entry in listed {
        let bytes = &files[entry["file"].as_str().unwrap()];
        assert_eq!(entry["bytes"].as_u64().unwrap(), bytes.len() as u64);
        if entry["as"] == "evidence" {
            let source = folder
                .path()
                .join("riverside")
                .join(entry["source"].as_str().unwrap());
            assert_eq!(&std::fs::read(source).unwrap(), bytes, "{entry}");
        }
    }
    assert_eq!(files.len(), listed.len() + 2, "the two lists themselves");

    let html = String::from_utf8(files["index.html"].clone()).unwrap();
    let targets: Vec<&str> = html
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let beside: BTreeSet<&str> = targets
        .iter()
        .copied()
        .filter(|target| target.starts_with("evidence/"))
        .collect();
    assert_eq!(beside, evidence.iter().copied().collect());
    for entry in listed.iter().filter(|entry| entry["as"] == "plan") {
        let plan = entry["file"].as_str().unwrap();
        assert!(targets.contains(&plan), "{plan}");
    }
    assert!(targets.contains(&"gap-list.pdf"));
    for target in targets {
        let leads =
            files.contains_key(target) || target.starts_with("https://") || target.starts_with('#');
        assert!(leads, "{target}");
    }
    assert!(!html.contains("<script"));

    for (index, relations) in [
        ("index.docx", "word/_rels/document.xml.rels"),
        ("index.xlsx", "xl/worksheets/_rels/sheet2.xml.rels"),
    ] {
        let mut zip = zip::ZipArchive::new(Cursor::new(&files[index])).unwrap();
        let mut text = String::new();
        zip.by_name(relations)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        let leads: BTreeSet<&str> = text
            .split("Target=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|target| target.starts_with("evidence/"))
            .collect();
        assert_eq!(leads, beside, "{index}");
    }
    for name in ["README.txt", "index.html", "manifest.json"] {
        let text = String::from_utf8_lossy(&files[name]).to_lowercase();
        assert!(!text.contains("compliant"), "{name}");
    }
}

#[test]
fn the_walk_through_a_pack_runs_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    copy(
        Path::new("data/riverside"),
        &folder.path().join("riverside"),
    );
    let page = std::fs::read_to_string("docs/evidence-pack.md").unwrap();
    let steps = steps(&page);
    assert_eq!(steps.len(), 5);
    for step in &steps {
        let printed = run(step, folder.path());
        assert_printed(step, &printed);
    }
}

#[test]
fn sha256sum_and_verify_find_the_pack_whole_and_the_same_input_gives_the_same_bytes() {
    let (folder, printed) = packed("inspector");
    let zip = file(folder.path(), "inspector", ".zip");
    let (code, said) = verify(&zip);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("whole ("), "{said}");
    let inside = unpacked(&zip, folder.path());
    assert_eq!(verify(&inside).0, 0);
    if let Ok(judged) = Command::new("sha256sum")
        .args(["-c", "SHA256SUMS"])
        .current_dir(&inside)
        .output()
    {
        assert!(
            judged.status.success(),
            "{}",
            String::from_utf8_lossy(&judged.stderr)
        );
    }
    let bytes = std::fs::read(&zip).unwrap();
    let digest = dutybound::source::digest_of(&bytes);
    assert!(
        printed.contains(&dutybound::model::Fingerprint::new(digest).to_string()),
        "{printed}"
    );
    let (again, _) = packed("inspector");
    for ending in [".zip", ".pdf"] {
        let one = std::fs::read(file(folder.path(), "inspector", ending)).unwrap();
        let other = std::fs::read(file(again.path(), "inspector", ending)).unwrap();
        assert!(one == other, "{ending}");
    }
}

#[test]
fn links_lead_from_the_index_to_each_piece_and_back_and_bookmarks_name_it() {
    let (folder, _) = packed("inspector");
    let zip = file(folder.path(), "inspector", ".zip");
    let manifest: serde_json::Value =
        serde_json::from_slice(&unzipped(&zip)["manifest.json"]).unwrap();
    let pieces: Vec<(u64, String)> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|file| {
            Some((
                file["number"].as_u64()?,
                file["title"].as_str()?.to_string(),
            ))
        })
        .collect();
    let bytes = std::fs::read(file(folder.path(), "inspector", ".pdf")).unwrap();
    let words: Vec<String> = page_words(&bytes)
        .iter()
        .map(|words| squeezed(words))
        .collect();
    let links = inner_links(&bytes);
    let toc = Document::load_mem(&bytes).unwrap().get_toc().unwrap().toc;
    let outline: BTreeMap<String, usize> = toc
        .into_iter()
        .map(|entry| (fold(&entry.title), entry.page))
        .collect();
    let (index, first) = (outline["Index of evidence"], outline["Evidence"]);
    for (number, title) in &pieces {
        let name = fold(&format!("{number}. {title}"));
        let divider = outline[&name];
        assert!(
            divider >= first && words[divider - 1].contains(&squeezed(&name)),
            "{name}"
        );
        let to: Vec<usize> = links
            .iter()
            .filter(|link| link.target == divider && (index..first).contains(&link.page))
            .map(|link| link.page)
            .collect();
        assert!(to.len() >= 2, "nothing leads to {name}");
        for page in to {
            assert!(
                words[page - 1].contains(&format!("page{divider}")),
                "page {page} of {name}"
            );
        }
        let back = links.iter().filter(|link| link.page == divider);
        let back: Vec<usize> = back
            .map(|link| link.target)
            .filter(|to| (index..first).contains(to))
            .collect();
        assert!(back.contains(&index) && back.len() >= 2, "{name}: {back:?}");
    }
    // Pieces without pages of their own follow one another; one with pages begins a page, and ends one.
    let at = |number: usize| {
        let (_, title) = &pieces
            .iter()
            .find(|(known, _)| *known == number as u64)
            .unwrap();
        outline[&fold(&format!("{number}. {title}"))]
    };
    assert_eq!(at(4), at(5), "a Word document and slides");
    assert_eq!(at(9) + 2, at(10), "a picture");
    let alone = outline.values().filter(|page| **page == at(9)).count();
    assert_eq!(alone, 1, "{outline:?}");
    let unchanged = squeezed("Cited on 20 November 2026, and unchanged since");
    assert!(
        words[at(4) - 1].contains(&unchanged),
        "{}",
        words[at(4) - 1]
    );
    for part in [
        "About this pack",
        "Index of evidence",
        "Gaps in the evidence",
        "The plan",
        "Evidence",
    ] {
        assert!(outline.contains_key(part), "{part}: {outline:?}");
    }
}

/// What became of a ZIP with other entries, as `verify` tells it.
fn judged(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> (i32, String) {
    let folder = small();
    let (code, _, said) = dutybound(folder.path(), &["pack", "fen", ".", "--as-of", DAY]);
    assert_eq!(code, 0, "{said}");
    let path = folder
        .path()
        .join(format!("output/fen/fen-evidence-inspector-{DAY}.zip"));
    let top = path.file_stem().unwrap().to_str().unwrap().to_string();
    let mut entries: Vec<(String, Vec<u8>)> = unzipped(&path)
        .into_iter()
        .map(|(name, bytes)| (format!("{top}/{name}"), bytes))
        .collect();
    change(&mut entries);
    std::fs::write(&path, stored(&entries)).unwrap();
    verify(&path)
}

/// A ZIP as no library writes it: any names, also twice.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the files of a test are small"
)]
fn stored(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut zip, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let mut sum = !0_u32;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
            }
        }
        let start = zip.len() as u32;
        let mut about = Vec::new();
        about.extend([20, 0, 0, 0, 0, 0, 0, 0, 33, 0]);
        about.extend((!sum).to_le_bytes());
        about.extend((bytes.len() as u32).to_le_bytes());
        about.extend((bytes.len() as u32).to_le_bytes());
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);
        zip.extend(b"PK\x03\x04");
        zip.extend(&about);
        zip.extend(name.as_bytes());
        zip.extend(bytes);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&about);
        list.extend([0; 10]);
        list.extend(start.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let start = zip.len() as u32;
    zip.extend(&list);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend((entries.len() as u16).to_le_bytes());
    zip.extend((entries.len() as u16).to_le_bytes());
    zip.extend((list.len() as u32).to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

const PLAN: &str = "\
id: fen
organisation: { kind: school, name: Fen School }
documents: [school]
people: { dsl: { role: Designated Safeguarding Lead } }
evidence:
  - { id: log, title: Training log, file: evidence/log.csv, date: 2026-10-02, owner: dsl, cited_on: 2026-10-03,
      fingerprint: \"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\" }
  - { id: old, title: Survey of last year, file: evidence/survey.txt, date: 2025-03 }
  - { id: gone, title: Minutes, file: evidence/minutes.pdf, date: 2026-10-06 }
  - { id: lone, title: Poster, file: evidence/poster.txt, date: 2026-10-07 }
  - { id: tool, title: Tool, file: evidence/tool.pdf, date: 2026-10-08 }
  - { id: undated, title: Note, file: evidence/note.txt }
plan:
  title: Prevent plan
  period: 2026/27
  areas:
    - id: leading
      title: Leading
      actions:
        - { id: train, text: Train the staff., rag: amber, evidence: [log, old, gone, tool] }
        - { id: ask, text: Ask the governors., rag: green, evidence: [undated] }
        - { id: walk, text: Walk the site., rag: red }
        - { id: mend, text: Mend the gate., deadline: 2026-10-01 }
        - { id: fair, text: Plan the fair., deadline: 2027-03-05 }
";

/// A small workspace in which every kind of gap is found.
fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "fen.yaml", PLAN);
    std::fs::create_dir(folder.path().join("evidence")).unwrap();
    for (name, text) in [
        ("log.csv", "day,staff\n2026-10-02,12\n"),
        ("survey.txt", "Nine of ten feel safe.\n"),
        ("poster.txt", "Come to the open evening.\n"),
        ("note.txt", "Asked on Tuesday.\n"),
    ] {
        write(folder.path(), &format!("evidence/{name}"), text);
    }
    let mut program = b"MZ\x90\0\x03\0\0\0".to_vec();
    program.resize(4_096, 0);
    program[0x3c] = 0x80;
    program[0x80..0x84].copy_from_slice(b"PE\0\0");
    std::fs::write(folder.path().join("evidence/tool.pdf"), program).unwrap();
    folder
}

#[test]
fn every_gap_is_told_with_its_reason() {
    let folder = small();
    let (code, printed, said) = dutybound(
        folder.path(),
        &["pack", "fen", ".", "--as-of", DAY, "--all"],
    );
    assert_eq!(code, 0, "{said}");
    let now = dutybound::model::Fingerprint::new(dutybound::source::digest_of(
        b"day,staff\n2026-10-02,12\n",
    ));
    for part in [
        "Green, without dated evidence: 1",
        "Leading: Ask the governors.: It is green, and none of its evidence has a date.",
        "Leading: Walk the site.: It is red and cites no evidence.",
        "Leading: Mend the gate.: It was due by 1 October 2026, nobody has rated it, and it cites no evidence.",
        "Actions without evidence: 2",
        "fen for inspector: 6 pieces of evidence, 8 gaps",
        "Not rated yet, and without evidence: 1",
        "Leading: Plan the fair.: 5 March 2027",
        ": `minutes.pdf`: there is no such file.",
        "Tool: The file ",
        "cited on 3 October 2026 with sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        &format!("now {now}, last changed on "),
        "March 2025 is before the period of the plan, 2026/27, which began on 1 September 2026.",
        "Poster: No area and no action cites it.",
    ] {
        assert!(printed.contains(part), "{part}: {printed}");
    }
    let base = folder
        .path()
        .join(format!("output/fen/fen-evidence-inspector-{DAY}"));
    let pdf =
        std::fs::read(base.with_file_name(format!("fen-evidence-inspector-{DAY}-gap-list.pdf")))
            .unwrap();
    let words = fold(&page_words(&pdf).join(" "));
    for heading in [
        "Files that were refused",
        "Changed since it was cited",
        "Out of date",
        "Evidence that nothing cites",
        "8 gaps in all",
        "1 action is not rated yet and cites no evidence",
        "Plan the fair.5 March 2027",
    ] {
        assert!(words.contains(heading), "{heading}: {words}");
    }
    let whole =
        std::fs::read(base.with_file_name(format!("fen-evidence-inspector-{DAY}.pdf"))).unwrap();
    let whole = squeezed(&page_words(&whole).join(" "));
    assert!(
        whole.contains(&squeezed("Cited on 3 October 2026, and changed since")),
        "{whole}"
    );
    let files = unzipped(&base.with_file_name(format!("fen-evidence-inspector-{DAY}.zip")));
    assert!(files.contains_key("gap-list.pdf"));
    assert!(
        !files.keys().any(|name| name.contains("tool")),
        "a program is never packed"
    );
    let (code, _, _) = dutybound(
        folder.path(),
        &["pack", "fen", ".", "--as-of", DAY, "--no-gap-list"],
    );
    assert_eq!(code, 0);
    let files = unzipped(&base.with_file_name(format!("fen-evidence-inspector-{DAY}.zip")));
    assert!(!files.contains_key("gap-list.pdf"));
}

#[test]
fn whatever_is_done_to_a_pack_is_named() {
    let of = |name: &'static str| move |(known, _): &&mut (String, Vec<u8>)| known.ends_with(name);
    assert_eq!(judged(|_| {}).0, 0);
    let (code, said) = judged(|entries| {
        entries
            .iter_mut()
            .find(of("survey-of-last-year.txt"))
            .unwrap()
            .1[0] ^= 1;
    });
    assert_eq!(
        (code, said.contains("survey-of-last-year.txt` was changed")),
        (1, true),
        "{said}"
    );
    let (code, said) = judged(|entries| entries.retain(|(name, _)| !name.ends_with("index.xlsx")));
    assert_eq!(
        (code, said.contains("`index.xlsx` is missing")),
        (1, true),
        "{said}"
    );
    let (code, said) = judged(|entries| {
        let name = entries[0].0.replace("README.txt", "evidence/99-added.txt");
        entries.push((name, b"x".to_vec()));
    });
    assert_eq!(
        (code, said.contains("`evidence/99-added.txt` was added")),
        (1, true),
        "{said}"
    );
    let (code, said) = judged(|entries| {
        let twice = entries
            .iter_mut()
            .find(of("survey-of-last-year.txt"))
            .unwrap()
            .clone();
        entries.push(twice);
    });
    assert_eq!((code, said.contains("is there twice")), (1, true), "{said}");
    let (code, said) = judged(|entries| entries.push(("../../evil.sh".into(), b"x".to_vec())));
    assert_eq!(
        (code, said.contains("`../../evil.sh` is no name")),
        (1, true),
        "{said}"
    );
    // A Mac that zips the folder again adds one of its own.
    let (code, said) = judged(|entries| entries.push(("__MACOSX/._fen".into(), b"x".to_vec())));
    assert_eq!(code, 0, "{said}");
    for added in ["__MACOSX/minutes.pdf", "FEN/README.txt", "/etc/x"] {
        let (code, said) = judged(|entries| entries.insert(0, (added.into(), b"x".to_vec())));
        assert_eq!(
            (code, said.contains(added), said.contains("missing")),
            (1, true, false),
            "{said}"
        );
    }
    let (code, said) = judged(|entries| {
        let manifest = &mut entries.iter_mut().find(of("manifest.json")).unwrap().1;
        let text = String::from_utf8(manifest.clone()).unwrap();
        *manifest = text.replacen("\"bytes\": ", "\"bytes\": 1", 1).into_bytes();
    });
    assert_eq!(
        (code, said.contains("`manifest.json` ")),
        (1, true),
        "{said}"
    );
    let (code, said) = judged(|entries| {
        let sums = &mut entries.iter_mut().find(of("SHA256SUMS")).unwrap().1;
        let end = sums.iter().position(|byte| *byte == b'\n').unwrap();
        sums.drain(..=end);
    });
    assert_eq!(
        (
            code,
            said.contains("`SHA256SUMS` does not name `README.txt`")
        ),
        (1, true),
        "{said}"
    );
    for list in ["manifest.json", "SHA256SUMS"] {
        let (code, said) = judged(|entries| entries.retain(|(name, _)| !name.ends_with(list)));
        assert_eq!(
            (code, said.contains(&format!("`{list}` is missing"))),
            (1, true),
            "{said}"
        );
    }
    let (code, said) = judged(|entries| {
        let name = entries[0].0.replace("README.txt", "x");
        entries.extend((0..12_000).map(|number| (format!("{name}{number}"), Vec::new())));
    });
    assert_eq!(
        (code, said.contains("NOT as it was made")),
        (1, true),
        "{said}"
    );
}

#[test]
fn a_zip_that_is_none_and_a_bomb_are_told_apart_from_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.zip");
    let (code, _, said) = dutybound(folder.path(), &["verify", "pack.pdf"]);
    assert!(
        code == 2 && said.contains("Give the ZIP of the pack"),
        "{code}: {said}"
    );
    for bytes in [
        Vec::new(),
        b"PK\x05\x06".to_vec(),
        vec![0; 100_000],
        stored(&[]),
    ] {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(verify(&path).0, 1);
    }
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("p/evidence/01-a.txt", options).unwrap();
    let piece = vec![0; 1 << 20];
    for _ in 0..1_100 {
        zip.write_all(&piece).unwrap();
    }
    zip.finish().unwrap();
    let started = std::time::Instant::now();
    let (code, said) = verify(&path);
    assert_eq!(
        (
            code,
            said.contains("far more than the ZIP can honestly hold")
        ),
        (1, true),
        "{said}"
    );
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn an_unpacked_pack_is_known_without_its_lists_and_one_folder_down() {
    let folder = small();
    let at = folder.path();
    assert_eq!(dutybound(at, &["pack", "fen", ".", "--as-of", DAY]).0, 0);
    let name = format!("fen-evidence-inspector-{DAY}");
    let zip = at.join(format!("output/fen/{name}.zip"));
    let around = at.join("unpacked");
    let inside = unpacked(&zip, &around);
    assert_eq!(verify(&around).0, 0, "the folder around it");
    for (other, code) in [("pack", 0), ("pack.docx", 2)] {
        std::fs::copy(&zip, at.join(other)).unwrap();
        assert_eq!(verify(&at.join(other)).0, code, "{other}");
    }
    std::fs::create_dir(at.join("empty")).unwrap();
    assert_eq!(verify(&at.join("empty")).0, 2);
    // Sparse: as long as a disk, and on it nothing.
    let long = std::fs::File::options()
        .write(true)
        .open(inside.join("index.xlsx"));
    long.unwrap().set_len(1 << 40).unwrap();
    let (code, said) = verify(&inside);
    assert_eq!(
        (code, said.contains("and has 1099511627776")),
        (1, true),
        "{said}"
    );
    for list in ["manifest.json", "SHA256SUMS"] {
        let whole = std::fs::read(inside.join(list)).unwrap();
        std::fs::remove_file(inside.join(list)).unwrap();
        let (code, said) = verify(&inside);
        let missing = said.contains(&format!("`{list}` is missing"));
        assert_eq!((code, missing), (1, true), "{said}");
        std::fs::write(inside.join(list), whole).unwrap();
    }
    for list in ["manifest.json", "SHA256SUMS"] {
        std::fs::remove_file(inside.join(list)).unwrap();
    }
    let (code, said) = verify(&inside);
    assert_eq!(
        (code, said.contains("`SHA256SUMS` is missing")),
        (1, true),
        "{said}"
    );
}

#[test]
fn where_a_pack_cannot_be_made_nothing_is_written() {
    let folder = small();
    let at = folder.path();
    let pack = |output: &str| {
        let (code, _, said) = dutybound(
            at,
            &["pack", "fen", ".", "--as-of", DAY, "--output", output],
        );
        (code, said)
    };
    let zip = format!("fen-evidence-inspector-{DAY}.zip");
    std::fs::create_dir_all(at.join("taken/fen").join(&zip)).unwrap();
    let (code, said) = pack("taken");
    assert!(
        code == 2 && said.contains("a folder of that name"),
        "{said}"
    );
    assert_eq!(names(&at.join("taken/fen")), [zip]);
    std::fs::write(at.join("file"), "mine").unwrap();
    let (code, said) = pack("file");
    assert!(code == 2 && said.contains("cannot write `file`"), "{said}");
    let plan = at.join("fen.yaml");
    let text = std::fs::read_to_string(&plan).unwrap();
    let without: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("documents:"))
        .collect();
    assert_ne!(without.len(), text.lines().count());
    std::fs::write(&plan, without.join("\n")).unwrap();
    let (code, said) = pack("new");
    assert!(code == 2 && said.contains("asks for no document"), "{said}");
    assert!(!at.join("new").exists());
}

#[test]
fn no_more_of_a_file_is_unpacked_than_the_zip_says_whatever_its_lists_say() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pack.zip");
    let digits = "0".repeat(64);
    let manifest = serde_json::json!({
        "version": 1, "program": "x", "name": "p", "organisation": "fen", "plan": "Plan", "period": null,
        "stands": "A draft", "audience": "inspector", "as_of": DAY,
        "files": [{
            "file": "evidence/01-a.txt", "as": "evidence", "title": "A", "bytes": 1_000_000_000_000_000_u64,
            "fingerprint": format!("sha256:{digits}"),
        }],
        "left_out": { "not_for_this_audience": 0, "without_file": [] },
    });
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let sums = format!("{digits}  evidence/01-a.txt\n{digits}  manifest.json\n");
    for (name, bytes) in [
        ("p/manifest.json", manifest.to_string().into_bytes()),
        ("p/SHA256SUMS", sums.into_bytes()),
        ("p/evidence/01-a.txt", vec![0; 0x0123_4567]),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let said = [0x67, 0x45, 0x23, 0x01];
    let places: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..].starts_with(&said))
        .collect();
    assert_eq!(places.len(), 2, "beside the file, and in the list");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&[10, 0, 0, 0]);
    }
    std::fs::write(&path, bytes).unwrap();
    let (code, said) = verify(&path);
    assert_eq!(code, 1);
    assert!(said.contains("and has 11"), "{said}");
}

#[test]
fn a_pdf_that_names_somebody_hidden_behind_its_pages_stays_out_of_a_public_pack() {
    let folder = small();
    let hidden = PLAN
        .replace(
            "Designated Safeguarding Lead }",
            "Designated Safeguarding Lead, name: Orla Quigley, not_public: [name] }",
        )
        .replace("survey.txt", "survey.pdf");
    write(folder.path(), "fen.yaml", &hidden);
    let letters = "Orla Quigley".encode_utf16().flat_map(u16::to_be_bytes);
    let letters: String = letters.map(|byte| format!("{byte:02x}")).collect();
    let words = "BT /F 12 Tf 72 700 Td (Nine of ten feel safe.) Tj ET";
    for (author, packed) in [(String::new(), true), (letters, false)] {
        let properties = format!("<</Author <feff{author}>>>");
        let pdf = page(words, &[properties.as_bytes()]);
        std::fs::write(folder.path().join("evidence/survey.pdf"), pdf).unwrap();
        let arguments = ["pack", "fen", ".", "--as-of", DAY, "--audience", "public"];
        let (code, printed, said) = dutybound(folder.path(), &arguments);
        assert_eq!(code, 0, "{said}");
        let zip = format!("output/fen/fen-evidence-public-{DAY}.zip");
        let files = unzipped(&folder.path().join(zip));
        let is_there = files.keys().any(|name| name.contains("survey"));
        assert_eq!(is_there, packed, "{printed}");
    }
}

#[test]
fn a_public_pack_says_which_documents_have_pictures_that_nobody_searched() {
    let folder = small();
    let plan = PLAN.replace("survey.txt", "survey.docx");
    write(folder.path(), "fen.yaml", &plan);
    let picture = jpeg(None);
    for (parts, is_told) in [
        (vec![], false),
        (vec![("word/media/image1.jpg", picture.as_slice())], true),
    ] {
        let document = word("Nine of ten feel safe.", &parts);
        std::fs::write(folder.path().join("evidence/survey.docx"), document).unwrap();
        let arguments = ["pack", "fen", ".", "--as-of", DAY, "--audience", "public"];
        let (code, printed, said) = dutybound(folder.path(), &arguments);
        assert_eq!(code, 0, "{said}");
        assert_eq!(
            format!("{printed}{said}").contains("cannot be searched"),
            is_told,
            "{printed}{said}"
        );
    }
}

#[test]
fn a_file_that_is_hidden_once_stays_out_of_a_public_pack_wherever_else_it_is_cited() {
    let folder = small();
    let twice =
        "  - { id: inside, title: Survey for us, file: evidence/survey.txt, public: no }\nplan:";
    for (plan, packed) in [
        (PLAN.to_string(), true),
        (PLAN.replace("plan:", twice), false),
    ] {
        write(folder.path(), "fen.yaml", &plan);
        let arguments = ["pack", "fen", ".", "--as-of", DAY, "--audience", "public"];
        let (code, printed, said) = dutybound(folder.path(), &arguments);
        assert_eq!(code, 0, "{said}");
        let zip = format!("output/fen/fen-evidence-public-{DAY}.zip");
        let files = unzipped(&folder.path().join(zip));
        let is_there = files.keys().any(|name| name.contains("survey"));
        assert_eq!(is_there, packed, "{printed}");
        assert_eq!(
            printed.contains("another piece, which is not public"),
            !packed
        );
    }
}

/// Names in a folder, those that are hidden too.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_run_that_is_killed_leaves_no_half_file_and_the_next_one_tidies_up() {
    let folder = tempfile::tempdir().unwrap();
    copy(
        Path::new("data/riverside"),
        &folder.path().join("riverside"),
    );
    let output = folder.path().join("output/hartley");
    let mut left = 0;
    for wait in [200, 500, 800, 1_100, 1_400, 1_800, 2_300, 3_000] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_dutybound"))
            .args(["pack", "hartley", "riverside", "--as-of", DAY])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        run.kill().unwrap();
        run.wait().unwrap();
        for name in names(&output) {
            if name.starts_with('.') {
                left += 1;
            } else if name.ends_with(".zip") {
                assert_eq!(verify(&output.join(name)).0, 0);
            } else {
                Document::load(output.join(name)).unwrap();
            }
        }
    }
    assert!(left > 0, "no run was killed while it wrote");
    let (code, _, said) = dutybound(
        folder.path(),
        &["pack", "hartley", "riverside", "--as-of", DAY],
    );
    assert_eq!(code, 0, "{said}");
    assert_eq!(names(&output).len(), 3, "{:?}", names(&output));
}

/// Everything that a pack holds, unpacked, as letters and digits: its PDF, every file of its ZIP, and their names.
fn laid_open(folder: &Path, audience: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, Vec<u8>)> = unzipped(&file(folder, audience, ".zip"))
        .into_iter()
        .collect();
    files.push((
        "pack.pdf".into(),
        std::fs::read(file(folder, audience, ".pdf")).unwrap(),
    ));
    let laid_open = files.into_iter().map(|(name, bytes)| {
        let kind = name.rsplit('.').next().unwrap();
        let all = match kind {
            "pdf" | "html" | "json" => unpacked_text(&name, &bytes),
            "docx" | "xlsx" | "pptx" => unpacked_text("x.docx", &bytes),
            _ => squeezed(&String::from_utf8_lossy(&bytes)),
        };
        let all = format!("{}{all}", squeezed(&name));
        (name, all)
    });
    laid_open.collect()
}

#[test]
fn a_public_pack_says_nothing_that_is_marked_in_any_of_its_files() {
    let workspace = Workspace::open(Path::new("data/riverside")).unwrap();
    let prepared = prepare(&workspace, "hartley", &options(), &PdfWriter::new()).unwrap();
    let secrets = marked(prepared.checked.unwrap().get());
    assert!(secrets.len() > 20, "{secrets:?}");
    let (folder, printed) = packed("public");
    for (name, all) in laid_open(folder.path(), "public") {
        let found: Vec<&String> = secrets.iter().filter(|text| all.contains(*text)).collect();
        assert_eq!(found, Vec::<&String>::new(), "{name}");
    }
    let (control, _) = packed("internal");
    let inside = laid_open(control.path(), "internal");
    let found = secrets
        .iter()
        .filter(|text| inside.iter().any(|(_, all)| all.contains(*text)));
    assert!(found.count() > 15, "the search finds what is there");
    let files = unzipped(&file(folder.path(), "public", ".zip"));
    assert!(!files.keys().any(|name| name.starts_with("gap-list")));
    assert!(!file(folder.path(), "public", "-gap-list.pdf").exists());
    assert!(
        printed.contains("was left out of the public pack: the file says `"),
        "{printed}"
    );
    // Gaps are not counted where only a part of the plan is seen; hidden pieces of the trust that nothing cites are in no pack.
    assert!(
        printed.contains("hartley for public: 8 pieces of evidence\n"),
        "{printed}"
    );
    let pdf = std::fs::read(file(folder.path(), "public", ".pdf")).unwrap();
    let words = fold(&page_words(&pdf).join(" "));
    assert!(words.contains("28 further pieces of evidence are not shown"));
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert!(
        manifest["left_out"]["not_for_this_audience"]
            .as_u64()
            .unwrap()
            > 0
    );
    assert!(
        manifest["files"]
            .as_array()
            .unwrap()
            .iter()
            .all(|file| file["source"].is_null() && file["id"].is_null())
    );
}

#[test]
fn three_hundred_megabytes_are_packed_in_less_than_half_a_gigabyte() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("evidence")).unwrap();
    let mut plan = "id: big\norganisation: { kind: school, name: Big School }\ndocuments: [school]\nevidence:\n".to_string();
    for number in 0..5 {
        heavy(
            &folder.path().join(format!("evidence/{number}.pdf")),
            7_800 + number,
        );
        plan.push_str(&format!("  - {{ id: e{number}, title: Piece {number}, file: evidence/{number}.pdf, date: 2026-10-02 }}\n"));
    }
    plan.push_str("plan:\n  title: Plan\n  areas:\n    - id: a\n      title: A\n      evidence: [e0, e1, e2, e3, e4]\n      actions: [{ id: b, text: Do it. }]\n");
    write(folder.path(), "big.yaml", &plan);
    let mut run = Command::new(env!("CARGO_BIN_EXE_dutybound"))
        .args(["pack", "big", ".", "--as-of", DAY])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    let ended = loop {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", run.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| {
            line.strip_prefix("VmHWM:")?
                .trim()
                .strip_suffix(" kB")?
                .parse::<u64>()
                .ok()
        });
        most = most.max(peak.unwrap_or(0));
        if let Some(ended) = run.try_wait().unwrap() {
            break ended;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    assert!(ended.success());
    let zip = folder
        .path()
        .join(format!("output/big/big-evidence-inspector-{DAY}.zip"));
    assert!(std::fs::metadata(&zip).unwrap().len() > 300_000_000);
    assert!(most == 0 || (50_000..500_000).contains(&most), "{most} kB"); // 0 where the system does not say
    assert_eq!(verify(&zip).0, 0);
}

/// A PDF with a picture of so many pixels a side that cannot be compressed.
fn heavy(path: &Path, side: usize) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    let mut at = 0;
    let mut places = Vec::new();
    let mut put = |bytes: &[u8]| {
        file.write_all(bytes).unwrap();
        at += bytes.len();
        at
    };
    let mut end = put(b"%PDF-1.7\n");
    let content = "q 500 0 0 500 40 200 cm /I Do Q";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_string(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".into(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>".into(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        format!(
            "<</Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace/DeviceGray/Length {}>>\nstream\n",
            side * side
        ),
    ];
    for (number, object) in objects.iter().enumerate() {
        places.push(end);
        put(format!("{} 0 obj\n{object}", number + 1).as_bytes());
        if number == 4 {
            let mut noise = 0x9e37_79b9_7f4a_7c15_u64 ^ side as u64;
            let mut row = Vec::with_capacity(side);
            for _ in 0..side {
                row.clear();
                while row.len() < side {
                    noise ^= noise << 13;
                    noise ^= noise >> 7;
                    noise ^= noise << 17;
                    row.extend(noise.to_le_bytes());
                }
                put(&row[..side]);
            }
            put(b"\nendstream");
        }
        end = put(b"\nendobj\n");
    }
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in places {
        tail.push_str(&format!("{place:010} 00000 n \n"));
    }
    tail.push_str(&format!(
        "trailer<</Size 6/Root 1 0 R>>\nstartxref\n{end}\n%%EOF\n"
    ));
    put(tail.as_bytes());
}
