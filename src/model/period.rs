//! What a plan covers in time.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::date::{DateError, PartialDate};
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_may_span_years() {
        let period: Period = "September 2026 to July 2029".parse().unwrap();
        assert_eq!(period.to_string(), "September 2026 to July 2029");
        assert_eq!(period.to().last_day().to_string(), "2029-07-31");
    }
}
