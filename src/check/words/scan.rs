//! What is found in a text before any rule looks at it.

use std::ops::Range;
use std::sync::Arc;

use crate::check::{Passage, Subject};

use super::dictionary::knows;
use super::table::{Of, TABLE};
use super::word::{UnknownWord, Word};
use crate::text::{self, Gap, Shape, Token, tokens};

/// What the rules of this group look for in a text.
#[derive(Debug, Default)]
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

/// A word that no dictionary knows, in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    /// Its number.
    pub(super) at: usize,
    /// The word.
    pub(super) word: Arc<UnknownWord>,
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

/// The most letters of an acronym.
const LONGEST_ACRONYM: usize = 6;

impl Scan {
    /// What is found in a text.
    fn of(text: &str, words: &[text::Word]) -> Self {
        let tokens = tokens(text, words);
        let words = Word::of_each(text, &tokens);
        let capitals = tokens.iter().filter(|token| token.shape == Shape::Upper);
        let shouts = capitals.count() * 2 > tokens.len();
        let mut scan = Self::default();
        for (at, (token, facts)) in tokens.iter().zip(&words).enumerate() {
            let word = token.word(text);
            match token.shape {
                Shape::Upper if shouts => {}
                Shape::Upper if singular(word).len() > 2 && facts.unknown.is_none() => {
                    scan.loud.push(at);
                }
                Shape::Upper if singular(word).chars().count() <= LONGEST_ACRONYM => {
                    scan.acronyms.push(at);
                }
                Shape::Upper | Shape::Mixed => {}
                Shape::Lower | Shape::Capital => {
                    if let Some(unknown) = &facts.unknown
                        && !is_part_of_compound(text, &tokens, at)
                    {
                        let word = Arc::clone(unknown);
                        scan.unknown.push(Unknown { at, word });
                    }
                }
            }
            if facts.may_be_doubled && is_doubled(text, &tokens, at) {
                scan.doubled.push(at);
            }
            if let Some(number) = facts.begins {
                let found = TABLE.phrases.find_at(number, at, text, &tokens);
                scan.hits.extend(found.map(|found| Hit {
                    of: TABLE.of[found.phrase],
                    whole: found.whole,
                    meant: found.meant,
                }));
            }
        }
        Self { tokens, ..scan }
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

/// Whether a word and the next one or the one before are one with a hyphen: `co-ordinated`.
fn is_part_of_compound(text: &str, tokens: &[Token], at: usize) -> bool {
    let compound = |from: usize, to: usize| {
        let (Some(first), Some(last)) = (tokens.get(from), tokens.get(to)) else {
            return false;
        };
        let joined = || format!("{}{}", first.word(text), last.word(text)).to_lowercase();
        last.gap == Gap::Hyphen && knows(&joined(), &joined())
    };
    compound(at, at + 1) || at > 0 && compound(at - 1, at)
}

/// Whether a word stands once more before "and" or "or".
fn is_doubled(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some([first, between, second]) = at.checked_sub(2).and_then(|from| tokens.get(from..=at))
    else {
        return false;
    };
    let lower = |token: &Token| token.word(text).to_lowercase();
    between.gap.joins()
        && second.gap.joins()
        && matches!(lower(between).as_str(), "and" | "or")
        && lower(first) == lower(second)
}

/// Every text with what was found in it; without the names of people and organisations.
pub(super) fn read<'s, 'a>(
    subject: &'s Subject<'a>,
) -> impl Iterator<Item = (&'s Passage<'a>, &'s Scan)> {
    let passages = subject.passages.iter();
    passages
        .filter(|passage| !is_name(&passage.path))
        .map(|passage| {
            let (text, reading) = (passage.text, &passage.reading);
            let scan = || Scan::of(text, reading.words(text));
            (passage, reading.scan.get_or_init(scan))
        })
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
    // Most paths do not even end so.
    path.ends_with("name") && matches!(path.rsplit('.').next(), Some("name" | "short_name"))
}
