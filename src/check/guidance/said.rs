//! What the texts of a plan say that the guidance register knows, found in one pass.

use std::ops::Range;

use crate::check::{Passage, Subject};
use crate::diagnostic::Place;
use crate::guidance::{Meaning, Register, words};
use crate::model::Guidance;

/// What the passages say: in their finished texts, and as they were typed.
#[derive(Debug)]
pub(in crate::check) struct Said<'a> {
    filled: Vec<Words<'a>>,
    typed: Vec<Words<'a>>,
}

/// Some words of a passage, and what they are.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    passage: usize,
    range: Range<usize>,
    meaning: &'a Meaning,
}

impl<'a> Said<'a> {
    pub(in crate::check) fn in_passages(passages: &[Passage<'_>], register: &'a Register) -> Self {
        let names = register.names();
        let (mut filled, mut typed) = (Vec::new(), Vec::new());
        for (passage, found) in passages.iter().enumerate() {
            let said = |text: &str, into: &mut Vec<Words<'a>>| {
                into.extend(names.said(text).into_iter().map(|(range, meaning)| Words {
                    passage,
                    range,
                    meaning,
                }));
            };
            said(found.text, &mut filled);
            if found.text == found.written {
                let start = filled.partition_point(|words| words.passage < passage);
                typed.extend_from_slice(&filled[start..]);
            } else {
                said(found.written, &mut typed);
            }
        }
        Self { filled, typed }
    }
}

/// Which text of a passage is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The finished text, with what placeholders and `cite` put there.
    Filled,
    /// The text as somebody typed it.
    Typed,
}

impl Look {
    pub(super) fn text<'p>(self, passage: &Passage<'p>) -> &'p str {
        match self {
            Self::Filled => passage.text,
            Self::Typed => passage.written,
        }
    }
}

/// Everything that is said, with its passage.
pub(super) fn said<'s, 'a>(
    subject: &'s Subject<'a>,
    look: Look,
) -> impl Iterator<Item = (&'s Passage<'a>, Range<usize>, &'a Meaning)> {
    let said = match look {
        Look::Filled => &subject.said().filled,
        Look::Typed => &subject.said().typed,
    };
    said.iter().filter_map(|words| {
        let passage = subject.passages.get(words.passage)?;
        Some((passage, words.range.clone(), words.meaning))
    })
}

/// A name of guidance in a text.
#[derive(Clone, Debug)]
pub(super) struct Mention<'s, 'a> {
    pub(super) passage: &'s Passage<'a>,
    /// The text that it stands in.
    pub(super) text: &'a str,
    /// The name, without a year behind it.
    pub(super) name: Range<usize>,
    /// The name with the year of its edition, where one is given.
    pub(super) whole: Range<usize>,
    /// The numbers of the entries that it may mean: the editions of one document.
    pub(super) entries: &'a [usize],
    /// The year of the edition.
    pub(super) year: Option<i16>,
}

/// The names of guidance in the texts of a plan.
pub(super) fn mentions<'s, 'a>(
    subject: &'s Subject<'a>,
    look: Look,
) -> impl Iterator<Item = Mention<'s, 'a>> {
    said(subject, look).filter_map(move |(passage, name, meaning)| {
        let Meaning::Name(entries) = meaning else {
            return None;
        };
        let text = look.text(passage);
        if in_placeholder(text, name.start) {
            return None;
        }
        let year = year_behind(text, name.end).or_else(|| year_before(text, name.start));
        let whole = year.as_ref().map_or(name.clone(), |(_, at)| {
            name.start.min(at.start)..name.end.max(at.end)
        });
        Some(Mention {
            passage,
            text,
            name,
            whole,
            entries,
            year: year.map(|(year, _)| year),
        })
    })
}

/// Whether a place lies in a placeholder: the id of `cite('kcsie-2025')` is no name in the text.
fn in_placeholder(text: &str, at: usize) -> bool {
    let before = &text[..at];
    match (before.rfind("{{"), before.rfind("}}")) {
        (Some(opened), Some(closed)) => opened > closed,
        (opened, _) => opened.is_some(),
    }
}

impl<'a> Mention<'_, 'a> {
    /// The edition that is meant: that of the year, or else the one that applies on the day of the document.
    pub(super) fn entry(&self, subject: &Subject<'a>) -> Option<&'a Guidance> {
        let register = subject.register;
        match self.year {
            Some(year) => edition(register, self.entries, year),
            None => register.current(self.entries, subject.as_of),
        }
    }
}

/// The edition of a year, or the last before it: a document that was reissued in between kept its words.
pub(super) fn edition<'a>(register: &'a Register, of: &[usize], year: i16) -> Option<&'a Guidance> {
    let entries = of.iter().filter_map(|number| register.entry(*number));
    entries
        .filter(|entry| entry.edition().is_some_and(|edition| edition <= year))
        .max_by_key(|entry| entry.edition())
}

/// Words that stand between a title and the year of its edition.
const BETWEEN: [&str; 43] = [
    "dfe",
    "department",
    "for",
    "education",
    "home",
    "office",
    "hm",
    "government",
    "statutory",
    "guidance",
    "edition",
    "version",
    "updated",
    "revised",
    "published",
    "information",
    "all",
    "school",
    "schools",
    "college",
    "colleges",
    "staff",
    "and",
    "of",
    "the",
    "england",
    "wales",
    "from",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "sept",
    "sep",
    "october",
    "november",
    "december",
    "kcsie",
];

/// The year of an edition behind a title: `(DfE, September 2023)`.
fn year_behind(text: &str, from: usize) -> Option<(i16, Range<usize>)> {
    let mut rest = text.get(from..)?;
    if let Some(end) = rest.char_indices().nth(120) {
        rest = &rest[..end.0];
    }
    let mut last = 0;
    for word in words(rest) {
        let gap = &rest[last..word.start];
        if gap.contains(['!', '?', ';', '\n', '{', '}']) && !gap.trim().is_empty()
            || gap.contains(". ")
        {
            return None;
        }
        last = word.end;
        let (start, end) = (from + word.start, from + word.end);
        let said = &rest[word];
        if let Some(year) = year(said) {
            return (!text[end..].starts_with(['/', '–', '-'])).then_some((year, start..end));
        }
        if !BETWEEN.iter().any(|known| said.eq_ignore_ascii_case(known)) {
            return None;
        }
    }
    None
}

/// The year of an edition before a title: "the 2023 edition of".
fn year_before(text: &str, to: usize) -> Option<(i16, Range<usize>)> {
    let before = text.get(..to)?;
    let start = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let mut found = words(&before[start..]);
    while let Some(word) = found.pop() {
        let range = start + word.start..start + word.end;
        let said = &before[range.clone()];
        if let Some(year) = year(said) {
            let alone = !before[..range.start].ends_with(['/', '–', '-']);
            return (alone && !before[range.end..].contains(['.', ';', ',', '\n']))
                .then_some((year, range));
        }
        if !["edition", "version", "of", "the", "s"]
            .iter()
            .any(|known| said.eq_ignore_ascii_case(known))
        {
            return None;
        }
    }
    None
}

fn year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (2000..2100).contains(&year).then_some(year)
}

/// Where words of a passage were typed; `None` for words that a placeholder brought from elsewhere, where they are
/// reported too.
pub(super) fn place(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    text: &str,
    range: &Range<usize>,
) -> Option<Place> {
    let words = text.get(range.clone())?;
    passage.written.contains(words).then(|| {
        if text == passage.written {
            subject.sources.narrow(passage.place, text, range)
        } else {
            subject.place(passage, range) // a placeholder may bring the same words
        }
    })
}

/// Where words of a passage were typed, if they stand there as they are read and can be replaced.
pub(super) fn typed_place(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    text: &str,
    range: &Range<usize>,
) -> Option<Place> {
    let place = place(subject, passage, text, range)?;
    (Some(subject.sources.slice(place)) == text.get(range.clone())).then_some(place)
}

/// Whether a passage tells of the past, so that what was right then stands in it rightly.
pub(super) fn tells_of_the_past(passage: &Passage<'_>) -> bool {
    let mut keys = passage.path.split('.');
    keys.any(|key| ["history", "reviews", "evidence"].contains(&key))
}
