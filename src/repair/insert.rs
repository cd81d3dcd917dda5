//! A line that joins a group, laid out by `yaml-edit`.

use yaml_edit::{Mapping, Sequence, YamlFile};

use crate::diagnostic::Place;
use crate::source::{Node, Splice, Value};

use super::file::{Change, Meaning};
use super::target::Values;

/// A part of the group or list at hand.
enum Part {
    Mapping(Mapping),
    Sequence(Sequence),
}

/// A line `key: value` below the line of the group whose value stands at a place.
///
/// What `yaml-edit` makes of the text is taken over only where it adds something and changes nothing else.
pub(super) fn insert(
    root: &Node,
    values: &Values<'_>,
    text: &str,
    beside: Place,
    key: &str,
    value: &str,
) -> Result<Change, String> {
    let known = values.way(beside).map(<[usize]>::to_vec);
    let of_group = known.filter(|path| {
        let parent = path.split_last().and_then(|(_, above)| follow(root, above));
        parent.is_some_and(|parent| !parent.entries().is_empty())
    });
    let mut path = of_group.unwrap_or_default();
    if path.is_empty() && !find(root, beside, &mut path) {
        return Err("there is no group at this place".into());
    }
    let Some(last) = path.pop() else {
        return Err("there is no group at this place".into());
    };
    let group = follow(root, &path).ok_or("the group is repeated from elsewhere")?;
    if group.get(key).is_some() {
        return Err(format!("there is a line `{key}` already"));
    }
    let neighbour = group
        .entries()
        .get(last)
        .ok_or("there is no group at this place")?;
    // The group by itself where it can be cut out, for it may be one of hundreds in a long file.
    let alone = cut_out(group, text).and_then(|(start, part)| {
        let new = laid_out(group, &part, &[], &neighbour.key, (key, value))?;
        let splice = addition(&part, &new)?;
        Some(Splice {
            start: splice.start + start,
            end: splice.end + start,
            with: splice.with,
        })
    });
    let splice = if let Some(splice) = alone {
        splice
    } else {
        let new = laid_out(root, text, &path, &neighbour.key, (key, value))
            .ok_or("the line cannot be laid out")?;
        addition(text, &new).ok_or("more would change than this line")?
    };
    Ok(Change {
        splice,
        in_quotes: None,
        meaning: Meaning::Line {
            group: path,
            index: last + 1,
            key: key.to_string(),
            value: value.to_string(),
        },
    })
}

/// The way to the entry whose value stands at a place.
fn find(node: &Node, place: Place, path: &mut Vec<usize>) -> bool {
    for (index, entry) in node.entries().iter().enumerate() {
        path.push(index);
        let value = &entry.node;
        let stands_here = match &value.value {
            Value::Scalar(_) => value.place.start <= place.start && place.end <= value.place.end,
            Value::Empty | Value::List(_) | Value::Group(_) => value.place == place,
        };
        if value.via.is_none() && (stands_here || find(value, place, path)) {
            return true;
        }
        path.pop();
    }
    for (index, item) in node.items().iter().enumerate() {
        path.push(index);
        if item.via.is_none() && find(item, place, path) {
            return true;
        }
        path.pop();
    }
    false
}

fn follow<'a>(node: &'a Node, path: &[usize]) -> Option<&'a Node> {
    path.iter().try_fold(node, |node, index| {
        super::target::children(node).nth(*index)
    })
}

/// The lines of a group, and where they begin: what stands before its first key, such as a dash, becomes spaces. `None` of
/// a group in braces, and of one that has parts from elsewhere.
fn cut_out(group: &Node, text: &str) -> Option<(usize, String)> {
    let first = group.entries().first()?.key_place.start as usize;
    let start = text.get(..first)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(start..first)?;
    if !before.chars().all(|c| matches!(c, ' ' | '-')) {
        return None;
    }
    let last = last_byte(group)?;
    let end = text
        .get(last..)?
        .find('\n')
        .map_or(text.len(), |at| last + at + 1);
    let part = format!("{}{}", " ".repeat(before.len()), text.get(first..end)?);
    Some((start, part))
}

/// The byte behind the last that a value has in the file.
fn last_byte(node: &Node) -> Option<usize> {
    if node.via.is_some() {
        return None;
    }
    let of_keys = node
        .entries()
        .iter()
        .map(|entry| entry.key_place.end as usize);
    let mut last = of_keys.chain([node.place.end as usize]).max()?;
    for child in super::target::children(node) {
        last = last.max(last_byte(child)?);
    }
    Some(last)
}

/// The whole text with the new line.
fn laid_out(
    root: &Node,
    text: &str,
    path: &[usize],
    after: &str,
    (key, value): (&str, &str),
) -> Option<String> {
    let file: YamlFile = text.parse().ok()?;
    let mut part = Part::Mapping(file.document()?.as_mapping()?);
    let mut node = root;
    for index in path {
        let inner = match &part {
            Part::Mapping(mapping) => mapping.get(node.entries().get(*index)?.key.as_str()),
            Part::Sequence(sequence) => sequence.get(*index),
        }?;
        part = match (inner.as_mapping(), inner.as_sequence()) {
            (Some(mapping), _) => Part::Mapping(mapping.clone()),
            (None, Some(sequence)) => Part::Sequence(sequence.clone()),
            (None, None) => return None,
        };
        node = super::target::children(node).nth(*index)?;
    }
    match part {
        Part::Mapping(mapping) => mapping
            .insert_after(after, key, value)
            .then(|| file.to_string()),
        Part::Sequence(_) => None,
    }
}

/// What was added to a text; `None` where anything else was changed.
fn addition(old: &str, new: &str) -> Option<Splice> {
    let added = new
        .len()
        .checked_sub(old.len())
        .filter(|added| *added > 0)?;
    let same = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let start = new.floor_char_boundary(same);
    let with = new.get(start..start + added)?;
    (old.get(start..)? == new.get(start + added..)?).then(|| Splice {
        start,
        end: start,
        with: with.to_string(),
    })
}
