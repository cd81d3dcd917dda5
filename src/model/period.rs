//! What a plan covers, how often it is reviewed, and when an action is due.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::date::{DateError, DateStyle, PartialDate};
use super::text::from_text;

/// The time that a plan covers: an academic year, a calendar year, or from one date to another.
///
/// Written as `2026/27`, `2026` or `September 2026 to July 2029`.
///
/// ```
/// # use dutybound::model::Period;
/// assert_eq!("2026-27".parse::<Period>()?.to_string(), "2026/27");
/// assert!("July 2029 to September 2026".parse::<Period>().is_err());
/// # Ok::<(), dutybound::model::PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: PartialDate,
    to: PartialDate,
}

impl Period {
    /// When the period begins.
    #[must_use]
    pub fn from(self) -> PartialDate {
        self.from
    }

    /// When the period ends.
    #[must_use]
    pub fn to(self) -> PartialDate {
        self.to
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            self.from.fmt(f)
        } else {
            write!(f, "{} to {}", self.from, self.to)
        }
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is not a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// One of its dates is none.
    Date(DateError),
    /// It ends before it begins.
    Backwards,
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(error) => error.fmt(f),
            Self::Backwards => {
                f.write_str("this period ends before it begins\nWrite the earlier date first.")
            }
        }
    }
}

impl std::error::Error for PeriodError {}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let date = |text: &str| text.parse::<PartialDate>().map_err(PeriodError::Date);
        let (from, to) = match text.split_once(" to ") {
            Some((from, to)) => (date(from)?, date(to)?),
            None => (date(text)?, date(text)?),
        };
        if to.last_day() < from.first_day() {
            Err(PeriodError::Backwards)
        } else {
            Ok(Self { from, to })
        }
    }
}

from_text!(Period, "a period such as 2026/27");

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
    fn a_period_may_span_years() {
        let period: Period = "September 2026 to July 2029".parse().unwrap();
        assert_eq!(period.to_string(), "September 2026 to July 2029");
        assert_eq!(period.to().last_day().to_string(), "2029-07-31");
    }

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

    #[test]
    fn a_mistyped_date_is_not_taken_for_words() {
        assert!("9/13/2026".parse::<Timing>().is_err());
        assert!("31.06.2026".parse::<Timing>().is_err());
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
