//! The value in which words are exchanged.

use std::ops::Range;

use crate::diagnostic::Place;
use crate::source::{Node, Splice, Value};

use super::file::{Change, Meaning};
use super::guard::stands_without_quotes;

/// Words of a value that become others.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// The way to the value: which child of which child.
    pub(super) path: Vec<usize>,
    /// The bytes of the value.
    pub(super) range: Range<usize>,
    /// What takes their place.
    pub(super) with: String,
}

/// The words at a place become others.
///
/// The words must stand in the file letter by letter as they do in the value, so that there is no doubt which are
/// meant: not broken over lines, not filled in by a placeholder.
pub(super) fn replace(
    values: &Values<'_>,
    text: &str,
    place: Place,
    with: &str,
) -> Result<Change, String> {
    let (path, node, value) = values.at(place)?;
    let mut range = place.start as usize..place.end as usize;
    let mut whole = node.place.start as usize..node.place.end as usize;
    let outer = text.get(whole.clone()).unwrap_or_default();
    if stands_in_quotes(outer, value) {
        // They stay.
        whole = whole.start + 1..whole.end - 1;
        range = range.start.max(whole.start)..range.end.min(whole.end);
    }
    let (Some(words), Some(written)) = (text.get(range.clone()), text.get(whole.clone())) else {
        return Err("the words are not where they were".into());
    };
    if words.is_empty() || words.contains('\n') || with.contains('\n') {
        return Err("the words do not stand on one line".into());
    }
    let in_value = if range == whole {
        (words == value && !value.contains("{{")).then_some(0..value.len())
    } else {
        let before = &written[..range.start - whole.start];
        let nth = before.matches(words).count();
        let alike = written.matches(words).count() == value.matches(words).count();
        let found = value.match_indices(words).nth(nth);
        found
            .filter(|_| alike)
            .map(|(start, words)| start..start + words.len())
    };
    let in_value = in_value.ok_or("the words are written in another way than they are read")?;
    let escaped = match outer.chars().next() {
        Some('\'') => with.replace('\'', "''"),
        Some('"') => with.replace('\\', "\\\\").replace('"', "\\\""),
        _ => with.to_string(),
    };
    let in_quotes = (outer == value).then(|| Splice {
        start: whole.start,
        end: whole.end,
        with: in_double_quotes(value, &in_value, with),
    });
    let change = Change {
        in_quotes,
        splice: Splice {
            start: range.start,
            end: range.end,
            with: escaped,
        },
        meaning: Meaning::Words(Words {
            path: path.to_vec(),
            range: in_value.clone(),
            with: with.to_string(),
        }),
    };
    let mut new = value.to_string();
    new.replace_range(in_value, with);
    let quotes = change.in_quotes.is_some() && !stands_without_quotes(value, &new);
    Ok(if quotes { change.quoted() } else { change })
}

/// A value with other words in it, in double quotes.
fn in_double_quotes(value: &str, words: &Range<usize>, with: &str) -> String {
    let mut new = value.to_string();
    new.replace_range(words.clone(), with);
    let escaped = new.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Whether a value stands in quotes as it is read, letter by letter.
fn stands_in_quotes(written: &str, value: &str) -> bool {
    ['\'', '"'].into_iter().any(|quote| {
        let inner = written.strip_prefix(quote);
        inner.and_then(|rest| rest.strip_suffix(quote)) == Some(value)
    })
}

/// The single values of a file, in the order in which they begin.
pub(super) struct Values<'a>(Vec<Found<'a>>);

/// A single value, the way to it, and whether a `*name` brought it there.
struct Found<'a> {
    path: Vec<usize>,
    node: &'a Node,
    value: &'a str,
    repeated: bool,
}

impl<'a> Values<'a> {
    pub(super) fn of(root: &'a Node) -> Self {
        let mut found = Vec::new();
        walk(root, &mut Vec::new(), false, &mut found);
        found.sort_by_key(|found| found.node.place.start);
        Self(found)
    }

    /// The single value that has a place within it, the way to it, and its text. None that other places repeat: they
    /// would change with it.
    fn at(&self, place: Place) -> Result<(&[usize], &'a Node, &'a str), String> {
        let end = self
            .0
            .partition_point(|found| found.node.place.start <= place.start);
        let before = &self.0[..end];
        let start = before.last().map_or(0, |last| last.node.place.start);
        let begin = before.partition_point(|found| found.node.place.start < start);
        let mut all = before[begin..]
            .iter()
            .filter(|found| place.end <= found.node.place.end);
        match (all.next(), all.next()) {
            (Some(found), None) if !found.repeated => Ok((&found.path, found.node, found.value)),
            (None, _) => Err("there is no single value at this place".into()),
            (Some(_), _) => Err("a `*name` repeats these words elsewhere".into()),
        }
    }

    /// The way to the single value that has a place within it.
    pub(super) fn way(&self, place: Place) -> Option<&[usize]> {
        self.at(place).ok().map(|(path, ..)| path)
    }
}

fn walk<'a>(node: &'a Node, path: &mut Vec<usize>, repeated: bool, found: &mut Vec<Found<'a>>) {
    let repeated = repeated || node.via.is_some();
    if let Value::Scalar(value) = &node.value {
        found.push(Found {
            path: path.clone(),
            node,
            value,
            repeated,
        });
    }
    for (index, child) in children(node).enumerate() {
        path.push(index);
        walk(child, path, repeated, found);
        path.pop();
    }
}

/// The values of a group, or the items of a list.
pub(super) fn children(node: &Node) -> impl Iterator<Item = &Node> {
    let of_group = node.entries().iter().map(|entry| &entry.node);
    of_group.chain(node.items())
}
