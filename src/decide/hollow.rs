//! What is left of a file once some of its values are gone: an entry that says nothing any more goes too.

use std::collections::BTreeSet;

use crate::source::Node;

/// Keys that say nothing by themselves.
const HOLLOW: [&str; 3] = ["id", "reason", "seen"];

type Way = Vec<String>;

/// The ways to what is to be removed, so that the values in `gone` are and no entry stays that says nothing.
pub(super) fn hollow(file: &Node, gone: &BTreeSet<Way>) -> Vec<Way> {
    let mut removed = Vec::new();
    within(file, &mut Vec::new(), gone, &mut removed);
    removed
}

fn within(node: &Node, way: &mut Way, gone: &BTreeSet<Way>, removed: &mut Vec<Way>) {
    for (step, inner) in children(node) {
        way.push(step.to_string());
        if touched(way, gone) {
            if is_hollow(inner, way, gone) {
                removed.push(way.clone());
            } else {
                within(inner, way, gone, removed);
            }
        }
        way.pop();
    }
}

/// Whether something at or below a way goes.
fn touched(way: &[String], gone: &BTreeSet<Way>) -> bool {
    let first = gone.range(way.to_vec()..).next();
    first.is_some_and(|first| first.starts_with(way))
}

/// Whether nothing is left of a value that is touched.
fn is_hollow(node: &Node, way: &mut Way, gone: &BTreeSet<Way>) -> bool {
    if gone.contains(way) {
        return true;
    }
    if !touched(way, gone) {
        return false;
    }
    children(node).all(|(step, inner)| {
        way.push(step.to_string());
        let says_nothing = HOLLOW.contains(&step) && inner.items().is_empty();
        let hollow = says_nothing || is_hollow(inner, way, gone);
        way.pop();
        hollow
    })
}

/// The lines of a group, or the entries of a list by their ids.
fn children(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let lines = node.entries().iter();
    let lines = lines.map(|entry| (entry.key.as_str(), &entry.node));
    let items = node.items().iter();
    lines.chain(items.map(|item| (item.id().unwrap_or_default(), item)))
}
