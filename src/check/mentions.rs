//! Dates that people wrote into a text.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::PartialDate;
use crate::text::{Shape, Word};

use super::Passage;

/// A date in a text.
pub(super) type Mention = crate::text::Mention<Mentioned>;

/// What a date in a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mentioned {
    /// A day, a month, a year or an academic year.
    Date(PartialDate),
    /// Several years, from the first to the last: `2021-2024`.
    Years(i16, i16),
}

impl Mentioned {
    /// The last day that it can mean.
    pub(super) fn last_day(self) -> Date {
        match self {
            Self::Date(date) => date.last_day(),
            Self::Years(_, last) => PartialDate::Year(last).last_day(),
        }
    }

    /// Whether it is a stretch of years, an academic year among them.
    pub(super) fn is_span(self) -> bool {
        match self {
            Self::Date(PartialDate::AcademicYear(_)) | Self::Years(..) => true,
            Self::Date(PartialDate::Day(_) | PartialDate::Month { .. } | PartialDate::Year(_)) => {
                false
            }
        }
    }
}

/// Some words of a text as a message quotes them: in one line.
pub(super) fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The dates in a passage, in order; those in web addresses are left out.
pub(super) fn mentions<'p>(passage: &'p Passage<'_>) -> &'p [Mention] {
    let dates = &passage.reading.dates;
    dates.get_or_init(|| mentions_of(passage.text, passage.reading.words(passage.text)))
}

/// The dates in a text; `words` are all of it. Each has a year, which is a word of four digits.
fn mentions_of(text: &str, words: &[Word]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for word in words {
        let Range { start, end } = word.range();
        let is_year = word.shape == Shape::Mixed
            && end - start == 4
            && text.as_bytes()[start..end].iter().all(u8::is_ascii_digit);
        if is_year && found.last().is_none_or(|last| last.range.end <= start) {
            found.extend(around(text, start));
        }
    }
    found
}

/// The date to which the four digits at a byte belong.
fn around(text: &str, start: usize) -> Option<Mention> {
    let end = start + 4;
    let year: i16 = text[start..end].parse().ok()?;
    let stands_alone = !text[..start]
        .chars()
        .next_back()
        .is_some_and(char::is_alphabetic)
        && !text[end..].starts_with(char::is_alphabetic);
    if !(1900..=2199).contains(&year) || !stands_alone || in_address(text, start) {
        return None;
    }
    let dated = |range: Range<usize>, date| Mention {
        range,
        means: Mentioned::Date(date),
    };
    let digits = |from: usize, number: usize| {
        let part = text.get(from..from + number)?;
        let ends = !text[from + number..].starts_with(|c: char| c.is_ascii_digit());
        (ends && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(part)
    };
    let parsed = |range: Range<usize>| {
        let date = text.get(range.clone())?.parse().ok()?;
        Some(dated(range, date))
    };
    let separator = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '–'));
    if let Some(separator) = separator {
        let next = end + separator.len_utf8();
        if let Some(last) = digits(next, 4).and_then(|last| last.parse::<i16>().ok()) {
            let range = start..next + 4;
            let means = match last - year {
                1 => Mentioned::Date(PartialDate::AcademicYear(year)),
                2..=20 => Mentioned::Years(year, last),
                _ => return None,
            };
            return Some(Mention { range, means });
        }
        if digits(next, 2).is_some() {
            let day = digits(next + 3, 2).and_then(|_| parsed(start..next + 5));
            return day.or_else(|| parsed(start..next + 2));
        }
    }
    let numeric = start
        .checked_sub(6)
        .filter(|_| text[..start].ends_with('/'))
        .filter(|from| text.is_char_boundary(*from));
    if let Some(mention) = numeric.and_then(|from| parsed(from..end)) {
        return Some(mention);
    }
    Some(with_month(text, start).unwrap_or_else(|| dated(start..end, PartialDate::Year(year))))
}

/// `September 2026` or `3rd September 2026`, by the byte at which its year begins.
fn with_month(text: &str, start: usize) -> Option<Mention> {
    let end = start + 4;
    let before = text[..start].trim_end_matches([' ', '\n', ',']);
    let month_at = word_start(before);
    let month = before[month_at..].trim_end_matches('.');
    if month.len() < 3 || !month.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let year = &text[start..end];
    let date: PartialDate = format!("{month} {year}").parse().ok()?;
    let before = text[..month_at].trim_end_matches([' ', '\n']);
    let day_at = word_start(before);
    let typed = before.get(day_at..).unwrap_or_default();
    let day = typed.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &typed[day.len()..];
    let exact = matches!(suffix, "" | "st" | "nd" | "rd" | "th")
        .then(|| format!("{day} {month} {year}").parse::<PartialDate>().ok())
        .flatten();
    let (from, date) = match exact {
        Some(exact) => (day_at, exact),
        None => (month_at, date),
    };
    Some(Mention {
        range: from..end,
        means: Mentioned::Date(date),
    })
}

/// Where the last word of a text begins.
fn word_start(text: &str) -> usize {
    text.rfind(|c: char| !c.is_alphanumeric() && c != '.')
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        })
}

/// Whether a byte stands in an address of the web or of e-mail.
fn in_address(text: &str, at: usize) -> bool {
    let from = text[..at].rfind([' ', '\n', '(']).map_or(0, |at| at + 1);
    let to = text[at..]
        .find([' ', '\n', ')'])
        .map_or(text.len(), |length| at + length);
    let token = &text[from..to];
    token.contains("://") || token.contains("www.") || token.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::numbered_words;

    fn found(text: &str) -> Vec<(&str, String)> {
        mentions_of(text, &numbered_words(text))
            .into_iter()
            .map(|mention| {
                let means = match mention.means {
                    Mentioned::Date(date) => date.format(crate::model::DateStyle::Iso),
                    Mentioned::Years(first, last) => format!("{first} to {last}"),
                };
                (&text[mention.range], means)
            })
            .collect()
    }

    #[test]
    fn dates_are_found_as_people_write_them() {
        for (text, words, date) in [
            ("due on 3 November 2026.", "3 November 2026", "2026-11-03"),
            ("the 3rd November 2026", "3rd November 2026", "2026-11-03"),
            ("by Sept 2026, we", "Sept 2026", "2026-09"),
            ("on 03/11/2026", "03/11/2026", "2026-11-03"),
            ("on 2026-11-03", "2026-11-03", "2026-11-03"),
            ("Plan 2020-2021", "2020-2021", "2020/21"),
            ("Plan 2020–21", "2020–21", "2020/21"),
            ("Plan (2017/18)", "2017/18", "2017/18"),
            ("Strategy 2021-2024", "2021-2024", "2021 to 2024"),
            ("the Act 2015", "2015", "2015"),
        ] {
            assert_eq!(found(text), [(words, date.to_string())], "{text}");
        }
    }

    #[test]
    fn numbers_and_addresses_are_no_dates() {
        for text in [
            "01632 960000",
            "room 12026",
            "GB2024x",
            "https://example.org/2017/18",
            "12.50",
            "naïve 20",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(
            found("“é2026–27” and 2026é").len(),
            0,
            "letters beside digits"
        );
    }
}
