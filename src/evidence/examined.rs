//! What was found of a file.

use std::path::Path;

use crate::error::Error;
use crate::guarded::guarded;
use crate::source;

use super::fault::{FaultSort, FileFault};
use super::findings::Findings;
use super::kind::FileKind;
use super::limits::{BEGINNING, LARGEST};
use super::told::{Told, named_otherwise, told, two_kinds};
use super::{email, office, pdf, picture, plain};

/// What was found of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// What it is.
    pub kind: FileKind,
    /// Its length in bytes.
    pub bytes: u64,
    /// How many pages or slides it has, where they can be counted: of a PDF, a picture (1) and a presentation.
    pub pages: Option<usize>,
    /// What is wrong with it, the worst first.
    pub faults: Vec<FileFault>,
    /// Whether it is a picture or has pictures in it: nobody but a person can tell what they show.
    pub has_pictures: bool,
    /// Its words, in its own order; nothing of a file that is refused.
    pub texts: Vec<TextPart>,
}

impl Examined {
    /// Whether the file never goes into a pack.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.faults.iter().any(FileFault::is_refused)
    }
}

/// Some words of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextPart {
    /// Where they stand, in words for people: `page 3`, `sheet Attendance, row 4`, `line 7`.
    pub place: String,
    /// The words.
    pub text: String,
}

/// Looks into a file; links are followed, so the caller knows where it leads.
///
/// A file of a kind that is looked into (see [`FileKind`]) is held in memory, up to 100 MB; of any other, only its
/// beginning is read, however long it is.
///
/// # Errors
/// [`Error::Read`] when the file is not there, is not an ordinary file, or cannot be read.
pub fn examine(path: &Path) -> Result<Examined, Error> {
    let (beginning, length) = source::beginning(path, BEGINNING)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let whole = if length <= LARGEST {
        let most = usize::try_from(LARGEST).unwrap_or(usize::MAX);
        Some(source::bytes(path, most)?)
    } else {
        None
    };
    let bytes = whole.as_deref().unwrap_or(&beginning);
    // It may have grown since.
    let length = whole.as_ref().map_or(length, |whole| whole.len() as u64);
    Ok(examine_bytes(&name, bytes, length))
}

/// Looks into a file of a length whose bytes are at hand, or only the first of them where it is longer than what is
/// looked into.
#[must_use]
pub fn examine_bytes(name: &str, bytes: &[u8], length: u64) -> Examined {
    let looked = guarded(|| look(name, bytes, length));
    let (kind, mut findings) = looked.unwrap_or_else(|| {
        let mut findings = Findings::new();
        findings.fault(
            FaultSort::Broken,
            "is so badly damaged that it cannot be looked into",
        );
        (FileKind::Other, findings)
    });
    findings.faults.sort_by_key(|fault| fault.sort);
    let refused = findings.is_refused();
    Examined {
        kind,
        bytes: length,
        pages: findings.pages.filter(|_| !refused),
        faults: findings.faults,
        has_pictures: findings.has_pictures,
        texts: if refused { Vec::new() } else { findings.texts },
    }
}

fn look(name: &str, bytes: &[u8], length: u64) -> (FileKind, Findings) {
    let mut findings = Findings::new();
    if length == 0 {
        findings.fault(FaultSort::Empty, "is empty");
        return (FileKind::Other, findings);
    }
    let is_whole = length == bytes.len() as u64;
    let told = told(name, bytes);
    let kind = match &told {
        Told::Kind(kind) => *kind,
        Told::Office if is_whole => office::kind(bytes),
        Told::Office | Told::Fault(..) | Told::Other(_) => FileKind::Other,
    };
    let is_other = matches!(told, Told::Fault(..) | Told::Other(_));
    if !is_whole && !is_other {
        let most = LARGEST / 1_000_000;
        findings.fault(
            FaultSort::TooLarge,
            format!("is larger than {most} MB, which is more than is looked into"),
        );
        return (kind, findings);
    }
    if let Some(other) = two_kinds(&told, bytes) {
        findings.fault(
            FaultSort::TwoKinds,
            format!("is two kinds of file in one: {} and {other}", told.words()),
        );
        return (kind, findings);
    }
    match told {
        Told::Fault(sort, message) => findings.fault(sort, message),
        Told::Other(message) => findings.fault(FaultSort::Unknown, message),
        Told::Office => office::look(bytes, kind, &mut findings),
        Told::Kind(FileKind::Pdf) => pdf::look(bytes, &mut findings),
        Told::Kind(FileKind::Jpeg) => picture::jpeg(bytes, &mut findings),
        Told::Kind(FileKind::Png) => picture::png(bytes, &mut findings),
        Told::Kind(FileKind::Email) => email::look(bytes, &mut findings),
        Told::Kind(FileKind::Text) => plain::look(bytes, &mut findings),
        Told::Kind(FileKind::Word | FileKind::Excel | FileKind::PowerPoint | FileKind::Other) => {}
    }
    if let Some(fault) = named_otherwise(name, kind).filter(|_| !findings.is_refused()) {
        findings.fault(fault.sort, fault.message);
    }
    (kind, findings)
}
