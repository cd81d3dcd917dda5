//! The words on the pages of a PDF.

use std::collections::BTreeSet;

use crate::evidence::fault::{FaultSort, FileFault};
use crate::evidence::findings::Findings;

use super::file::File;
use super::object::Object;
use super::pages::{Page, inherited};
use super::reader::{PLAIN, Reader};

/// Where words stand that are laid upon pages, as people are told.
const UPON: &str = "a stamp, a note or a field upon a page";
/// Where words stand that no page shows any more.
const EARLIER: &str = "an earlier version of a page";

/// What is said of a PDF that is a picture throughout.
const SCANNED: &str =
    "has no words that can be looked through: it is a scan, or its letters are drawn";
/// What is said of one of which some pages are pictures.
const PARTLY_SCANNED: &str =
    "has pages without words that can be looked through: they are scans or pictures";

/// Whether a fault says that pages are pictures, and nothing worse.
pub(crate) fn is_scan(fault: &FileFault) -> bool {
    [SCANNED, PARTLY_SCANNED].contains(&fault.message.as_str())
}

/// Takes the words of all pages, and of what is laid upon them.
pub(super) fn take(file: &File<'_>, pages: &[Page], findings: &mut Findings) {
    let mut reader = Reader::new(file);
    let (mut is_empty, mut is_partly_scanned) = (true, false);
    for (number, page) in (1..).zip(pages) {
        reader.has_picture = false;
        read(&mut reader, page);
        let text = reader.taken();
        let has_words = !text.trim().is_empty();
        is_empty &= !has_words;
        is_partly_scanned |= reader.has_picture && !has_words;
        if !findings.text(|| format!("page {number}"), &text) {
            return;
        }
        if reader.commands == 0 || reader.bytes == 0 {
            let message = format!(
                "takes so much work that its words were looked through only up to page {number}"
            );
            return findings.fault(FaultSort::Unread, message);
        }
    }
    let (looks, earlier) = beside(file, pages);
    for number in looks {
        reader.form(number, None, PLAIN, 0);
    }
    let text = reader.taken();
    is_empty &= text.trim().is_empty();
    findings.text(|| UPON.into(), &text);
    for page in earlier {
        read(&mut reader, &page);
        findings.text(|| EARLIER.into(), &reader.taken());
    }
    if reader.commands == 0 || reader.bytes == 0 || file.is_worn() {
        let message = "takes so much work that not all of its words were looked through";
        findings.fault(FaultSort::Unread, message);
    } else if reader.is_packed {
        let message = "has pages that are packed in a way that is not read, or too large";
        findings.fault(FaultSort::Unread, message);
    } else if reader.unknown > 20 && reader.unknown > reader.signs / 10 {
        findings.fault(
            FaultSort::Unread,
            "has letters that nobody can tell, so not all of its words were looked through",
        );
    } else if is_empty {
        findings.fault(FaultSort::Unread, SCANNED);
    } else if is_partly_scanned {
        findings.fault(FaultSort::Unread, PARTLY_SCANNED);
    }
}

/// Reads a page, and behind it what its parts were before the file was changed.
fn read(reader: &mut Reader<'_, '_>, page: &Page) {
    let file = reader.file;
    let contents = match page.group.get("Contents") {
        Some(Object::Reference(number)) => match file.object(*number) {
            Some(Object::List(list)) => list,
            Some(_) | None => vec![Object::Reference(*number)],
        },
        Some(Object::List(list)) => list.clone(),
        Some(_) | None => Vec::new(),
    };
    let (mut content, mut before) = (Vec::new(), Vec::new());
    for part in contents {
        let Object::Reference(number) = part else {
            continue;
        };
        let mut newest: Option<Vec<u8>> = None;
        for stream in file.streams(number) {
            if let Some((_, bytes)) = reader.unpacked(&stream) {
                before.extend(newest.replace(bytes));
            }
        }
        content.extend(newest.unwrap_or_default());
        content.push(b'\n');
    }
    let resources = file.resolved(page.resources.as_ref());
    reader.content(&content, resources.as_ref(), PLAIN, 0);
    for content in before {
        reader.content(&content, resources.as_ref(), PLAIN, 0);
    }
}

/// What stamps, notes and fields look like, whichever page they belong to; and pages that were changed or taken out of
/// the document, and still stand in the file.
fn beside(file: &File<'_>, pages: &[Page]) -> (BTreeSet<u32>, Vec<Page>) {
    let newest: BTreeSet<u32> = pages.iter().filter_map(|page| page.number).collect();
    let (mut looks, mut earlier) = (BTreeSet::new(), Vec::new());
    for number in file.numbers() {
        let mut versions: Vec<Object> = file.all(number).collect();
        for version in &versions {
            find_looks(file, version, &mut looks);
        }
        versions.retain(is_page);
        if newest.contains(&number)
            && let Some(shown) = versions.pop()
        {
            let same = |version: &Object, key| version.get(key) == shown.get(key);
            versions.retain(|version| !same(version, "Contents") || !same(version, "Resources"));
        }
        earlier.extend(versions.into_iter().map(|group| Page {
            resources: inherited(file, &group),
            number: None,
            group,
        }));
    }
    (looks, earlier)
}

/// The numbers of the drawings of annotations in an object, of all states that they may have.
fn find_looks(file: &File<'_>, object: &Object, looks: &mut BTreeSet<u32>) {
    match object {
        Object::Group(entries) => {
            for (key, value) in entries {
                if key == "AP"
                    && let Some(normal) = file
                        .resolved(Some(value))
                        .as_ref()
                        .and_then(|all| all.get("N"))
                {
                    numbers(file, normal, looks);
                }
                find_looks(file, value, looks);
            }
        }
        Object::List(list) => list.iter().for_each(|value| find_looks(file, value, looks)),
        Object::Plain
        | Object::Number(_)
        | Object::Reference(_)
        | Object::Name(_)
        | Object::Bytes(_)
        | Object::Word(_) => {}
    }
}

fn numbers(file: &File<'_>, look: &Object, looks: &mut BTreeSet<u32>) {
    if let Object::Reference(number) = look {
        looks.insert(*number);
    }
    // Of a group of states that stands elsewhere, or here; a stream has none that would be a drawing.
    if let Some(Object::Group(states)) = file.resolved(Some(look)) {
        for (_, state) in states {
            if let Object::Reference(number) = state {
                looks.insert(number);
            }
        }
    }
}

/// Whether an object looks like a page, whatever it says that it is. The contents of a note are a text.
fn is_page(object: &Object) -> bool {
    matches!(
        object.get("Contents"),
        Some(Object::Reference(_) | Object::List(_))
    )
}
