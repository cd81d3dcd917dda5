//! Dates that are only as precise as what is known.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::{Span, ToSpan};
use serde::{Serialize, Serializer};

use super::text::from_text;

/// A day, a month, a calendar year or an academic year.
///
/// Written as `2026-11-03`, `3 November 2026` or `03/11/2026` (day first, as in Britain); as `2026-11` or
/// `November 2026`; as `2026`; or as `2026/27`. Years lie in `1900..=2199`. An academic year runs from 1 September to
/// 31 August.
///
/// ```
/// # use dutybound::model::{DateStyle, PartialDate};
/// let approved: PartialDate = "2026-11".parse()?;
/// assert_eq!(approved.format(DateStyle::Long), "November 2026");
/// assert!("9/13/2026".parse::<PartialDate>().is_err());
/// # Ok::<(), dutybound::model::DateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// One day.
    Day(Date),
    /// One month.
    Month {
        /// The calendar year.
        year: i16,
        /// The month, `1..=12`.
        month: i8,
    },
    /// One calendar year.
    Year(i16),
    /// The academic year that begins in September of this year.
    AcademicYear(i16),
}

/// How a date is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// `3 November 2026`.
    Long,
    /// `3 Nov 2026`.
    Short,
    /// `November 2026`; a year stays a year.
    Month,
    /// `Nov 2026`; September is `Sept`.
    ShortMonth,
    /// `2026`; an academic year stays one.
    Year,
    /// `2026/27`: the academic year that the date falls in; a calendar year stays one.
    AcademicYear,
    /// `2026-11-03`, `2026-11`, `2026` or `2026/27`.
    Iso,
}

/// The years that a plan can speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// The month in which an academic year begins.
const SEPTEMBER: i8 = 9;

/// Long and short names of the months; the short ones are those of the British style.
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

impl PartialDate {
    /// The first day that the date can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month { year, month } => first_of(year, month),
            Self::Year(year) => first_of(year, 1),
            Self::AcademicYear(year) => first_of(year, SEPTEMBER),
        }
    }

    /// The last day that the date can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month { year, month } => first_of(year, month).last_of_month(),
            Self::Year(year) => first_of(year, 12).last_of_month(),
            Self::AcademicYear(year) => first_of(year + 1, SEPTEMBER - 1).last_of_month(),
        }
    }

    /// The date some months later, just as precise; years move by whole years, rounded up.
    ///
    /// The last day of a month stays the last day of a shorter one. `None` beyond the year 2199.
    #[must_use]
    pub fn after_months(self, months: u16) -> Option<Self> {
        let span: Span = i32::from(months).months();
        let years = i16::try_from(months.div_ceil(12)).ok()?;
        let later = match self {
            Self::Day(day) => Self::Day(day.checked_add(span).ok()?),
            Self::Month { year, month } => {
                let later = first_of(year, month).checked_add(span).ok()?;
                Self::Month {
                    year: later.year(),
                    month: later.month(),
                }
            }
            Self::Year(year) => Self::Year(year.checked_add(years)?),
            Self::AcademicYear(year) => Self::AcademicYear(year.checked_add(years)?),
        };
        YEARS.contains(&later.first_day().year()).then_some(later)
    }

    /// Whether all of this date lies before all of the other.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.last_day() < other.first_day()
    }

    /// Sorts by the first day; of two that begin alike, the more precise one comes first.
    #[must_use]
    pub fn chronological(&self, other: &Self) -> Ordering {
        (self.first_day(), self.last_day()).cmp(&(other.first_day(), other.last_day()))
    }

    /// The date in words.
    #[must_use]
    pub fn format(self, style: DateStyle) -> String {
        let long = |month: i8| month_names(month).0;
        let short = |month: i8| month_names(month).1;
        match (self, style) {
            (Self::Day(day), DateStyle::Long) => {
                format!("{} {} {}", day.day(), long(day.month()), day.year())
            }
            (Self::Day(day), DateStyle::Short) => {
                format!("{} {} {}", day.day(), short(day.month()), day.year())
            }
            (Self::Day(day), DateStyle::Iso) => day.to_string(),
            (Self::Month { year, month }, DateStyle::Iso) => format!("{year:04}-{month:02}"),
            (Self::Day(_), DateStyle::Month | DateStyle::ShortMonth) => {
                let day = self.first_day();
                Self::Month {
                    year: day.year(),
                    month: day.month(),
                }
                .format(style)
            }
            (Self::Month { year, month }, DateStyle::Long | DateStyle::Month) => {
                format!("{} {year}", long(month))
            }
            (Self::Month { year, month }, DateStyle::Short | DateStyle::ShortMonth) => {
                format!("{} {year}", short(month))
            }
            (Self::Day(_) | Self::Month { .. }, DateStyle::Year) => {
                self.first_day().year().to_string()
            }
            (Self::Day(_) | Self::Month { .. }, DateStyle::AcademicYear) => {
                let day = self.first_day();
                let begins = if day.month() >= SEPTEMBER {
                    day.year()
                } else {
                    day.year() - 1
                };
                Self::AcademicYear(begins).format(style)
            }
            (Self::Year(year), _) => year.to_string(),
            (Self::AcademicYear(year), _) => format!("{year}/{:02}", (year + 1) % 100),
        }
    }
}

fn first_of(year: i16, month: i8) -> Date {
    Date::constant(year, month, 1)
}

fn month_names(month: i8) -> (&'static str, &'static str) {
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| MONTHS.get(index).copied())
        .unwrap_or(("", ""))
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.format(DateStyle::Long))
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.format(DateStyle::Iso))
    }
}

/// A text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    text: String,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a date\nWrite a day as 2026-11-03 or 3 November 2026, a month as 2026-11, a year as 2026, an \
             academic year as 2026/27.",
            self.text
        )
    }
}

impl std::error::Error for DateError {}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let words = text.trim();
        parse(words)
            .filter(|date| YEARS.contains(&date.first_day().year()))
            .ok_or_else(|| DateError {
                text: words.chars().take(40).collect(),
            })
    }
}

fn parse(text: &str) -> Option<PartialDate> {
    if let Some(year) = parse_academic_year(text) {
        return Some(PartialDate::AcademicYear(year));
    }
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(PartialDate::Year);
    }
    if is_iso(text) {
        let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
        let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        return day.ok().map(PartialDate::Day);
    }
    if !text.ends_with(|last: char| last.is_ascii_digit()) {
        return None; // every date does; words such as `each term` need no closer look
    }
    let begins_with_digit = text.starts_with(|first: char| first.is_ascii_digit());
    let (days, months): (&[&str], &[&str]) = match text.find(['-', '/', ' ']) {
        Some(at) if begins_with_digit => match text.as_bytes()[at] {
            b'-' => (&["%Y-%m-%d"], &["%Y-%m"]),
            b'/' => (&["%d/%m/%Y"], &[]),
            _ => (&["%d %B %Y", "%d %b %Y"], &[]),
        },
        Some(_) if begins_with_month(text) => (&[], &["%B %Y", "%b %Y"]),
        Some(_) | None => return None, // words such as `Spring 2027`
    };
    let text = text.replace("Sept ", "Sep ");
    let day = days
        .iter()
        .find_map(|form| Date::strptime(form, &text).ok());
    day.map(PartialDate::Day).or_else(|| {
        months.iter().find_map(|form| {
            let parts = BrokenDownTime::parse(form, &text).ok()?;
            let (year, month) = (parts.year()?, parts.month()?);
            Some(PartialDate::Month { year, month })
        })
    })
}

/// Whether a text begins with the letters that a month begins with, however they are written.
fn begins_with_month(text: &str) -> bool {
    let first = text.get(..3);
    first.is_some_and(|first| {
        MONTHS
            .iter()
            .any(|(long, _)| long[..3].eq_ignore_ascii_case(first))
    })
}

/// Whether a text looks like `2026-11-03`, as nearly all days of a file do.
fn is_iso(text: &str) -> bool {
    let shape = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    text.len() == 10 && shape
}

/// `2026/27`, `2026-27`, `2026/2027` or `2026-2027`; the second year must follow the first. `2026-07` is a month, so
/// two digits after a hyphen are a year only where they cannot be a month.
fn parse_academic_year(text: &str) -> Option<i16> {
    let (first, second) = text.split_once(['/', '-', '–'])?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if first.len() != 4 || !digits(first) || !digits(second) {
        return None;
    }
    let year: i16 = first.parse().ok()?;
    let follows = match second.len() {
        4 => second.parse() == Ok(year + 1),
        2 => second.parse() == Ok((year + 1) % 100),
        _ => false,
    };
    let month = second.len() == 2 && text.contains('-') && ("01"..="12").contains(&second);
    (follows && !month).then_some(year)
}

from_text!(PartialDate, "a date");

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_way_to_write_a_date_is_understood() {
        let day = PartialDate::Day(Date::constant(2026, 11, 3));
        for text in [
            "2026-11-03",
            "3 November 2026",
            "03 Nov 2026",
            "03/11/2026",
            " 2026-11-03 ",
        ] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in ["2026-09", "September 2026", "Sept 2026", "Sep 2026"] {
            assert_eq!(
                date(text),
                PartialDate::Month {
                    year: 2026,
                    month: 9
                },
                "{text}"
            );
        }
        for text in ["2026/27", "2026-27", "2026/2027", "2026–27"] {
            assert_eq!(date(text), PartialDate::AcademicYear(2026), "{text}");
        }
        assert_eq!(date("2026"), PartialDate::Year(2026));
        assert_eq!(
            date("2009-10"),
            PartialDate::Month {
                year: 2009,
                month: 10
            }
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "9/13/2026",
            "2026-13",
            "2026-02-30",
            "31 June 2026",
            "26",
            "2026/28",
            "soon",
            "0026-01-01",
            "9999",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_printed_as_britain_writes_them() {
        let day = date("2026-09-03");
        assert_eq!(day.format(DateStyle::Long), "3 September 2026");
        assert_eq!(day.format(DateStyle::Short), "3 Sept 2026");
        assert_eq!(day.format(DateStyle::Month), "September 2026");
        assert_eq!(day.format(DateStyle::ShortMonth), "Sept 2026");
        assert_eq!(day.format(DateStyle::Year), "2026");
        assert_eq!(day.format(DateStyle::AcademicYear), "2026/27");
        assert_eq!(
            date("2027-08-31").format(DateStyle::AcademicYear),
            "2026/27"
        );
        assert_eq!(date("2026/27").format(DateStyle::Month), "2026/27");
        assert_eq!(date("2099/00").format(DateStyle::Long), "2099/00");
    }

    #[test]
    fn a_review_is_as_precise_as_the_approval() {
        assert_eq!(
            date("2028-02-29").after_months(12),
            Some(date("2029-02-28"))
        );
        assert_eq!(date("2026-11").after_months(3), Some(date("2027-02")));
        assert_eq!(date("2026").after_months(12), Some(date("2027")));
        assert_eq!(date("2026/27").after_months(36), Some(date("2029/30")));
        assert_eq!(date("2199-12").after_months(1), None);
    }

    #[test]
    fn order_is_only_claimed_where_it_is_certain() {
        assert!(date("2026-10-31").is_before(date("2026-11")));
        assert!(!date("2026-11-03").is_before(date("2026-11")));
        assert!(!date("2026-11").is_before(date("2026")));
        assert!(date("2025/26").is_before(date("2026-09-01")));
    }

    /// A date of any precision; days that every month has, for a later month may be shorter.
    fn any_date() -> impl proptest::strategy::Strategy<Value = PartialDate> {
        use proptest::strategy::Strategy as _;
        (1900_i16..2200, 1_i8..=12, 1_i8..=28, 0..4).prop_map(|(year, month, day, precision)| {
            match precision {
                0 => PartialDate::Day(Date::constant(year, month, day)),
                1 => PartialDate::Month { year, month },
                2 => PartialDate::Year(year),
                _ => PartialDate::AcademicYear(year),
            }
        })
    }

    proptest::proptest! {
        #[test]
        fn the_iso_form_reads_back(year in 1900i16..2198, month in 1i8..=12, day in 1i8..=28) {
            for date in [
                PartialDate::Day(Date::constant(year, month, day)),
                PartialDate::Month { year, month },
                PartialDate::Year(year),
                PartialDate::AcademicYear(year),
            ] {
                assert_eq!(date.format(DateStyle::Iso).parse(), Ok(date));
                assert_eq!(date.format(DateStyle::Long).parse(), Ok(date));
            }
        }

        #[test]
        fn the_order_of_dates_is_total(
            [a, b, c] in proptest::array::uniform3(any_date()),
        ) {
            assert_eq!(a.chronological(&b), b.chronological(&a).reverse());
            assert_eq!(a.chronological(&b).is_eq(), a == b);
            if a.chronological(&b).is_le() && b.chronological(&c).is_le() {
                assert!(a.chronological(&c).is_le());
            }
            if a.is_before(b) {
                assert!(a.chronological(&b).is_lt() && !b.is_before(a));
            }
            assert!(a.first_day() <= a.last_day());
        }

        #[test]
        fn months_add_up(date in any_date(), first in 0_u16..2_400, then in 0_u16..2_400) {
            let whole = |months: u16| match date {
                PartialDate::Day(_) | PartialDate::Month { .. } => months,
                PartialDate::Year(_) | PartialDate::AcademicYear(_) => months / 12 * 12,
            };
            let (first, then) = (whole(first), whole(then));
            let in_turn = date.after_months(first).and_then(|date| date.after_months(then));
            assert_eq!(in_turn, date.after_months(first + then));
            if let Some(later) = date.after_months(first) {
                let months = |date: PartialDate| {
                    i32::from(date.first_day().year()) * 12 + i32::from(date.first_day().month())
                };
                assert_eq!(months(later) - months(date), i32::from(first));
                assert_eq!(later.first_day().day(), date.first_day().day());
                assert_eq!(later.format(DateStyle::Iso).parse(), Ok(later));
            }
        }

        #[test]
        fn any_text_is_a_date_or_refused(text in "\\PC{0,20}") {
            let _ = text.parse::<PartialDate>();
        }
    }
}
