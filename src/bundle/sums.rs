//! `SHA256SUMS` of a pack.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::Fingerprint;

use super::central::MOST;

/// The text of the file: a line for each file, as `sha256sum -c` reads it.
#[must_use]
pub fn sums<'a>(files: impl IntoIterator<Item = (&'a str, Fingerprint)>) -> String {
    let sorted: BTreeMap<&str, Fingerprint> = files.into_iter().collect();
    let mut text = String::new();
    for (file, fingerprint) in sorted {
        let digits = fingerprint.to_string();
        let digits = digits.trim_start_matches("sha256:");
        let _ = writeln!(text, "{digits}  {file}");
    }
    text
}

/// What the file says of each file; `None` where it has another form.
pub(super) fn read(bytes: &[u8]) -> Option<BTreeMap<String, Fingerprint>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut sums = BTreeMap::new();
    for line in text.strip_suffix('\n')?.split('\n') {
        let (digits, file) = line.split_once("  ")?;
        let fingerprint = format!("sha256:{digits}").parse().ok()?;
        if sums.insert(file.to_string(), fingerprint).is_some() || sums.len() > MOST {
            return None;
        }
    }
    Some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_another_form_is_not() {
        let files = [
            ("b.txt", Fingerprint::new([1; 32])),
            ("a.txt", Fingerprint::new([2; 32])),
        ];
        let text = sums(files);
        assert!(
            text.starts_with("0202") && text.lines().count() == 2,
            "{text}"
        );
        let back = read(text.as_bytes()).unwrap();
        assert_eq!(back["b.txt"], Fingerprint::new([1; 32]));
        for other in [
            String::new(),
            text.replace("  ", " *"),
            text.trim_end().into(),
            format!("{text}{text}"),
        ] {
            assert_eq!(read(other.as_bytes()), None, "{other}");
        }
    }
}
