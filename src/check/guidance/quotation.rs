//! A quotation differs from its source.

use std::ops::Range;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::guidance::{Meaning, Register, Standing};
use crate::model::{Quotation, Status};
use crate::text::{says, sentence, words};

use super::guidance_superseded::since;
use super::likeness::{Difference, contains, differences, shared};
use super::quoted::quotations;
use super::said::{Look, place, said, tells_of_the_past, typed_place};

/// A quotation has this many words at least.
const LEAST: usize = 6;
/// A longer one is not compared.
const MOST: usize = 300;
/// How many of a hundred words a quotation shares with its source at least.
const ALIKE: usize = 70;

pub(super) const RULE: Rule = Rule {
    code: "quotation",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "words are quoted, or repeated, that differ from their source",
    why: "What stands in quotation marks is taken for the law's own words, and is compared with them.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: We must “have due regard to the need to stop people from being drawn into terrorism”.
#                                                       ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: We must “have due regard to the need to prevent people from being drawn into terrorism”.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut quoted: Vec<(&Passage<'_>, &Range<usize>)> = Vec::new();
    for passage in subject
        .passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Prose)
    {
        let here = &passage.reading.quoted;
        for found in here.get_or_init(|| quoted_in(passage.text, subject.register)) {
            let likeness = found.likeness.as_ref();
            findings.extend(likeness.and_then(|like| of_quotation(found, like, passage, subject)));
            quoted.push((passage, &found.range));
        }
    }
    for (passage, range, meaning) in said(subject, Look::Filled) {
        let Meaning::Begins(entry, quotation) = meaning else {
            continue;
        };
        let is_quoted = quoted.iter().any(|(other, quoted)| {
            std::ptr::eq(*other, passage) && quoted.start <= range.start && range.end <= quoted.end
        });
        let entry = subject.register.entry(*entry);
        let Some(quotation) = entry.and_then(|entry| entry.quotations.get(*quotation)) else {
            continue;
        };
        if !is_quoted {
            findings.extend(repeated(passage, &range, quotation, subject));
        }
    }
    findings
}

/// Words of a text: where each stands, and each in small letters. The numbers of list items are left out.
struct Row<'t> {
    text: &'t str,
    places: Vec<Range<usize>>,
    folded: Vec<String>,
}

impl<'t> Row<'t> {
    fn of(text: &'t str, range: Range<usize>) -> Self {
        let number =
            |word: &Range<usize>| word.len() == 1 && text.as_bytes()[word.start].is_ascii_digit();
        let within = words(&text[range.clone()]).into_iter();
        let places: Vec<Range<usize>> = within
            .map(|word| word.start + range.start..word.end + range.start)
            .filter(|word| !number(word))
            .collect();
        let folded = places
            .iter()
            .map(|word| text[word.clone()].to_lowercase())
            .collect();
        Self {
            text,
            places,
            folded,
        }
    }

    /// The bytes from one word to another.
    fn range(&self, words: Range<usize>) -> Range<usize> {
        let start = self.places.get(words.start).map_or(0, |word| word.start);
        let last = words
            .end
            .checked_sub(1)
            .and_then(|last| self.places.get(last));
        start..last.map_or(start, |last| last.end).max(start)
    }

    fn words(&self, words: Range<usize>) -> &'t str {
        &self.text[self.range(words)]
    }
}

/// What stands as a quotation in a text.
#[derive(Debug)]
pub(in crate::check) struct Quoted {
    range: Range<usize>,
    likeness: Option<Likeness>,
}

/// The quotation of the register that some words are most like.
#[derive(Debug)]
struct Likeness {
    /// The numbers of its entry and its own.
    entry: usize,
    quotation: usize,
    /// Where the words differ from it; nowhere where they stand in it without a break.
    differences: Vec<Difference>,
}

/// The quotations of a text that are long enough to be compared.
fn quoted_in(text: &str, register: &Register) -> Vec<Quoted> {
    let each = quotations(text).into_iter().filter_map(|range| {
        let said = Row::of(text, range.clone());
        let is_compared = (LEAST..=MOST).contains(&said.folded.len());
        is_compared.then(|| Quoted {
            range,
            likeness: likest(&said, register),
        })
    });
    each.collect()
}

fn likest(said: &Row<'_>, register: &Register) -> Option<Likeness> {
    let each = register.entries().enumerate().flat_map(|(number, entry)| {
        let quotations = entry.quotations.iter().enumerate();
        quotations.map(move |(own, quotation)| (number, own, quotation))
    });
    each.filter_map(|(entry, own, quotation)| {
        let there = Row::of(&quotation.words.value, 0..quotation.words.value.len());
        let most = there.folded.len();
        if most > MOST || most * 100 < said.folded.len() * ALIKE {
            return None;
        }
        let pairs = shared(&said.folded, &there.folded);
        Some((entry, own, there, pairs))
    })
    .filter(|(_, _, _, pairs)| {
        pairs.len() >= LEAST - 1 && pairs.len() * 100 >= said.folded.len() * ALIKE
    })
    .max_by_key(|(_, _, _, pairs)| pairs.len())
    .map(|(entry, quotation, there, pairs)| {
        let mut differences = differences(&pairs);
        if contains(&there.folded, &said.folded) {
            differences.clear();
        }
        differences.retain(|found| !is_ellipsis(said, found));
        Likeness {
            entry,
            quotation,
            differences,
        }
    })
}

fn of_quotation(
    quoted: &Quoted,
    likeness: &Likeness,
    passage: &Passage<'_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let entry = subject.register.entry(likeness.entry)?;
    let quotation = entry.quotations.get(likeness.quotation)?;
    let found = &likeness.differences;
    let Some(first) = found.first() else {
        return superseded(quoted, quotation, passage, subject);
    };
    let said = &Row::of(passage.text, quoted.range.clone());
    let there = Row::of(&quotation.words.value, 0..quotation.words.value.len());
    let at = if first.here.is_empty() {
        first.here.start.saturating_sub(1)..first.here.start
    } else {
        first.here.clone()
    };
    let place = place(subject, passage, passage.text, &said.range(at))?;
    let each = found.iter().map(|found| difference(said, &there, found));
    let message = format!(
        "these words differ from {}: {}",
        quotation.of.value,
        each.collect::<Vec<_>>().join("; ")
    );
    let finding = RULE.finding(place, message);
    let verified = entry.status_of(quotation.status.as_ref()) == Status::Verified;
    let severity = if verified {
        finding.severity
    } else {
        Severity::Note
    };
    let finding = Diagnostic {
        severity,
        ..finding
    }
    .help(format!(
        "Quote it as it stands in “{}”, or say it in your own words without quotation marks.",
        entry.title.value
    ));
    Some(
        match fix(said, &there, found, passage, subject).filter(|_| verified) {
            Some(fix) => finding.fix(fix),
            None => finding,
        },
    )
}

/// Words left out where a text says so: "…".
fn is_ellipsis(said: &Row<'_>, found: &Difference) -> bool {
    let gap = said.words(found.here.start.saturating_sub(1)..found.here.end + 1);
    found.here.is_empty() && (gap.contains('…') || gap.contains("..."))
}

fn difference(said: &Row<'_>, there: &Row<'_>, found: &Difference) -> String {
    let (here, source) = (
        said.words(found.here.clone()),
        there.words(found.there.clone()),
    );
    let (here, source) = (shortened(here), shortened(source));
    match (found.here.is_empty(), found.there.is_empty()) {
        (true, _) => format!("“{source}” is left out"),
        (_, true) => format!("“{here}” is added"),
        (false, false) => format!("“{here}” stands for “{source}”"),
    }
}

/// Words on one line, the first of many.
fn shortened(words: &str) -> String {
    let each: Vec<&str> = words.split_whitespace().collect();
    if each.len() > 12 {
        format!("{} …", each[..10].join(" "))
    } else {
        each.join(" ")
    }
}

/// Puts the words of the source in the place of those that differ, where all of them were typed as they are read.
fn fix(
    said: &Row<'_>,
    there: &Row<'_>,
    found: &[Difference],
    passage: &Passage<'_>,
    subject: &Subject<'_>,
) -> Option<Fix> {
    let mut edits = Vec::new();
    for found in found {
        // From the word before, which both share: what is left out has no words of its own here.
        let (here, source) = (
            with_word_before(said, &found.here)?,
            with_word_before(there, &found.there)?,
        );
        let (here, source) = if found.here.is_empty() {
            // And to the word behind, so that the comma between the two is the source's too.
            let behind = (
                said.places.get(found.here.end)?,
                there.places.get(found.there.end)?,
            );
            (here.start..behind.0.start, source.start..behind.1.start)
        } else {
            (here, source)
        };
        let before = &said.text[said.places.get(found.here.start - 1)?.clone()];
        let source_before = &there.text[there.places.get(found.there.start - 1)?.clone()];
        let with = format!(
            "{before}{}",
            there.text.get(source)?.strip_prefix(source_before)?
        );
        let place = typed_place(subject, passage, passage.text, &here)?;
        edits.push(Edit::Replace { place, with });
    }
    Some(Fix {
        title: "write the words of the source".into(),
        edits,
    })
}

fn with_word_before(row: &Row<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    Some(row.range(words.start.checked_sub(1)?..words.end))
}

/// A quotation that is right, of words that no longer hold.
fn superseded(
    quoted: &Quoted,
    quotation: &Quotation,
    passage: &Passage<'_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let Standing::Over {
        successor,
        since: day,
    } = subject.register.standing_of(quotation, subject.as_of)
    else {
        return None;
    };
    let by = subject.register.get(successor?).ok()?;
    if tells_of_the_past(passage) {
        return None;
    }
    let said = Row::of(passage.text, quoted.range.clone());
    let place = place(subject, passage, passage.text, &said.range(0..1))?;
    let message = format!(
        "{} was replaced by that of “{}” {}",
        quotation.of.value,
        by.title.value,
        since(day)
    );
    Some(
        RULE.note(place, message)
            .help("Quote the one that holds now, or say of which year this one is."),
    )
}

/// Running text that repeats words of the law, and goes on in others.
fn repeated(
    passage: &Passage<'_>,
    begins: &Range<usize>,
    quotation: &Quotation,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let around = sentence(passage.text, begins);
    let its_sentence = &passage.text[around.clone()];
    if !quotation.with.iter().any(|with| says(its_sentence, with)) {
        return None;
    }
    let there = Row::of(&quotation.words.value, 0..quotation.words.value.len());
    let begun = Row::of(passage.text, begins.clone());
    if begun.folded.is_empty() {
        return None;
    }
    let at = there
        .folded
        .windows(begun.folded.len())
        .position(|part| part == begun.folded)?;
    let source = &there.folded[at + begun.folded.len()..];
    let rest = Row::of(passage.text, begins.end..around.end);
    let goes_on = rest.folded.len() >= source.len() && rest.folded[..source.len()] == *source;
    if goes_on || rest.folded.is_empty() || source.is_empty() {
        return None;
    }
    let place = place(subject, passage, passage.text, begins)?;
    let message = format!(
        "this repeats {} in other words: “{}” stands for “{}”",
        quotation.of.value,
        shortened(rest.words(0..rest.folded.len().min(12))),
        there.words(at + begun.folded.len()..there.folded.len())
    );
    let finding = RULE.finding(place, message).help(format!(
        "The law says: “{}” Write what it says, and what you add to it in a sentence of its own.",
        quotation.words.value
    ));
    let whole = begins.start..rest.range(0..rest.folded.len()).end;
    let right = there.words(at..there.folded.len());
    Some(
        match typed_place(subject, passage, passage.text, &whole).filter(|_| rest.folded.len() <= 8)
        {
            Some(place) => finding.fix(Fix::replace(place, right)),
            None => finding,
        },
    )
}
