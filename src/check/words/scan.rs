//! What is found in a text before any rule looks at it.

use std::ops::Range;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use indexmap::IndexMap;

use crate::check::{Passage, Subject};

use super::dictionary::knows;
use super::table::{Of, TABLE};
use super::token::{Gap, Shape, Token, tokens};

/// A text, looked through once for all rules of this group and all schools that share it.
#[derive(Debug)]
pub(in crate::check) struct Scan {
    /// Its words.
    pub(super) tokens: Vec<Token>,
    /// The phrases of the table that it has, in the order of the text.
    pub(super) hits: Vec<Hit>,
    /// The words that no dictionary knows.
    pub(super) unknown: Vec<Unknown>,
    /// Which words are acronyms.
    pub(super) acronyms: Vec<usize>,
    /// Which words are ordinary ones in capitals.
    pub(super) loud: Vec<usize>,
    /// Which words stand twice, with "and" or "or" between them.
    pub(super) doubled: Vec<usize>,
}

/// A word that no dictionary knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    /// Its number.
    pub(super) at: usize,
    /// The word in small letters.
    pub(super) lower: String,
    /// Whether it is near to one of the words that are watched for.
    pub(super) is_near_key: bool,
}

/// A phrase of the table in a text, as numbers of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// What was looked for.
    pub(super) of: Of,
    /// All words of the phrase.
    pub(super) whole: Range<usize>,
    /// The words that are meant.
    pub(super) meant: Range<usize>,
}

/// Texts that were looked through already: schools share most of theirs.
static SCANS: LazyLock<RwLock<IndexMap<String, Arc<Scan>>>> = LazyLock::new(RwLock::default);

/// How many are kept, and how long one may be, in bytes: some 20 MB altogether.
const MOST: usize = 5_000;
const LONGEST: usize = 1_000;

/// The shortest and the longest word that is looked up, in bytes.
const SHORTEST: usize = 3;
const LONGEST_WORD: usize = 30;

/// What stands behind this character is no letter of an English word: Chinese, among others.
const LAST_OF_ENGLISH: char = '’';

/// The most letters of an acronym.
const LONGEST_ACRONYM: usize = 6;

impl Scan {
    /// What is found in a text.
    pub(in crate::check) fn of(text: &str) -> Arc<Self> {
        let scans = SCANS.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = scans.get(text) {
            return Arc::clone(known);
        }
        drop(scans);
        let scan = Arc::new(Self::new(text));
        if text.len() <= LONGEST {
            let mut scans = SCANS.write().unwrap_or_else(PoisonError::into_inner);
            if scans.len() < MOST {
                scans.insert(text.to_string(), Arc::clone(&scan));
            }
        }
        scan
    }

    fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let lower: Vec<String> = tokens
            .iter()
            .map(|token| token.word(text).to_lowercase())
            .collect();
        let found = TABLE.phrases.find(&tokens, &lower).into_iter();
        let hits = found.map(|found| Hit {
            of: TABLE.of[found.phrase],
            whole: found.whole,
            meant: found.meant,
        });
        let capitals = tokens.iter().filter(|token| token.shape == Shape::Upper);
        let shouts = capitals.count() * 2 > tokens.len();
        let (mut acronyms, mut loud, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for (at, token) in tokens.iter().enumerate() {
            let (word, lower) = (token.word(text), lower[at].as_str());
            match token.shape {
                Shape::Upper if shouts => {}
                Shape::Upper if singular(word).len() > 2 && knows(lower, lower) => loud.push(at),
                Shape::Upper if singular(word).chars().count() <= LONGEST_ACRONYM => {
                    acronyms.push(at);
                }
                Shape::Upper | Shape::Mixed => {}
                Shape::Lower | Shape::Capital => {
                    if !is_known(text, &tokens, at, lower) {
                        unknown.push(Unknown {
                            at,
                            lower: lower.to_string(),
                            is_near_key: is_near_key(lower),
                        });
                    }
                }
            }
        }
        let doubled = (2..tokens.len()).filter(|&at| {
            lower[at] == lower[at - 2]
                && matches!(lower[at - 1].as_str(), "and" | "or")
                && tokens[at].gap.joins()
                && tokens[at - 1].gap.joins()
                && TABLE.doubled.contains(&lower[at])
        });
        Self {
            hits: hits.collect(),
            unknown,
            acronyms,
            loud,
            doubled: doubled.collect(),
            tokens,
        }
    }

    /// The word with a number.
    pub(super) fn word<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.word(text))
    }

    /// The bytes of some words within the text.
    pub(super) fn range(&self, words: &Range<usize>) -> Range<usize> {
        let (first, last) = (
            self.tokens.get(words.start),
            self.tokens.get(words.end.wrapping_sub(1)),
        );
        match (first, last) {
            (Some(first), Some(last)) => first.range().start..last.range().end,
            _ => 0..0,
        }
    }

    /// The word before another within the same sentence; empty where there is none.
    pub(super) fn before<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let joined = self.tokens.get(at).is_some_and(|token| token.gap.joins());
        match at.checked_sub(1).filter(|_| joined) {
            Some(before) => self.word(text, before),
            None => "",
        }
    }

    /// The word behind another within the same sentence; empty where there is none.
    pub(super) fn after<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let joined = self
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.gap.joins());
        if joined { self.word(text, at + 1) } else { "" }
    }

    /// Whether a word is written with a capital as a part of a name: beside another capital, within a sentence.
    pub(super) fn in_name(&self, text: &str, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let before = self.before(text, at);
        let follows = capital(before) && !is_article(before);
        token.shape == Shape::Capital && (follows || capital(self.after(text, at)))
    }
}

/// An acronym without the `s` of its plural.
pub(super) fn singular(acronym: &str) -> &str {
    acronym.strip_suffix('s').unwrap_or(acronym)
}

/// Words before a capital that say nothing about a name.
pub(super) fn is_article(word: &str) -> bool {
    ["the", "our", "this", "each", "every", "all", "a", "an"]
        .iter()
        .any(|article| word.eq_ignore_ascii_case(article))
}

/// Whether a long word is a slip or two away from one that is watched for.
fn is_near_key(lower: &str) -> bool {
    let near = |key: &String| strsim::osa_distance(lower, key) <= 2;
    lower.chars().count() > 7 && TABLE.key.iter().any(near)
}

fn is_known(text: &str, tokens: &[Token], at: usize, lower: &str) -> bool {
    let word = tokens[at].word(text);
    if !(SHORTEST..=LONGEST_WORD).contains(&lower.len())
        || TABLE.known.contains(&lower.to_uppercase())
        || lower
            .chars()
            .any(|c| c.is_ascii_digit() || c > LAST_OF_ENGLISH)
        || knows(word, lower)
    {
        return true;
    }
    // A part of a compound: `co-ordinated`.
    let compound = |from: usize, to: usize| {
        let (Some(first), Some(last)) = (tokens.get(from), tokens.get(to)) else {
            return false;
        };
        let joined = format!("{}{}", first.word(text), last.word(text)).to_lowercase();
        last.gap == Gap::Hyphen && knows(&joined, &joined)
    };
    compound(at, at + 1) || at > 0 && compound(at - 1, at)
}

/// Every text with what was found in it; without the names of people and organisations.
pub(super) fn read<'s, 'a>(
    subject: &'s Subject<'a>,
) -> impl Iterator<Item = (&'s Passage<'a>, &'s Scan)> {
    let passages = subject.passages.iter().zip(subject.scans());
    passages
        .filter(|(passage, _)| !is_name(&passage.path))
        .map(|(passage, scan)| (passage, scan.as_ref()))
}

/// Every phrase of the table in every text.
pub(super) fn hits<'s, 'a>(
    subject: &'s Subject<'a>,
) -> impl Iterator<Item = (&'s Passage<'a>, &'s Scan, &'s Hit)> {
    read(subject).flat_map(|(passage, scan)| scan.hits.iter().map(move |hit| (passage, scan, hit)))
}

/// Whether a workspace says that a rule takes some words for right.
pub(super) fn is_right(subject: &Subject<'_>, code: &str, words: &str) -> bool {
    let setting = subject.profile.checks.get(code);
    let mut right = setting.iter().flat_map(|setting| &setting.words);
    right.any(|right| right.value.trim().to_lowercase() == words.to_lowercase())
}

fn is_name(path: &str) -> bool {
    path.rsplit('.')
        .next()
        .is_some_and(|key| matches!(key, "name" | "short_name"))
}
