//! The texts that people read.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Place;
use crate::source::{Node, Value};
use crate::text::{Signs, sentence_of};

use super::reading::{Reading, TextReader};
use super::subject::Merged;

/// A text that people read.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// Keys and ids joined by dots, as in `plan.areas.leadership.title`.
    pub path: String,
    /// What kind of text it is.
    pub kind: PassageKind,
    /// The words, with placeholders filled.
    pub text: &'a str,
    /// The words before placeholders are filled.
    pub written: &'a str,
    /// Where they were written.
    pub place: Place,
    /// The value as it was written, which knows what it replaced.
    pub node: &'a Node,
    /// Which of [`MARKED`] lead to it.
    above: u8,
    /// What rules found in `text`.
    pub(super) reading: Arc<Reading>,
    /// What rules found in `written`.
    pub(super) typed: Arc<Reading>,
}

/// Keys that say something about every text below them.
const MARKED: [&str; 4] = ["history", "reviews", "evidence", "outcomes"];

impl Passage<'_> {
    /// Whether it stands somewhere below a key of [`MARKED`].
    pub(super) fn is_below(&self, key: &str) -> bool {
        self.above & mark(key) != 0
    }

    /// The signs that its text has.
    pub(super) fn signs(&self) -> &Signs {
        let known = &self.reading.signs;
        known.get_or_init(|| Signs::of(self.text))
    }

    /// The sentence of its text that holds a range of bytes; the whole text where none does.
    pub(super) fn sentence_of(&self, range: &Range<usize>) -> Range<usize> {
        let sentences = self.reading.sentences(self.text);
        sentence_of(sentences, range).unwrap_or(0..self.text.len())
    }
}

/// A bit for a key of [`MARKED`]; none for any other.
fn mark(key: &str) -> u8 {
    let place = MARKED.iter().position(|marked| *marked == key);
    place.map_or(0, |place| 1 << place)
}

/// What kind of text a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// Sentences.
    Prose,
    /// A heading or a title: some words.
    Title,
    /// The name of an organisation, a person or a body.
    Name,
}

/// What kind of text stands at a key of a group; `None` for keys, dates, addresses and other facts.
fn kind(key: &str) -> Option<PassageKind> {
    match key {
        "text" | "introduction" | "scope" | "purpose" | "note" | "progress" | "impact"
        | "description" | "hazard" | "controls" | "national" | "local" | "outcomes" | "meaning"
        | "means" => Some(PassageKind::Prose),
        "title" | "theme" | "heading" | "audience" | "strapline" => Some(PassageKind::Title),
        "name" | "short_name" | "role" | "approved_by" => Some(PassageKind::Name),
        _ => None,
    }
}

/// Groups whose keys are the user's own and whose values are all texts that people read.
const FREE: [&str; 2] = ["facts", "custom"];

/// Groups that hold nothing to be read as prose, though their keys say so: colours, files, settings.
const SILENT: [&str; 3] = ["brand", "checks", "scales"];

/// Keys of addresses, which are no prose.
const ADDRESSES: [&str; 4] = ["email", "website", "link", "url"];

/// The longest text whose words are looked at, in bytes: some 1,500 words, and more than anybody reads in one piece.
pub(super) const LONGEST: usize = 10_000;

/// The texts of the merged files.
#[derive(Debug, Default)]
pub(super) struct Texts<'a> {
    /// Those that people read, in the order of the files.
    pub(super) passages: Vec<Passage<'a>>,
    /// The addresses of pages and of people, in the same order.
    pub(super) addresses: Vec<&'a Node>,
}

/// Every text of the merged files.
pub(super) fn texts<'a>(merged: Merged<'a>, reader: &TextReader) -> Texts<'a> {
    let mut walk = Walk {
        reader,
        path: String::new(),
        above: 0,
        is_silent: false,
        found: Texts::default(),
    };
    walk.node(merged.written, merged.filled, None);
    walk.found
}

/// On the way through the files.
struct Walk<'a, 'r> {
    reader: &'r TextReader,
    /// The keys and ids that lead to where it is.
    path: String,
    /// Which of [`MARKED`] are among them.
    above: u8,
    /// Whether it is in a group that holds nothing to be read as prose.
    is_silent: bool,
    found: Texts<'a>,
}

impl<'a> Walk<'a, '_> {
    fn node(&mut self, written: &'a Node, filled: &'a Node, here: Option<PassageKind>) {
        match (&written.value, &filled.value) {
            (Value::Scalar(words), Value::Scalar(text)) => {
                let is_read = !self.is_silent && !text.trim().is_empty();
                if let Some(kind) = here.filter(|_| is_read) {
                    self.take(kind, words, text, written, filled);
                }
            }
            (Value::List(before), Value::List(after)) => {
                for (number, (before, after)) in before.iter().zip(after).enumerate() {
                    match after.id() {
                        Some(id) => self.step(id, before, after, here),
                        None => self.step(&(number + 1).to_string(), before, after, here),
                    }
                }
            }
            (Value::Group(before), Value::Group(after)) => {
                let last = self.path.rsplit('.').next();
                let free = last.is_some_and(|last| FREE.contains(&last));
                let top = self.path.is_empty();
                for (before, after) in before.iter().zip(after) {
                    let key = after.key.as_str();
                    if top {
                        self.is_silent = SILENT.contains(&key);
                    }
                    if after.node.text().is_some() && ADDRESSES.contains(&key) {
                        self.found.addresses.push(&after.node);
                    }
                    let prose = Some(PassageKind::Prose).filter(|_| free);
                    self.step(key, &before.node, &after.node, prose.or_else(|| kind(key)));
                }
            }
            // Filling changes texts and nothing else.
            (Value::Empty | Value::Scalar(_) | Value::List(_) | Value::Group(_), _) => {}
        }
    }

    /// Goes on to what stands below a key or an id.
    fn step(&mut self, name: &str, written: &'a Node, filled: &'a Node, kind: Option<PassageKind>) {
        let (length, above) = (self.path.len(), self.above);
        if written.text().is_none() {
            self.above |= mark(name);
        }
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        self.node(written, filled, kind);
        self.path.truncate(length);
        self.above = above;
    }

    fn take(
        &mut self,
        kind: PassageKind,
        words: &'a str,
        text: &'a str,
        written: &'a Node,
        filled: &'a Node,
    ) {
        let reading = self.reader.read(text);
        let typed = if text == words {
            Arc::clone(&reading)
        } else {
            self.reader.read(words)
        };
        self.found.passages.push(Passage {
            path: self.path.clone(),
            kind,
            text,
            written: words,
            place: filled.place,
            node: written,
            above: self.above,
            reading,
            typed,
        });
    }
}
