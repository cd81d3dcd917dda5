//! A title is typed that is nearly one of the register's, or the same guidance has two titles in one plan.

use std::ops::Range;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::guidance::{Meaning, folded};
use crate::model::Guidance;

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
        if tells_of_the_past(passage) {
            continue;
        }
        for range in titles(passage.written) {
            let title = Title::of(&passage.written[range.clone()]);
            if title.words.len() < LEAST {
                continue;
            }
            match nearly(&title, subject) {
                Some(entry) => findings.extend(misspelt(entry, passage, &range, subject)),
                None => called.extend(Called::of(title, passage, range, subject)),
            }
        }
    }
    for (at, second) in called.iter().enumerate() {
        let first = called[..at]
            .iter()
            .find(|first| first.family == second.family);
        findings.extend(first.and_then(|first| two_titles(first, second, subject)));
    }
    findings
}

/// A title as it was typed, in words without the year.
struct Title {
    words: Vec<String>,
}

impl Title {
    fn of(text: &str) -> Self {
        let mut words = folded(text);
        words.retain(|word| !(word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())));
        Self { words }
    }
}

/// The guidance whose title a typed one nearly is. `None` for the title itself, and for one that begins with a name of
/// the guidance and goes on.
fn nearly<'a>(title: &Title, subject: &Subject<'a>) -> Option<&'a Guidance> {
    let joined = title.words.join(" ");
    let named = subject.register.names().said(&joined);
    if named
        .into_iter()
        .any(|(_, meaning)| matches!(meaning, Meaning::Name(_)))
    {
        return None;
    }
    let entries = subject.register.entries();
    let alike = |entry: &&Guidance| {
        let words = folded(entry.plain_title());
        let longest = words.len().max(title.words.len());
        let shortest = words.len().min(title.words.len());
        words.len() >= LEAST
            && shortest * 100 >= longest * ALIKE
            && shared(&title.words, &words).len() * 100 >= longest * ALIKE
    };
    entries.filter(alike).last()
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

/// A typed title that begins with a name of guidance.
struct Called<'s, 'a> {
    passage: &'s Passage<'a>,
    range: Range<usize>,
    words: Vec<String>,
    family: &'a [usize],
}

impl<'s, 'a> Called<'s, 'a> {
    fn of(
        title: Title,
        passage: &'s Passage<'a>,
        range: Range<usize>,
        subject: &Subject<'a>,
    ) -> Option<Self> {
        let typed = &passage.written[range.clone()];
        let names = subject.register.names();
        let family = names
            .said(typed)
            .into_iter()
            .find_map(|(_, meaning)| match meaning {
                Meaning::Name(entries) => Some(entries.as_slice()),
                Meaning::Begins(..) | Meaning::Pattern(_) | Meaning::Domain(_) => None,
            })?;
        Some(Self {
            passage,
            range,
            words: title.words,
            family,
        })
    }
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
    if articles(&first.words) == articles(&second.words) {
        return None;
    }
    let at = place(
        subject,
        second.passage,
        second.passage.written,
        &second.range,
    )?;
    let other = place(subject, first.passage, first.passage.written, &first.range)?;
    Some(
        Diagnostic {
            severity: Severity::Note,
            ..RULE.finding(at, "the same guidance has another title elsewhere in this plan")
        }
        .related(other, "its other title")
        .help("Write {{ cite('…') }} with its id in both places: the title is then the same everywhere."),
    )
}
