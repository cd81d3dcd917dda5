//! The lines of a group while they come in: keys that occur twice, keys that are no words, `<<`.

use std::collections::BTreeSet;

use super::text::short;
use super::{Entry, Node, SharedText, Value};
use crate::diagnostic::{Diagnostic, Place};

/// A group whose end has not come yet.
#[derive(Default)]
pub(super) struct Group {
    entries: Vec<Entry>,
    /// The keys of a group that has more than [`FEW`]; of one that has less they are looked through.
    seen: BTreeSet<SharedText>,
    inherited: Vec<Entry>,
    key: Option<Key>,
}

/// How many keys are looked through faster than looked up.
const FEW: usize = 16;

/// The key whose value has not come yet.
enum Key {
    Word(SharedText, Place),
    /// One that was reported; its value is dropped.
    Refused,
}

impl Group {
    /// A group without lines, which come into this list.
    pub(super) fn new(entries: Vec<Entry>) -> Self {
        Self {
            entries,
            ..Self::default()
        }
    }

    /// Whether a key is what comes next.
    pub(super) fn awaits_key(&self) -> bool {
        self.key.is_none()
    }

    /// Whether there is a line with a key.
    fn has(&self, key: &SharedText) -> bool {
        if self.entries.len() > FEW {
            self.seen.contains(key)
        } else {
            self.entries.iter().any(|entry| entry.key == *key)
        }
    }

    fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        if self.entries.len() > FEW {
            let unseen = self.entries.get(self.seen.len()..).unwrap_or_default();
            self.seen
                .extend(unseen.iter().map(|entry| entry.key.clone()));
        }
    }

    /// Adds what came next: a key and its value take turns. `typed` is the node's text in the file.
    pub(super) fn add(&mut self, node: Node, typed: &str, faults: &mut Vec<Diagnostic>) {
        match self.key.take() {
            None => self.key = Some(key(node, typed, faults)),
            Some(Key::Refused) => {}
            Some(Key::Word(key, key_place)) if key == "<<" => {
                self.inherit(node, key_place, faults);
            }
            Some(Key::Word(key, key_place)) => {
                if self.has(&key) {
                    let first = self.entries.iter().find(|entry| entry.key == key);
                    let first = first.map_or(key_place, |first| first.key_place);
                    faults.push(
                        Diagnostic::error(
                            "duplicate-key",
                            key_place,
                            format!("`{}` is given twice in the same group", short(&key)),
                        )
                        .related(first, "first given here")
                        .help(
                            "Keep one of the two. If they belong to two items of a list, start each item with a \
                             dash: `- `.",
                        ),
                    );
                    return;
                }
                self.push(Entry {
                    key,
                    key_place,
                    node,
                });
            }
        }
    }

    /// `<<: *name` takes over the lines of another group, or of several in a list.
    fn inherit(&mut self, node: Node, via: Place, faults: &mut Vec<Diagnostic>) {
        let site = node.via.as_deref().copied();
        let parts = match node.value {
            Value::List(items) => items,
            Value::Empty => return,
            Value::Scalar(_) | Value::Group(_) => vec![Node::new(node.value, node.place)].into(),
        };
        for part in parts {
            match part.value {
                Value::Group(entries) => self.inherited.extend(entries.into_iter().map(|mut entry| {
                    entry.node.via = Some(Box::new(via));
                    entry
                })),
                Value::Empty | Value::Scalar(_) | Value::List(_) => faults.push(
                    Diagnostic::error(
                        "yaml-inherit",
                        part.via.as_deref().copied().or(site).unwrap_or(part.place),
                        "`<<` takes over the lines of a group, and this is not a group",
                    )
                    .help("Write `<<: *name`, where `&name` stands before the group further up in this file."),
                ),
            }
        }
    }

    /// All lines: its own in the order of the file, then those of `<<` that it does not give itself.
    pub(super) fn close(mut self) -> Vec<Entry> {
        for entry in std::mem::take(&mut self.inherited) {
            if !self.has(&entry.key) {
                self.push(entry);
            }
        }
        self.entries
    }
}

fn key(node: Node, typed: &str, faults: &mut Vec<Diagnostic>) -> Key {
    match node.value {
        Value::Scalar(text) => Key::Word(text, node.place),
        Value::Empty if !typed.is_empty() => Key::Word(typed.into(), node.place),
        Value::Empty => {
            faults.push(
                Diagnostic::error(
                    "yaml-no-key",
                    node.place,
                    "there is no word before this colon",
                )
                .help(
                    "Write the name of the field before the colon, for example `title: Our plan`.",
                ),
            );
            Key::Refused
        }
        Value::List(_) | Value::Group(_) => {
            faults.push(
                Diagnostic::error(
                    "yaml-complex-key",
                    node.place,
                    format!("{} stands where the name of a field should stand", node.kind()),
                )
                .help(
                    "Write a word before the colon, for example `title: Our plan`. If the brackets belong to the \
                     text, put the whole text in \"quotes\".",
                ),
            );
            Key::Refused
        }
    }
}
