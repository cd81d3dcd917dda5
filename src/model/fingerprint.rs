//! Fingerprints of files.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::text::from_text;

/// The SHA-256 fingerprint of a file's bytes; written as `sha256:` and 64 hexadecimal digits.
///
/// Two files with the same fingerprint have the same bytes.
///
/// ```
/// # use dutybound::model::Fingerprint;
/// let text = format!("sha256:{}", "0f".repeat(32));
/// assert_eq!(text.parse::<Fingerprint>()?.to_string(), text);
/// assert!("sha256:0f".parse::<Fingerprint>().is_err());
/// # Ok::<(), dutybound::model::FingerprintError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

/// What a written fingerprint begins with.
const SCHEME: &str = "sha256:";

impl Fingerprint {
    /// The fingerprint with these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SCHEME)?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is not a fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FingerprintError {
    text: String,
}

impl fmt::Display for FingerprintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a fingerprint\nA fingerprint is sha256: and 64 digits from 0 to 9 and a to f. Leave the line \
             out, and set the check `evidence-without-fingerprint` to on: `dutybound check --fix` then writes it.",
            self.text
        )
    }
}

impl std::error::Error for FingerprintError {}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits = text.trim().strip_prefix(SCHEME);
        digits
            .and_then(bytes)
            .map(Self)
            .ok_or_else(|| FingerprintError {
                text: text.trim().chars().take(40).collect(),
            })
    }
}

/// The bytes that 64 hexadecimal digits write.
fn bytes(digits: &str) -> Option<[u8; 32]> {
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (number, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * number..2 * number + 2], 16).ok()?;
    }
    Some(bytes)
}

from_text!(Fingerprint, "a fingerprint such as sha256: and 64 digits");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_hexadecimal_digits_are_a_fingerprint() {
        let digits = "00ff".repeat(16);
        let upper = format!("sha256:{}", digits.to_uppercase()).parse::<Fingerprint>();
        assert_eq!(upper.unwrap().to_string(), format!("sha256:{digits}"));
        for text in [
            String::new(),
            digits.clone(),
            format!("sha256:{}", &digits[1..]),
            format!("sha256:{digits}0"),
            format!("sha256:+{}", &digits[1..]),
            format!("sha256:{}", "é".repeat(32)),
            format!("sha512:{digits}"),
        ] {
            assert!(text.parse::<Fingerprint>().is_err(), "{text}");
        }
    }
}
