//! What the rules of this group look for: `data/dictionaries/en-GB/words.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Kind, PartialDate, Status};
use crate::source;

use super::phrase::{Phrase, Phrases};

const FILE: &str = include_str!("../../../data/dictionaries/en-GB/words.yaml");

/// The words of the file, read once.
pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::new(source::builtin("built-in words", FILE)));

/// What the file holds; its comments explain the fields.
#[derive(Debug, Default, Deserialize)]
struct Lists {
    sectors: Vec<Sector>,
    over_substitution: Vec<Wording>,
    doubled: String,
    outdated: Vec<Outdated>,
    confused: Vec<Wording>,
    british: Vec<Wording>,
    roles: Vec<String>,
    capitals: String,
    headings: Vec<String>,
    acronyms: Acronyms,
    spelling: Spelling,
}

/// Words of one kind of organisation.
#[derive(Debug, Deserialize)]
pub(super) struct Sector {
    /// Which of the organisation's own words takes their place.
    pub(super) word: Option<String>,
    #[serde(default)]
    pub(super) plural: bool,
    /// In whose plans they are out of place.
    #[serde(rename = "in")]
    pub(super) kinds: Vec<Kind>,
    #[serde(default)]
    pub(super) unless: Vec<String>,
    find: Vec<String>,
    #[serde(default)]
    elsewhere: Vec<String>,
    #[serde(default)]
    pub(super) note: bool,
}

/// Words that are wrong in their context.
#[derive(Debug, Deserialize)]
pub(super) struct Wording {
    find: Vec<String>,
    pub(super) write: Option<String>,
    pub(super) why: Option<String>,
    /// Words before the phrase with which it is right.
    #[serde(default)]
    pub(super) unless_before: Vec<String>,
    /// Words behind the phrase with which it is right.
    #[serde(default)]
    pub(super) unless_after: Vec<String>,
    /// Whether it is wrong only where the words begin with a capital within a sentence.
    #[serde(default)]
    pub(super) capital: bool,
    /// Whether it is often meant as it is, so that it is a note only.
    #[serde(default)]
    pub(super) note: bool,
}

/// A term that is no longer used.
#[derive(Debug, Deserialize)]
pub(super) struct Outdated {
    find: Vec<String>,
    pub(super) write: Option<String>,
    pub(super) help: String,
    pub(super) from: Option<PartialDate>,
    pub(super) source: String,
    /// When it was compared with the source.
    #[cfg_attr(not(test), expect(dead_code, reason = "for those who read the file"))]
    checked_on: Option<PartialDate>,
    pub(super) status: Status,
    /// Whether it is often meant as it is, so that it is a note only.
    #[serde(default)]
    pub(super) note: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Acronyms {
    known: String,
    same: Vec<Vec<String>>,
    expanded: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
struct Spelling {
    words: String,
    key: String,
}

/// What a phrase was looked for by; the number is that of the entry in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The word of one kind of organisation.
    Sector(usize),
    /// A sign that such a word speaks of another body.
    Elsewhere(usize),
    /// What comes of a replaced word.
    OverSubstitution(usize),
    /// A term that is no longer used.
    Outdated(usize),
    /// A word taken for another.
    Confused(usize),
    /// A word in its American spelling.
    British(usize),
    /// A role.
    Role(usize),
    /// A word that plans write with and without a capital, by a number that it shares with its plural.
    Term(usize),
    /// A word that keeps the capital of a heading.
    Heading,
}

/// The words, made ready to be found.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) sectors: Vec<Sector>,
    pub(super) over_substitution: Vec<Wording>,
    pub(super) doubled: BTreeSet<String>,
    pub(super) outdated: Vec<Outdated>,
    pub(super) confused: Vec<Wording>,
    pub(super) british: Vec<Wording>,
    /// Acronyms that need not be spelt out.
    pub(super) known: BTreeSet<String>,
    /// Groups of acronyms for the same thing.
    pub(super) same: Vec<Vec<String>>,
    /// What an acronym stands for, in small letters.
    pub(super) expanded: BTreeMap<String, String>,
    /// Words that the dictionary lacks.
    pub(super) words: BTreeSet<String>,
    /// Words that are watched for even where they begin with a capital.
    pub(super) key: Vec<String>,
    /// All phrases, and what each was looked for by.
    pub(super) phrases: Phrases,
    pub(super) of: Vec<Of>,
}

impl Table {
    fn new(lists: Lists) -> Self {
        let mut table = Self::default();
        for (at, sector) in lists.sectors.iter().enumerate() {
            table.look_for(&sector.find, Of::Sector(at));
            table.look_for(&sector.elsewhere, Of::Elsewhere(at));
        }
        for (at, outdated) in lists.outdated.iter().enumerate() {
            table.look_for(&outdated.find, Of::Outdated(at));
        }
        for (at, wording) in lists.over_substitution.iter().enumerate() {
            table.look_for(&wording.find, Of::OverSubstitution(at));
        }
        for (at, wording) in lists.confused.iter().enumerate() {
            table.look_for(&wording.find, Of::Confused(at));
        }
        for (at, wording) in lists.british.iter().enumerate() {
            table.look_for(&wording.find, Of::British(at));
        }
        for (at, role) in lists.roles.iter().enumerate() {
            table.look_for(std::slice::from_ref(role), Of::Role(at));
        }
        let stem = |word: &str| word.strip_suffix('s').unwrap_or(word).to_string();
        let terms: Vec<&str> = lists.capitals.split_whitespace().collect();
        for word in &terms {
            let same = terms.iter().position(|other| stem(other) == stem(word));
            table.look_for(&[(*word).to_string()], Of::Term(same.unwrap_or(0)));
        }
        table.look_for(&lists.headings, Of::Heading);
        let set = |words: &str| words.split_whitespace().map(str::to_string).collect();
        Self {
            sectors: lists.sectors,
            over_substitution: lists.over_substitution,
            doubled: set(&lists.doubled),
            outdated: lists.outdated,
            confused: lists.confused,
            british: lists.british,
            known: set(&lists.acronyms.known),
            same: lists.acronyms.same,
            expanded: lists.acronyms.expanded,
            words: set(&lists.spelling.words),
            key: lists
                .spelling
                .key
                .split_whitespace()
                .map(str::to_string)
                .collect(),
            phrases: table.phrases,
            of: table.of,
        }
    }

    fn look_for(&mut self, phrases: &[String], of: Of) {
        for phrase in phrases {
            self.phrases.add(Phrase::new(phrase));
            self.of.push(of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn the_file_can_be_read() {
        let (mut sources, mut faults) = (Sources::default(), Vec::new());
        let node = source::parse("words", FILE.as_bytes(), &mut sources, &mut faults).unwrap();
        let (lists, typed) = source::typed::<Lists>(&node);
        assert_eq!(faults, []);
        assert_eq!(typed, []);
        assert!(lists.is_some());
    }

    #[test]
    fn a_term_whose_status_is_verified_says_when_it_was() {
        for outdated in &TABLE.outdated {
            assert!(
                outdated.status != Status::Verified || outdated.checked_on.is_some(),
                "{:?}",
                outdated.find
            );
        }
    }
}
