//! What a file put in the place of what it inherits, and the inherited wording that it had seen by then.

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::source::{Node, SharedText, Value, digest_of};

use super::{Merger, OPEN, Path};

/// The key that keeps which inherited wording a file had seen: `seen: { text: 3f9a… }`.
pub(super) const SEEN: &str = "seen";

/// Keys of a file under which replaced values are of interest to whoever replaced them. Names, looks, people, evidence
/// and settings are each organisation's own.
const WATCHED: [&str; 4] = ["plan", "contacts", "facts", "scales"];

/// What of a plan is each organisation's own too: who answers for it, and when its actions are looked through.
const OWN_OF_PLAN: [&str; 3] = ["owner", "safeguarding_contact", "actions_review_on"];

/// How many digits of a fingerprint are written.
const DIGITS: usize = 16;

/// A value that a file put in the place of an inherited one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The keys and ids that lead to it.
    pub path: Vec<SharedText>,
    /// Where it was done.
    pub place: Place,
    /// What stands there now; `None` where an inherited entry was taken out.
    pub own: Option<Node>,
    /// What is inherited: of an entry that was taken out its text, or else its title.
    pub inherited: Node,
}

/// What a file says that it had seen under one of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The path of the value, keys and ids joined by dots.
    pub path: String,
    /// Whether it is the path of an entry that was taken out.
    pub removed: bool,
    /// The fingerprint of the inherited wording, see [`fingerprint`].
    pub fingerprint: String,
    /// Where it is written.
    pub place: Place,
}

/// Whether it is of interest what becomes of an inherited value, by the keys and ids that lead to it.
pub(crate) fn is_watched<'a>(way: impl IntoIterator<Item = &'a str>) -> bool {
    let mut way = way.into_iter();
    let (first, second, third) = (way.next(), way.next(), way.next());
    let is_own = third.is_none() && second.is_some_and(|key| OWN_OF_PLAN.contains(&key));
    first.is_some_and(|key| WATCHED.contains(&key)) && !is_own
}

/// A value as it is shown and compared: a text as it was written, with its placeholders; anything else as YAML.
#[must_use]
pub fn wording(node: &Node) -> String {
    match &node.value {
        Value::Empty => String::new(),
        Value::Scalar(text) => text.to_string(),
        Value::List(_) | Value::Group(_) => serde_yaml::to_string(node).unwrap_or_default(),
    }
}

/// The fingerprint of some wording: the first 16 hexadecimal digits of its SHA-256 sum. Where lines break does not count,
/// for it is no change of words. Of nothing it is `e3b0c44298fc1c14`.
///
/// ```
/// # use dutybound::merge::fingerprint;
/// assert_eq!(fingerprint("Review\n  the policy.\n"), fingerprint("Review the policy."));
/// assert_ne!(fingerprint("Review the policy."), fingerprint("Review a policy."));
/// assert_eq!(fingerprint(""), "e3b0c44298fc1c14");
/// ```
#[must_use]
pub fn fingerprint(wording: &str) -> String {
    let words: Vec<&str> = wording.split_whitespace().collect();
    let digest = digest_of(words.join(" ").as_bytes());
    let digits = digest[..DIGITS / 2]
        .iter()
        .map(|byte| format!("{byte:02x}"));
    digits.collect()
}

/// Where a `seen` for a value stands in a file: the way to the group, and the key in it. Beside the value; beside the
/// group that holds it where the keys of that are an organisation's own.
#[must_use]
pub fn beside(file: &Node, way: &[String]) -> (Vec<String>, String) {
    let mut node = Some(file);
    let mut end = way.len().saturating_sub(1);
    for (depth, step) in way.iter().enumerate() {
        let is_list = node.is_some_and(|node| matches!(node.value, Value::List(_)));
        if !is_list && OPEN.contains(&step.as_str()) {
            end = end.min(depth);
        }
        node = node.and_then(|node| {
            let mut items = node.items().iter();
            if is_list {
                items.find(|item| item.id() == Some(step))
            } else {
                node.get(step)
            }
        });
    }
    (way[..end].to_vec(), way[end..].join("."))
}

impl Merger {
    /// Notes that a value stands in the place of an inherited one that said something.
    pub(super) fn note_override(
        &mut self,
        path: &Path,
        place: Place,
        own: Option<&Node>,
        inherited: &Node,
    ) {
        if is_watched(path.iter().map(SharedText::as_str)) && !inherited.is_empty() {
            self.overrides.push(Override {
                path: path.clone(),
                place,
                own: own.cloned(),
                inherited: inherited.clone(),
            });
        }
    }
}

/// Everything that a file says it had seen; what of it cannot be meant is reported.
pub(super) fn seen(file: &Node, diagnostics: &mut Vec<Diagnostic>) -> Vec<Seen> {
    let mut all = Vec::new();
    collect(file, &mut Vec::new(), &mut all, diagnostics);
    all
}

/// Reports every `seen` of a file that inherits nothing.
pub(super) fn refuse_seen(file: &Node, diagnostics: &mut Vec<Diagnostic>) {
    for known in seen(file, &mut Vec::new()) {
        diagnostics.push(
            Diagnostic::warning(
                "merge-seen",
                known.place,
                "`seen` has no meaning in a file that extends no other",
            )
            .help("Delete this line."),
        );
    }
}

fn collect<'a>(
    node: &'a Node,
    path: &mut Vec<&'a str>,
    all: &mut Vec<Seen>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in node.entries() {
        let key = entry.key.as_str();
        if key == SEEN {
            read(node, &entry.node, path, all, diagnostics);
        } else if !OPEN.contains(&key) {
            path.push(key);
            collect(&entry.node, path, all, diagnostics);
            path.pop();
        }
    }
    for item in node.items() {
        let Some(id) = item.id() else { continue };
        path.push(id);
        collect(item, path, all, diagnostics);
        path.pop();
    }
}

/// The lines of a `seen`, which stands in a group beside the values that it speaks of.
fn read(
    group: &Node,
    seen: &Node,
    path: &[&str],
    all: &mut Vec<Seen>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !matches!(seen.value, Value::Group(_) | Value::Empty) {
        diagnostics.push(
            Diagnostic::warning(
                "merge-seen",
                seen.place,
                "`seen` holds a line for each replaced value, such as `text: 3f9a0c51d2e87b64`",
            )
            .help(HELP),
        );
    }
    for line in seen.entries() {
        let key = line.key.as_str();
        if value(group, key).is_none() {
            let unknown = Diagnostic::warning(
                "merge-seen",
                line.key_place,
                format!("`seen` speaks of `{key}`, and there is no `{key}` beside it"),
            );
            let known = group.entries().iter().map(|entry| entry.key.as_str());
            diagnostics.push(match nearest(key, known.filter(|known| *known != SEEN)) {
                Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
                None => unknown.help("Delete this line: what it spoke of is no longer replaced."),
            });
            continue;
        }
        let digits = line.node.text().unwrap_or("").trim().to_lowercase();
        if digits.len() != DIGITS || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            diagnostics.push(
                Diagnostic::warning(
                    "merge-seen",
                    line.node.place,
                    format!("this is no fingerprint of what `{key}` replaced: it has {DIGITS} digits from 0 to 9 and a to f"),
                )
                .help(HELP),
            );
            continue;
        }
        let removed = key == "remove";
        let own = (!removed).then_some(key);
        let path: Vec<&str> = path.iter().copied().chain(own).collect();
        all.push(Seen {
            path: path.join("."),
            removed,
            fingerprint: digits,
            place: line.key_place,
        });
    }
}

const HELP: &str = "Delete the line: `dutybound upstream ID --keep WAY` writes it anew.";

/// The value of a key, or of several joined by dots, such as `custom.cost`.
fn value<'a>(group: &'a Node, keys: &str) -> Option<&'a Node> {
    let whole = group.get(keys);
    whole.or_else(|| {
        let (first, rest) = keys.split_once('.')?;
        value(group.get(first)?, rest)
    })
}
