//! Word, Excel and `PowerPoint` files of 2007 and later, and other archives.

mod xml;
mod words;
mod said;

pub(super) use said::said;

use super::archive::Archive;
use super::fault::FaultSort;
use super::findings::Findings;
use super::kind::FileKind;
use super::picture;
use super::position;
use super::told::is_program_name;

/// Which kind of file an archive is, by the names in it.
pub(super) fn kind(bytes: &[u8]) -> FileKind {
    // The list of types is a part of every such file, and the names stand in the open.
    let has = |name: &[u8]| position(bytes, name, 0).is_some();
    if !has(b"[Content_Types].xml") {
        FileKind::Other
    } else if has(b"word/document") {
        FileKind::Word
    } else if has(b"xl/workbook") {
        FileKind::Excel
    } else if has(b"ppt/presentation") {
        FileKind::PowerPoint
    } else {
        FileKind::Other
    }
}

/// Looks into an archive.
pub(super) fn look(bytes: &[u8], kind: FileKind, findings: &mut Findings) {
    let Some(mut archive) = Archive::open(bytes, findings) else {
        return;
    };
    match kind {
        FileKind::Word | FileKind::Excel | FileKind::PowerPoint => {
            faults(&mut archive, findings);
            pictures(&mut archive, findings);
            if kind == FileKind::PowerPoint {
                findings.pages = Some(words::slides(&archive).len());
            }
            if findings.wants_texts() {
                words::take(&mut archive, kind, findings);
            }
        }
        FileKind::Pdf
        | FileKind::Jpeg
        | FileKind::Png
        | FileKind::Text
        | FileKind::Email
        | FileKind::Other => other(&archive, &bytes[..bytes.len().min(200)], findings),
    }
}

/// What is wrong with an archive that is no document.
fn other(archive: &Archive<'_>, beginning: &[u8], findings: &mut Findings) {
    let names = || archive.names.iter();
    if let Some(name) = names().find(|name| is_program_name(name)) {
        let name: String = name.chars().take(100).collect();
        findings.fault(
            FaultSort::Program,
            format!("is an archive with a program in it, `{name}`"),
        );
    }
    let is_archive = |name: &&String| {
        let name = name.to_lowercase();
        [".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz", ".cab"]
            .iter()
            .any(|ending| name.ends_with(ending))
    };
    if names().any(|name| is_archive(&name)) {
        findings.fault(FaultSort::Bomb, "is an archive with archives in it");
    }
    // LibreOffice says what it wrote at the very beginning.
    let message = if position(beginning, b"mimetypeapplication/vnd.oasis.opendocument", 0).is_some()
    {
        "is an OpenDocument file (such as .odt or .ods), which is not looked into"
    } else {
        "is an archive, whose files are not looked into"
    };
    findings.fault(FaultSort::Unknown, message);
}

/// What a document may have beside its words.
fn faults(archive: &mut Archive<'_>, findings: &mut Findings) {
    let named = |archive: &Archive<'_>, sought: &[&str]| {
        archive.names.iter().any(|name| {
            let name = name.to_ascii_lowercase();
            sought.iter().any(|part| name.contains(part))
        })
    };
    let Some(has_macros) = has_types_of_macros(archive) else {
        return findings.fault(
            FaultSort::Broken,
            "is a document whose list of parts cannot be read",
        );
    };
    if has_macros || named(archive, &["vbaproject", "/macrosheets/"]) {
        findings.fault(FaultSort::Macros, "holds macros");
    }
    if named(archive, &["/activex/"]) {
        findings.fault(
            FaultSort::Scripts,
            "has controls that run a program when it is opened",
        );
    }
    if named(archive, &["/embeddings/"]) {
        findings.fault(
            FaultSort::Attachments,
            "has other files in it, such as the figures of a chart, which are not looked into",
        );
    }
    let links: Vec<String> = archive
        .names
        .iter()
        .filter(|name| name.to_ascii_lowercase().ends_with(".rels"))
        .cloned()
        .collect();
    for name in links {
        // What another program makes of links that are not understood here, nobody knows.
        let Some(links) = archive.read(&name).and_then(|xml| xml::links(&xml)) else {
            findings.fault(
                FaultSort::Broken,
                "is a document with links that cannot be read",
            );
            continue;
        };
        if links.iter().any(xml::Link::fetches) {
            findings.fault(
                FaultSort::Scripts,
                "fetches a template or another file from the internet when it is opened",
            );
        }
    }
}

/// Whether the list of the parts of a document has one with macros; `None` where it cannot be read.
fn has_types_of_macros(archive: &mut Archive<'_>) -> Option<bool> {
    let types = archive.read("[Content_Types].xml")?;
    let mut found = false;
    let whole = xml::each(&types, |piece| {
        if let xml::Piece::Opens(_, attributes) = piece {
            let kind = xml::Piece::attribute(&attributes, "ContentType").unwrap_or_default();
            found |= kind.to_ascii_lowercase().contains("macroenabled");
        }
        true
    });
    whole.then_some(found)
}

/// The pictures in a document: whether there are any, and whether one says where it was taken.
fn pictures(archive: &mut Archive<'_>, findings: &mut Findings) {
    for name in archive.names.clone() {
        let small = name.to_ascii_lowercase();
        let is_picture = [".jpg", ".jpeg", ".jpe", ".jfif", ".png"]
            .iter()
            .any(|ending| small.ends_with(ending));
        findings.has_pictures |= small.contains("/media/");
        if !is_picture {
            continue;
        }
        match archive.read(&name) {
            Some(bytes) if picture::is_located(&bytes) => findings.fault(
                FaultSort::Located,
                "has a photograph in it that says where it was taken",
            ),
            Some(_) => {}
            None => findings.fault(
                FaultSort::Unread,
                "has a picture in it that is too large to be looked into",
            ),
        }
    }
}
