//! By what texts name guidance: every name of the register, to be found in one pass over a text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Register, pattern::Pattern};
use crate::model::Guidance;
use crate::text::{Mention, Word, begins_with, numbered_words, numbers};

/// What a text may say that the register knows.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    phrases: Vec<Phrase>,
    /// The numbers of the words that phrases begin with, each with its phrases, the longest first; sorted onto shelves by
    /// their last bits.
    by_first: Vec<Vec<(u64, Vec<usize>)>>,
    /// The phrase that is the title of each entry.
    titles: Vec<Option<usize>>,
    /// The misstatements with the number of their entry and their own.
    pub(crate) patterns: Vec<(usize, usize, Pattern)>,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// The numbers of its words.
    words: Vec<u64>,
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
        let mut names: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
        let mut phrases = Vec::new();
        let mut patterns = Vec::new();
        for (number, entry) in register.entries().enumerate() {
            let called = entry.names.iter().map(|name| name.as_str());
            for name in called.chain([entry.plain_title()]) {
                let of = names.entry(numbers(name)).or_default();
                if !of.contains(&number) {
                    of.push(number);
                }
            }
            for (place, quotation) in entry.quotations.iter().enumerate() {
                if let Some(begins) = &quotation.begins {
                    let meaning = Meaning::Begins(number, place);
                    phrases.push(Phrase {
                        words: numbers(begins),
                        meaning,
                    });
                }
            }
            for (place, misstatement) in entry.misstatements.iter().enumerate() {
                for says in &misstatement.says {
                    let pattern = Pattern::new(says);
                    for first in pattern.first_words() {
                        let meaning = Meaning::Pattern(patterns.len());
                        phrases.push(Phrase {
                            words: vec![*first],
                            meaning,
                        });
                    }
                    patterns.push((number, place, pattern));
                }
            }
        }
        let names = names.into_iter();
        phrases.extend(names.map(|(words, of)| Phrase {
            words,
            meaning: Meaning::Name(of),
        }));
        for (number, retired) in register.retired_domains().iter().enumerate() {
            let meaning = Meaning::Domain(number);
            phrases.push(Phrase {
                words: numbers(&retired.domain),
                meaning,
            });
        }
        phrases.retain(|phrase| !phrase.words.is_empty());
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        let mut by_first: Vec<Vec<(u64, Vec<usize>)>> = (0..SHELVES).map(|_| Vec::new()).collect();
        for (number, phrase) in phrases.iter().enumerate() {
            let Some(&first) = phrase.words.first() else {
                continue;
            };
            let shelf = &mut by_first[shelf(first)];
            match shelf.iter_mut().find(|(word, _)| *word == first) {
                Some((_, numbers)) => numbers.push(number),
                None => shelf.push((first, vec![number])),
            }
        }
        let title = |entry: &Guidance| {
            let words = numbers(entry.plain_title());
            let is = |phrase: &Phrase| {
                phrase.words == words && matches!(phrase.meaning, Meaning::Name(_))
            };
            phrases.iter().position(is)
        };
        Self {
            titles: register.entries().map(title).collect(),
            phrases,
            by_first,
            patterns,
        }
    }

    /// The number of the phrase that is the title of an entry, without a year.
    pub(crate) fn title(&self, entry: usize) -> Option<usize> {
        self.titles.get(entry).copied().flatten()
    }

    /// What the phrase of a number is.
    pub(crate) fn meaning(&self, phrase: usize) -> Option<&Meaning> {
        self.phrases.get(phrase).map(|phrase| &phrase.meaning)
    }

    /// Everything that a text says, in its order: the words and what they are. Of names, the longest at each place.
    pub(crate) fn said<'a>(
        &'a self,
        text: &str,
    ) -> impl Iterator<Item = (Range<usize>, &'a Meaning)> {
        let found = self.find(&numbered_words(text)).into_iter();
        found.filter_map(|said| Some((said.range, self.meaning(said.means)?)))
    }

    /// Everything that a text says, as [`Names::said`]: the words, and the number of the phrase that they are. `words` are
    /// all of the text.
    pub(crate) fn find(&self, words: &[Word]) -> Vec<Mention<usize>> {
        let mut said = Vec::new();
        let mut past = 0; // of a name that was found, no word begins another name
        for (at, word) in words.iter().enumerate() {
            let mut known = self.by_first[shelf(word.number)].iter();
            let Some((_, numbers)) = known.find(|(first, _)| *first == word.number) else {
                continue; // nearly every word
            };
            for &number in numbers {
                let phrase = &self.phrases[number];
                let name = matches!(phrase.meaning, Meaning::Name(_));
                if (name && at < past) || !begins_with(&words[at..], &phrase.words) {
                    continue;
                }
                let last = at + phrase.words.len() - 1;
                if name {
                    past = last + 1;
                }
                said.push(Mention {
                    range: word.range().start..words[last].range().end,
                    means: number,
                });
            }
        }
        said
    }
}

/// How many shelves there are: more than words that phrases begin with.
const SHELVES: u64 = 1_024;

/// Where the phrases are kept that begin with a word.
fn shelf(word: u64) -> usize {
    usize::try_from(word % SHELVES).unwrap_or(0)
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
            .filter(|(_, meaning)| !matches!(meaning, Meaning::Pattern(_)))
            .map(|(range, _)| &text[range])
            .collect();
        assert_eq!(
            said,
            ["Revised  Prevent Duty Guidance", "kcsie", "pnn.police.uk"]
        );
    }
}
