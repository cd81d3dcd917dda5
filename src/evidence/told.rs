//! Which kind a file is of, from what it holds.

use super::fault::{FaultSort, FileFault};
use super::kind::FileKind;
use super::limits::BEGINNING;
use super::{email, plain, position};

/// What can be told from a file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// A kind that is looked into.
    Kind(FileKind),
    /// A zip: Word, Excel, `PowerPoint`, or any other archive.
    Office,
    /// Something that has a fault whatever is inside.
    Fault(FaultSort, &'static str),
    /// Something that is not looked into; what it is, in half a sentence.
    Other(String),
}

impl Told {
    /// What people call it.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.words(),
            Self::Office => "archive",
            Self::Fault(..) | Self::Other(_) => "file of another kind",
        }
    }
}

/// What old Word, Excel and `PowerPoint` files begin with, and those with a password.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How far from its beginning the mark of a PDF may stand for programs to open it.
const PDF_WITHIN: usize = 1_024;

/// Endings of programs that are kept as text.
const PROGRAMS: [&str; 22] = [
    "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "sh", "bash",
    "py", "pl", "rb", "reg", "inf", "scf", "url", "lnk", "php",
];

/// The ending of a file's name, in small letters; empty where it has none.
pub(super) fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_lowercase()
}

/// Whether programs go by such a name, or files that start one.
pub(super) fn is_program_name(name: &str) -> bool {
    const MORE: [&str; 10] = [
        "exe", "com", "scr", "msi", "dll", "jar", "cpl", "msp", "app", "iso",
    ];
    let ending = ending(name);
    PROGRAMS.contains(&ending.as_str()) || MORE.contains(&ending.as_str())
}

/// Which kind of file some bytes are; the name counts only for what is kept as text.
pub(super) fn told(name: &str, bytes: &[u8]) -> Told {
    let head = &bytes[..bytes.len().min(BEGINNING)];
    if bytes.starts_with(OLD_OFFICE) {
        return compound(bytes);
    }
    let marks: [(&[u8], Told); 4] = [
        (b"%PDF-", Told::Kind(FileKind::Pdf)),
        (b"PK\x03\x04", Told::Office),
        (b"\xff\xd8\xff", Told::Kind(FileKind::Jpeg)),
        (b"\x89PNG\r\n\x1a\n", Told::Kind(FileKind::Png)),
    ];
    if let Some((_, told)) = marks.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return told.clone();
    }
    if infer::is_app(head) && !plain::is_text(head) || bytes.starts_with(b"#!") {
        return Told::Fault(FaultSort::Program, "is a program");
    }
    let known = infer::get(head);
    if known.is_none() && position(head, b"%PDF-", 0).is_some_and(|at| at < PDF_WITHIN) {
        return Told::Kind(FileKind::Pdf);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Told::Other("is rich text (.rtf), which is not looked into".into());
    }
    if plain::is_text(bytes) {
        return text(name, bytes);
    }
    Told::Other(match known {
        Some(kind) => format!(
            "is of a kind that is not looked into ({})",
            kind.mime_type()
        ),
        None => "is of a kind that nobody can tell from what it holds".into(),
    })
}

/// Which kind of text it is.
fn text(name: &str, bytes: &[u8]) -> Told {
    if is_program_name(name) {
        return Told::Fault(FaultSort::Program, "is a program, kept as text");
    }
    let words = plain::decoded(&bytes[..bytes.len().min(BEGINNING)]);
    let start = words.trim_start().to_lowercase();
    let is_page = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<svg",
    ]
    .iter()
    .any(|tag| start.starts_with(tag));
    let is_drawing = start.starts_with("<?xml") && start.contains("<svg");
    if is_page || is_drawing {
        let all = plain::decoded(bytes).to_lowercase();
        let runs = [
            "<script",
            "javascript:",
            "onload=",
            "onerror=",
            "<iframe",
            "<object",
            "<embed",
        ];
        if runs.iter().any(|command| all.contains(command)) {
            return Told::Fault(
                FaultSort::Scripts,
                "is a web page with commands that run when it is opened",
            );
        }
        return Told::Other("is a web page, which is not looked into".into());
    }
    if email::is_message(&words) {
        return Told::Kind(FileKind::Email);
    }
    Told::Kind(FileKind::Text)
}

/// Which kind of file of the old format of Office it is. The names of its parts are kept as UTF-16.
fn compound(bytes: &[u8]) -> Told {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        position(bytes, &name, 0).is_some()
    };
    if has("EncryptedPackage") {
        return Told::Fault(FaultSort::Locked, "has a password");
    }
    if has("_VBA_PROJECT") {
        return Told::Fault(FaultSort::Macros, "holds macros");
    }
    if has("WordDocument") || has("Workbook") || has("PowerPoint Document") {
        return Told::Fault(
            FaultSort::OldOffice,
            "is of the format of Word, Excel or PowerPoint before 2007, which is not looked into",
        );
    }
    if has("__properties_version1.0") {
        return Told::Other(
            "is a message in the format of Outlook (.msg), which is not looked into".into(),
        );
    }
    Told::Other("is of a kind that is not looked into".into())
}

/// The other kind that a file is, too: programs would not agree what is in it.
pub(super) fn two_kinds(told: &Told, bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(PDF_WITHIN)];
    match told {
        Told::Kind(FileKind::Pdf) if !bytes.starts_with(b"%PDF-") && is_markup(head) => {
            Some("web page")
        }
        Told::Kind(FileKind::Pdf) => ends_as_archive(bytes).then_some("archive"),
        Told::Kind(FileKind::Jpeg | FileKind::Png) => {
            if ends_as_archive(bytes) {
                return Some("archive");
            }
            position(head, b"%PDF-", 0).map(|_| "PDF")
        }
        Told::Office => position(head, b"%PDF-", 0).map(|_| "PDF"),
        Told::Kind(
            FileKind::Text
            | FileKind::Email
            | FileKind::Word
            | FileKind::Excel
            | FileKind::PowerPoint
            | FileKind::Other,
        )
        | Told::Fault(..)
        | Told::Other(_) => None,
    }
}

fn is_markup(head: &[u8]) -> bool {
    let words = plain::decoded(head).to_lowercase();
    words.contains("<html") || words.contains("<script")
}

/// Whether a file ends as archives do: with the end of a table of contents, and a remark that reaches to the last byte.
fn ends_as_archive(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(22 + 0xffff);
    let mut at = from;
    while let Some(found) = position(bytes, b"PK\x05\x06", at) {
        if let Some(length) = bytes.get(found + 20..found + 22) {
            let length = usize::from(length[0]) | usize::from(length[1]) << 8;
            if found + 22 + length == bytes.len() {
                return true;
            }
        }
        at = found + 4;
    }
    false
}

/// What is wrong with a file's name, seen from what the file is.
pub(super) fn named_otherwise(name: &str, kind: FileKind) -> Option<FileFault> {
    let ending = ending(name);
    let said = match ending.as_str() {
        "pdf" => FileKind::Pdf,
        "docx" | "dotx" | "docm" | "dotm" => FileKind::Word,
        "xlsx" | "xltx" | "xlsm" | "xltm" => FileKind::Excel,
        "pptx" | "potx" | "ppsx" | "pptm" => FileKind::PowerPoint,
        "jpg" | "jpeg" | "jpe" | "jfif" => FileKind::Jpeg,
        "png" => FileKind::Png,
        "eml" => FileKind::Email,
        "txt" | "md" | "csv" | "tsv" => FileKind::Text,
        _ => FileKind::Other,
    };
    // What is kept as text has many names, and a message is text.
    let agrees = said == kind
        || said == FileKind::Other && matches!(kind, FileKind::Text | FileKind::Other)
        || said == FileKind::Text && kind == FileKind::Email
        || said == FileKind::Email && kind == FileKind::Text;
    if agrees {
        return None;
    }
    let (sort, message) = match kind {
        FileKind::Other => (
            FaultSort::Broken,
            format!(
                "ends in `.{ending}`, and what it holds is no {}",
                said.words()
            ),
        ),
        FileKind::Pdf
        | FileKind::Word
        | FileKind::Excel
        | FileKind::PowerPoint
        | FileKind::Jpeg
        | FileKind::Png
        | FileKind::Text
        | FileKind::Email => (
            FaultSort::OtherKind,
            if ending.is_empty() {
                format!("is a {}, and its name has no ending", kind.words())
            } else {
                format!("is a {}, and its name ends in `.{ending}`", kind.words())
            },
        ),
    };
    Some(FileFault { sort, message })
}
