//! Dates of birth and references of cases, by what stands before them.

use std::ops::Range;

use crate::text::words;

use super::words::Beginning;
use super::{Known, Means, Told};

/// What a phrase announces that begins at a byte of a text, with a word that such phrases begin with.
pub(super) fn announced(
    text: &str,
    at: usize,
    beginning: &Beginning,
    known: &Known,
) -> Option<Told> {
    let (phrase, means) = beginning.announces.iter().find(|(phrase, _)| {
        let here = text.get(at..at + phrase.len());
        let ends = text
            .get(at + phrase.len()..)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        ends && here.is_some_and(|here| here.eq_ignore_ascii_case(phrase))
    })?;
    let start = behind_filling(text, at + phrase.len())?;
    match means {
        Means::Birth => {
            let (length, year) = date(&text[start..])?;
            // People in history were born, too.
            let is_child = (known.year - 25..=known.year).contains(&year);
            let range = start..start + length;
            (is_child || !phrase.starts_with("born")).then_some(Told {
                range,
                means: *means,
            })
        }
        Means::Case | Means::PupilNumber | Means::Name => {
            let rest = &text[start..];
            let end =
                rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '_' | '.'));
            let reference =
                rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', '-', '/', '_']);
            let digits = reference.bytes().filter(u8::is_ascii_digit).count();
            let is_year = reference.len() == 4 && digits == 4;
            let is_one = digits >= 3 && !is_year && date(reference).is_none();
            let range = start..start + reference.len();
            is_one.then_some(Told {
                range,
                means: *means,
            })
        }
    }
}

/// Behind what may stand between an announcement and what it announces; `None` at the end of the text.
fn behind_filling(text: &str, from: usize) -> Option<usize> {
    const FILLING: [&str; 9] = [
        "number",
        "no",
        "is",
        "was",
        "of",
        "reference",
        "ref",
        "id",
        "the",
    ];
    let mut at = from;
    for _ in 0..4 {
        let rest = &text[at..];
        let blank = rest.find(|c: char| c.is_alphanumeric())?;
        if blank > 8
            || rest[..blank].contains(['.', ';'])
                && rest[..blank].contains(' ')
                && !rest.starts_with(". ")
        {
            return None;
        }
        at += blank;
        let rest = &text[at..];
        let word = &rest[..rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())];
        if !FILLING
            .iter()
            .any(|filling| word.eq_ignore_ascii_case(filling))
        {
            break;
        }
        at += word.len();
    }
    Some(at)
}

/// The date that a text begins with: how many bytes it has, and its year.
fn date(text: &str) -> Option<(usize, i16)> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = &text[..text.floor_char_boundary(40)];
    let parts: Vec<Range<usize>> = words(text);
    let [first, second, third, ..] = parts.as_slice() else {
        return None;
    };
    let number = |range: &Range<usize>| {
        let digits = text[range.clone()].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i16>().ok()
    };
    let is_month = |range: &Range<usize>| {
        let word = text[range.clone()].to_lowercase();
        word.get(..3).is_some_and(|start| MONTHS.contains(&start))
    };
    let gap = &text[first.end..second.start];
    let is_near = gap.len() <= 2 && third.start - second.end <= 2;
    let year = match (number(first), number(second), number(third)) {
        (Some(day @ 1..=31), None, Some(year)) if is_month(second) => Some((day, year)),
        (None, Some(day @ 1..=31), Some(year)) if is_month(first) => Some((day, year)),
        (Some(day @ 1..=31), Some(1..=12), Some(year)) if !gap.contains(' ') => Some((day, year)),
        (Some(year @ 1900..=2199), Some(1..=12), Some(day @ 1..=31)) if !gap.contains(' ') => {
            Some((day, year))
        }
        _ => None,
    };
    let (_, year) = year.filter(|_| is_near)?;
    let year = match year {
        0..=40 => 2000 + year,
        41..=99 => 1900 + year,
        1900..=2199 => year,
        _ => return None,
    };
    Some((third.end, year))
}
