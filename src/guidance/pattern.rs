//! How texts say something that is wrong: words in their order, with choices and gaps.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::{folded, same, words};

/// How many other words a gap holds at most, and a short one.
const GAP: usize = 6;
const SHORT_GAP: usize = 3;
/// How many characters it takes up at most.
const FAR: usize = 200;

/// Words in their order: `Channel … police procedure/process`.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    /// One of some words.
    Word(Vec<String>),
    /// Up to so many other words.
    Gap(usize),
}

impl Pattern {
    /// Reads a pattern as the register writes it.
    pub(super) fn new(text: &str) -> Self {
        let part = |part: &str| match part {
            "…" | "..." => vec![Part::Gap(GAP)],
            ".." => vec![Part::Gap(SHORT_GAP)],
            choices if choices.contains('/') => {
                let choices = choices.split('/').flat_map(folded);
                vec![Part::Word(choices.collect())]
            }
            words => folded(words)
                .into_iter()
                .map(|word| Part::Word(vec![word]))
                .collect(),
        };
        Self {
            parts: text.split_whitespace().flat_map(part).collect(),
        }
    }

    /// The words that a text may begin to say it with.
    pub(super) fn first_words(&self) -> &[String] {
        match self.parts.first() {
            Some(Part::Word(choices)) => choices,
            Some(Part::Gap(_)) | None => &[],
        }
    }

    /// The words of a text that say it from a place on.
    pub(crate) fn said_at(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let rest = text.get(start..)?;
        let end = rest
            .char_indices()
            .nth(FAR)
            .map_or(rest.len(), |(at, _)| at);
        let rest = &rest[..end];
        let words = words(rest);
        let last = matches(rest, &words, &self.parts)?;
        let end = words.get(last.checked_sub(1)?)?.end;
        Some(start..start + end)
    }
}

/// How many words some parts take up, where the words begin with them: as few as can be.
fn matches(text: &str, words: &[Range<usize>], parts: &[Part]) -> Option<usize> {
    // All numbers of words that the parts so far can take up, so that no pattern takes longer than its parts.
    let mut taken = BTreeSet::from([0]);
    for part in parts {
        taken = match part {
            Part::Word(choices) => taken
                .into_iter()
                .filter(|at| {
                    let word = words.get(*at).map(|word| &text[word.clone()]);
                    word.is_some_and(|word| choices.iter().any(|choice| same(word, choice)))
                })
                .map(|at| at + 1)
                .collect(),
            Part::Gap(most) => taken
                .into_iter()
                .flat_map(|at| at..=(at + most).min(words.len()))
                .collect(),
        };
    }
    taken.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'a>(pattern: &str, text: &'a str) -> Option<&'a str> {
        Pattern::new(pattern)
            .said_at(text, 0)
            .map(|range| &text[range])
    }

    #[test]
    fn words_come_in_their_order_with_gaps_and_choices() {
        let pattern = "Channel … police procedure/process";
        assert_eq!(
            said(pattern, "CHANNEL is, as ever, a Police process; it"),
            Some("CHANNEL is, as ever, a Police process")
        );
        assert_eq!(
            said(pattern, "Channel police procedure"),
            Some("Channel police procedure")
        );
        assert_eq!(said(pattern, "Channel is a police matter"), None);
        assert_eq!(
            said(
                pattern,
                "Channel one two three four five six seven police process"
            ),
            None
        );
        assert_eq!(said("is-a police", "is a police dog"), Some("is a police"));
        let short = "Act sets .. principles";
        assert_eq!(
            said(short, "Act sets out six principles"),
            Some("Act sets out six principles")
        );
        assert_eq!(
            said(short, "Act sets a duty; the council’s principles"),
            None
        );
    }
}
