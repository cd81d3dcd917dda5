//! Red, amber, green.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::text::from_text;

/// How an action stands. An action without a rating is unrated, which is no rating of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rag {
    /// Not started, or in difficulty.
    Red,
    /// Under way.
    Amber,
    /// Done, and in place.
    Green,
}

impl Rag {
    /// All ratings, in the order of a key.
    pub const ALL: [Self; 3] = [Self::Red, Self::Amber, Self::Green];

    /// The word that is printed: colour never stands alone.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "Red",
            Self::Amber => "Amber",
            Self::Green => "Green",
        }
    }
}

impl fmt::Display for Rag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is not a rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RagError {
    text: String,
}

impl fmt::Display for RagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a rating\nWrite red, amber or green; leave the line out while there is no rating.",
            self.text
        )
    }
}

impl std::error::Error for RagError {}

impl FromStr for Rag {
    type Err = RagError;

    fn from_str(text: &str) -> Result<Self, RagError> {
        let word = text.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|rag| rag.word().to_lowercase() == word)
            .ok_or_else(|| RagError {
                text: text.trim().chars().take(40).collect(),
            })
    }
}

from_text!(Rag, "red, amber or green");
