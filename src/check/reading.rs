//! What is found in a text, once for all rules and for all schools that share it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::guidance::Register;
use crate::text::{Remembered, Signs, Word, numbered_words, sentences};

use super::dates::Frequencies;
use super::guidance::{Quoted, Said, Title, Wrong};
use super::mentions::Mention;
use super::people::{Address, OddNumbers};
use super::pupils::Start;
use super::structure::Numbered;
use super::words::Scan;
use super::work::Statement;

/// Reads texts for the rules, and remembers what they found.
#[derive(Debug)]
pub struct TextReader {
    register: Arc<Register>,
    readings: Remembered<Arc<Reading>>,
}

/// How many texts are remembered at least, and how long one may be, in bytes: some 40 MB altogether, if all
/// are so long.
const MOST: usize = 2_500;
const LONGEST: usize = 1_000;
/// How many texts are kept in mind that were met once: those of a hundred schools and their trust, and some more, at
/// eight bytes each.
const IN_MIND: usize = 1 << 14;

impl TextReader {
    /// Reads texts against a register.
    #[must_use]
    pub fn new(register: Arc<Register>) -> Self {
        Self {
            register,
            readings: Remembered::when_met_again(MOST, LONGEST, IN_MIND),
        }
    }

    /// The register that texts are read against.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// What was found in a text so far.
    pub(super) fn read(&self, text: &str) -> Arc<Reading> {
        self.readings.of(text, |_| Arc::default())
    }
}

/// What rules found in a text, each kind of thing when a rule first asked for it. Nothing here depends on the plan that
/// the text stands in.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) signs: OnceLock<Signs>,
    pub(super) words: OnceLock<Vec<Word>>,
    pub(super) scan: OnceLock<Scan>,
    pub(super) said: OnceLock<Said>,
    pub(super) quoted: OnceLock<Vec<Quoted>>,
    pub(super) wrong: OnceLock<Vec<Wrong>>,
    pub(super) titles: OnceLock<Vec<Title>>,
    pub(super) dates: OnceLock<Vec<Mention>>,
    pub(super) frequencies: OnceLock<Frequencies>,
    pub(super) vague: OnceLock<Option<Range<usize>>>,
    pub(super) sentences: OnceLock<Vec<Range<usize>>>,
    pub(super) statements: OnceLock<Vec<Statement>>,
    pub(super) left: OnceLock<Vec<Range<usize>>>,
    pub(super) numbered: OnceLock<Vec<Numbered>>,
    pub(super) emails: OnceLock<Vec<Address>>,
    pub(super) pages: OnceLock<Vec<Address>>,
    pub(super) telephones: OnceLock<Vec<Range<usize>>>,
    pub(super) odd_numbers: OnceLock<OddNumbers>,
    pub(super) initials: OnceLock<Vec<Range<usize>>>,
    pub(super) capitals: OnceLock<Vec<u16>>,
    pub(super) pupil_starts: OnceLock<Vec<Start>>,
}

impl Reading {
    /// The words of the text.
    pub(super) fn words(&self, text: &str) -> &[Word] {
        self.words.get_or_init(|| numbered_words(text))
    }

    /// The sentences of the text.
    pub(super) fn sentences(&self, text: &str) -> &[Range<usize>] {
        self.sentences.get_or_init(|| sentences(text))
    }
}
