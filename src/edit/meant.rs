//! The tree that is meant: the old one with just the changes.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::source::{Entry, Node, Value};

use super::change::{Change, New, Refused, Way};

/// A change as it falls out in the tree at hand.
#[derive(Debug)]
pub(super) struct Step {
    /// The way to the group or list that changes: which child of which child.
    pub(super) parent: Vec<usize>,
    /// What happens in it.
    pub(super) act: Act,
    /// The bytes of the old text that may go or change; none where something is only added.
    pub(super) span: Option<Span>,
}

/// Bytes of the old text that may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// From the key, or the first letter of an entry, to the end of the value.
    pub(super) bytes: Range<usize>,
    /// Whether comments within go with it.
    pub(super) goes: bool,
}

/// Where a key joins a group that does not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joins {
    /// Above its first list of groups: a plan's areas fill pages, and what stands behind them is not seen.
    BeforeLists,
    /// At its end.
    Last,
}

/// What happens in a group or a list.
#[derive(Debug)]
pub(super) enum Act {
    /// A key gets a value, or joins the group.
    Set {
        key: String,
        value: New,
        /// The key that a new one stands below; none of one that is there, and of one that comes last.
        below: Option<String>,
    },
    /// A key goes.
    RemoveKey { key: String },
    /// An entry goes.
    RemoveItem { index: usize },
    /// An entry joins at the end.
    Append { entry: New },
}

/// Makes a change in the tree, and says how.
pub(super) fn step(tree: &mut Node, change: &Change, joins: Joins) -> Result<Step, Refused> {
    match change {
        Change::Set { way, value } => set(tree, way, value.clone(), joins),
        Change::Remove { way } => remove(tree, way),
        Change::Append { way, entry } => {
            let (path, rest) = walk(tree, way)?;
            if !rest.is_empty() {
                return set(tree, way, New::List(vec![entry.clone()]), joins);
            }
            let node = at(tree, &path)?;
            let place = node.place;
            let Value::List(items) = &mut node.value else {
                if node.is_empty() {
                    return set(tree, way, New::List(vec![entry.clone()]), joins);
                }
                return Err(Refused::new(format!("`{way}` is not a list")));
            };
            items.push(node_of(entry, place));
            Ok(Step {
                parent: path,
                act: Act::Append {
                    entry: entry.clone(),
                },
                span: None,
            })
        }
    }
}

fn set(tree: &mut Node, way: &Way, value: New, joins: Joins) -> Result<Step, Refused> {
    let (mut path, rest) = walk(tree, way)?;
    let Some((first, more)) = rest.split_first() else {
        // It is there: its value becomes another.
        let last = path.pop().ok_or_else(|| Refused::new("nothing is named"))?;
        let parent = at(tree, &path)?;
        let Value::Group(entries) = &mut parent.value else {
            return Err(Refused::new(format!("`{way}` is an entry, not a key")));
        };
        let entry = &mut entries[last];
        let span = Span {
            bytes: span(&entry.node, entry.key_place),
            goes: false,
        };
        let key = entry.key.to_string();
        entry.node = node_of(&value, entry.key_place);
        return Ok(Step {
            parent: path,
            act: Act::Set {
                key,
                value,
                below: None,
            },
            span: Some(span),
        });
    };
    let nested = more
        .iter()
        .rev()
        .fold(value, |value, key| New::Group(vec![(key.clone(), value)]));
    let parent = at(tree, &path)?;
    let place = parent.place;
    match &mut parent.value {
        Value::Group(entries) => {
            let index = match joins {
                Joins::BeforeLists => before_lists(entries),
                Joins::Last => entries.len(),
            };
            let below = index.checked_sub(1).filter(|_| index < entries.len());
            let below = below.map(|above| entries[above].key.to_string());
            let entry = Entry {
                key: first.as_str().into(),
                key_place: place,
                node: node_of(&nested, place),
            };
            entries.insert(index, entry);
            Ok(Step {
                parent: path,
                act: Act::Set {
                    key: first.clone(),
                    value: nested,
                    below,
                },
                span: None,
            })
        }
        Value::Empty if !path.is_empty() => {
            // `plan:` with nothing behind it becomes a group.
            let known = way.steps().len() - rest.len();
            let known = Way::from(way.steps()[..known].to_vec());
            set(
                tree,
                &known,
                New::Group(vec![(first.clone(), nested)]),
                joins,
            )
        }
        Value::List(_) => Err(Refused::new(format!(
            "there is no entry `{first}` in its list"
        ))),
        Value::Empty | Value::Scalar(_) => Err(Refused::new(format!(
            "`{way}` leads through a single value"
        ))),
    }
}

/// Where the first list of groups stands that has something above it; the end where there is none.
fn before_lists(entries: &[Entry]) -> usize {
    let is_long = |entry: &Entry| {
        let mut items = entry.node.items().iter();
        items.any(|item| matches!(item.value, Value::Group(_)))
    };
    let first = entries.iter().position(is_long).filter(|first| *first > 0);
    first.unwrap_or(entries.len())
}

fn remove(tree: &mut Node, way: &Way) -> Result<Step, Refused> {
    let (mut path, rest) = walk(tree, way)?;
    if !rest.is_empty() {
        return Err(Refused::new(format!("there is no `{way}`")));
    }
    // What would be left empty goes with it.
    let last = loop {
        let last = path
            .pop()
            .ok_or_else(|| Refused::new("nothing would be left"))?;
        let parent = at(tree, &path)?;
        let alone = parent.entries().len() + parent.items().len() == 1;
        if !alone || path.is_empty() {
            break last;
        }
    };
    let parent = at(tree, &path)?;
    let (act, bytes) = match &mut parent.value {
        Value::Group(entries) => {
            let entry = entries.remove(last);
            let bytes = span(&entry.node, entry.key_place);
            (
                Act::RemoveKey {
                    key: entry.key.to_string(),
                },
                bytes,
            )
        }
        Value::List(items) => {
            let item = items.remove(last);
            let bytes = span(&item, item.place);
            (Act::RemoveItem { index: last }, bytes)
        }
        Value::Empty | Value::Scalar(_) => return Err(Refused::new("there is nothing to remove")),
    };
    Ok(Step {
        parent: path,
        act,
        span: Some(Span { bytes, goes: true }),
    })
}

/// The way as far as it goes in the tree, and the steps that are left.
fn walk<'a>(tree: &Node, way: &'a Way) -> Result<(Vec<usize>, &'a [String]), Refused> {
    let mut node = tree;
    let mut path = Vec::new();
    for (number, step) in way.steps().iter().enumerate() {
        let found = match &node.value {
            Value::Group(entries) => entries.iter().position(|entry| entry.key == step.as_str()),
            Value::List(items) => items.iter().position(|item| item.id() == Some(step)),
            Value::Empty | Value::Scalar(_) => None,
        };
        let Some(index) = found else {
            return Ok((path, &way.steps()[number..]));
        };
        path.push(index);
        node = match &node.value {
            Value::Group(entries) => &entries[index].node,
            Value::List(items) => &items[index],
            Value::Empty | Value::Scalar(_) => return Ok((path, &[])),
        };
        if node.via.is_some() {
            return Err(Refused::new(format!(
                "`{step}` comes from another place of the file by a `*name`"
            )));
        }
    }
    Ok((path, &[]))
}

fn at<'a>(tree: &'a mut Node, path: &[usize]) -> Result<&'a mut Node, Refused> {
    path.iter()
        .try_fold(tree, |node, index| match &mut node.value {
            Value::Group(entries) => entries.get_mut(*index).map(|entry| &mut entry.node),
            Value::List(items) => items.get_mut(*index),
            Value::Empty | Value::Scalar(_) => None,
        })
        .ok_or_else(|| Refused::new("the way is lost"))
}

/// From a key, or from the first letter, to the end of a value with all that it holds.
fn span(node: &Node, from: Place) -> Range<usize> {
    fn end(node: &Node) -> usize {
        let inner = node.entries().iter().map(|entry| {
            let key = entry.key_place.end as usize;
            key.max(end(&entry.node))
        });
        let items = node.items().iter().map(end);
        let most = inner.chain(items).max().unwrap_or(0);
        if let Some(via) = &node.via {
            return via.end as usize;
        }
        most.max(node.place.end as usize)
    }
    from.start as usize..end(node).max(from.end as usize)
}

fn node_of(new: &New, place: Place) -> Node {
    let value = match new {
        New::Text(text) => Value::Scalar(text.as_str().into()),
        New::List(items) => {
            let items: Vec<Node> = items.iter().map(|item| node_of(item, place)).collect();
            Value::List(items.into())
        }
        New::Group(lines) => {
            let lines = lines.iter().map(|(key, value)| Entry {
                key: key.as_str().into(),
                key_place: place,
                node: node_of(value, place),
            });
            Value::Group(lines.collect::<Vec<_>>().into())
        }
    };
    Node::new(value, place)
}
