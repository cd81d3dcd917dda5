//! What an organisation put in the place of what it takes over, and what became of that since it last looked.
//!
//! A school rewords an action of its trust; later the trust changes that action. Nobody would see it: the school's words
//! still stand. So what the school saw is known: from `seen:` beside its own words, or else from its last edition, which
//! keeps the wording that was inherited then.

mod difference;

pub use difference::{beginning, excerpts, marked};

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{FileId, Place};
use crate::merge::{self, Seen, fingerprint, is_watched, wording};
use crate::source::{Node, Value};

/// Keys that say when something is done. Those of a new year are new for everybody, so an edition of another period says
/// nothing of them.
const DATED: [&str; 3] = ["deadline", "start", "period"];

/// A value in the place of an inherited one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The keys and ids that lead to it.
    pub way: Vec<String>,
    /// Where it was put there.
    pub place: Place,
    /// What the organisation says; `None` where it took an inherited entry out.
    pub own: Option<Node>,
    /// What the file that it extends says now; `None` where that says nothing there any more.
    pub now: Option<Node>,
    /// What is known of what that file said when the organisation last looked.
    pub then: Then,
}

/// What is known of what stood somewhere when an organisation last looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Unknown,
    /// Its fingerprint, from `seen:`.
    Fingerprint(String),
    /// Its words, as an edition kept them.
    Words {
        /// The words, with their placeholders.
        words: String,
        /// The edition.
        edition: String,
    },
}

/// The inherited wording that an edition kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// What messages call the edition.
    pub edition: String,
    /// Whether the edition is of the period that the plan is for now.
    pub same_period: bool,
    /// The inherited wording of each value that was replaced, by its path.
    pub replaced: BTreeMap<String, String>,
    /// That of each entry that was taken out, by its path.
    pub removed: BTreeMap<String, String>,
}

impl Override {
    /// The keys and ids, joined by dots.
    #[must_use]
    pub fn path(&self) -> String {
        self.way.join(".")
    }

    /// Whether it changed since the organisation last looked, as far as is known.
    #[must_use]
    pub fn is_suspect(&self) -> bool {
        match &self.then {
            Then::Unknown => false,
            Then::Fingerprint(then) => *then != fingerprint(&self.says_now()),
            // As the fingerprint has it, and quicker.
            Then::Words { words, .. } => {
                let now = self.says_now();
                !words.split_whitespace().eq(now.split_whitespace())
            }
        }
    }

    /// What the organisation says; empty where it took an entry out.
    #[must_use]
    pub fn says(&self) -> String {
        self.own.as_ref().map(wording).unwrap_or_default()
    }

    /// What the file that it extends says now; empty where that says nothing any more.
    #[must_use]
    pub fn says_now(&self) -> String {
        self.now.as_ref().map(wording).unwrap_or_default()
    }

    /// What that file said when the organisation last looked, if an edition knows it.
    #[must_use]
    pub fn said_then(&self) -> Option<&str> {
        match &self.then {
            Then::Words { words, .. } => Some(words),
            Then::Unknown | Then::Fingerprint(_) => None,
        }
    }
}

/// What is known of one organisation's file.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The organisation's own file.
    pub own: &'a Node,
    /// The file with all that it inherits.
    pub merged: &'a Node,
    /// What it put in the place of what it inherits.
    pub overrides: &'a [merge::Override],
    /// What it says it had seen there.
    pub seen: &'a [Seen],
    /// What its editions kept, the latest first. The latest counts where there is no `seen`; the words of all of them may
    /// explain one.
    pub kept: &'a [Kept],
}

/// Every value of an organisation that stands, or stood when it last looked, in the place of an inherited one, in the order
/// of its file.
#[must_use]
pub fn overrides(known: &Known<'_>) -> Vec<Override> {
    let mut all: Vec<Override> = known
        .overrides
        .iter()
        .map(|over| {
            let way: Vec<String> = over.path.iter().map(ToString::to_string).collect();
            Override {
                then: known.then(&way.join("."), over.own.is_none()),
                place: over.place,
                own: over.own.clone(),
                now: Some(over.inherited.clone()),
                way,
            }
        })
        .collect();
    let gone = known.no_longer_inherited(&all);
    all.extend(gone);
    all.sort_by_key(|over| over.place);
    all
}

impl Known<'_> {
    /// What is known of what stood at a path, or of an entry that was taken out there.
    fn then(&self, path: &str, removed: bool) -> Then {
        let is_here = |seen: &&Seen| seen.path == path && seen.removed == removed;
        if let Some(seen) = self.seen.iter().find(is_here) {
            let mut words = self.kept.iter().filter_map(|kept| {
                let words = kept.words(path, removed)?;
                (fingerprint(words) == seen.fingerprint).then(|| Then::Words {
                    words: words.to_string(),
                    edition: kept.edition.clone(),
                })
            });
            let words = words.next();
            return words.unwrap_or_else(|| Then::Fingerprint(seen.fingerprint.clone()));
        }
        let Some(last) = self.kept.first() else {
            return Then::Unknown;
        };
        let counts = last.same_period || !is_dated(path);
        match last.words(path, removed).filter(|_| counts) {
            Some(words) => Then::Words {
                words: words.to_string(),
                edition: last.edition.clone(),
            },
            None => Then::Unknown,
        }
    }

    /// What stood in the place of something that is not inherited any more.
    fn no_longer_inherited(&self, found: &[Override]) -> Vec<Override> {
        let last = self.kept.first();
        let paths = |removed: bool| {
            let seen = self.seen.iter().filter(move |seen| seen.removed == removed);
            let kept = last.map(|last| {
                let paths = if removed {
                    &last.removed
                } else {
                    &last.replaced
                };
                paths.keys()
            });
            let seen = seen.map(|seen| seen.path.as_str());
            seen.chain(kept.into_iter().flatten().map(String::as_str))
                .map(move |path| (path, removed))
        };
        let mut known: BTreeSet<(String, bool)> = found
            .iter()
            .map(|over| (over.path(), over.own.is_none()))
            .collect();
        let mut gone: Vec<Override> = Vec::new();
        for (path, removed) in paths(false).chain(paths(true)) {
            if !is_watched(path.split('.')) || !known.insert((path.to_string(), removed)) {
                continue;
            }
            let then = self.then(path, removed);
            let Some((way, own)) = follow(self.own, path).filter(|_| then != Then::Unknown) else {
                continue;
            };
            let own = if removed {
                own.get("remove")
            } else {
                Some(own)
            };
            let Some(own) = own.filter(|own| !own.is_empty()) else {
                continue;
            };
            if self.inherits(path) {
                continue; // the file that it extends took the same words over
            }
            gone.push(Override {
                way,
                place: own.place,
                own: (!removed).then(|| own.clone()),
                now: None,
                then,
            });
        }
        gone
    }

    /// Whether what stands at a path comes from another file.
    fn inherits(&self, path: &str) -> bool {
        let own = self.own.place.file;
        follow(self.merged, path).is_some_and(|(_, node)| !is_in(node, own))
    }

    /// The entry of the organisation's own file that holds a value, if nothing stands below that entry any more in the
    /// file that it extends.
    #[must_use]
    pub fn entry_of_its_own(&self, way: &[String]) -> Option<Vec<String>> {
        let (mut own, mut merged) = (Some(self.own), Some(self.merged));
        let mut entry = None;
        for (depth, step) in way.iter().enumerate() {
            let is_entry = own.is_some_and(|own| !own.items().is_empty());
            own = own.and_then(|own| child(own, step));
            merged = merged.and_then(|merged| child(merged, step));
            if is_entry {
                let id = merged.and_then(|merged| merged.get("id"));
                let inherited = id.is_some_and(|id| !is_in(id, self.own.place.file));
                entry = (!inherited).then(|| way[..=depth].to_vec());
            }
        }
        entry
    }
}

impl Kept {
    fn words(&self, path: &str, removed: bool) -> Option<&str> {
        let known = if removed {
            &self.removed
        } else {
            &self.replaced
        };
        known.get(path).map(String::as_str)
    }
}

fn is_dated(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or(path);
    DATED.contains(&key)
}

fn is_in(node: &Node, file: FileId) -> bool {
    node.via.as_deref().unwrap_or(&node.place).file == file
}

/// The value at a path, with the way to it; keys may hold dots themselves.
fn follow<'a>(node: &'a Node, path: &str) -> Option<(Vec<String>, &'a Node)> {
    let ends = path.match_indices('.').map(|(at, _)| at);
    for end in ends.chain([path.len()]) {
        let (step, rest) = path.split_at(end);
        let Some(next) = child(node, step) else {
            continue;
        };
        let Some(rest) = rest.strip_prefix('.') else {
            return Some((vec![step.to_string()], next));
        };
        if let Some((way, found)) = follow(next, rest) {
            let way = std::iter::once(step.to_string()).chain(way);
            return Some((way.collect(), found));
        }
    }
    None
}

/// The value of a key, or the entry of an id.
#[must_use]
pub fn child<'a>(node: &'a Node, step: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Group(_) => node.get(step),
        Value::List(items) => items.iter().find(|item| item.id() == Some(step)),
        Value::Empty | Value::Scalar(_) => None,
    }
}

#[cfg(test)]
mod tests;
