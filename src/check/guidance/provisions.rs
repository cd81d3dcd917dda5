//! Sections, schedules, parts and annexes that texts name.

use std::ops::Range;

use crate::check::{Passage, Subject};
use crate::model::{Guidance, GuidanceKind, Provision};
use crate::text::{says, words};

use super::said::{Look, Mention, mentions};

/// How many words stand between a section and the document that it belongs to at most.
const NEAR: usize = 6;

/// What kind of part of a document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Division {
    Section,
    Schedule,
    Part,
    Annex,
}

/// A part of a document as a text names it: `Section 21`, `Annex A`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) division: Division,
    /// Its number or letter: `26`, `1`, `A`.
    pub(super) label: String,
    /// The whole, without brackets behind it.
    pub(super) words: Range<usize>,
    /// Its number or letter alone.
    pub(super) number: Range<usize>,
}

const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// The parts of documents that a text names, in order.
pub(super) fn references(text: &str) -> Vec<Reference> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if let Some(reference) = joined(text, word) {
            found.push(reference);
            continue;
        }
        let Some((division, many)) = division(text, word) else {
            continue;
        };
        let mut start = word.start;
        while let Some((label, number)) = words
            .get(at)
            .and_then(|number| Some((label(division, &text[number.clone()])?, number)))
        {
            found.push(Reference {
                division,
                label,
                words: start..number.end,
                number: number.clone(),
            });
            at += 1;
            let next = |at: usize| words.get(at).map_or("", |word| &text[word.clone()]);
            if many && ["and", "to", "or"].contains(&next(at)) {
                at += 1;
            } else if !many {
                break;
            }
            start = words.get(at).map_or(start, |word| word.start);
        }
    }
    found
}

/// `s26` in one word.
fn joined(text: &str, word: &Range<usize>) -> Option<Reference> {
    let digits = text[word.clone()].strip_prefix(['s', 'S'])?;
    let label = label(Division::Section, digits)?;
    Some(Reference {
        division: Division::Section,
        label,
        words: word.clone(),
        number: word.start + 1..word.end,
    })
}

/// What a word announces, and whether it announces more than one.
fn division(text: &str, word: &Range<usize>) -> Option<(Division, bool)> {
    let said = text[word.clone()].to_ascii_lowercase();
    Some(match said.as_str() {
        "section" | "sec" => (Division::Section, false),
        "sections" | "ss" => (Division::Section, true),
        // Not the s of "school’s".
        "s" if !text[..word.start].ends_with(['\'', '’']) => (Division::Section, false),
        "schedule" => (Division::Schedule, false),
        "schedules" => (Division::Schedule, true),
        "part" => (Division::Part, false),
        "parts" => (Division::Part, true),
        "annex" => (Division::Annex, false),
        "annexes" => (Division::Annex, true),
        _ => return None,
    })
}

fn label(division: Division, word: &str) -> Option<String> {
    let number = word.chars().next().is_some_and(|c| c.is_ascii_digit()) && word.len() <= 4;
    match division {
        Division::Section | Division::Schedule => number.then(|| word.to_uppercase()),
        Division::Part => {
            let named = NUMBERS
                .iter()
                .position(|name| word.eq_ignore_ascii_case(name));
            named
                .map(|place| (place + 1).to_string())
                .or_else(|| number.then(|| word.to_string()))
        }
        Division::Annex => {
            let letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
            letter.then(|| word.to_ascii_uppercase())
        }
    }
}

/// A part of a document that a text names, with what the register knows of it.
#[derive(Debug)]
pub(super) struct Named<'s, 'a> {
    pub(super) passage: &'s Passage<'a>,
    /// The finished text of the passage.
    pub(super) text: &'a str,
    pub(super) reference: Reference,
    /// All that the sentence names.
    pub(super) beside: &'s [Reference],
    /// The sentence.
    pub(super) sentence: &'a str,
    pub(super) entry: &'a Guidance,
    /// What the register says about it.
    pub(super) known: Option<&'a Provision>,
}

/// The most of them in one passage, and the most bytes between a part and its document: what lies beyond is no sentence
/// that a person wrote.
const MOST_OF_A_TEXT: usize = 20;
const FAR: usize = 200;

/// The parts of documents that are named beside the documents that they belong to.
pub(super) fn named<'s, 'a>(subject: &'s Subject<'a>, acts: bool) -> Vec<Named<'s, 'a>> {
    let mut found: Vec<Named<'s, 'a>> = Vec::new();
    for mention in mentions(subject, Look::Filled) {
        let Some(entry) = mention.entry(subject) else {
            continue;
        };
        let is_act = entry.kind.as_ref().map(|kind| kind.value) == Some(GuidanceKind::Act);
        if is_act != acts || entry.sections.is_empty() {
            continue;
        }
        let here = found.iter().rev();
        let here = here.take_while(|named| std::ptr::eq(named.passage, mention.passage));
        if here.count() >= MOST_OF_A_TEXT {
            continue;
        }
        for reference in mention.beside {
            let fits = is_act || matches!(reference.division, Division::Part | Division::Annex);
            if !fits || !belongs(&mention, reference, mention.beside) {
                continue;
            }
            let twice = |other: &Named<'_, '_>| {
                std::ptr::eq(other.passage, mention.passage) && other.reference == *reference
            };
            if found.iter().any(twice) {
                continue;
            }
            found.push(Named {
                passage: mention.passage,
                text: mention.text,
                reference: reference.clone(),
                beside: mention.beside,
                sentence: &mention.text[mention.sentence.clone()],
                entry,
                known: known(entry, reference),
            });
        }
    }
    found
}

impl Reference {
    /// The same, some bytes further on.
    pub(super) fn moved(self, by: usize) -> Self {
        let on = |range: Range<usize>| range.start + by..range.end + by;
        Self {
            words: on(self.words),
            number: on(self.number),
            ..self
        }
    }
}

/// What the register says about a part of an entry.
pub(super) fn known<'a>(entry: &'a Guidance, reference: &Reference) -> Option<&'a Provision> {
    let is = |provision: &&Provision| {
        references(&provision.name)
            .iter()
            .any(|name| name.division == reference.division && name.label == reference.label)
    };
    entry.sections.iter().find(is)
}

/// The part that a name of the register stands for.
pub(super) fn reference_of(provision: &Provision) -> Option<Reference> {
    references(&provision.name).into_iter().next()
}

/// Whether a part stands near enough to a document to be its own: "Part one and Annex A of KCSIE".
fn belongs(mention: &Mention<'_, '_>, reference: &Reference, beside: &[Reference]) -> bool {
    let apart = reference.words.start.abs_diff(mention.whole.end);
    let apart = apart.min(mention.whole.start.abs_diff(reference.words.end));
    if apart > FAR {
        return false;
    }
    let between = if reference.words.end <= mention.whole.start {
        reference.words.end..mention.whole.start
    } else if reference.words.start >= mention.whole.end {
        mention.whole.end..reference.words.start
    } else {
        return false;
    };
    // The address behind a citation is no words of the sentence.
    let text = without_addresses(&mention.text[between.clone()]);
    let others = beside
        .iter()
        .filter(|other| other.words.start >= between.start && other.words.end <= between.end)
        .map(|other| words(&mention.text[other.words.clone()]).len())
        .sum::<usize>();
    let between = words(&text);
    let another = ["act", "regulations", "policy", "plan", "our", "this"];
    between.len() <= NEAR + others
        && !between.iter().any(|word| {
            another
                .iter()
                .any(|other| text[word.clone()].eq_ignore_ascii_case(other))
        })
}

fn without_addresses(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(start) = rest.find("](") {
        kept.push_str(&rest[..start]);
        rest = rest[start..]
            .find(')')
            .map_or("", |end| &rest[start + end + 1..]);
    }
    kept.push_str(rest);
    kept
}

/// The parts of an entry that a sentence speaks of by its other words, among those of one division: those that it speaks
/// of by words that no other part shares, if there are any.
pub(super) fn spoken_of<'a>(
    entry: &'a Guidance,
    division: Division,
    sentence: &str,
) -> Vec<&'a Provision> {
    let same = |provision: &&Provision| {
        reference_of(provision).is_some_and(|reference| reference.division == division)
    };
    let has = |provision: &Provision, words: &str| {
        let mut own = provision.speaks_of.iter();
        own.any(|own| own.eq_ignore_ascii_case(words))
    };
    let is_shared = |words: &str| {
        let sharing = entry.sections.iter().filter(|other| has(other, words));
        sharing.count() > 1
    };
    let mut spoken: Vec<(&Provision, bool)> = Vec::new();
    for provision in entry.sections.iter().filter(same) {
        let said = provision.speaks_of.iter();
        let said: Vec<&str> = said
            .map(|words| words.as_str())
            .filter(|words| says(sentence, words))
            .collect();
        if !said.is_empty() {
            spoken.push((provision, said.iter().any(|words| !is_shared(words))));
        }
    }
    let any_alone = spoken.iter().any(|(_, alone)| *alone);
    spoken.retain(|(_, alone)| *alone || !any_alone);
    spoken.into_iter().map(|(provision, _)| provision).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_documents_are_read_as_people_write_them() {
        let read = |text: &str| -> Vec<String> {
            let each = references(text).into_iter();
            each.map(|reference| {
                format!(
                    "{:?} {} {}",
                    reference.division, reference.label, &text[reference.words]
                )
            })
            .collect()
        };
        assert_eq!(read("Section 26(1) applies"), ["Section 26 Section 26"]);
        assert_eq!(
            read("s. 26, s26 and S.36"),
            ["Section 26 s. 26", "Section 26 s26", "Section 36 S.36"]
        );
        assert_eq!(
            read("sections 36 and 38 of"),
            ["Section 36 sections 36", "Section 38 38"]
        );
        assert_eq!(
            read("Part One and Annex A"),
            ["Part 1 Part One", "Annex A Annex A"]
        );
        assert_eq!(read("the school’s 26 pupils take part in annexes"), [""; 0]);
    }
}
