//! `SHA256SUMS`: a line for each file, as `sha256sum -c` reads it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Fingerprint;
use crate::source::digest_of;

use super::RECORD;
use super::record::Record;

/// How large the file may be that is read, in bytes: far more than all names that an edition may have.
pub(super) const LARGEST: usize = 64 * 1024;

/// The text of the file, for a record and the text of its own file.
pub(super) fn text(record: &Record, json: &[u8]) -> String {
    let mut sums: BTreeMap<&str, Fingerprint> = BTreeMap::new();
    sums.insert(RECORD, Fingerprint::new(digest_of(json)));
    sums.extend(
        record
            .files
            .iter()
            .map(|file| (&*file.file, file.fingerprint)),
    );
    let mut text = String::new();
    for (file, fingerprint) in sums {
        let _ = writeln!(text, "{}  {file}", digits(fingerprint));
    }
    text
}

/// What the file says of each file; `None` where it has another form.
pub(super) fn read(bytes: &[u8]) -> Option<BTreeMap<String, Fingerprint>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut sums = BTreeMap::new();
    for line in text.strip_suffix('\n')?.split('\n') {
        let (digits, file) = line.split_once("  ")?;
        if digits.contains(|digit: char| digit.is_ascii_uppercase()) {
            return None;
        }
        let fingerprint = format!("sha256:{digits}").parse().ok()?;
        if sums.insert(file.to_string(), fingerprint).is_some() {
            return None;
        }
    }
    Some(sums)
}

fn digits(fingerprint: Fingerprint) -> String {
    let text = fingerprint.to_string();
    text.trim_start_matches("sha256:").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_form_that_is_written_is_read() {
        let line = format!("{}  plan.yaml\n", "0f".repeat(32));
        let sums = read(line.as_bytes()).unwrap();
        assert_eq!(sums["plan.yaml"], Fingerprint::new([0x0f; 32]));
        for other in [
            line.trim_end().to_string(),
            line.to_uppercase(),
            line.replace("  ", " "),
            line.replace("  ", " *"),
            format!("{line}{line}"),
            format!("{line}\n"),
            line[1..].to_string(),
            String::new(),
            "\u{0}".into(),
        ] {
            assert_eq!(read(other.as_bytes()), None, "{other:?}");
        }
    }
}
