//! `SHA256SUMS`: a line for each file, as `sha256sum -c` reads it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fingerprint::Fingerprint;

/// The text of the file, sorted by name.
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
#[must_use]
pub fn read_sums(bytes: &[u8]) -> Option<BTreeMap<String, Fingerprint>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_form_that_is_written_is_read() {
        let files = [
            ("b.txt", Fingerprint::new([0x0f; 32])),
            ("a.txt", Fingerprint::new([2; 32])),
        ];
        let text = sums(files);
        assert!(text.starts_with("0202") && text.lines().count() == 2);
        assert_eq!(
            read_sums(text.as_bytes()).unwrap(),
            BTreeMap::from(files.map(|(name, sum)| (name.to_string(), sum)))
        );
        for other in [
            text.trim_end().to_string(),
            text.to_uppercase(),
            text.replace("  ", " "),
            text.replace("  ", " *"),
            format!("{text}{text}"),
            format!("{text}\n"),
            text[1..].to_string(),
            String::new(),
            "\u{0}".into(),
        ] {
            assert_eq!(read_sums(other.as_bytes()), None, "{other:?}");
        }
    }
}
