//! PDF files. They are read here and not by a library: what a library may meet in a hostile one has to be known before.

mod object;
mod unpacked;
mod predictor;
mod inside;
mod head;
mod scan;
mod lists;
mod file;
mod behind;
mod pages;
mod names;
mod font;
mod reader;
mod words;

use super::fault::FaultSort;
use super::findings::Findings;
use super::limits::MOST_PAGES;
use super::position;

pub(crate) use words::is_scan;

use file::File;
use pages::{Lost, pages};

/// How far from its end a PDF says that it ends.
const END_WITHIN: usize = 64 * 1024;

/// Looks into a PDF.
pub(super) fn look(bytes: &[u8], findings: &mut Findings) {
    let Some(file) = File::open(bytes, findings) else {
        return;
    };
    if position(bytes, b"startxref", bytes.len().saturating_sub(END_WITHIN)).is_none() {
        return findings.fault(FaultSort::Broken, "breaks off before its end");
    }
    let pages = match pages(&file) {
        Ok(pages) => pages,
        Err(Lost::Endless) => {
            return findings.fault(FaultSort::Objects, "has pages that lead back to themselves");
        }
        Err(Lost::TooMany) => {
            let message = format!("has more than {MOST_PAGES} pages");
            return findings.fault(FaultSort::Objects, message);
        }
        Err(Lost::Missing) => {
            return findings.fault(FaultSort::Broken, "is damaged: pages of it are missing");
        }
    };
    findings.pages = Some(pages.len());
    if findings.wants_texts() {
        let behind = behind::words(&file);
        words::take(&file, &pages, findings);
        findings.text(|| behind::PLACE.into(), &behind);
    }
}
