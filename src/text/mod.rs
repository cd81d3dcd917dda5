//! The words, sentences and phrases of a text, and texts that were met before. What words mean is for others to say.

mod words;
mod shape;
mod tokens;
mod chunks;
mod sentences;
mod phrases;
mod initials;
mod hash;
mod remembered;
mod signs;

pub(crate) use chunks::chunks;
pub(crate) use hash::{SEED, mixed, number_of};
pub(crate) use initials::Initials;
pub(crate) use phrases::{has_one_of, is_one_of, last_of};
pub(crate) use remembered::Remembered;
pub(crate) use sentences::{sentence, sentence_of, sentences};
pub(crate) use shape::Shape;
pub(crate) use signs::Signs;
pub(crate) use tokens::{Gap, Token, tokens};
pub(crate) use words::{
    Word, begins_with, folded, numbered_words, numbers, same, says, words, words_of,
};

use std::ops::Range;

/// Something that a text speaks of: where, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention<T> {
    /// The bytes of its words.
    pub(crate) range: Range<usize>,
    /// What they mean.
    pub(crate) means: T,
}
