//! Archives, opened with care.

use std::io::{Cursor, Read as _, copy, sink};

use zip::ZipArchive;
use zip::result::ZipError;

use super::fault::FaultSort;
use super::findings::Findings;
use super::limits::{LARGEST_PART, LARGEST_UNPACKED, MOST_ENTRIES};
use super::position;

/// An open archive whose names and sizes are in order.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of its files.
    pub(super) names: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens an archive; `None` where it cannot be opened safely, and the reason is among the faults.
    pub(super) fn open(bytes: &'a [u8], findings: &mut Findings) -> Option<Self> {
        // Counted before the table of contents is read, for that alone could be a million entries.
        let mut entries = 0;
        let mut at = 0;
        while let Some(found) = position(bytes, b"PK\x01\x02", at) {
            entries += 1;
            at = found + 4;
        }
        if entries > MOST_ENTRIES {
            let message = format!("is an archive of more than {MOST_ENTRIES} files");
            findings.fault(FaultSort::Objects, message);
            return None;
        }
        let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else {
            findings.fault(
                FaultSort::Broken,
                "is an archive that is damaged or breaks off",
            );
            return None;
        };
        let names: Vec<String> = zip.file_names().map(str::to_string).collect();
        if let Some(name) = names.iter().find(|name| !stays_inside(name)) {
            let name: String = name.chars().take(100).collect();
            findings.fault(
                FaultSort::Path,
                format!(
                    "is an archive with a name in it that leads out of its folder, `{}`",
                    name.escape_debug()
                ),
            );
            return None;
        }
        let mut archive = Self { zip, names };
        archive.unpack(findings).then_some(archive)
    }

    /// Unpacks everything into nowhere: what an archive says of its sizes may be a lie. Whether all is well.
    fn unpack(&mut self, findings: &mut Findings) -> bool {
        let mut left = LARGEST_UNPACKED;
        for number in 0..self.zip.len() {
            let file = match self.zip.by_index(number) {
                Ok(file) => file,
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    findings.fault(FaultSort::Locked, "has a password");
                    return false;
                }
                Err(_) => {
                    findings.fault(
                        FaultSort::Broken,
                        "is an archive that is damaged or breaks off",
                    );
                    return false;
                }
            };
            let unpacked = copy(&mut file.take(left + 1), &mut sink());
            let Ok(unpacked) = unpacked else {
                findings.fault(
                    FaultSort::Broken,
                    "is an archive that is damaged or breaks off",
                );
                return false;
            };
            let Some(rest) = left.checked_sub(unpacked) else {
                let most = LARGEST_UNPACKED / 1_000_000;
                let message = format!("would be larger than {most} MB once it is unpacked");
                findings.fault(FaultSort::Bomb, message);
                return false;
            };
            left = rest;
        }
        true
    }

    /// The bytes of a file in it; `None` where it is not there or larger than what is read.
    pub(super) fn read(&mut self, name: &str) -> Option<Vec<u8>> {
        let file = self.zip.by_name(name).ok()?;
        if file.size() > LARGEST_PART {
            return None;
        }
        let mut bytes = Vec::new();
        file.take(LARGEST_PART).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// Whether a name leads to no other folder than the archive's own.
fn stays_inside(name: &str) -> bool {
    !name.starts_with(['/', '\\'])
        && !name.contains([':', '\0'])
        && !name.split(['/', '\\']).any(|part| part == "..")
}
