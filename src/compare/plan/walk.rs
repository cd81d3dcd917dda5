//! Goes through two trees at once.

use crate::model::Profile;
use crate::source::{Node, Value};

use super::{Changed, ChangedValue, IsOwn, Origin, PlanVersion, labels, values};

/// Keys that say nothing to readers of a plan: settings, looks, and how files hang together.
const SILENT: [&str; 5] = ["id", "extends", "checks", "brand", "scales"];

/// What changed between two plans.
pub(super) fn changes(
    old: &PlanVersion,
    new: &PlanVersion,
    is_own: IsOwn<'_>,
) -> Vec<ChangedValue> {
    let mut walk = Walk {
        old,
        new,
        is_own,
        found: Vec::new(),
    };
    walk.group(&old.filled, &new.filled, &At::default());
    walk.found
}

struct Walk<'a> {
    old: &'a PlanVersion,
    new: &'a PlanVersion,
    is_own: IsOwn<'a>,
    found: Vec<ChangedValue>,
}

/// Where in a plan the walk stands.
#[derive(Clone, Default)]
struct At {
    path: String,
    area: Option<String>,
    item: Option<String>,
}

impl At {
    fn then(&self, step: &str) -> Self {
        let path = if self.path.is_empty() {
            step.to_string()
        } else {
            format!("{}.{step}", self.path)
        };
        Self {
            path,
            ..self.clone()
        }
    }
}

impl Walk<'_> {
    fn group(&mut self, old: &Node, new: &Node, at: &At) {
        let keys = new.entries().iter().map(|line| line.key.as_str());
        let gone = old.entries().iter().map(|line| line.key.as_str());
        let gone = gone.filter(|key| new.get(key).is_none());
        let keys: Vec<&str> = keys.chain(gone).collect();
        let free = at.path.rsplit('.').next().is_some_and(labels::is_free);
        for key in keys {
            if !free && SILENT.contains(&key) {
                continue;
            }
            let (before, after) = (old.get(key), new.get(key));
            self.value(before, after, key, free, &at.then(key));
        }
    }

    fn value(&mut self, old: Option<&Node>, new: Option<&Node>, key: &str, free: bool, at: &At) {
        let (old, new) = (
            old.filter(|node| !node.is_empty()),
            new.filter(|node| !node.is_empty()),
        );
        let list_or_group = |node: Option<&Node>| node.is_some_and(|node| node.text().is_none());
        if !list_or_group(old) && !list_or_group(new) {
            self.single(old, new, key, free, at);
            return;
        }
        let nothing = |like: &Node| {
            let value = match like.value {
                Value::Group(_) => Value::Group(Vec::new().into()),
                Value::List(_) => Value::List(Vec::new().into()),
                Value::Scalar(_) | Value::Empty => Value::Empty,
            };
            Node::new(value, like.place)
        };
        let Some(shape) = new.or(old) else { return };
        let empty = nothing(shape);
        let (old, new) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
        match (&old.value, &new.value) {
            (Value::List(_), Value::List(_)) => self.list(old, new, key, at),
            (Value::Group(_), Value::Group(_)) => {
                let item = free.then(|| match at.path.strip_prefix("people.") {
                    Some(_) => values::role(key, &self.new.profile, &self.old.profile),
                    None => key.to_string(),
                });
                let at = At {
                    item: item.or_else(|| at.item.clone()),
                    ..at.clone()
                };
                self.group(old, new, &at);
            }
            // One value in the place of a list, or the other way round.
            (Value::Empty | Value::Scalar(_) | Value::List(_) | Value::Group(_), _) => {
                let (before, after) = (
                    values::entry(old, key, &self.old.profile),
                    values::entry(new, key, &self.new.profile),
                );
                if before != after {
                    let changed = Changed::Replaced {
                        old: before,
                        new: after,
                    };
                    self.push(changed, labels::field(key), false, at);
                }
            }
        }
    }

    /// One value: a text, a date, a lead.
    fn single(&mut self, old: Option<&Node>, new: Option<&Node>, key: &str, free: bool, at: &At) {
        let before = old.and_then(Node::text);
        let after = new.and_then(Node::text);
        if before == after {
            return;
        }
        let prose = labels::is_prose(key) || free && at.path.starts_with("facts");
        let words = |text: &str, profile: &Profile| {
            if prose {
                text.to_string()
            } else {
                values::said(key, text, profile)
            }
        };
        let changed = match (before, after) {
            (Some(old), Some(new)) => {
                let (old, new) = (words(old, &self.old.profile), words(new, &self.new.profile));
                if old == new {
                    return;
                }
                if prose {
                    Changed::Reworded { old, new }
                } else {
                    Changed::Replaced { old, new }
                }
            }
            (None, Some(new)) => Changed::Added {
                new: words(new, &self.new.profile),
            },
            (Some(old), None) => Changed::Removed {
                old: words(old, &self.old.profile),
            },
            (None, None) => return,
        };
        self.push(changed, labels::field(key), false, at);
    }

    fn list(&mut self, old: &Node, new: &Node, key: &str, at: &At) {
        let with_ids = |node: &Node| node.items().iter().any(|item| item.id().is_some());
        if with_ids(old) || with_ids(new) {
            self.entries(old, new, key, at);
        } else {
            self.plain(old, new, key, at);
        }
    }

    /// Entries, matched by id.
    fn entries(&mut self, old: &Node, new: &Node, key: &str, at: &At) {
        let what = labels::entry(key).map_or_else(|| labels::field(key), str::to_string);
        let find = |list: &Node, id: Option<&str>| -> Option<usize> {
            list.items().iter().position(|item| item.id() == id)
        };
        let kept: Vec<(usize, usize)> = new
            .items()
            .iter()
            .enumerate()
            .filter_map(|(to, item)| Some((find(old, item.id())?, to)))
            .collect();
        let stay = longest_rising(&kept);
        for (to, item) in new.items().iter().enumerate() {
            let id = item.id().unwrap_or("");
            let inner = within(item, key, &at.then(id), self.new);
            let Some(from) = find(old, item.id()) else {
                let new = values::whole(item, key, &self.new.profile);
                self.push(Changed::Added { new }, what.clone(), true, &inner);
                continue;
            };
            if !stay.contains(&from) {
                let before = to.checked_sub(1).map(|before| &new.items()[before]);
                let after = before.map(|before| values::entry(before, key, &self.new.profile));
                self.push(Changed::Moved { after }, what.clone(), true, &inner);
            }
            self.group(&old.items()[from], item, &inner);
        }
        for item in old.items() {
            if find(new, item.id()).is_none() {
                let inner = within(item, key, &at.then(item.id().unwrap_or("")), self.old);
                let old = values::whole(item, key, &self.old.profile);
                self.push(Changed::Removed { old }, what.clone(), true, &inner);
            }
        }
    }

    /// Items without ids: what is new, and what is gone.
    fn plain(&mut self, old: &Node, new: &Node, key: &str, at: &At) {
        let what = labels::entry(key).map_or_else(|| labels::field(key), str::to_string);
        let before = Plain::of(old, key, self.old);
        let after = Plain::of(new, key, self.new);
        if let ([old], [new]) = (&before[..], &after[..])
            && old.known_by != new.known_by
        {
            let (old, new) = (old.words.clone(), new.words.clone());
            self.push(Changed::Replaced { old, new }, what, false, at);
            return;
        }
        let has = |list: &[Plain], item: &Plain| list.iter().any(|it| it.known_by == item.known_by);
        for item in after.iter().filter(|item| !has(&before, item)) {
            let new = item.words.clone();
            self.push(Changed::Added { new }, what.clone(), false, at);
        }
        for item in before.iter().filter(|item| !has(&after, item)) {
            let old = item.words.clone();
            self.push(Changed::Removed { old }, what.clone(), false, at);
        }
    }

    fn push(&mut self, changed: Changed, what: String, whole: bool, at: &At) {
        let own = (self.is_own)(&at.path, &changed);
        let origin = if own { Origin::Own } else { Origin::Inherited };
        self.found.push(ChangedValue {
            path: at.path.clone(),
            area: at.area.clone(),
            item: at.item.clone(),
            what,
            whole,
            changed,
            origin,
        });
    }
}

/// An item without an id.
struct Plain {
    /// What tells it from others: the text itself, so that a person who has another name now is the same lead.
    known_by: String,
    words: String,
}

impl Plain {
    fn of(list: &Node, key: &str, version: &PlanVersion) -> Vec<Self> {
        let items = list.items().iter().map(|item| {
            let words = values::entry(item, key, &version.profile);
            Self {
                known_by: item.text().map_or_else(|| words.clone(), str::to_string),
                words,
            }
        });
        items.collect()
    }
}

/// Where an entry of a list stands, and what it is called.
fn within(item: &Node, list: &str, at: &At, version: &PlanVersion) -> At {
    let words = Some(values::entry(item, list, &version.profile));
    let mut inner = at.clone();
    match list {
        "areas" => (inner.area, inner.item) = (words, None),
        // What belongs to an action is told by the action.
        "outcomes" | "reviews" if at.item.is_some() => {}
        _ => inner.item = words,
    }
    inner
}

/// Of pairs of places in an old and a new list, the old places of a longest run that rises in both: these entries stayed, the
/// others moved.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, (old, _)) in pairs.iter().enumerate() {
        let before = (0..at)
            .filter(|before| pairs[*before].0 < *old)
            .max_by_key(|before| (best[*before].0, std::cmp::Reverse(*before)));
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut next = (0..pairs.len()).max_by_key(|at| (best[*at].0, std::cmp::Reverse(*at)));
    let mut stay = Vec::new();
    while let Some(at) = next {
        stay.push(pairs[at].0);
        next = best[at].1;
    }
    stay
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn of_moved_entries_as_few_as_possible_are_named() {
        let pairs = [(1, 0), (2, 1), (3, 2), (0, 3)];
        assert_eq!(longest_rising(&pairs), [3, 2, 1]);
    }
}
