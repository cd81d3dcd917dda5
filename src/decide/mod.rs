//! What an organisation decides of wording that changed under its own, as changes to its file: it keeps its words, takes
//! the others, or merges the two.

mod find;
mod hollow;

pub use find::find;

use std::collections::BTreeSet;

use crate::edit::{Change, Way};
use crate::error::Error;
use crate::merge::{beside, fingerprint};
use crate::source::{Node, Value};
use crate::upstream::{Known, Override, child};

use hollow::hollow;

/// What becomes of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The organisation's words stay, in the knowledge of the others.
    Keep,
    /// The organisation's words go, so that the others hold.
    Take,
    /// New words stand in the place of both.
    Merge(String),
}

/// The changes to an organisation's file that carry decisions out; `all` is everything that it put in the place of what it
/// takes over. A reason stands for all values that are kept or merged.
///
/// # Errors
/// [`Error::Request`] where a decision does not fit its value: an entry that is no longer inherited cannot be kept out, only
/// a single value can be merged, and an entry that holds work of the organisation's own does not go with its title.
pub fn changes(
    known: &Known<'_>,
    all: &[Override],
    decisions: &[(&Override, Choice)],
    reason: Option<&str>,
) -> Result<Vec<Change>, Error> {
    let mut changes = Vec::new();
    let mut gone = BTreeSet::new();
    for (over, choice) in decisions {
        let (over, way) = (*over, over.way.as_slice());
        match choice {
            Choice::Keep => refuse_to_keep(over)?,
            Choice::Take => {
                take(known, all, decisions, over, &mut gone)?;
                continue;
            }
            Choice::Merge(text) => {
                refuse_to_merge(over, text)?;
                changes.push(Change::set(way.to_vec(), text.trim()));
            }
        }
        let (group, key) = seen_at(known.own, over);
        let seen = Way::from(group.clone()).then("seen").then(key);
        changes.push(Change::set(seen, fingerprint(&over.says_now())));
        if let Some(reason) = reason {
            let entry = entry_of(known.own, way).unwrap_or(group);
            changes.push(Change::set(Way::from(entry).then("reason"), reason.trim()));
        }
    }
    let hollow = hollow(known.own, &gone);
    changes.extend(hollow.into_iter().map(Change::remove));
    Ok(changes)
}

/// The group that a `seen` for a value stands in, and its key there.
fn seen_at(own: &Node, over: &Override) -> (Vec<String>, String) {
    match over.own {
        Some(_) => beside(own, &over.way),
        None => (over.way.clone(), "remove".into()),
    }
}

/// What goes from the file with a value: the value, what was seen of it, and the reason, where it speaks of nothing else.
fn take(
    known: &Known<'_>,
    all: &[Override],
    decisions: &[(&Override, Choice)],
    over: &Override,
    gone: &mut BTreeSet<Vec<String>>,
) -> Result<(), Error> {
    let (own, way) = (known.own, over.way.as_slice());
    let alone = known.entry_of_its_own(way).filter(|_| over.now.is_none());
    if let Some(entry) = alone {
        refuse_to_take(own, &entry, over)?;
        gone.insert(entry);
        return Ok(());
    }
    let mut goes = |group: &[String], keys: &[&str]| {
        let way: Vec<String> = group
            .iter()
            .map(String::as_str)
            .chain(keys.iter().copied())
            .map(str::to_string)
            .collect();
        if at(own, &way).is_some() {
            gone.insert(way);
        }
    };
    let (group, key) = seen_at(own, over);
    match over.own {
        Some(_) => goes(way, &[]),
        None => goes(way, &["remove"]),
    }
    goes(&group, &["seen", &key]);
    let Some(entry) = entry_of(own, way) else {
        return Ok(());
    };
    let is_taken = |other: &Override| {
        let mut decisions = decisions.iter();
        decisions.any(|(over, choice)| over.way == other.way && *choice == Choice::Take)
    };
    let mut of_entry = all
        .iter()
        .filter(|other| entry_of(own, &other.way).as_ref() == Some(&entry));
    if of_entry.all(is_taken) {
        goes(&entry, &["reason"]);
    }
    Ok(())
}

/// The way to the entry that holds a value, or that it is.
fn entry_of(own: &Node, way: &[String]) -> Option<Vec<String>> {
    let mut node = own;
    let mut entry = None;
    for (depth, step) in way.iter().enumerate() {
        let is_list = matches!(node.value, Value::List(_));
        node = child(node, step)?;
        if is_list {
            entry = Some(way[..=depth].to_vec());
        }
    }
    entry
}

fn at<'a>(node: &'a Node, way: &[String]) -> Option<&'a Node> {
    way.iter().try_fold(node, |node, step| child(node, step))
}

fn request(message: String, help: &str) -> Error {
    Error::Request {
        message,
        help: Some(help.into()),
    }
}

fn refuse_to_keep(over: &Override) -> Result<(), Error> {
    if over.own.is_none() && over.now.is_none() {
        return Err(request(
            format!("`{}` is not there any more to be taken out", over.path()),
            "Use `--take`: the lines that take it out are then deleted.",
        ));
    }
    Ok(())
}

fn refuse_to_merge(over: &Override, text: &str) -> Result<(), Error> {
    let path = over.path();
    if over.own.is_none() {
        return Err(request(
            format!("`{path}` is taken out, so that there is nothing to merge"),
            "Use `--keep` to leave it out, or `--take` to have it back; then change its words in the file.",
        ));
    }
    let single = |node: &Option<Node>| node.as_ref().is_none_or(|node| node.text().is_some());
    if !single(&over.own) || !single(&over.now) {
        return Err(request(
            format!("`{path}` is no single text, and `--merge` writes one"),
            "Change it in the file by hand, and then use `--keep`.",
        ));
    }
    if text.trim().is_empty() {
        return Err(request(
            format!("the new text of `{path}` is empty"),
            "Write it behind `--text`; to have the inherited words back, use `--take`.",
        ));
    }
    Ok(())
}

/// An area does not go with its title while actions stand in it that nobody spoke of.
fn refuse_to_take(own: &Node, entry: &[String], over: &Override) -> Result<(), Error> {
    let node = at(own, entry);
    let holds = |key: &str| {
        let list = node.and_then(|node| node.get(key));
        list.is_some_and(|list| !list.items().is_empty())
    };
    if holds("actions") || holds("expectations") || holds("clauses") {
        return Err(request(
            format!(
                "`{}` is no longer inherited, and entries of your own stand in it, so that it is not deleted for `{}`",
                entry.join("."),
                over.path()
            ),
            "Delete it in the file by hand, or move its entries elsewhere first; `--keep` makes it your own.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
