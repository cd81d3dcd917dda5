//! Names and initials of children.

use std::ops::Range;

use crate::check::people::WORDS as PEOPLE;
use crate::text::{Word, has_one_of};

use super::words::{Beginning, WORDS};
use super::{Known, Means, Told};

/// How far around a name its sentence is looked at, in bytes.
const AROUND: usize = 300;

/// A child’s name or initials, in a sentence that speaks of a concern. `words` begin with the word that `beginning` is of.
pub(super) fn named(
    text: &str,
    words: &[Word],
    beginning: &Beginning,
    known: &Known,
) -> Option<Told> {
    let (first, second) = (words.first()?.range(), words.get(1)?.range());
    if &text[first.end..second.start] != " " {
        return None;
    }
    // A given name counts with its capital alone, which the number of a word does not tell.
    let is_given = beginning.is_given && WORDS.given.contains(&text[first.clone()]);
    let range = if is_given {
        full_name(text, first.start, &second, known)?
    } else if beginning.is_before && second.len() == 1 {
        initials(text, &second, &words.get(2)?.range())?
    } else {
        return None;
    };
    let sentence = sentence(text, &range);
    let around = format!(
        "{} {}",
        &text[sentence.start..range.start],
        &text[range.end..sentence.end]
    );
    let tells = has_one_of(&around, &WORDS.concerns) && has_one_of(&around, &WORDS.children);
    tells.then_some(Told {
        range,
        means: Means::Name,
    })
}

/// A given name and the name behind it, where they are not those of an adult.
fn full_name(text: &str, start: usize, last: &Range<usize>, known: &Known) -> Option<Range<usize>> {
    let behind = &text[last.clone()];
    let mut letters = behind.chars();
    let is_name = letters.next().is_some_and(char::is_uppercase)
        && behind.chars().count() > 1
        && letters.all(char::is_lowercase)
        && !WORDS.things.contains(behind);
    let range = start..last.end;
    (is_name && !known.has(&text[range.clone()]) && !is_adult(text, start, last.end))
        .then_some(range)
}

/// The two letters of `pupil A.B.`
fn initials(text: &str, first: &Range<usize>, second: &Range<usize>) -> Option<Range<usize>> {
    let is_initial = |range: &Range<usize>| {
        range.len() == 1 && text[range.clone()].starts_with(|c: char| c.is_ascii_uppercase())
    };
    let joined = &text[first.end..second.start] == ".";
    (joined && is_initial(first) && is_initial(second)).then_some(first.start..second.end)
}

/// Whether a title stands before a name, or a post behind it.
fn is_adult(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end().trim_end_matches('.');
    let title = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let behind = &text[end..text.ceil_char_boundary((end + 50).min(text.len()))];
    let behind = behind.split(['.', ';']).next().unwrap_or_default();
    PEOPLE.titles.iter().any(|known| known == title)
        || behind.starts_with([',', ' '])
            && behind.trim_start().starts_with(['(', ','])
            && has_one_of(behind, &PEOPLE.posts)
        || behind.starts_with(',') && has_one_of(behind, &PEOPLE.posts)
}

/// The sentence around some words, as far as it is looked at.
fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(range.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((range.end + AROUND).min(text.len()));
    let ends = |sign: char| matches!(sign, '.' | '!' | '?' | ';');
    let start = text[from..range.start]
        .rfind(ends)
        .map_or(from, |at| from + at + 1);
    let end = text[range.end..to]
        .find(ends)
        .map_or(to, |at| range.end + at);
    start..end
}
