//! Whether a changed file says what was meant, and nothing else has changed in it.

use crate::edit::{alike, read, spliced};
use crate::source::{Entry, Node, Splice, Value};

use super::file::{Change, Meaning};
use super::target::Words;

/// A file as it is, to compare it with what would become of it.
pub(super) struct Guard<'a> {
    name: &'a str,
    old: &'a str,
    root: &'a Node,
    /// The codes of what is wrong in it already.
    faults: Vec<&'static str>,
}

impl<'a> Guard<'a> {
    pub(super) fn new(name: &'a str, old: &'a str, root: &'a Node) -> Self {
        let (_, faults) = read(name, old);
        Self {
            name,
            old,
            root,
            faults,
        }
    }

    /// Reads the changed text, and compares its tree with the one that is meant. `changes` are sorted.
    ///
    /// # Errors
    /// Why it is not safe, in half a sentence.
    pub(super) fn compare(&self, changes: &[Change]) -> Result<(), String> {
        let splices: Vec<Splice> = changes.iter().map(|change| change.splice.clone()).collect();
        let new = spliced(self.old, &splices).ok_or("the changes overlap")?;
        if !other_lines_stay(self.old, &new, &splices) {
            return Err("other lines would change".into());
        }
        let (read, faults) = read(self.name, &new);
        let read = read.ok_or("the file could no longer be read")?;
        if faults != self.faults {
            return Err("the file would be read in another way".into());
        }
        let meant = meant(self.root, changes).ok_or("the change cannot be compared")?;
        if alike(&meant, &read) {
            Ok(())
        } else {
            Err("other values would change".into())
        }
    }
}

/// Whether a value that stands without quotes can have other words and still do so: not if it would then be a group, a
/// list or a comment. It looks at the value alone, so that a file need not be read for each.
pub(super) fn stands_without_quotes(old: &str, new: &str) -> bool {
    let read = |value: &str| read("value", &format!("key: {value}\n"));
    let ((_, old_faults), (found, faults)) = (read(old), read(new));
    let text = found
        .as_ref()
        .and_then(|node| node.get("key"))
        .and_then(Node::text);
    text == Some(new) && faults == old_faults
}

/// Whether every line without a change stands in the new text as it did, in the same order. `splices` are sorted.
fn other_lines_stay(old: &str, new: &str, splices: &[Splice]) -> bool {
    let mut start = 0;
    let mut lines = new.split_inclusive('\n');
    let mut splices = splices.iter().peekable();
    old.split_inclusive('\n').all(|line| {
        let end = start + line.len();
        while splices.next_if(|splice| splice.end < start).is_some() {}
        let changed = splices.peek().is_some_and(|splice| splice.start <= end);
        start = end;
        changed || lines.any(|other| other == line)
    })
}

/// The tree that is meant: the old one with just these changes. The words of one value are exchanged from the last to
/// the first, so that the offsets of the others hold.
fn meant(root: &Node, changes: &[Change]) -> Option<Node> {
    let mut tree = root.clone();
    for change in changes.iter().rev() {
        match &change.meaning {
            Meaning::Words(Words { path, range, with }) => {
                let node = follow(&mut tree, path)?;
                let Value::Scalar(value) = &mut node.value else {
                    return None;
                };
                value.get(range.clone())?;
                let mut text = value.to_string();
                text.replace_range(range.clone(), with);
                *value = text.into();
            }
            // Lines that join a group come below the others, whose way stays the same.
            Meaning::Line { .. } => {}
        }
    }
    let mut lines: Vec<&Meaning> = changes.iter().map(|change| &change.meaning).collect();
    lines.reverse();
    for meaning in lines {
        let Meaning::Line {
            group,
            index,
            key,
            value,
        } = meaning
        else {
            continue;
        };
        let node = follow(&mut tree, group)?;
        let place = node.place;
        let Value::Group(entries) = &mut node.value else {
            return None;
        };
        let entry = Entry {
            key: key.as_str().into(),
            key_place: place,
            node: Node::new(Value::Scalar(value.as_str().into()), place),
        };
        let at = (*index).min(entries.len());
        entries.insert(at, entry);
    }
    Some(tree)
}

fn follow<'a>(node: &'a mut Node, path: &[usize]) -> Option<&'a mut Node> {
    path.iter()
        .try_fold(node, |node, index| match &mut node.value {
            Value::Group(entries) => entries.get_mut(*index).map(|entry| &mut entry.node),
            Value::List(items) => items.get_mut(*index),
            Value::Empty | Value::Scalar(_) => None,
        })
}
