//! The number by which a school is known.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::text::from_text;

/// A school's Unique Reference Number, as issued by the Department for Education.
///
/// Always six digits, `100000..=999999`; printed without separators.
///
/// ```
/// # use dutybound::model::Urn;
/// assert_eq!("100023".parse::<Urn>()?.to_string(), "100023");
/// assert!("0100023".parse::<Urn>().is_err());
/// # Ok::<(), dutybound::model::UrnError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Urn(u32);

impl fmt::Display for Urn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is not a Unique Reference Number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrnError;

impl fmt::Display for UrnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a URN has exactly six digits and does not begin with 0\nLook it up on Get Information about Schools.")
    }
}

impl std::error::Error for UrnError {}

impl FromStr for Urn {
    type Err = UrnError;

    fn from_str(text: &str) -> Result<Self, UrnError> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(number) if digits && number >= 100_000 => Ok(Self(number)),
            _ => Err(UrnError),
        }
    }
}

from_text!(Urn, "a URN of six digits");
