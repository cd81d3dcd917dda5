//! What `&name` names and `*name` repeats, and how much it weighs.

use std::collections::BTreeMap;

use super::text::{Text, quoted};
use super::{Node, Value};
use crate::diagnostic::{Diagnostic, Place};

/// The most names that nothing repeats to warn of.
const MOST: usize = 20;

/// How much a value holds, everything inside it counted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    pub(super) nodes: usize,
    pub(super) bytes: usize,
    /// How many lists and groups stand inside one another, itself counted; not added up.
    pub(super) depth: usize,
}

impl Weight {
    /// A value alone, without what is inside it.
    pub(super) fn of_one(node: &Node) -> Self {
        Self {
            nodes: 1,
            bytes: node.text().map_or(0, str::len),
            depth: 0,
        }
    }

    /// Two values side by side.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            nodes: self.nodes + other.nodes,
            bytes: self.bytes + other.bytes,
            depth: self.depth.max(other.depth),
        }
    }

    fn of(node: &Node) -> Self {
        let inside = match &node.value {
            Value::Empty | Value::Scalar(_) => return Self::of_one(node),
            Value::List(items) => items.iter().map(Self::of).fold(Self::default(), Self::plus),
            Value::Group(entries) => entries
                .iter()
                .map(|entry| {
                    let value = Self::of(&entry.node);
                    Self {
                        nodes: value.nodes + 1,
                        bytes: value.bytes + entry.key.len(),
                        ..value
                    }
                })
                .fold(Self::default(), Self::plus),
        };
        Self {
            nodes: inside.nodes + 1,
            depth: inside.depth + 1,
            ..inside
        }
    }
}

/// The values that `&name` named so far, by the parser's number for them.
#[derive(Default)]
pub(super) struct Repeats {
    named: BTreeMap<usize, Named>,
}

struct Named {
    name: String,
    place: Place,
    /// `None` until the end of the value has come.
    value: Option<(Node, Weight)>,
    used: bool,
}

impl Repeats {
    /// A `&name` was met.
    pub(super) fn name(&mut self, anchor: usize, name: String, place: Place) {
        let named = self.named.entry(anchor).or_insert(Named {
            name: String::new(),
            place,
            value: None,
            used: false,
        });
        named.name = name;
        named.place = place;
    }

    /// The value that a `&name` stands before is complete. Returns its weight, for it is kept twice now.
    pub(super) fn keep(&mut self, anchor: usize, node: &Node) -> Weight {
        let weight = Weight::of(node);
        let named = self.named.entry(anchor).or_insert(Named {
            name: String::new(),
            place: node.place,
            value: None,
            used: false,
        });
        named.value = Some((node.clone(), weight));
        weight
    }

    /// What a `*name` stands for; `None` inside the value itself.
    pub(super) fn repeat(&mut self, anchor: usize) -> Option<(Node, Weight)> {
        let named = self.named.get_mut(&anchor)?;
        named.used = true;
        named.value.clone()
    }

    /// The names given so far, as many as may be compared with a misspelt one.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.named
            .values()
            .map(|named| named.name.as_str())
            .take(1000)
    }

    /// Warns of names that nothing repeats: `firm: &Co Ltd` prints as `Ltd`.
    pub(super) fn unused(&self, text: Text<'_>, faults: &mut Vec<Diagnostic>) {
        for named in self.named.values().filter(|named| !named.used).take(MOST) {
            let start = named.place.start as usize;
            let typed = text.after(start);
            faults.push(
                Diagnostic::warning(
                    "yaml-unused-name",
                    named.place,
                    format!(
                        "`&{}` is left out, because it only gives what follows a name",
                        named.name
                    ),
                )
                .help(format!(
                    "If it belongs to the text, write {}. Otherwise delete it.",
                    quoted(typed)
                )),
            );
        }
    }
}
