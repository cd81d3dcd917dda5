//! How alike two parts of documents are, by their words.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::words::is_word;
use crate::document::{Block, Inline, plain_text};

/// What is all the same, in thousandths.
pub(super) const SAME: u32 = 1000;

/// The words of a part, for it to be compared with many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    /// All of the part, so that two that are the same are known to be.
    whole: u64,
    /// Its words, by number and sorted.
    words: Vec<u64>,
    /// Whether it says more than numbers and signs.
    named: bool,
}

impl Likeness {
    /// Of some blocks.
    pub(super) fn of_blocks(blocks: &[Block]) -> Self {
        let mut text = String::new();
        for block in blocks {
            push(block, &mut text);
        }
        Self::of(&format!("{blocks:?}"), &text)
    }

    /// Of some runs.
    pub(super) fn of_runs(runs: &[Inline]) -> Self {
        Self::of(&format!("{runs:?}"), &plain_text(runs))
    }

    /// Of a part that says `text`; `whole` tells it from all that are not the same.
    pub(super) fn of(whole: &str, text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| is_word(word)).collect();
        let is_name = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let named = words.iter().any(is_name);
        let mut words: Vec<u64> = words
            .into_iter()
            .map(|word| number(&word.to_lowercase()))
            .collect();
        words.sort_unstable();
        Self {
            whole: number(whole),
            words,
            named,
        }
    }

    /// The same part with the words of another.
    pub(super) fn with_words_of(self, other: &Self) -> Self {
        Self {
            words: other.words.clone(),
            named: other.named,
            ..self
        }
    }

    /// Whether two parts are the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.whole == other.whole
    }

    /// What tells parts apart that are not the same.
    pub(super) fn whole(&self) -> u64 {
        self.whole
    }

    /// Whether the part can be known by what it says: a number may be that of another one a year later.
    pub(super) fn is_a_name(&self) -> bool {
        self.named
    }

    /// How many of the words of both are in common, in thousandths; all, where neither says anything.
    pub(super) fn to(&self, other: &Self) -> u32 {
        let total = self.words.len() + other.words.len();
        if total == 0 || self.is(other) {
            return SAME;
        }
        let (mut left, mut right) = (&self.words[..], &other.words[..]);
        let mut common = 0;
        while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
            if first == second {
                common += 2;
            }
            if first <= second {
                left = left_rest;
            }
            if second <= first {
                right = right_rest;
            }
        }
        u32::try_from(common * 1000 / total).unwrap_or(0)
    }
}

fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The words of a block, with white space between its parts.
fn push(block: &Block, text: &mut String) {
    let mut runs = |runs: &[Inline]| {
        text.push(' ');
        text.push_str(&plain_text(runs));
    };
    let blocks: Vec<&[Block]> = match block {
        Block::Heading(heading) => return runs(&heading.content),
        Block::Paragraph { content } => return runs(content),
        Block::Contents { .. } => return,
        Block::Exhibit(page) => return runs(&page.caption),
        Block::Fields(fields) => {
            for field in &fields.fields {
                runs(&field.label.runs());
                runs(&field.value);
            }
            return;
        }
        Block::Panel { title, blocks } => {
            runs(title);
            vec![blocks]
        }
        Block::Quotation { blocks } | Block::Changed { blocks, .. } => vec![blocks],
        Block::List(list) => list.items.iter().map(Vec::as_slice).collect(),
        Block::Clauses { clauses } => clauses.iter().map(|clause| &*clause.blocks).collect(),
        Block::Table(table) => {
            for band in table.groups.iter().filter_map(|group| group.band.as_ref()) {
                runs(band);
            }
            let body = table.groups.iter().flat_map(|group| &group.rows);
            let rows = table.head.iter().chain(body);
            rows.flat_map(|row| &row.cells)
                .map(|cell| &*cell.blocks)
                .collect()
        }
    };
    for block in blocks.into_iter().flatten() {
        push(block, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_alike_as_they_have_words_in_common() {
        let of = |text: &str| Likeness::of(text, text);
        let likeness = |old: &str, new: &str| of(old).to(&of(new));
        assert_eq!(likeness("Train staff", "train, STAFF!"), 1000);
        assert_eq!(likeness("Train all staff", "Train no staff"), 666);
        assert_eq!(likeness("a a a b", "a c"), 333);
        assert_eq!(likeness("", ""), 1000);
        assert_eq!(likeness("", "a"), 0);
    }
}
