//! Names by which entries of a plan are known.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::text::from_text;

/// The name of an entry: 1 to 64 lower-case letters, digits and hyphens, beginning with a letter or digit.
///
/// It becomes part of file names, so nothing else is let in.
///
/// ```
/// # use dutybound::model::Id;
/// assert_eq!("statement-of-values".parse::<Id>()?.as_str(), "statement-of-values");
/// assert!("../secrets".parse::<Id>().is_err());
/// # Ok::<(), dutybound::model::IdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Id(String);

impl Id {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that cannot name an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdError {
    text: String,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` cannot be used as an id\nAn id has lower-case letters, digits and hyphens, such as \
             statement-of-values; at most 64 characters.",
            self.text
        )
    }
}

impl std::error::Error for IdError {}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if (1..=64).contains(&text.len()) && text.chars().all(allowed) && !text.starts_with('-') {
            Ok(Self(text.to_string()))
        } else {
            Err(IdError {
                text: text.chars().take(40).collect(),
            })
        }
    }
}

from_text!(Id, "an id such as statement-of-values");
