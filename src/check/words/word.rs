//! A word by itself: what the dictionary and the lists say of it.

use std::sync::{Arc, LazyLock};

use crate::text::{Remembered, Shape, Token};

use super::dictionary::{british, knows};
use super::table::TABLE;

/// What is known of a word, as it is written in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// What is known of one that the dictionary has not; `None` too of one that need not be looked up.
    pub(super) unknown: Option<Arc<UnknownWord>>,
    /// Whether it is one of those that replacing words leaves twice.
    pub(super) may_be_doubled: bool,
    /// Which phrases of the table begin with it.
    pub(super) begins: Option<usize>,
}

/// A word that no dictionary knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnknownWord {
    /// The word in small letters.
    pub(super) lower: String,
    /// Its British spelling, if this is the American one.
    pub(super) british: Option<String>,
    /// Whether it is near to one of the words that are watched for.
    pub(super) is_near_key: bool,
}

/// Words that were looked up already: all plans are made of the same few thousand.
static WORDS: LazyLock<Remembered<Word>> = LazyLock::new(|| Remembered::new(MOST, LONGEST));

/// How many are kept.
const MOST: usize = 20_000;

/// The shortest and the longest word that is looked up, in bytes.
const SHORTEST: usize = 3;
pub(super) const LONGEST: usize = 30;

/// What stands behind this character is no letter of an English word: Chinese, among others.
const LAST_OF_ENGLISH: char = '’';

impl Word {
    /// What is known of each word of a text.
    pub(super) fn of_each(text: &str, tokens: &[Token]) -> Vec<Self> {
        WORDS.of_each(tokens.iter().map(|token| token.word(text)), Self::new)
    }

    fn new(word: &str) -> Self {
        let lower = word.to_lowercase();
        let is_known = match Shape::of(word) {
            Shape::Upper => knows(&lower, &lower),
            Shape::Lower | Shape::Capital => is_known(word, &lower),
            Shape::Mixed => true,
        };
        Self {
            may_be_doubled: TABLE.doubled.contains(&lower),
            begins: TABLE.phrases.beginning(&lower),
            unknown: (!is_known).then(|| Arc::new(UnknownWord::new(lower))),
        }
    }
}

impl UnknownWord {
    fn new(lower: String) -> Self {
        Self {
            british: british(&lower),
            is_near_key: is_near_key(&lower),
            lower,
        }
    }
}

/// Whether a long word is a slip or two away from one that is watched for.
fn is_near_key(lower: &str) -> bool {
    let near = |key: &String| strsim::osa_distance(lower, key) <= 2;
    lower.chars().count() > 7 && TABLE.key.iter().any(near)
}

fn is_known(word: &str, lower: &str) -> bool {
    !(SHORTEST..=LONGEST).contains(&lower.len())
        || TABLE.known.contains(&lower.to_uppercase())
        || lower
            .chars()
            .any(|c| c.is_ascii_digit() || c > LAST_OF_ENGLISH)
        || knows(word, lower)
}
