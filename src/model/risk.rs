//! The risk that an area or an action answers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::text::{Text, from_text};

/// A risk with its scores before and after the controls.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Risk {
    /// What may happen.
    pub description: Text,
    /// What it comes from.
    pub hazard: Option<Text>,
    /// What already holds it down.
    #[serde(default)]
    pub controls: Vec<Text>,
    /// How likely and how grave it is without the controls.
    pub gross: Option<Score>,
    /// The same with the controls.
    pub residual: Option<Score>,
}

/// How likely and how grave a risk is.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Score {
    /// How likely, from 1 (rare) to 5 (almost certain).
    pub likelihood: Placed<Level>,
    /// How grave, from 1 (slight) to 5 (extreme).
    pub impact: Placed<Level>,
}

impl Score {
    /// Likelihood times impact, `1..=25`.
    #[must_use]
    pub fn product(&self) -> u8 {
        self.likelihood.value.0 * self.impact.value.0
    }
}

/// A step of the scale from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Level(u8);

/// A text that is not a step of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelError;

impl fmt::Display for LevelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this score is not a whole number from 1 to 5")
    }
}

impl std::error::Error for LevelError {}

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(text: &str) -> Result<Self, LevelError> {
        match text.trim().parse() {
            Ok(step @ 1..=5) => Ok(Self(step)),
            _ => Err(LevelError),
        }
    }
}

from_text!(Level, "a whole number from 1 to 5");
