//! By what texts name guidance: every name of the register, to be found in one pass over a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::words::{begins_with, folded, words};
use super::{Register, pattern::Pattern};

/// What a text may say that the register knows.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    phrases: Vec<Phrase>,
    /// The phrases by the first byte of their first word, the longest first.
    by_first: Vec<Vec<usize>>,
    /// The misstatements with the number of their entry and their own.
    pub(crate) patterns: Vec<(usize, usize, Pattern)>,
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<String>,
    meaning: Meaning,
}

/// What some words of a text are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A name of one or more entries, by their numbers: the editions of one document.
    Name(Vec<usize>),
    /// The beginning of the words of a quotation: entry and quotation.
    Begins(usize, usize),
    /// The first word of a misstatement: a number among the patterns.
    Pattern(usize),
    /// A domain that is no longer reached, by its number.
    Domain(usize),
}

impl Names {
    /// Everything that texts may say of a register.
    pub(super) fn of(register: &Register) -> Self {
        let mut names: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        let mut phrases = Vec::new();
        let mut patterns = Vec::new();
        for (number, entry) in register.entries().enumerate() {
            let called = entry.names.iter().map(|name| name.as_str());
            for name in called.chain([entry.plain_title()]) {
                let of = names.entry(folded(name)).or_default();
                if !of.contains(&number) {
                    of.push(number);
                }
            }
            for (place, quotation) in entry.quotations.iter().enumerate() {
                if let Some(begins) = &quotation.begins {
                    phrases.push(Phrase {
                        words: folded(begins),
                        meaning: Meaning::Begins(number, place),
                    });
                }
            }
            for (place, misstatement) in entry.misstatements.iter().enumerate() {
                for says in &misstatement.says {
                    let pattern = Pattern::new(says);
                    for first in pattern.first_words() {
                        phrases.push(Phrase {
                            words: vec![first.clone()],
                            meaning: Meaning::Pattern(patterns.len()),
                        });
                    }
                    patterns.push((number, place, pattern));
                }
            }
        }
        phrases.extend(names.into_iter().map(|(words, of)| Phrase {
            words,
            meaning: Meaning::Name(of),
        }));
        for (number, retired) in register.retired_domains().iter().enumerate() {
            phrases.push(Phrase {
                words: folded(&retired.domain),
                meaning: Meaning::Domain(number),
            });
        }
        Self::indexed(phrases, patterns)
    }

    fn indexed(mut phrases: Vec<Phrase>, patterns: Vec<(usize, usize, Pattern)>) -> Self {
        phrases.retain(|phrase| !phrase.words.is_empty());
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        let mut by_first = vec![Vec::new(); 256];
        for (number, phrase) in phrases.iter().enumerate() {
            let first = phrase.words.first().and_then(|word| word.bytes().next());
            by_first[usize::from(first.unwrap_or_default())].push(number);
        }
        Self {
            phrases,
            by_first,
            patterns,
        }
    }

    /// Everything that a text says, in its order: the words and what they are. Of names, the longest at each place.
    pub(crate) fn said<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a Meaning)> {
        let words = words(text);
        let mut said = Vec::new();
        let mut past = 0; // of a name that was found, no word begins another name
        for (at, word) in words.iter().enumerate() {
            let Some(first) = text.as_bytes().get(word.start) else {
                continue;
            };
            let candidates = self.by_first.get(usize::from(first.to_ascii_lowercase()));
            for phrase in candidates
                .into_iter()
                .flatten()
                .filter_map(|number| self.phrases.get(*number))
            {
                let name = matches!(phrase.meaning, Meaning::Name(_));
                if (name && at < past) || !begins_with(text, &words[at..], &phrase.words) {
                    continue;
                }
                let last = at + phrase.words.len() - 1;
                if name {
                    past = last + 1;
                }
                let end = words.get(last).map_or(word.end, |last| last.end);
                said.push((word.start..end, &phrase.meaning));
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn the_longest_name_is_found_however_it_is_written() {
        let register = Register::builtin(&mut Sources::default(), &mut Vec::new());
        let names = register.names();
        let text = "The *Revised  Prevent Duty Guidance*\nand kcsie, at x@fenshire.pnn.police.uk";
        let said: Vec<&str> = names
            .said(text)
            .into_iter()
            .filter(|(_, meaning)| !matches!(meaning, Meaning::Pattern(_)))
            .map(|(range, _)| &text[range])
            .collect();
        assert_eq!(
            said,
            ["Revised  Prevent Duty Guidance", "kcsie", "pnn.police.uk"]
        );
    }
}
