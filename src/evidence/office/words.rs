//! The words of Word, Excel and `PowerPoint` files.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::archive::Archive;
use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;
use crate::evidence::kind::FileKind;

use super::xml::{Link, Piece, each, links};

/// Takes the words of a document.
pub(super) fn take(archive: &mut Archive<'_>, kind: FileKind, findings: &mut Findings) {
    let mut read = BTreeSet::new();
    let mut whole = match kind {
        FileKind::Word => word(archive, &mut read, findings),
        FileKind::Excel => excel(archive, &mut read, findings),
        FileKind::PowerPoint => power_point(archive, &mut read, findings),
        FileKind::Pdf
        | FileKind::Jpeg
        | FileKind::Png
        | FileKind::Text
        | FileKind::Email
        | FileKind::Other => true,
    };
    whole &= others(archive, &read, findings);
    if !whole {
        findings.fault(FaultSort::Unread, "has parts whose words cannot be read");
    }
}

/// The parts whose names begin and end so, in the order of the numbers in them.
fn parts(archive: &Archive<'_>, start: &str) -> Vec<String> {
    let number = |name: &String| {
        let number = name.strip_prefix(start)?.strip_suffix(".xml")?;
        if number.is_empty() {
            return Some((0, name.clone()));
        }
        Some((number.parse::<u32>().ok()?, name.clone()))
    };
    let mut parts: Vec<(u32, String)> = archive.names.iter().filter_map(number).collect();
    parts.sort();
    parts.into_iter().map(|(_, name)| name).collect()
}

/// The slides of a presentation.
pub(super) fn slides(archive: &Archive<'_>) -> Vec<String> {
    parts(archive, "ppt/slides/slide")
}

/// Hands every paragraph of a part to a function until that says no. Whether all of it could be read.
fn paragraphs(archive: &mut Archive<'_>, part: &str, mut take: impl FnMut(&str) -> bool) -> bool {
    let Some(xml) = archive.read(part) else {
        return false;
    };
    let mut text = String::new();
    // What a document says of itself has names of its own for everything.
    let is_all_words = part.starts_with("docProps/");
    let mut in_words = false;
    let whole = each(&xml, |piece| {
        match piece {
            Piece::Opens(name, _) => match name.as_str() {
                // What was struck out while changes were tracked is still in the file.
                "t" | "delText" | "instrText" | "text" => in_words = true,
                "tab" | "br" | "cr" => text.push(' '),
                "tc" if !text.is_empty() => text.push_str(" | "),
                _ => {}
            },
            Piece::Closes(name) => match name.as_str() {
                "t" | "delText" | "instrText" if !is_all_words => in_words = false,
                name if is_all_words || matches!(name, "p" | "text" | "si") => {
                    let goes_on = take(&text);
                    text.clear();
                    return goes_on;
                }
                _ => {}
            },
            Piece::Words(words) if in_words || is_all_words => text.push_str(&words),
            Piece::Words(_) => {}
        }
        true
    });
    take(&text);
    whole
}

/// What people call parts of a document beside its text, by what stands in their names.
const CALLED: [(&str, &str); 9] = [
    ("word/header", "the head of a page"),
    ("word/footer", "the foot of a page"),
    ("word/footnotes", "a footnote"),
    ("word/endnotes", "an endnote"),
    ("omments", "a comment"),
    ("notesSlides/", "the notes of a slide"),
    ("docProps/", "its properties"),
    ("/diagrams/", "a diagram"),
    ("/drawings/", "a drawing"),
];

/// Takes the words of every part that was not read before: programs put them into more of them each year.
fn others(archive: &mut Archive<'_>, read: &BTreeSet<String>, findings: &mut Findings) -> bool {
    let is_other = |name: &&String| {
        name.to_ascii_lowercase().ends_with(".xml")
            && *name != "[Content_Types].xml"
            && !read.contains(*name)
    };
    let others: Vec<String> = archive.names.iter().filter(is_other).cloned().collect();
    let mut whole = true;
    for part in others {
        let called = CALLED.iter().find(|(sign, _)| part.contains(sign));
        let place = called.map_or("a part beside the text", |(_, place)| place);
        whole &= paragraphs(archive, &part, |text| findings.text(|| place.into(), text));
    }
    whole
}

fn word(archive: &mut Archive<'_>, read: &mut BTreeSet<String>, findings: &mut Findings) -> bool {
    let main = main_part(archive);
    let mut number = 0;
    let whole = paragraphs(archive, &main, |text| {
        number += 1;
        findings.text(|| format!("paragraph {number}"), text)
    });
    read.insert(main);
    whole
}

/// The part that holds the document itself.
fn main_part(archive: &mut Archive<'_>) -> String {
    let named = archive.read("_rels/.rels").and_then(|xml| links(&xml));
    let named = named.unwrap_or_default().into_iter().map(|link| {
        let target = link.target.trim_start_matches('/');
        target.to_string()
    });
    let main = named.into_iter().find(|target| target.starts_with("word/"));
    main.unwrap_or_else(|| "word/document.xml".into())
}

fn power_point(
    archive: &mut Archive<'_>,
    read: &mut BTreeSet<String>,
    findings: &mut Findings,
) -> bool {
    let mut whole = true;
    for (number, part) in (1..).zip(slides(archive)) {
        whole &= paragraphs(archive, &part, |text| {
            findings.text(|| format!("slide {number}"), text)
        });
        read.insert(part);
    }
    whole
}

fn excel(archive: &mut Archive<'_>, read: &mut BTreeSet<String>, findings: &mut Findings) -> bool {
    let links = archive
        .read("xl/_rels/workbook.xml.rels")
        .and_then(|xml| links(&xml))
        .unwrap_or_default();
    let texts = links
        .iter()
        .find(|link| link.kind.ends_with("/sharedStrings"));
    let texts = texts.map_or_else(|| "xl/sharedStrings.xml".into(), part_of_book);
    let (shared, mut whole) = shared(archive, &texts);
    read.insert(texts);
    let (sheets, are_all) = sheets(archive, &links);
    whole &= are_all;
    for (name, part) in sheets {
        whole &= sheet(archive, &name, &part, &shared, findings);
        read.insert(part);
    }
    whole
}

/// The part of a workbook to which a link leads.
fn part_of_book(link: &Link) -> String {
    match link.target.strip_prefix('/') {
        Some(whole) => whole.to_string(),
        None => format!("xl/{}", link.target),
    }
}

/// The texts that the cells of all sheets share, and whether all of them could be read.
fn shared(archive: &mut Archive<'_>, part: &str) -> (Vec<String>, bool) {
    let mut shared = Vec::new();
    if !archive.names.iter().any(|name| name == part) {
        return (shared, true); // a workbook of numbers has none
    }
    let Some(xml) = archive.read(part) else {
        return (shared, false);
    };
    let mut text = String::new();
    let mut in_words = false;
    let whole = each(&xml, |piece| {
        match piece {
            Piece::Opens(name, _) => in_words = name == "t",
            Piece::Closes(name) if name == "si" => shared.push(std::mem::take(&mut text)),
            Piece::Closes(_) => in_words = false,
            Piece::Words(words) if in_words => text.push_str(&words),
            Piece::Words(_) => {}
        }
        true
    });
    (shared, whole)
}

/// The name of each sheet, and the part that holds it; and whether all of them could be read.
fn sheets(archive: &mut Archive<'_>, links: &[Link]) -> (Vec<(String, String)>, bool) {
    let targets: BTreeMap<&str, String> = links
        .iter()
        .map(|link| (link.id.as_str(), part_of_book(link)))
        .collect();
    let mut sheets = Vec::new();
    let Some(xml) = archive.read("xl/workbook.xml") else {
        return (sheets, false);
    };
    let whole = each(&xml, |piece| {
        if let Piece::Opens(name, attributes) = piece
            && name == "sheet"
            && let Some(title) = Piece::attribute(&attributes, "name")
            && let Some(part) = Piece::attribute(&attributes, "id").and_then(|id| targets.get(id))
        {
            sheets.push((title.to_string(), part.clone()));
        }
        true
    });
    (sheets, whole)
}

/// Takes the words of a sheet, row by row: what stands in one row belongs together.
fn sheet(
    archive: &mut Archive<'_>,
    name: &str,
    part: &str,
    shared: &[String],
    findings: &mut Findings,
) -> bool {
    let Some(xml) = archive.read(part) else {
        return false;
    };
    let mut row = Row::default();
    let mut is_shared = false;
    let mut in_words = false;
    let mut cell = String::new();
    each(&xml, |piece| {
        match piece {
            Piece::Opens(element, attributes) => match element.as_str() {
                "row" => row = Row::next(&row, Piece::attribute(&attributes, "r")),
                "c" => {
                    is_shared = Piece::attribute(&attributes, "t") == Some("s");
                    row.cell = Piece::attribute(&attributes, "r").map(str::to_string);
                    cell.clear();
                }
                "v" | "t" => in_words = true,
                _ => {}
            },
            Piece::Closes(element) => match element.as_str() {
                "v" | "t" => in_words = false,
                "c" => {
                    let text = match cell.parse::<usize>() {
                        Ok(number) if is_shared => shared.get(number).map_or("", String::as_str),
                        Ok(_) | Err(_) => &cell,
                    };
                    row.add(text);
                }
                "row" => return findings.text(|| row.place(name), &row.text),
                _ => {}
            },
            Piece::Words(words) if in_words => cell.push_str(&words),
            Piece::Words(_) => {}
        }
        true
    })
}

/// A row of a sheet.
#[derive(Default)]
struct Row {
    number: u32,
    text: String,
    /// How many cells have words, and the first of them.
    filled: usize,
    first: Option<String>,
    /// The cell at hand.
    cell: Option<String>,
}

/// The longest row, in bytes: one text may stand in a million cells.
const LONGEST_ROW: usize = 100_000;

impl Row {
    fn next(before: &Self, number: Option<&str>) -> Self {
        let number = number.and_then(|number| number.parse().ok());
        Self {
            number: number.unwrap_or(before.number.saturating_add(1)),
            ..Self::default()
        }
    }

    fn add(&mut self, words: &str) {
        if words.trim().is_empty() || self.text.len() + words.len() > LONGEST_ROW {
            return;
        }
        if self.filled > 0 {
            self.text.push_str(" | ");
        } else {
            self.first = self.cell.clone();
        }
        self.filled += 1;
        self.text.push_str(words);
    }

    fn place(&self, sheet: &str) -> String {
        match &self.first {
            Some(cell) if self.filled == 1 => format!("sheet {sheet}, cell {cell}"),
            Some(_) | None => format!("sheet {sheet}, row {}", self.number),
        }
    }
}
