//! By how many years dates move.

use std::fmt;

use crate::model::{DateStyle, PartialDate, Period, Timing};

/// The way from one period to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    from: Period,
    to: Period,
    years: i16,
}

/// A period that does not follow the one that a plan has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNext {
    /// It does not begin in a later year.
    NotLater {
        /// The period that the plan has.
        from: Period,
        /// The period that was asked for.
        to: Period,
    },
    /// There is a year between them that no plan would cover.
    Skips {
        /// The period that the plan has.
        from: Period,
        /// The period that was asked for.
        to: Period,
    },
}

impl fmt::Display for NotNext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLater { from, to } => {
                write!(
                    f,
                    "its plan is for {from}, and {to} does not begin in a later year"
                )
            }
            Self::Skips { from, to } => {
                write!(f, "its plan is for {from}, and {to} would leave out a year")
            }
        }
    }
}

impl std::error::Error for NotNext {}

impl Shift {
    /// The way from one period to another.
    ///
    /// # Errors
    /// [`NotNext`] where the other does not begin in a later year, or more than a year after the first has ended.
    pub fn new(from: Period, to: Period) -> Result<Self, NotNext> {
        let years = to.from().first_day().year() - from.from().first_day().year();
        if years < 1 {
            return Err(NotNext::NotLater { from, to });
        }
        let last = from.to().last_day();
        let a_year_later = PartialDate::Day(last).after_months(12);
        if a_year_later.is_some_and(|day| day.last_day() < to.from().first_day()) {
            return Err(NotNext::Skips { from, to });
        }
        Ok(Self { from, to, years })
    }

    /// The period that follows one of a year; `None` of a longer one.
    #[must_use]
    pub fn next(from: Period) -> Option<Period> {
        let date = (from.from() == from.to()).then(|| from.from().after_months(12))??;
        date.format(DateStyle::Iso).parse().ok()
    }

    /// The period that ends.
    #[must_use]
    pub fn from(self) -> Period {
        self.from
    }

    /// The period that begins.
    #[must_use]
    pub fn to(self) -> Period {
        self.to
    }

    /// A date as many years later, just as precise; 29 February becomes the 28th. `None` beyond the years that a plan can
    /// speak of.
    #[must_use]
    pub fn date(self, date: PartialDate) -> Option<PartialDate> {
        date.after_months(u16::try_from(self.years).ok()?.checked_mul(12)?)
    }

    /// Where something stands in the new year that is due at a certain time of every year: a whole year, a term or a
    /// season of the old period. `None` of anything else, a day and a month among it: those were meant for one year.
    #[must_use]
    pub fn relative(self, timing: &Timing) -> Option<Timing> {
        match timing {
            Timing::Date(date) => match date {
                PartialDate::Year(_) | PartialDate::AcademicYear(_) if self.is_in_old(*date) => {
                    self.date(*date).map(Timing::Date)
                }
                PartialDate::Year(_)
                | PartialDate::AcademicYear(_)
                | PartialDate::Month { .. }
                | PartialDate::Day(_) => None,
            },
            Timing::Words(words) => {
                let moved = self.words(words);
                (moved != *words).then_some(Timing::Words(moved))
            }
        }
    }

    /// Words with every year of the old period moved: "end of autumn term 2026", "by the close of 2026/27".
    fn words(self, words: &str) -> String {
        let mut moved = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let number = rest[at..].find(|c: char| !matches!(c, '0'..='9' | '/' | '-' | '–'));
            let end = number.map_or(rest.len(), |length| at + length);
            let token = rest[at..end].trim_end_matches(['/', '-', '–']);
            let end = at + token.len();
            moved.push_str(&rest[..at]);
            moved.push_str(&self.year(token).unwrap_or_else(|| token.to_string()));
            rest = &rest[end..];
        }
        moved.push_str(rest);
        moved
    }

    /// A year or an academic year of the old period, moved and written as it was.
    fn year(self, token: &str) -> Option<String> {
        let date = token.parse::<PartialDate>().ok()?;
        match date {
            PartialDate::Year(_) | PartialDate::AcademicYear(_) if self.is_in_old(date) => {
                let moved = self.date(date)?.format(DateStyle::Iso);
                let sign = token.chars().find(|c| !c.is_ascii_digit());
                Some(sign.map_or(moved.clone(), |sign| moved.replace('/', &sign.to_string())))
            }
            PartialDate::Year(_)
            | PartialDate::AcademicYear(_)
            | PartialDate::Month { .. }
            | PartialDate::Day(_) => None,
        }
    }

    /// Whether a date has a day in common with the old period.
    fn is_in_old(self, date: PartialDate) -> bool {
        !date.is_before(self.from.from()) && !self.from.to().is_before(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift() -> Shift {
        Shift::new("2026/27".parse().unwrap(), "2027/28".parse().unwrap()).unwrap()
    }

    #[test]
    fn what_is_relative_to_the_year_moves_with_it() {
        for (old, new) in [
            ("2026/27", Some("2027/28")),
            ("2027", Some("2028")),
            ("2024/25", None),
            ("2027-03", None),
            ("2027-03-12", None),
            ("Autumn term 2026", Some("Autumn term 2027")),
            (
                "by the end of 2026/27, at the latest",
                Some("by the end of 2027/28, at the latest"),
            ),
            ("spring 2026-27", Some("spring 2027-28")),
            ("each term", None),
            ("Year 6, summer 2027", Some("Year 6, summer 2028")),
            ("summer 2024", None),
            ("after the visit of 2 rooms", None),
        ] {
            let timing: Timing = old.parse().unwrap();
            let moved = shift()
                .relative(&timing)
                .map(|timing| timing.format(DateStyle::Iso));
            assert_eq!(moved.as_deref(), new, "{old}");
        }
    }

    #[test]
    fn a_leap_day_becomes_the_last_of_february() {
        let shift = Shift::new("2027/28".parse().unwrap(), "2028/29".parse().unwrap()).unwrap();
        let moved = shift.date("2028-02-29".parse().unwrap());
        assert_eq!(moved, "2029-02-28".parse().ok());
    }

    #[test]
    fn a_period_must_follow() {
        let period = |text: &str| text.parse::<Period>().unwrap();
        for (from, to) in [
            ("2026/27", "2026/27"),
            ("2026/27", "2025/26"),
            ("2026", "2026/27"),
            ("2026/27", "2028/29"),
            ("September 2026 to July 2029", "2030/31"),
        ] {
            assert!(Shift::new(period(from), period(to)).is_err(), "{from} {to}");
        }
        assert!(
            Shift::new(
                period("September 2026 to July 2029"),
                period("September 2029 to July 2032")
            )
            .is_ok()
        );
    }
}
