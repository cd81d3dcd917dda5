//! A title is typed that is nearly one of the register's, or the same guidance has two titles in one plan.

use std::ops::Range;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::guidance::{Meaning, Register};
use crate::model::Guidance;
use crate::text::{folded, numbered_words};

use super::likeness::shared;
use super::quoted::titles;
use super::said::{place, tells_of_the_past};

/// A title has this many words at least.
const LEAST: usize = 4;
/// How many of a hundred words two titles share that are taken for the same.
const ALIKE: usize = 75;

pub(super) const RULE: Rule = Rule {
    code: "reference-title",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a title is typed that is nearly that of guidance, or the same guidance has two titles in one plan",
    why: "Readers look for two documents where there is one, or for one that does not exist.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: All staff have read *Keeping children safe in schools*.
#                                    ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: All staff have read *Keeping children safe in education*.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut called: Vec<Called<'_, '_>> = Vec::new();
    let passages = subject.passages.iter();
    for passage in passages.filter(|passage| passage.kind == PassageKind::Prose) {
        let titles = &passage.typed.titles;
        let titles = titles.get_or_init(|| typed(passage.written, subject.register));
        if titles.is_empty() || tells_of_the_past(passage) {
            continue;
        }
        for title in titles {
            match title.of {
                Of::Nearly(entry) => {
                    let entry = subject.register.entry(entry);
                    let found = entry.map(|entry| misspelt(entry, passage, &title.range, subject));
                    findings.extend(found.flatten());
                }
                Of::Name(phrase) => called.push(Called {
                    passage,
                    title,
                    phrase,
                }),
            }
        }
    }
    for (at, second) in called.iter().enumerate() {
        let family = |called: &Called<'_, '_>| subject.register.names().meaning(called.phrase);
        let first = called[..at]
            .iter()
            .find(|first| family(first) == family(second));
        findings.extend(first.and_then(|first| two_titles(first, second, subject)));
    }
    findings
}

/// What is set apart as a title in a text as it was typed, and is nearly one of the register's or begins with a name.
#[derive(Debug)]
pub(in crate::check) struct Title {
    range: Range<usize>,
    /// Its words without the year.
    words: Vec<String>,
    of: Of,
}

/// What a title is of.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// Guidance whose title it nearly is, by the number of the entry.
    Nearly(usize),
    /// Guidance that has a name in it, by the number of the phrase.
    Name(usize),
}

/// The titles of guidance that are typed in a text.
fn typed(text: &str, register: &Register) -> Vec<Title> {
    let each = titles(text).into_iter().filter_map(|range| {
        let words = without_year(&text[range.clone()]);
        if words.len() < LEAST {
            return None;
        }
        let of = match nearly(&words, register) {
            Some(entry) => Of::Nearly(entry),
            None => Of::Name(name_in(&text[range.clone()], register)?),
        };
        Some(Title { range, words, of })
    });
    each.collect()
}

fn without_year(title: &str) -> Vec<String> {
    let mut words = folded(title);
    words.retain(|word| !(word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())));
    words
}

/// The number of the first name of guidance in some words.
fn name_in(words: &str, register: &Register) -> Option<usize> {
    let names = register.names();
    let mut found = names
        .find(&numbered_words(words))
        .into_iter()
        .map(|said| said.means);
    found.find(|phrase| matches!(names.meaning(*phrase), Some(Meaning::Name(_))))
}

/// The guidance whose title a typed one nearly is, by its number. `None` for the title itself, and for one that begins
/// with a name of the guidance and goes on.
fn nearly(title: &[String], register: &Register) -> Option<usize> {
    if name_in(&title.join(" "), register).is_some() {
        return None;
    }
    let alike = |entry: &Guidance| {
        let words = folded(entry.plain_title());
        let longest = words.len().max(title.len());
        let shortest = words.len().min(title.len());
        words.len() >= LEAST
            && shortest * 100 >= longest * ALIKE
            && shared(title, &words).len() * 100 >= longest * ALIKE
    };
    let entries = register.entries().enumerate();
    let alike = entries.filter(|(_, entry)| alike(entry));
    alike.last().map(|(number, _)| number)
}

fn misspelt(
    entry: &Guidance,
    passage: &Passage<'_>,
    range: &Range<usize>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let place = place(subject, passage, passage.written, range)?;
    let title = entry.plain_title();
    let message = format!("this title is not quite that of “{title}”");
    let finding = RULE.finding(place, message).help(format!(
        "Write {{{{ cite('{}') }}}}: it prints the title as it is, here and in the references.",
        entry.id.value
    ));
    let typed = passage.written.get(range.clone())?;
    let plain =
        subject.sources.slice(place) == typed && !typed.contains(|c: char| c.is_ascii_digit());
    Some(if plain && !title.contains(": ") {
        finding.fix(Fix::replace(place, title))
    } else {
        finding
    })
}

/// A typed title that has a name of guidance in it.
struct Called<'s, 'a> {
    passage: &'s Passage<'a>,
    title: &'s Title,
    phrase: usize,
}

fn two_titles(
    first: &Called<'_, '_>,
    second: &Called<'_, '_>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let articles = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .filter(|word| *word != "the")
            .cloned()
            .collect()
    };
    if articles(&first.title.words) == articles(&second.title.words) {
        return None;
    }
    let at = place(
        subject,
        second.passage,
        second.passage.written,
        &second.title.range,
    )?;
    let other = place(
        subject,
        first.passage,
        first.passage.written,
        &first.title.range,
    )?;
    Some(
        RULE.note(at, "the same guidance has another title elsewhere in this plan")
        .related(other, "its other title")
        .help("Write {{ cite('…') }} with its id in both places: the title is then the same everywhere."),
    )
}
