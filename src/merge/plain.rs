//! Plain lists: replaced as a whole, added to, or edited with `add:` and `remove:`.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Entry, Node, Value};

use super::lock::Guard;
use super::{Merger, Path};

/// Whether a group edits a plain list instead of replacing it.
pub(super) fn are_edits(entries: &[Entry]) -> bool {
    !entries.is_empty()
        && entries
            .iter()
            .all(|entry| matches!(entry.key.as_str(), "add" | "remove"))
}

/// Whether a plain list is added to where others are replaced. What a trust keeps from the public stays so unless a
/// school says in so many words that it need not: whoever lists what else is hidden does not think of the rest.
pub(super) fn is_united(path: &Path) -> bool {
    path.last().is_some_and(|key| key == "not_public")
}

impl Merger {
    /// An inherited plain list with those items of a nearer one that it does not have.
    pub(super) fn unite(
        &mut self,
        base: &Node,
        below: &[Node],
        above: &[Node],
        over: &Node,
        path: &Path,
        guard: Guard,
    ) -> Node {
        let is_new = |item: &&Node| !below.iter().any(|known| super::same(known, item));
        let new: Vec<Node> = above.iter().filter(is_new).cloned().collect();
        if new.is_empty() || !self.allows(guard, path, over.place, None) {
            return base.clone();
        }
        let items = [below, &new].concat();
        Node {
            replaced: Some(Arc::new(base.clone())),
            ..Node::new(Value::List(items.into()), over.place)
        }
    }

    /// An inherited plain list with some items taken out and others put in.
    pub(super) fn edit(
        &mut self,
        base: &Node,
        below: &[Node],
        over: &Node,
        edits: &[Entry],
        path: &Path,
        guard: Guard,
    ) -> Node {
        if !self.allows(guard, path, over.place, None) {
            return base.clone();
        }
        let mut items = below.to_vec();
        for edit in edits {
            for item in one_or_many(&edit.node) {
                if edit.key == "add" {
                    items.push(item.clone());
                } else {
                    self.take_out(&mut items, item, base);
                }
            }
        }
        let edited = Node {
            replaced: Some(Arc::new(base.clone())),
            ..Node::new(Value::List(items.into()), over.place)
        };
        self.note_override(path, over.place, Some(&edited), base);
        edited
    }

    fn take_out(&mut self, items: &mut Vec<Node>, item: &Node, base: &Node) {
        let text = item.text().unwrap_or("");
        if let Some(index) = items.iter().position(|known| known.text() == Some(text)) {
            items.remove(index);
            return;
        }
        let unknown = Diagnostic::error(
            "merge-unknown-item",
            item.place,
            format!("`{text}` is not in the inherited list"),
        );
        let unknown = if base.is_empty() {
            unknown // there is no inherited list to show
        } else {
            unknown.related(base.place, "the inherited list")
        };
        self.diagnostics
            .push(match nearest(text, items.iter().filter_map(Node::text)) {
                Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
                None => unknown.help("Copy the item from the inherited list exactly."),
            });
    }
}

/// Turns `lead: x` into `leads: [x]`, so that the list can be edited.
pub(super) fn make_list(whole: &mut [Entry], single: &str, list: &str) {
    if let Some(line) = whole.iter_mut().find(|line| line.key == single) {
        let place = line.node.place;
        line.key = list.into();
        line.node = Node::new(Value::List(vec![line.node.clone()].into()), place);
    }
}

/// `add: x` and `add: [x, y]` both read well.
fn one_or_many(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Empty => &[],
        Value::Scalar(_) | Value::Group(_) => std::slice::from_ref(node),
    }
}
