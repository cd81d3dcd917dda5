//! The name of one of the people is typed into a text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Fix, Place, Severity};
use crate::model::{Person, PersonField};
use crate::text::{Word, number_of, words_of};

use super::MOST_OF_A_TEXT;
use super::nobody_named::is_nobody;
use super::words::WORDS;

pub(super) const RULE: Rule = Rule {
    code: "name-in-text",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the name of one of the `people` is typed into a text",
    why: "When somebody else takes over, the old name stays where it was typed; and `public: no` does not keep it back.",
    example: Example {
        wrong: "\
people:
  dsl: { name: Robin Vale, role: Designated Safeguarding Lead, public: yes }
  clerk: { name: Sol Marchetti, role: Clerk, public: no }
plan:
  title: Prevent action plan
  introduction: Worries go to Robin Vale; the minutes are kept by Ms Marchetti.
  #                           ^                                   ^
",
        right: "\
people:
  dsl: { name: Robin Vale, role: Designated Safeguarding Lead, public: yes }
  clerk: { name: Sol Marchetti, role: Clerk, public: no }
plan:
  title: Prevent action plan
  introduction: Worries go to {{ people.dsl.name }}; the minutes are kept by the clerk.
",
    },
    find,
};

/// A person with the forms in which a text may have the name.
struct Known<'a> {
    key: &'a str,
    person: &'a Person,
    /// First and last name, as they are written in `people`, without a title.
    full: &'a str,
    /// The last name, to stand behind a title; `None` where somebody else has it too.
    last: Option<&'a str>,
    place: Place,
}

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = known(subject);
    let mut findings = Vec::new();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, known) in known.iter().enumerate() {
        let last = words(known.full).last();
        by_word
            .entry(last.unwrap_or(known.full))
            .or_default()
            .push(number);
    }
    // Who approved a plan, and the lists of people, have names of their own.
    let texts = subject
        .passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Name);
    let mut wanted = vec![false; usize::from(MARKS)];
    for word in by_word.keys() {
        wanted[usize::from(mark(number_of(word.chars())))] = true;
    }
    for passage in texts {
        let marks = &passage.typed.capitals;
        let marks =
            marks.get_or_init(|| marks_of(passage.written, passage.typed.words(passage.written)));
        if !marks.iter().any(|mark| wanted[usize::from(*mark)]) {
            continue; // nearly every text
        }
        let named: BTreeSet<usize> = capitals(passage.written)
            .filter_map(|word| by_word.get(word))
            .flatten()
            .copied()
            .collect();
        let ranges = named.into_iter().flat_map(|number| {
            let known = &known[number];
            places(passage.written, known)
                .into_iter()
                .map(move |range| (range, known))
        });
        let found = ranges
            .take(MOST_OF_A_TEXT)
            .map(|(range, known)| finding(passage, &range, known, subject));
        findings.extend(found);
    }
    findings
}

/// The words of a text that may be names.
fn capitals(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| !word.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// How many marks there are.
const MARKS: u16 = 4_096;

/// A number that a word has in every text, and few others have.
fn mark(number: u64) -> u16 {
    u16::try_from(number % u64::from(MARKS)).unwrap_or_default()
}

/// The marks of the words of a text that do not begin with a small letter.
fn marks_of(text: &str, words: &[Word]) -> Vec<u16> {
    let is_small = |word: &&Word| text.as_bytes()[word.range().start].is_ascii_lowercase();
    let capitals = words.iter().filter(|word| !is_small(word));
    capitals.map(|word| mark(word.number)).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    words_of(text, char::is_alphanumeric)
}

fn known<'a>(subject: &Subject<'a>) -> Vec<Known<'a>> {
    let profile = subject.profile;
    let named = |person: &'a Person| {
        let name = person.name.as_ref().filter(|name| !is_nobody(name))?;
        let full = without_title(name.trim());
        Some((name.place, full))
    };
    let mut sharing: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, full) in profile.people.values().filter_map(named) {
        *sharing.entry(last_name(full)).or_default() += 1;
    }
    let people = profile.people.iter();
    people
        .filter_map(|(key, person)| {
            let (place, full) = named(person)?;
            let last = Some(last_name(full)).filter(|last| last.chars().count() > 2)?;
            full.contains(' ').then_some(Known {
                key,
                person,
                full,
                last: (sharing.get(last) == Some(&1)).then_some(last),
                place,
            })
        })
        .collect()
}

fn last_name(full: &str) -> &str {
    full.rsplit(' ').next().unwrap_or(full)
}

fn without_title(name: &str) -> &str {
    match name.split_once(' ') {
        Some((title, rest)) if is_title(title) => rest.trim_start(),
        Some(_) | None => name,
    }
}

fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    WORDS.titles.iter().any(|title| title == word)
}

/// Where a text, as it was written, has a person's name.
fn places(text: &str, known: &Known<'_>) -> Vec<Range<usize>> {
    let sought = known.last.unwrap_or(known.full);
    if !text.contains(sought) {
        return Vec::new(); // nearly every text
    }
    let full = text
        .match_indices(known.full)
        .map(|(start, found)| start..start + found.len());
    let full = full.filter(|range| is_free(text, range));
    let mut ranges: Vec<Range<usize>> = full.take(MOST_OF_A_TEXT).collect();
    if let Some(last) = known.last {
        for (start, found) in text.match_indices(last) {
            let range = start..start + found.len();
            let known = ranges.iter().any(|full| full.contains(&start));
            let title = text[..start].trim_end();
            let word = title
                .rsplit(|c: char| !c.is_alphabetic() && c != '.')
                .next()
                .unwrap_or("");
            if !known && start > title.len() && is_title(word) && is_free(text, &range) {
                ranges.push(title.len() - word.len()..range.end);
            }
            if ranges.len() > 2 * MOST_OF_A_TEXT {
                break;
            }
        }
    }
    ranges.retain(|range| !in_placeholder(text, range.start));
    ranges.truncate(MOST_OF_A_TEXT);
    ranges
}

fn is_free(text: &str, range: &Range<usize>) -> bool {
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    !touches(text[..range.start].chars().next_back()) && !touches(text[range.end..].chars().next())
}

fn in_placeholder(text: &str, at: usize) -> bool {
    let open = text[..at].rfind("{{");
    open.is_some_and(|open| !text[open..at].contains("}}"))
}

fn finding(
    passage: &Passage<'_>,
    range: &Range<usize>,
    known: &Known<'_>,
    subject: &Subject<'_>,
) -> Diagnostic {
    let words = &passage.written[range.clone()];
    let sources = subject.sources;
    let place = sources.narrow(passage.node.place, passage.written, range);
    let is_public = known.person.tells(PersonField::Name);
    if !is_public {
        let message =
            format!("`{words}` is marked `public: no`, and the name is typed into a text");
        return RULE
            .finding(place, message)
            .related(known.place, "the person")
            .help("Write the role instead: the text is printed as it stands.");
    }
    let placeholder = placeholder(known.key);
    let finding = RULE.note(place, format!("the name `{words}` is typed into a text"));
    let finding = finding.related(known.place, "the person").help(format!(
        "Write {placeholder}, and the name changes wherever it is used."
    ));
    let name = known.person.name.as_ref().map(|name| name.trim());
    let is_whole = name == Some(words) && sources.slice(place) == words;
    // Quotes within quotes, or braces at the beginning of a text, would be read as something else.
    let is_plain = !known.key.contains('-') && range.start > 0 && place != passage.node.place;
    if is_whole && is_plain {
        finding.fix(Fix::replace(place, placeholder))
    } else {
        finding
    }
}

/// How a text names a person.
fn placeholder(key: &str) -> String {
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && key.starts_with(|c: char| c.is_ascii_alphabetic());
    if plain {
        format!("{{{{ people.{key}.name }}}}")
    } else {
        format!("{{{{ people['{key}'].name }}}}")
    }
}
