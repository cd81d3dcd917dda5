//! Lays a school's file over the file that it extends, entry by entry.
//!
//! - Groups merge key by key; the nearer file wins. An empty value inherits; it never deletes.
//! - Lists of entries merge by `id`, never by position. New entries are appended, or placed with `after:` or `before:`;
//!   `remove: true` takes an inherited entry out and needs a `reason:`.
//! - Plain lists are replaced, or edited with `add:` and `remove:`; what is marked as not public is only added to.
//! - A consent to publish a number goes with the number, and not with the one that a nearer file puts in its place.
//! - What an organisation has done is its own and is not inherited; see `own`.
//! - `lock:` decides what a nearer file may change; see `lock`.
//! - `seen:` keeps which inherited wording a file had seen when it replaced it; see `overrides`.
//!
//! Every value keeps its place and the value that it replaced.

mod change;
mod entries;
mod lineage;
mod lock;
mod overrides;
mod own;
mod plain;

pub use change::{Change, ChangeKind};
pub use lineage::lineage;
pub(crate) use lineage::parent_path;
pub(crate) use overrides::is_watched;
pub use overrides::{Override, Seen, beside, fingerprint, wording};

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::{Entry, Node, SharedList, SharedText, Value};

use lock::Guard;

/// The keys that steer the merge and are no part of the plan.
const DIRECTIVES: [&str; 7] = [
    "after",
    "before",
    "remove",
    "reason",
    "lock",
    "extends",
    overrides::SEEN,
];

/// The keys whose text is the plan's wording; all others track the work.
const WORDING: [&str; 11] = [
    "title",
    "text",
    "theme",
    "introduction",
    "purpose",
    "scope",
    "description",
    "hazard",
    "audience",
    "national",
    "meaning",
];

/// Keys of which a file gives one or the other: a nearer file that gives one of them replaces both.
const ALTERNATIVES: [(&str, &str); 2] = [("lead", "leads"), ("file", "link")];

/// What in a brand goes with another key and is not inherited once that is replaced: the words for a logo, the Word
/// partner and the files of a font.
const GOES_WITH: [(&str, &str); 4] = [
    ("logo", "logo_alt"),
    ("second_logo", "second_logo_alt"),
    ("pdf", "word"),
    ("pdf", "files"),
];

/// Groups whose keys are an organisation's own or a setting's, so that none of them steers the merge.
const OPEN: [&str; 5] = ["checks", "custom", "people", "words", "facts"];

/// What came of laying files over each other.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The whole, without the keys that steer the merge.
    pub node: Node,
    /// What each file changed in what it inherited, in the order of the files.
    pub changes: Vec<Change>,
    /// What the nearest file put in the place of what it inherits, in its order.
    pub overrides: Vec<Override>,
    /// What the nearest file says it had seen under that.
    pub seen: Vec<Seen>,
    /// What is wrong in the way the files lie over each other.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays files over their farthest ancestor, the nearest file last.
///
/// ```
/// # use dutybound::{diagnostic::Sources, merge::merge, source};
/// let mut sources = Sources::default();
/// let mut faults = Vec::new();
/// let mut read = |name, text: &str| source::parse(name, text.as_bytes(), &mut sources, &mut faults).unwrap();
/// let trust = read("trust.yaml", "plan: { title: Prevent plan, period: 2025/26 }");
/// let school = read("school.yaml", "plan: { period: 2026/27 }");
/// let merged = merge(&trust, &[&school]);
/// let plan = merged.node.get("plan").unwrap();
/// assert_eq!(plan.get("title").unwrap().text(), Some("Prevent plan"));
/// assert_eq!(plan.get("period").unwrap().text(), Some("2026/27"));
/// ```
#[must_use]
pub fn merge(farthest: &Node, nearer: &[&Node]) -> Merged {
    let Some((nearest, between)) = nearer.split_last() else {
        return alone(farthest);
    };
    let inherited = between
        .iter()
        .fold(Inheritance::of(farthest), |inherited, file| {
            inherited.extended(file)
        });
    inherited.taken_up(nearest)
}

/// A file that inherits nothing, without the keys that steer a merge.
#[must_use]
pub fn alone(file: &Node) -> Merged {
    lowest(file).finished()
}

/// What a file hands down to those that extend it, worked out once for all of them.
#[derive(Clone, Debug)]
pub struct Inheritance(Merged);

impl Inheritance {
    /// What a file hands down that extends no other.
    #[must_use]
    pub fn of(file: &Node) -> Self {
        lowest(file).handed_down()
    }

    /// What a file hands down that extends the one that hands this down.
    #[must_use]
    pub fn extended(&self, file: &Node) -> Self {
        self.under(file).handed_down()
    }

    /// A file with all that it inherits.
    #[must_use]
    pub fn taken_up(&self, file: &Node) -> Merged {
        self.under(file).finished()
    }

    /// A file laid over what it inherits.
    fn under(&self, file: &Node) -> Merged {
        let Self(inherited) = self;
        let mut merger = Merger {
            changes: inherited.changes.clone(),
            diagnostics: inherited.diagnostics.clone(),
            ..Merger::default()
        };
        lock::check_words(file, &mut merger.diagnostics);
        let seen = overrides::seen(file, &mut merger.diagnostics);
        let guard = Guard::open(&inherited.node);
        let node = merger.value(&inherited.node, file, &mut Vec::new(), guard);
        Merged {
            seen,
            ..merger.merged(node)
        }
    }
}

/// A file that no other lies below.
fn lowest(file: &Node) -> Merged {
    let mut merger = Merger::default();
    merger.refuse_stray_directives(file);
    overrides::refuse_seen(file, &mut merger.diagnostics);
    lock::check_words(file, &mut merger.diagnostics);
    merger.merged(file.clone())
}

impl Merged {
    fn handed_down(mut self) -> Inheritance {
        own::leave_behind(&mut self.node);
        Inheritance(self)
    }

    fn finished(mut self) -> Self {
        if let Some(clean) = cleaned(&self.node) {
            self.node = clean;
        }
        self
    }
}

/// What is gathered while files are laid over each other.
#[derive(Default)]
struct Merger {
    changes: Vec<Change>,
    overrides: Vec<Override>,
    diagnostics: Vec<Diagnostic>,
    /// Keys of entries that are near none of those which steer a merge: few, and each comes up in every entry.
    sound_keys: BTreeSet<Box<str>>,
}

/// Where in a plan a value stands: keys and ids from the top.
type Path = Vec<SharedText>;

impl Merger {
    fn merged(self, node: Node) -> Merged {
        Merged {
            node,
            changes: self.changes,
            overrides: self.overrides,
            seen: Vec::new(),
            diagnostics: self.diagnostics,
        }
    }

    /// Lays `over` on `base`. `guard` says what the farther files allow here.
    fn value(&mut self, base: &Node, over: &Node, path: &mut Path, guard: Guard) -> Node {
        match (&base.value, &over.value) {
            (_, Value::Empty) => base.clone(),
            (Value::Empty, Value::Group(edits)) if plain::are_edits(edits) => {
                self.edit(base, &[], over, edits, path, guard)
            }
            (Value::Empty, _) => self.replace(base, over, path, guard),
            (Value::Group(below), Value::Group(above)) => {
                let value = Value::Group(self.group(below, above, path, guard).into());
                Node {
                    via: over.via.clone(),
                    ..Node::new(value, over.place)
                }
            }
            (Value::List(below), Value::List(above)) if entries::are_entries(below, above) => {
                let value = Value::List(self.entries(below, above, path, guard).into());
                Node {
                    via: over.via.clone(),
                    ..Node::new(value, over.place)
                }
            }
            (Value::List(below), Value::Group(edits)) if plain::are_edits(edits) => {
                self.edit(base, below, over, edits, path, guard)
            }
            (Value::List(below), Value::List(above)) if plain::is_united(path) => {
                self.unite(base, below, above, over, path, guard)
            }
            (Value::List(_), Value::List(_)) | (Value::Scalar(_), Value::Scalar(_)) => {
                self.replace(base, over, path, guard)
            }
            (Value::Scalar(_), Value::List(_) | Value::Group(_))
            | (Value::List(_) | Value::Group(_), Value::Scalar(_))
            | (Value::List(_), Value::Group(_))
            | (Value::Group(_), Value::List(_)) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "merge-kind",
                        over.place,
                        format!(
                            "the file that this one extends has {} here, this one has {}",
                            base.kind(),
                            over.kind()
                        ),
                    )
                    .related(base.place, "inherited from here")
                    .help("Write it the same way as in the file that it comes from."),
                );
                base.clone()
            }
        }
    }

    fn group(
        &mut self,
        below: &[Entry],
        above: &[Entry],
        path: &mut Path,
        guard: Guard,
    ) -> Vec<Entry> {
        let open = path.last().is_some_and(|key| OPEN.contains(&key.as_str()));
        let mut whole = below.to_vec();
        let has = |key: &str| above.iter().any(|entry| entry.key == key);
        if path.first().is_some_and(|key| key == "brand") {
            let gives = |key: &str| {
                let mut given = above.iter().filter(|entry| entry.key == key);
                given.any(|entry| entry.node.value != Value::Empty)
            };
            for (key, with_it) in GOES_WITH {
                if gives(key) && !gives(with_it) {
                    whole.retain(|known| known.key != with_it);
                }
            }
        }
        if is_person(path) {
            leave_consent(&mut whole, above);
        }
        for entry in above {
            let key = entry.key.as_str();
            if key == overrides::SEEN && !open {
                continue; // each file's own
            }
            if key == "lock" && !open {
                self.check_lock(entry, guard);
            }
            if entry.node.value == Value::Empty || key == "id" {
                if !whole.iter().any(|known| known.key == key) {
                    whole.push(entry.clone());
                }
                continue;
            }
            let mut instead_of = None;
            if let Some(other) = alternative(key).filter(|_| !open) {
                if key == "leads" && plain::are_edits(entry.node.entries()) {
                    plain::make_list(&mut whole, other, key);
                }
                let other = whole
                    .iter()
                    .position(|known| known.key == other && !has(other));
                instead_of = other.map(|at| whole.remove(at).node);
            }
            path.push(entry.key.clone());
            match whole.iter_mut().find(|known| known.key == key) {
                Some(known) => {
                    let guard = guard.within(&known.node);
                    known.node = self.value(&known.node, &entry.node, path, guard);
                }
                None if DIRECTIVES.contains(&key) && !open => whole.push(entry.clone()),
                None => {
                    if self.allows(guard, path, entry.key_place, None) {
                        let node = match entry.node.entries() {
                            edits if plain::are_edits(edits) && !open => {
                                let nothing = Node::new(Value::Empty, entry.key_place);
                                self.edit(&nothing, &[], &entry.node, edits, path, guard)
                            }
                            _ => entry.node.clone(),
                        };
                        let node = match instead_of.filter(|other| !other.is_empty()) {
                            Some(other) => {
                                self.note_override(path, node.place, Some(&node), &other);
                                Node {
                                    replaced: Some(std::sync::Arc::new(other)),
                                    ..node
                                }
                            }
                            None => node,
                        };
                        whole.push(Entry {
                            node,
                            ..entry.clone()
                        });
                    }
                }
            }
            path.pop();
        }
        whole
    }

    /// A value put in the place of another.
    fn replace(&mut self, base: &Node, over: &Node, path: &mut Path, guard: Guard) -> Node {
        let open = path
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|key| OPEN.contains(&key.as_str()));
        let directive = !open
            && path
                .last()
                .is_some_and(|key| DIRECTIVES.contains(&key.as_str()));
        if !directive && same(base, over) {
            return base.clone();
        }
        if !directive {
            self.note_override(path, over.place, Some(over), base); // also of one that a lock refuses: it can be taken back
            if !self.allows(guard, path, over.place, Some(base)) {
                return base.clone();
            }
        }
        Node {
            replaced: Some(std::sync::Arc::new(base.clone())),
            ..over.clone()
        }
    }

    /// Keys that steer a merge say nothing in a file that extends no other.
    fn refuse_stray_directives(&mut self, node: &Node) {
        for entry in node.entries() {
            if matches!(entry.key.as_str(), "remove" | "after" | "before")
                && node.get("id").is_some()
            {
                self.diagnostics.push(
                    Diagnostic::error(
                        "merge-nothing-inherited",
                        entry.key_place,
                        format!("`{}` has no meaning in a file that extends no other", entry.key),
                    )
                    .help("Delete this line, or name the file to inherit from at the top: `extends: ../trust.yaml`."),
                );
            }
            self.refuse_stray_directives(&entry.node);
        }
        for item in node.items() {
            self.refuse_stray_directives(item);
        }
    }
}

/// Whether a way leads to one of the people.
fn is_person(path: &Path) -> bool {
    matches!(&path[..], [people, _] if people == "people")
}

/// Takes an inherited `public: yes` out of a person to whom a nearer file gives a number: nobody consented to that one.
fn leave_consent(whole: &mut Vec<Entry>, above: &[Entry]) {
    let gives = |key: &str| {
        let mut given = above.iter().filter(|entry| entry.key == key);
        given.any(|entry| entry.node.value != Value::Empty)
    };
    if gives("phone") && !gives("public") {
        whole.retain(|known| known.key != "public" || !entries::is_yes(&known.node));
    }
}

/// The other key of a pair of which only one is given.
fn alternative(key: &str) -> Option<&'static str> {
    ALTERNATIVES.iter().find_map(|(one, other)| match key {
        key if key == *one => Some(*other),
        key if key == *other => Some(*one),
        _ => None,
    })
}

/// Whether two values say the same, wherever they stand.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Empty, Value::Empty) => true,
        (Value::Scalar(one), Value::Scalar(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Group(one), Value::Group(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.key == other.key && same(&one.node, &other.node))
        }
        (Value::Empty | Value::Scalar(_) | Value::List(_) | Value::Group(_), _) => false,
    }
}

/// A value of the finished whole without the keys that steer the merge; `None` where it has none.
fn cleaned(node: &Node) -> Option<Node> {
    let value = match &node.value {
        Value::Empty | Value::Scalar(_) => return None,
        Value::List(items) => Value::List(items.exchanged(cleaned)?),
        Value::Group(entries) => Value::Group(without_directives(entries)?),
    };
    Some(node.with(value))
}

fn without_directives(entries: &SharedList<Entry>) -> Option<SharedList<Entry>> {
    let steers = |entry: &Entry| DIRECTIVES.contains(&entry.key.as_str());
    let clean = entries.exchanged(|entry| {
        let single = entry.node.text().is_some();
        if single || OPEN.contains(&entry.key.as_str()) {
            return None;
        }
        cleaned(&entry.node).map(|node| entry.with(node))
    });
    if !entries.iter().any(steers) {
        return clean;
    }
    let mut clean = clean.unwrap_or_else(|| entries.clone());
    clean.retain(|entry| !steers(entry));
    Some(clean)
}

/// The place of an entry's `id`, or of the entry where it has none.
fn id_place(node: &Node) -> Place {
    node.get("id").map_or(node.place, |id| id.place)
}
