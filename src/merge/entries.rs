//! Lists of entries: matched by `id`, never by position.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Node, Value};

use super::change::{Change, ChangeKind};
use super::lock::{self, Guard};
use super::{DIRECTIVES, Merger, Path, id_place};

/// Whether two lists hold entries with ids, rather than plain items.
pub(super) fn are_entries(below: &[Node], above: &[Node]) -> bool {
    below
        .iter()
        .chain(above)
        .any(|node| node.get("id").is_some())
}

impl Merger {
    /// Inherited entries with those of a nearer file laid over them.
    pub(super) fn entries(
        &mut self,
        below: &[Node],
        above: &[Node],
        path: &mut Path,
        guard: Guard,
    ) -> Vec<Node> {
        let mut whole = below.to_vec();
        let inherited: Vec<&str> = below.iter().filter_map(Node::id).collect();
        let mut seen = BTreeSet::new();
        for entry in above {
            let Some(id) = entry.id() else {
                self.diagnostics.push(without_id(entry, &inherited));
                continue;
            };
            if !seen.insert(id) {
                self.diagnostics.push(
                    Diagnostic::error(
                        "merge-duplicate-id",
                        id_place(entry),
                        format!("`{id}` is changed twice in this list"),
                    )
                    .help("Put both changes into one entry."),
                );
                continue;
            }
            let misspelt = self.misspelt_directives(entry);
            let sound = (!misspelt.is_empty()).then(|| without(entry, &misspelt));
            let entry = sound.as_ref().unwrap_or(entry);
            path.push(id.into());
            match whole.iter().position(|known| known.id() == Some(id)) {
                Some(at) => self.known_entry(&mut whole, at, entry, path, guard),
                None => self.new_entry(&mut whole, entry, id, &inherited, path, guard),
            }
            path.pop();
        }
        whole
    }

    /// The keys of an entry that are nearly those which steer a merge; each is reported.
    fn misspelt_directives<'a>(&mut self, entry: &'a Node) -> Vec<&'a str> {
        let mut misspelt = Vec::new();
        for line in entry.entries() {
            let key = line.key.as_str();
            if self.sound_keys.contains(key) {
                continue;
            }
            let meant = nearest(key, DIRECTIVES).filter(|meant| *meant != key);
            if meant.is_none() {
                self.sound_keys.insert(key.into());
            }
            if let Some(meant) = meant {
                self.diagnostics.push(
                    Diagnostic::error(
                        "unknown-key",
                        line.key_place,
                        format!("`{key}` is not a field that can stand here"),
                    )
                    .help(format!("Did you mean `{meant}`?")),
                );
                misspelt.push(key);
            }
        }
        misspelt
    }

    fn known_entry(
        &mut self,
        whole: &mut Vec<Node>,
        at: usize,
        entry: &Node,
        path: &mut Path,
        guard: Guard,
    ) {
        let guard = guard.for_entry(&whole[at], entry);
        if let Some(remove) = entry.get("remove").filter(|remove| is_yes(remove)) {
            self.remove(whole, at, entry, remove, path, guard);
            return;
        }
        whole[at] = self.value(&whole[at], entry, path, guard);
        if entry.get("after").or(entry.get("before")).is_some() {
            if guard.forbids_change() {
                self.diagnostics
                    .push(guard.refusal(id_place(entry), "this entry"));
                return;
            }
            let moved = whole.remove(at);
            let to = self.position(whole, entry).unwrap_or(at);
            whole.insert(to, moved);
        }
    }

    fn remove(
        &mut self,
        whole: &mut Vec<Node>,
        at: usize,
        entry: &Node,
        remove: &Node,
        path: &Path,
        guard: Guard,
    ) {
        let id = entry.id().unwrap_or("");
        if guard.forbids_rewording() {
            self.diagnostics
                .push(guard.refusal(remove.place, &format!("`{id}`")));
            return;
        }
        if let Some(inner) = lock::within(&whole[at]) {
            self.diagnostics.push(
                Diagnostic::error("merge-locked", remove.place, format!("`{id}` holds something that is locked"))
                    .related(inner, "locked here")
                    .help("Remove what is not locked entry by entry, or ask whoever keeps that file to loosen its `lock`."),
            );
            return;
        }
        if guard.reason.is_none() {
            self.diagnostics.push(
                Diagnostic::error(
                    "merge-reason",
                    remove.place,
                    format!("`{id}` is removed without a reason"),
                )
                .related(id_place(&whole[at]), "the inherited entry")
                .help("Add a line `reason: …` below it that says why."),
            );
        }
        let removed = whole.remove(at);
        let said = removed.get("text").or_else(|| removed.get("title"));
        if let Some(said) = said {
            self.note_override(path, remove.place, None, said);
        }
        self.changes.push(Change {
            kind: ChangeKind::Removed,
            path: path.join("."),
            place: remove.place,
            inherited: Some(id_place(&removed)),
            words: words(&removed),
            reason: guard.reason.map(str::to_string),
        });
    }

    fn new_entry(
        &mut self,
        whole: &mut Vec<Node>,
        entry: &Node,
        id: &str,
        inherited: &[&str],
        path: &Path,
        guard: Guard,
    ) {
        if let Some(remove) = entry.get("remove").filter(|remove| is_yes(remove)) {
            let unknown = Diagnostic::error(
                "merge-unknown-id",
                id_place(entry),
                format!("there is no inherited `{id}` to remove"),
            );
            self.diagnostics
                .push(match nearest(id, inherited.iter().copied()) {
                    Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
                    None => unknown
                        .related(remove.place, "to be removed")
                        .help("Delete this entry."),
                });
            return;
        }
        if guard.forbids_change() {
            self.diagnostics
                .push(guard.refusal(id_place(entry), "this list"));
            return;
        }
        if let Some(meant) = nearest(id, inherited.iter().copied()).filter(|_| lacks_text(entry)) {
            self.diagnostics.push(
                Diagnostic::error(
                    "merge-unknown-id",
                    id_place(entry),
                    format!("there is no inherited `{id}`"),
                )
                .help(format!(
                    "Did you mean `{meant}`? A new entry needs its own text."
                )),
            );
            return;
        }
        let reason = entry.get("reason").and_then(Node::text).map(str::to_string);
        self.changes.push(Change {
            kind: ChangeKind::Added,
            path: path.join("."),
            place: id_place(entry),
            inherited: None,
            words: None,
            reason,
        });
        let to = self.position(whole, entry).unwrap_or(whole.len());
        whole.insert(to, entry.clone());
    }

    /// Where `after:` or `before:` puts an entry; `None` where neither is given or the neighbour is unknown.
    fn position(&mut self, whole: &[Node], entry: &Node) -> Option<usize> {
        let given = |key: &str| entry.get(key).filter(|node| !node.is_empty());
        let neighbour = given("after").or(given("before"))?;
        let id = neighbour.text().unwrap_or("");
        let stands = whole.iter().position(|known| known.id() == Some(id));
        // Behind those that were put after the same neighbour before it, so that they keep their order.
        let follows = |node: &&Node| node.get("after").and_then(Node::text) == Some(id);
        let at = stands.map(|at| {
            let after = given("after").is_some();
            if after {
                at + 1 + whole[at + 1..].iter().take_while(follows).count()
            } else {
                at
            }
        });
        if at.is_none() {
            let unknown = Diagnostic::error(
                "merge-unknown-id",
                neighbour.place,
                format!("there is no `{id}` in this list to stand beside"),
            );
            self.diagnostics
                .push(match nearest(id, whole.iter().filter_map(Node::id)) {
                    Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
                    None => unknown.help("Name the id of an entry of the same list that is inherited, or stands above this one."),
                });
        }
        at
    }
}

/// What an entry says: its text, or else its title.
fn words(entry: &Node) -> Option<String> {
    let words = entry.get("text").or_else(|| entry.get("title"))?;
    words.text().map(str::to_string)
}

/// An entry without some of its lines.
fn without(entry: &Node, keys: &[&str]) -> Node {
    let mut entry = entry.clone();
    if let Value::Group(lines) = &mut entry.value {
        lines.retain(|line| !keys.contains(&line.key.as_str()));
    }
    entry
}

fn without_id(entry: &Node, inherited: &[&str]) -> Diagnostic {
    let message = "this entry has no `id`, so it cannot be matched with an inherited one";
    let help = match inherited {
        [] => "Add a line `id: …` to it.".to_string(),
        ids => format!(
            "Add a line `id: …` to it. Inherited here: {}.",
            ids[..ids.len().min(12)].join(", ")
        ),
    };
    Diagnostic::error("merge-no-id", entry.place, message).help(help)
}

/// A new entry says something; one that only tracks was meant for an inherited entry.
fn lacks_text(entry: &Node) -> bool {
    entry.get("text").is_none() && entry.get("title").is_none()
}

pub(super) fn is_yes(node: &Node) -> bool {
    node.text()
        .is_some_and(|word| matches!(word.to_lowercase().as_str(), "true" | "yes"))
}
