//! How large ordinary text is.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

/// The size of ordinary text, in whole points, `11..=18`. From 16 it is large print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TextSize(u8);

impl TextSize {
    /// 11 pt.
    pub const USUAL: Self = Self(11);
    /// 16 pt, the least that guidance on large print asks for.
    pub const LARGE_PRINT: Self = Self(16);

    /// The size in points.
    #[must_use]
    pub fn points(self) -> u8 {
        self.0
    }

    /// Whether this is large print: no letter is smaller, and wide tables are laid out as headings and lists.
    #[must_use]
    pub fn is_large_print(self) -> bool {
        self >= Self::LARGE_PRINT
    }
}

/// A text that is no size for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSizeError;

impl fmt::Display for TextSizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "this is not a size for text\nWrite a whole number of points from 11 to 18, such as 12; from 16 it is \
             large print.",
        )
    }
}

impl std::error::Error for TextSizeError {}

impl FromStr for TextSize {
    type Err = TextSizeError;

    fn from_str(text: &str) -> Result<Self, TextSizeError> {
        let size = text.parse().map_err(|_| TextSizeError)?;
        (11..=18)
            .contains(&size)
            .then_some(Self(size))
            .ok_or(TextSizeError)
    }
}

impl fmt::Display for TextSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pt", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_to_eighteen_points_are_sizes() {
        let points: Vec<u8> = (0..=u8::MAX)
            .filter_map(|size| size.to_string().parse().ok())
            .map(TextSize::points)
            .collect();
        assert_eq!(points, (11..=18).collect::<Vec<u8>>());
        for text in ["", "10", "19", "12.5", "12pt", "-12", "large"] {
            assert!(text.parse::<TextSize>().is_err(), "{text}");
        }
    }
}
