//! A word for how often that people read in two ways.

use std::ops::Range;

use crate::check::phrases::{Ambiguous, is_one_of, last_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::text::{Mention, Word, numbered_words};

use super::often::frequencies;

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-frequency",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a word such as bi-annual, which people read in two ways, or “biennial” for what happens every year",
    why: "Half of the readers will expect it four times as often as the other half.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff bi-annually. }
        #                                    ^
        - { id: filter, text: Test the filter., frequency: bi-monthly }
        #                                                  ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff every two years. }
        - { id: filter, text: Test the filter., frequency: every two months }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        let found = passage
            .reading
            .frequencies
            .get_or_init(|| Frequencies::of(passage.text, passage.reading.words(passage.text)));
        let place = |range: &Range<usize>| subject.place(passage, range);
        findings.extend(found.in_text(passage.text, &place));
    }
    for (place, text) in frequencies(&subject.profile.plan) {
        let found = Frequencies::of(text, &numbered_words(text));
        let place = |range: &Range<usize>| subject.sources.narrow(place, text, range);
        findings.extend(found.in_text(text, &place));
    }
    findings
}

fn finding(place: Place, word: &str, ambiguous: &Ambiguous) -> Diagnostic {
    let message = format!("`{word}` can mean {}", ambiguous.means);
    RULE.finding(place, message).help(format!(
        "Write which of the two is meant: {}.",
        ambiguous.means
    ))
}

fn contradiction(place: Place, word: &str, other: &str) -> Diagnostic {
    let message = format!("`{word}` means every two years, and `{other}` stands beside it");
    RULE.finding(place, message).help(format!(
        "Write which of the two is meant: every two years or {other}."
    ))
}

/// What a text says of how often, in words that people read in two ways or that contradict each other.
#[derive(Debug)]
pub(in crate::check) struct Frequencies {
    ambiguous: Vec<Mention<&'static Ambiguous>>,
    /// Words for every two years, each with the word beside it that contradicts it.
    contradicted: Vec<Mention<Range<usize>>>,
}

impl Frequencies {
    fn of(text: &str, all: &[Word]) -> Self {
        let bi = |word: &Word| {
            let begins = text.as_bytes()[word.range()].first_chunk::<2>();
            begins.is_some_and(|begins| begins.eq_ignore_ascii_case(b"bi"))
        };
        if !all.iter().any(bi) {
            // Most texts, for all of these words begin so.
            return Self {
                ambiguous: Vec::new(),
                contradicted: Vec::new(),
            };
        }
        Self {
            ambiguous: words(text),
            contradicted: contradicted(text),
        }
    }

    fn in_text(&self, text: &str, place: &dyn Fn(&Range<usize>) -> Place) -> Vec<Diagnostic> {
        let ambiguous = self
            .ambiguous
            .iter()
            .map(|word| finding(place(&word.range), &text[word.range.clone()], word.means));
        let contradicted = self.contradicted.iter().map(|word| {
            let (every_two_years, other) = (&text[word.range.clone()], &text[word.means.clone()]);
            contradiction(place(&word.range), every_two_years, other)
        });
        ambiguous.chain(contradicted).collect()
    }
}

/// The ambiguous words of a text; `bi annual` is the same as `bi-annual`.
fn words(text: &str) -> Vec<Mention<&'static Ambiguous>> {
    let mut found = Vec::new();
    let mut before: Option<Range<usize>> = None;
    for range in each_word(text) {
        let word = &text[range.clone()];
        let apart = before
            .take()
            .filter(|bi| bi.end + 1 == range.start && text[bi.end..].starts_with(' '))
            .map(|bi| (bi.start..range.end, format!("bi-{word}")));
        let begins = word
            .get(..2)
            .is_some_and(|two| two.eq_ignore_ascii_case("bi"));
        if begins && word.len() == 2 {
            before = Some(range.clone());
        }
        let whole = begins.then(|| (range, word.replace('\u{2011}', "-")));
        let known = phrases().ambiguous_frequency.iter();
        found.extend(apart.or(whole).and_then(|(range, word)| {
            let mut known = known.clone();
            let means = known.find(|known| known.word.eq_ignore_ascii_case(&word))?;
            Some(Mention { range, means })
        }));
    }
    found
}

/// Letters, digits and hyphens without a break.
fn each_word(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\u{2011}'));
    words.map(move |word| {
        let range = start..start + word.len();
        let behind = text[range.end..].chars().next();
        start = range.end + behind.map_or(0, char::len_utf8);
        range
    })
}

/// The most bytes between a word for every two years and one that contradicts it.
const NEAR: usize = 24;

/// A place far enough from another in a text for what stands near to lie between them.
fn around(text: &str, at: usize, behind: bool) -> usize {
    const FAR: usize = 3 * NEAR;
    if behind {
        let end = text.len().min(at + FAR);
        (at..=end)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(at)
    } else {
        let start = at.saturating_sub(FAR);
        (start..=at)
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(at)
    }
}

/// Words for every two years beside words for another time: "biennially, that is twice a year".
fn contradicted(text: &str) -> Vec<Mention<Range<usize>>> {
    let lists = phrases();
    let found = each_word(text).filter_map(|range| {
        if !is_one_of(&text[range.clone()], &lists.every_two_years) {
            return None;
        }
        let (start, end) = (
            around(text, range.start, false),
            around(text, range.end, true),
        );
        let behind = one_clause(&text[range.end..end], false);
        let before = one_clause(&text[start..range.start], true);
        let begins = range.start - before.len();
        let next = first_of(behind, &lists.not_every_two_years)
            .filter(|other| other.start <= NEAR)
            .map(|other| range.end + other.start..range.end + other.end);
        let last = || {
            last_of(before, &lists.not_every_two_years)
                .filter(|other| before.len() - other.end <= NEAR)
                .map(|other| begins + other.start..begins + other.end)
        };
        let means = next.or_else(last)?;
        Some(Mention { range, means })
    });
    found.collect()
}

/// What stands in the same breath: up to a full stop, a semicolon or a word that begins something else.
fn one_clause(text: &str, last: bool) -> &str {
    let ends = [
        " not ", " never ", ". ", "; ", " and ", " but ", " while ", " with ", " or ", "\n\n",
    ];
    let cuts = ends.iter().filter_map(|end| {
        if last {
            text.rfind(end).map(|at| at + end.len())
        } else {
            text.find(end)
        }
    });
    if last {
        cuts.max().map_or(text, |at| &text[at..])
    } else {
        cuts.min().map_or(text, |at| &text[..at])
    }
}

/// The first of some phrases in a text, as whole words.
fn first_of(text: &str, phrases: &[String]) -> Option<Range<usize>> {
    let found = phrases
        .iter()
        .filter_map(|phrase| last_of(text, std::slice::from_ref(phrase)));
    found.min_by_key(|range| range.start)
}
