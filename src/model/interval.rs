//! How often a plan is reviewed.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::text::from_text;

/// How long it is from one review to the next, in months, `1..=120`.
///
/// Written as `1 year`, `2 years`, `18 months`, `6 months` or in words (`three years`, `annual`).
///
/// ```
/// # use dutybound::model::Interval;
/// assert_eq!("Three Years".parse::<Interval>()?.to_string(), "3 years");
/// assert!("often".parse::<Interval>().is_err());
/// # Ok::<(), dutybound::model::IntervalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    months: u16,
}

impl Interval {
    /// The interval in months.
    #[must_use]
    pub fn months(self) -> u16 {
        self.months
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = if self.months.is_multiple_of(12) {
            (self.months / 12, "year")
        } else {
            (self.months, "month")
        };
        write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is not an interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntervalError {
    text: String,
}

impl fmt::Display for IntervalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a length of time\nWrite a number and a unit, such as 1 year or 6 months.",
            self.text
        )
    }
}

impl std::error::Error for IntervalError {}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, IntervalError> {
        let words = text.trim().to_lowercase();
        let months = match words.split_once(' ') {
            None if matches!(&*words, "annual" | "annually" | "yearly") => Some(12),
            None => None,
            Some((number, unit)) => count(number)
                .zip(months_in(unit.trim()))
                .and_then(|(n, m)| m.checked_mul(n)),
        };
        months
            .filter(|months| (1..=120).contains(months))
            .map(|months| Self { months })
            .ok_or_else(|| IntervalError {
                text: text.trim().chars().take(40).collect(),
            })
    }
}

fn count(number: &str) -> Option<u16> {
    const WORDS: [&str; 6] = ["every", "one", "two", "three", "four", "five"];
    match WORDS.iter().position(|word| *word == number) {
        Some(0) => Some(1),
        Some(number) => u16::try_from(number).ok(),
        None => number.parse().ok(),
    }
}

fn months_in(unit: &str) -> Option<u16> {
    match unit {
        "year" | "years" => Some(12),
        "month" | "months" => Some(1),
        _ => None,
    }
}

from_text!(Interval, "a length of time such as 1 year");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_bounded() {
        for (text, months) in [
            ("1 year", 12),
            ("18 months", 18),
            ("annually", 12),
            ("every year", 12),
            ("10 years", 120),
        ] {
            assert_eq!(
                text.parse::<Interval>().map(Interval::months),
                Ok(months),
                "{text}"
            );
        }
        for text in [
            "",
            "0 years",
            "11 years",
            "65535 years",
            "1 term",
            "-1 year",
            "1",
        ] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }
}
