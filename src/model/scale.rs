//! Scales: the levels in which likelihood, impact, risk and other things are judged.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::id::Id;
use super::text::{Text, from_text};
use super::{Profile, Score};

/// A scale with its levels in rising order.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Scale {
    /// Its name. `likelihood`, `impact` and `risk` are those that scores are written in.
    pub id: Placed<Id>,
    /// Its levels in rising order.
    pub levels: Vec<ScaleLevel>,
}

/// A level of a scale.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct ScaleLevel {
    /// How plans write it: `4`, `very-high`, `yes`.
    pub value: Placed<Id>,
    /// How documents print it: `Likely`.
    pub name: Text,
    /// When it is to be chosen.
    pub meaning: Option<Text>,
    /// The colour of its cells.
    pub shade: Option<Placed<Shade>>,
    /// The highest score that still belongs to the level, for a scale of likelihood times impact.
    pub up_to: Option<Placed<u16>>,
}

impl Scale {
    /// A level by the way plans write it, in small or large letters.
    #[must_use]
    pub fn level(&self, value: &str) -> Option<&ScaleLevel> {
        let wanted = value.trim().to_lowercase();
        self.levels
            .iter()
            .find(|level| level.value.as_str() == wanted)
    }

    /// What a level counts when likelihood and impact are multiplied: its value where that is a whole number, or else
    /// its place from 1.
    #[must_use]
    pub fn number(&self, value: &str) -> Option<u16> {
        let level = self.level(value)?;
        let place = self
            .levels
            .iter()
            .position(|known| known.value == level.value)?
            + 1;
        level
            .value
            .as_str()
            .parse()
            .ok()
            .or_else(|| u16::try_from(place).ok())
    }

    /// The level that a score belongs to: the first that reaches as high.
    #[must_use]
    pub fn of_score(&self, score: u32) -> Option<&ScaleLevel> {
        self.levels.iter().find(|level| {
            level
                .up_to
                .is_some_and(|most| score <= u32::from(most.value))
        })
    }
}

impl Profile {
    /// The scale of an id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id.as_str() == id)
    }

    /// Likelihood times impact of a score, in the scales of those names.
    #[must_use]
    pub fn product(&self, score: &Score) -> Option<u32> {
        score.product(self.scale("likelihood")?, self.scale("impact")?)
    }
}

impl ScaleLevel {
    /// What documents print: the number before the name where plans write a number, `4 Likely`, or else the name.
    #[must_use]
    pub fn words(&self) -> String {
        let is_number = self.value.as_str().bytes().all(|c| c.is_ascii_digit());
        if is_number && self.up_to.is_none() {
            format!("{} {}", self.value.value, self.name.value)
        } else {
            self.name.value.clone()
        }
    }
}

/// The colour of a level's cells; the level's name is printed too, so colour never stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shade {
    /// The worst.
    Red,
    /// Serious.
    Amber,
    /// To be watched.
    Yellow,
    /// Good.
    Green,
    /// No judgement.
    Grey,
}

/// A word that is no colour of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShadeError;

impl fmt::Display for ShadeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not a colour of a level\nWrite red, amber, yellow, green or grey.")
    }
}

impl std::error::Error for ShadeError {}

impl FromStr for Shade {
    type Err = ShadeError;

    fn from_str(text: &str) -> Result<Self, ShadeError> {
        match text.trim().to_lowercase().as_str() {
            "red" => Ok(Self::Red),
            "amber" => Ok(Self::Amber),
            "yellow" => Ok(Self::Yellow),
            "green" => Ok(Self::Green),
            "grey" => Ok(Self::Grey),
            _ => Err(ShadeError),
        }
    }
}

from_text!(Shade, "red, amber, yellow, green or grey");
