//! How a workspace sets the rules that its plans are checked by.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::text::{Text, from_text};

/// How a workspace sets one rule.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct CheckSetting {
    /// Whether the rule is applied, and how bad its findings are; as it is by itself where it is not given.
    pub level: Option<Placed<CheckLevel>>,
    /// Why; asked for where a rule is weakened.
    pub reason: Option<Text>,
    /// Words that the rule takes for right; for the rules about words.
    #[serde(default)]
    pub words: Vec<Text>,
}

/// Whether a rule is applied, and how bad its findings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckLevel {
    /// It is not applied.
    Off,
    /// It is applied, as bad as it is by itself.
    On,
    /// Its findings are notes.
    Note,
    /// Its findings are warnings.
    Warning,
    /// Its findings keep documents back.
    Error,
}

impl CheckLevel {
    /// The word for it, as a file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A word that is no [`CheckLevel`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLevelError {
    text: String,
}

impl fmt::Display for CheckLevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a level\nWrite off, on, note, warning or error.",
            self.text
        )
    }
}

impl std::error::Error for CheckLevelError {}

impl FromStr for CheckLevel {
    type Err = CheckLevelError;

    fn from_str(text: &str) -> Result<Self, CheckLevelError> {
        match text.trim().to_lowercase().as_str() {
            "off" | "no" | "false" => Ok(Self::Off),
            "on" | "yes" | "true" => Ok(Self::On),
            "note" => Ok(Self::Note),
            "warning" => Ok(Self::Warning),
            "error" => Ok(Self::Error),
            _ => Err(CheckLevelError {
                text: text.trim().chars().take(40).collect(),
            }),
        }
    }
}

from_text!(CheckLevel, "off, on, note, warning or error");
