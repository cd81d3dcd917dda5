//! What the texts of a plan say that the guidance register knows.

use std::ops::Range;

use crate::check::{Passage, Subject};
use crate::diagnostic::Place;
use crate::guidance::{Meaning, Register};
use crate::model::Guidance;
use crate::text::{self, Word, sentence, words};

use super::provisions::{Reference, references};

/// What a text says that the register knows.
#[derive(Debug, Default)]
pub(in crate::check) struct Said {
    /// Some words, and the number of the phrase of the register that they are.
    words: Vec<text::Mention<usize>>,
    /// The names among them.
    names: Vec<Name>,
}

/// A name of guidance, and what stands around it.
#[derive(Debug)]
struct Name {
    words: Range<usize>,
    phrase: usize,
    year: Option<(i16, Range<usize>)>,
    sentence: Range<usize>,
    beside: Vec<Reference>,
}

impl Said {
    fn of(text: &str, words: &[Word], register: &Register) -> Self {
        let names = register.names();
        let words = names.find(words);
        let is_name = |phrase: usize| matches!(names.meaning(phrase), Some(Meaning::Name(_)));
        let each = words.iter().cloned();
        let each = each
            .filter(|said| is_name(said.means) && !in_placeholder(text, said.range.start))
            .map(|said| Name::of(text, said.range, said.means));
        Self {
            names: each.collect(),
            words,
        }
    }
}

impl Name {
    fn of(text: &str, words: Range<usize>, phrase: usize) -> Self {
        let year = year_behind(text, words.end).or_else(|| year_before(text, words.start));
        let mut name = Self {
            words,
            phrase,
            year,
            sentence: 0..0,
            beside: Vec::new(),
        };
        name.sentence = sentence(text, &name.whole());
        let beside = references(&text[name.sentence.clone()]).into_iter();
        name.beside = beside
            .map(|found| found.moved(name.sentence.start))
            .collect();
        name
    }

    /// The name with the year of its edition.
    fn whole(&self) -> Range<usize> {
        let Range { start, end } = self.words;
        let year = self.year.as_ref();
        year.map_or(start..end, |(_, year)| {
            start.min(year.start)..end.max(year.end)
        })
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

    fn said<'p>(self, passage: &'p Passage<'_>, register: &Register) -> &'p Said {
        let reading = match self {
            Self::Filled => &passage.reading,
            Self::Typed => &passage.typed,
        };
        let text = self.text(passage);
        let said = || Said::of(text, reading.words(text), register);
        reading.said.get_or_init(said)
    }
}

/// Everything that is said, with its passage.
pub(super) fn said<'s, 'a>(
    subject: &'s Subject<'a>,
    look: Look,
) -> impl Iterator<Item = (&'s Passage<'a>, Range<usize>, &'a Meaning)> {
    let register = subject.register;
    subject.passages.iter().flat_map(move |passage| {
        let said = said_in(passage, look, register);
        said.map(move |(words, meaning)| (passage, words, meaning))
    })
}

/// Everything that is said in a passage.
pub(super) fn said_in<'s, 'a>(
    passage: &'s Passage<'_>,
    look: Look,
    register: &'a Register,
) -> impl Iterator<Item = (Range<usize>, &'a Meaning)> + use<'s, 'a> {
    let words = look.said(passage, register).words.iter();
    words.filter_map(|said| {
        let meaning = register.names().meaning(said.means)?;
        Some((said.range.clone(), meaning))
    })
}

/// A name of guidance in a text.
#[derive(Clone, Debug)]
pub(super) struct Mention<'s, 'a> {
    pub(super) passage: &'s Passage<'a>,
    /// The text that it stands in.
    pub(super) text: &'a str,
    /// The name with the year of its edition, where one is given.
    pub(super) whole: Range<usize>,
    /// The number of the phrase of the register that it is.
    pub(super) phrase: usize,
    /// The numbers of the entries that it may mean: the editions of one document.
    pub(super) entries: &'a [usize],
    /// The year of the edition.
    pub(super) year: Option<i16>,
    /// The sentence around it.
    pub(super) sentence: Range<usize>,
    /// The parts of documents that the sentence names.
    pub(super) beside: &'s [Reference],
}

/// The names of guidance in the texts of a plan.
pub(super) fn mentions<'s, 'a>(
    subject: &'s Subject<'a>,
    look: Look,
) -> impl Iterator<Item = Mention<'s, 'a>> {
    let register = subject.register;
    subject.passages.iter().flat_map(move |passage| {
        let names = look.said(passage, register).names.iter();
        names.filter_map(move |name| {
            let Meaning::Name(entries) = register.names().meaning(name.phrase)? else {
                return None;
            };
            Some(Mention {
                passage,
                text: look.text(passage),
                whole: name.whole(),
                phrase: name.phrase,
                entries,
                year: name.year.as_ref().map(|(year, _)| *year),
                sentence: name.sentence.clone(),
                beside: &name.beside,
            })
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
    let own = passage.path.rsplit('.').next();
    let mut past = ["history", "reviews", "evidence"].into_iter();
    past.any(|key| passage.is_below(key) || own == Some(key))
}
