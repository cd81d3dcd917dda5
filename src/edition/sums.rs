//! `SHA256SUMS` of an edition.

use crate::model::{Fingerprint, sums};
use crate::source::digest_of;

use super::RECORD;
use super::record::Record;

/// How large the file may be that is read, in bytes: far more than all names that an edition may have.
pub(super) const LARGEST: usize = 64 * 1024;

/// The text of the file, for a record and the text of its own file.
pub(super) fn text(record: &Record, json: &[u8]) -> String {
    let files = record.files.iter();
    let files = files.map(|file| (&*file.file, file.fingerprint));
    sums(files.chain([(RECORD, Fingerprint::new(digest_of(json)))]))
}
