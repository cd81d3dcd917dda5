//! What a file allows the files that extend it to change.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Entry, Node, SharedText};

use super::change::{Change, ChangeKind};
use super::{Merger, OPEN, Path, WORDING};

/// What nearer files may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lock {
    /// Reword without a reason (`lock: none`).
    Open,
    /// Add, track, and reword with a reason: what holds where nothing is said.
    Reasoned,
    /// Add and track, not reword or remove (`lock: wording`).
    Wording,
    /// Nothing (`lock: all`).
    All,
}

/// A lock, with the place where it was set and the reason that the nearer file gives for changing what it guards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard<'a> {
    lock: Lock,
    set: Option<Place>,
    pub(super) reason: Option<&'a str>,
    entry: bool,
}

impl<'a> Guard<'a> {
    /// What holds at the top of a file.
    pub(super) fn open(node: &Node) -> Self {
        Self {
            lock: Lock::Reasoned,
            set: None,
            reason: None,
            entry: false,
        }
        .within(node)
    }

    /// What holds within a value: its own lock, or else the one around it.
    pub(super) fn within(self, node: &Node) -> Self {
        match node
            .get("lock")
            .and_then(|lock| Some((read(lock)?, lock.place)))
        {
            Some((lock, place)) => Self {
                lock,
                set: Some(place),
                ..self
            },
            None => self,
        }
    }

    /// What holds within an entry of a list, for a nearer file that may give a reason.
    pub(super) fn for_entry(self, below: &Node, above: &'a Node) -> Self {
        let reason = above.get("reason").and_then(Node::text);
        Self {
            reason,
            entry: true,
            ..self.within(below)
        }
    }

    pub(super) fn forbids_change(self) -> bool {
        self.lock == Lock::All
    }

    pub(super) fn forbids_rewording(self) -> bool {
        self.lock >= Lock::Wording
    }

    /// Tells that something is locked.
    pub(super) fn refusal(self, place: Place, what: &str) -> Diagnostic {
        let refusal = Diagnostic::error(
            "merge-locked",
            place,
            format!("{what} is locked by the file that it comes from"),
        )
        .help("Delete this change, or ask whoever keeps that file to loosen its `lock`.");
        match self.set {
            Some(set) => refusal.related(set, "locked here"),
            None => refusal,
        }
    }
}

fn read(lock: &Node) -> Option<Lock> {
    match lock.text()? {
        "none" => Some(Lock::Open),
        "wording" => Some(Lock::Wording),
        "all" => Some(Lock::All),
        _ => None,
    }
}

impl Merger {
    /// Whether the value at `path` may be set; notes a rewording, or says why it is refused.
    pub(super) fn allows(
        &mut self,
        guard: Guard,
        path: &Path,
        place: Place,
        base: Option<&Node>,
    ) -> bool {
        let key = path.last().map_or("", SharedText::as_str);
        let wording = WORDING.contains(&key);
        if guard.forbids_change() || (wording && base.is_some() && guard.forbids_rewording()) {
            self.diagnostics
                .push(guard.refusal(place, &format!("`{key}`")));
            return false;
        }
        let Some(base) = base.filter(|_| wording && guard.entry) else {
            return true;
        };
        if guard.reason.is_none() && guard.lock == Lock::Reasoned {
            self.diagnostics.push(
                Diagnostic::error("merge-reason", place, format!("`{key}` is reworded without a reason"))
                    .related(base.place, "the inherited words")
                    .help("Add a line `reason: …` to this entry that says why, or delete the new words to inherit the old ones."),
            );
        }
        self.changes.push(Change {
            kind: ChangeKind::Reworded,
            path: path.join("."),
            place,
            inherited: Some(base.place),
            words: base.text().map(str::to_string),
            reason: guard.reason.map(str::to_string),
        });
        true
    }

    /// A nearer file may tighten a lock for the files that extend it, never loosen one.
    pub(super) fn check_lock(&mut self, entry: &Entry, guard: Guard) {
        if guard.set.is_some() && read(&entry.node).is_some_and(|lock| lock < guard.lock) {
            let refusal = Diagnostic::error(
                "merge-locked",
                entry.node.place,
                "a lock can be tightened here, and not loosened",
            )
            .help("Delete this line, or ask whoever keeps the other file to loosen its `lock`.");
            self.diagnostics.push(match guard.set {
                Some(set) => refusal.related(set, "locked here"),
                None => refusal,
            });
        }
    }
}

/// Reports every `lock:` of a file that is none of the known words.
pub(super) fn check_words(node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    for entry in node
        .entries()
        .iter()
        .filter(|entry| !OPEN.contains(&entry.key.as_str()))
    {
        if entry.key == "lock" && read(&entry.node).is_none() {
            diagnostics.push(
                Diagnostic::error("merge-lock-word", entry.node.place, "`lock` is one of none, wording and all")
                    .help("`wording`: schools may track this, not reword it. `all`: nothing may change. `none`: anything may."),
            );
        }
        check_words(&entry.node, diagnostics);
    }
    for item in node.items() {
        check_words(item, diagnostics);
    }
}

/// A lock of an entry below a value that would be lost if the value were removed.
pub(super) fn within(node: &Node) -> Option<Place> {
    let own = node
        .get("lock")
        .filter(|lock| read(lock).is_some_and(|lock| lock >= Lock::Wording));
    own.map(|lock| lock.place).or_else(|| {
        let below = node
            .entries()
            .iter()
            .filter(|entry| entry.key != "custom")
            .map(|entry| &entry.node);
        below.chain(node.items()).find_map(within)
    })
}
