//! How texts say something that is wrong: words in their order, with choices and gaps.

use std::ops::Range;

use crate::text::{Word, numbers};

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
    /// One of some words, by their numbers.
    Word(Vec<u64>),
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
                let choices = choices.split('/').flat_map(numbers);
                vec![Part::Word(choices.collect())]
            }
            words => numbers(words)
                .into_iter()
                .map(|word| Part::Word(vec![word]))
                .collect(),
        };
        Self {
            parts: text.split_whitespace().flat_map(part).collect(),
        }
    }

    /// The numbers of the words that a text may begin to say it with.
    pub(super) fn first_words(&self) -> &[u64] {
        match self.parts.first() {
            Some(Part::Word(choices)) => choices,
            Some(Part::Gap(_)) | None => &[],
        }
    }

    /// The words of a text that say it from a place on, where one of them begins; `words` are all of the text.
    pub(crate) fn said_at(&self, text: &str, words: &[Word], start: usize) -> Option<Range<usize>> {
        let far = text.get(start..)?.char_indices().nth(FAR);
        let end = far.map_or(text.len(), |(at, _)| start + at);
        let first = words.partition_point(|word| word.range().start < start);
        let behind = words.partition_point(|word| word.range().end <= end);
        let words = words.get(first..behind.min(first + FAR / 2))?; // there are no more
        let last = matches(words, &self.parts)?;
        let end = words.get(last.checked_sub(1)?)?.range().end;
        Some(start..end)
    }
}

/// How many words some parts take up, where the words begin with them: as few as can be.
fn matches(words: &[Word], parts: &[Part]) -> Option<usize> {
    // All numbers of words that the parts so far can take up, a bit each, so that no pattern takes longer than its parts.
    // In so few characters as are looked at there are fewer words than bits.
    let mut taken: u128 = 1;
    let within = u128::MAX >> u128::BITS.saturating_sub(1 + u32::try_from(words.len()).ok()?);
    for part in parts {
        taken = match part {
            Part::Word(choices) => {
                let is_said = words
                    .iter()
                    .enumerate()
                    .filter(|(at, word)| taken >> at & 1 == 1 && choices.contains(&word.number));
                is_said.fold(0, |taken, (at, _)| taken | 1 << (at + 1))
            }
            Part::Gap(most) => (0..=*most).fold(0, |all, more| all | taken << more) & within,
        };
        if taken == 0 {
            return None;
        }
    }
    usize::try_from(taken.trailing_zeros()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::numbered_words;

    fn said<'a>(pattern: &str, text: &'a str) -> Option<&'a str> {
        Pattern::new(pattern)
            .said_at(text, &numbered_words(text), 0)
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
