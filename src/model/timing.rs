//! When something is due.

use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::date::{DateError, DateStyle, PartialDate};
use super::text::from_text;

/// When something is due: a date, or words such as "each term".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    /// A date.
    Date(PartialDate),
    /// Words. They hold no four-digit year beside digits and slashes, which would be a mistyped date.
    Words(String),
}

impl Timing {
    /// The timing in words.
    #[must_use]
    pub fn format(&self, style: DateStyle) -> String {
        match self {
            Self::Date(date) => date.format(style),
            Self::Words(words) => words.clone(),
        }
    }

    /// The date, unless the timing is words.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Words(_) => None,
        }
    }
}

impl FromStr for Timing {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.parse::<PartialDate>() {
            Ok(date) => Ok(Self::Date(date)),
            Err(error) => {
                let mistyped = text.bytes().any(|byte| byte.is_ascii_digit())
                    && text
                        .chars()
                        .all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' '));
                let year = text.trim().rsplit(' ').next().is_some_and(|last| {
                    last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit())
                });
                let mistyped =
                    mistyped || year && text.trim().starts_with(|c: char| c.is_ascii_digit());
                if mistyped || text.trim().is_empty() {
                    Err(error)
                } else {
                    Ok(Self::Words(text.trim().to_string()))
                }
            }
        }
    }
}

impl Serialize for Timing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.format(DateStyle::Iso))
    }
}

from_text!(Timing, "a date, or words such as each term");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_date_is_not_taken_for_words() {
        assert!("9/13/2026".parse::<Timing>().is_err());
        assert!("31.06.2026".parse::<Timing>().is_err());
        assert!("31 November 2025".parse::<Timing>().is_err());
        assert!("12 Decmber 2025".parse::<Timing>().is_err());
        assert_eq!(
            "Spring 2027".parse::<Timing>(),
            Ok(Timing::Words("Spring 2027".into()))
        );
        assert_eq!(
            "each term".parse::<Timing>(),
            Ok(Timing::Words("each term".into()))
        );
        assert_eq!(
            "2027-03"
                .parse::<Timing>()
                .unwrap()
                .format(DateStyle::ShortMonth),
            "Mar 2027"
        );
    }
}
