//! `inherited.json`: what in a plan is the organisation's own, and what stood under those values that it replaced.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::merge::{Change, ChangeKind, wording};
use crate::source::{self, Node, Value};

use super::json;

/// The version of the form; it rises when a field changes its meaning or goes.
const FORMAT: u32 = 1;

/// What in a plan is the organisation's own. Everything that is not named is inherited.
///
/// Paths are keys and ids from the top, joined by dots, as `dutybound explain` takes them. A path stands for all that
/// lies below it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Inherited {
    /// The version of this form.
    pub format: u32,
    /// The files that the plan extends, the farthest first, as paths from the workspace's root; none where all is its own.
    pub extends: Vec<String>,
    /// What it says itself, in the order of the plan; values that replaced others are among `overrides` instead.
    pub own: Vec<String>,
    /// The values that it put in the place of inherited ones.
    pub overrides: Vec<Override>,
    /// The inherited entries that it took out.
    pub removed: Vec<Removed>,
}

/// A value that was put in the place of an inherited one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Override {
    /// Where it stands.
    pub path: String,
    /// The inherited value as it was written, placeholders and all: a text as it is, anything else as YAML.
    pub inherited: String,
    /// The file that it is inherited from.
    pub from: String,
    /// Why, where the file says so.
    pub reason: Option<String>,
}

/// An inherited entry that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Removed {
    /// Where it stood.
    pub path: String,
    /// Its text, or else its title, as it was written.
    pub inherited: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl Inherited {
    /// What is an organisation's own in a merged file; `extends` are the files that its own extends, each with its path
    /// from the workspace's root, and `changes` what it changed in them.
    #[must_use]
    pub fn of(merged: &Node, extends: &[(FileId, String)], changes: &[Change]) -> Self {
        let mut walk = Walk {
            extends,
            changes,
            own: Vec::new(),
            overrides: Vec::new(),
        };
        if !extends.is_empty() {
            walk.node(merged, &mut Vec::new());
        }
        let own = changes.iter().filter(|change| walk.is_own(change.place));
        let removed = own.filter(|change| change.kind == ChangeKind::Removed);
        let removed = removed.map(|change| Removed {
            path: change.path.clone(),
            inherited: change.words.clone(),
            reason: change.reason.clone(),
        });
        Self {
            format: FORMAT,
            extends: extends.iter().map(|(_, path)| path.clone()).collect(),
            removed: removed.collect(),
            own: walk.own,
            overrides: walk.overrides,
        }
    }

    /// Reads an `inherited.json`; `name` is what messages call it. `None` where something is wrong with it, which the
    /// diagnostics tell.
    #[must_use]
    pub fn read(
        name: &str,
        bytes: &[u8],
        sources: &mut Sources,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let node = source::parse(name, bytes, sources, &mut faults);
        let read = node.map(|node| source::typed::<Self>(&node));
        let (read, found) = read.unwrap_or_default();
        faults.extend(found);
        let sound = !faults.iter().any(Diagnostic::is_error);
        (read.filter(|_| sound), faults)
    }

    /// The same without a word on what is wrong, in a tenth of the time: every check of a school reads one.
    pub(super) fn known(bytes: &[u8]) -> Option<Self> {
        let read = serde_json::from_slice(bytes).ok();
        read.filter(|read: &Self| read.format == FORMAT)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::text(self)
    }

    /// Whether the value at a path is the organisation's own, or all of it is.
    #[must_use]
    pub fn is_own(&self, path: &str) -> bool {
        let own = self.own.iter().map(String::as_str);
        let mut own = own.chain(self.overrides.iter().map(|over| &*over.path));
        let within = |known: &str| {
            let rest = path.strip_prefix(known);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.extends.is_empty() || own.any(within)
    }

    /// Whether a change from an `earlier` issue of the plan to this one is the organisation's own doing, by the path of
    /// what changed; `is_gone` of what the earlier issue alone has. What was taken out is its own doing where its file
    /// takes it out, and where it was its own before.
    #[must_use]
    pub fn is_own_doing(&self, earlier: Option<&Self>, path: &str, is_gone: bool) -> bool {
        if !is_gone {
            return self.is_own(path);
        }
        let mut removed = self.removed.iter();
        let above = path.rsplit_once('.').map_or(path, |(above, _)| above);
        removed.any(|removed| removed.path == path)
            || earlier.map_or_else(|| self.is_own(above), |earlier| earlier.is_own(path))
    }
}

struct Walk<'a> {
    extends: &'a [(FileId, String)],
    changes: &'a [Change],
    own: Vec<String>,
    overrides: Vec<Override>,
}

impl Walk<'_> {
    /// Notes what is own below a value; whether all of it is, and replaced nothing.
    fn node(&mut self, node: &Node, path: &mut Vec<String>) -> bool {
        let here = self.own.len();
        let all = match &node.value {
            Value::Group(entries) => {
                let mut all = true;
                for entry in entries {
                    path.push(entry.key.to_string());
                    all &= self.node(&entry.node, path);
                    path.pop();
                }
                all && (!entries.is_empty() || self.is_own(node.place))
            }
            Value::List(items) if replaced(node).is_none() && are_entries(items) => {
                let mut all = self.is_own(node.place);
                for item in items {
                    path.push(item.id().unwrap_or_default().to_string());
                    all &= self.node(item, path);
                    path.pop();
                }
                all
            }
            Value::Empty | Value::Scalar(_) | Value::List(_) => self.leaf(node, path),
        };
        if all {
            self.own.truncate(here); // told by this path
            if !path.is_empty() {
                self.own.push(path.join("."));
            }
        }
        all
    }

    fn leaf(&mut self, node: &Node, path: &[String]) -> bool {
        if !self.is_own(node.place) {
            return false;
        }
        let Some(replaced) = replaced(node) else {
            return true;
        };
        let path = path.join(".");
        let mut changes = self.changes.iter();
        let change = changes.find(|change| change.path == path && self.is_own(change.place));
        let mut extends = self.extends.iter();
        let from = extends.find(|(file, _)| *file == replaced.place.file);
        self.overrides.push(Override {
            inherited: wording(replaced),
            from: from.map_or_else(String::new, |(_, path)| path.clone()),
            reason: change.and_then(|change| change.reason.clone()),
            path,
        });
        false
    }

    /// Whether something stands in none of the files that are inherited.
    fn is_own(&self, place: Place) -> bool {
        !self.extends.iter().any(|(file, _)| *file == place.file)
    }
}

/// The inherited value that a value replaced, where that said anything.
fn replaced(node: &Node) -> Option<&Node> {
    node.replaced
        .as_deref()
        .filter(|replaced| !replaced.is_empty())
}

/// Whether these are entries with ids, which files lay over each other one by one.
fn are_entries(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(|item| item.id().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::merge::merge;

    const TRUST: &str = "\
id: trust
organisation: { kind: trust, name: Oak Trust }
plan:
  title: Plan of {{ organisation.name }}
  references: [ctsa-2015]
  areas:
    - id: leading
      title: Leading
      actions:
        - { id: policy, text: Review the policy., deadline: 2027-03 }
        - { id: forum, text: Go to the forum. }
";

    const SCHOOL: &str = "\
id: oak
organisation: { kind: school, name: Oak }
plan:
  title: Plan
  references: { add: [kcsie-2025] }
  areas:
    - id: leading
      progress: Begun.
      actions:
        - { id: policy, text: Review our policy., reason: It is our own. }
        - { id: forum, remove: yes, reason: There is none here. }
        - { id: own, text: Our own., deadline: 2027-05 }
    - id: more
      title: More
";

    fn inherited() -> Inherited {
        let (mut sources, mut faults) = (Sources::default(), Vec::new());
        let mut read = |name: &str, text: &str| {
            source::parse(name, text.as_bytes(), &mut sources, &mut faults).unwrap()
        };
        let (trust, school) = (read("trust.yaml", TRUST), read("oak.yaml", SCHOOL));
        let merged = merge(&trust, &[&school]);
        assert_eq!((faults, &merged.diagnostics), (Vec::new(), &Vec::new()));
        Inherited::of(
            &merged.node,
            &[(trust.place.file, "trust.yaml".into())],
            &merged.changes,
        )
    }

    #[test]
    fn what_is_own_is_told_by_the_shortest_path() {
        let inherited = inherited();
        assert_eq!(
            inherited.own,
            [
                "organisation",
                "plan.areas.leading.actions.own",
                "plan.areas.leading.progress",
                "plan.areas.more",
                "id",
            ]
        );
        let over: Vec<(&str, &str, &str)> = inherited
            .overrides
            .iter()
            .map(|over| (&*over.path, &*over.inherited, &*over.from))
            .collect();
        assert_eq!(
            over,
            [
                (
                    "plan.title",
                    "Plan of {{ organisation.name }}",
                    "trust.yaml"
                ),
                ("plan.references", "- ctsa-2015\n", "trust.yaml"),
                (
                    "plan.areas.leading.actions.policy.text",
                    "Review the policy.",
                    "trust.yaml"
                ),
            ]
        );
        let reasons = inherited
            .overrides
            .iter()
            .map(|over| over.reason.as_deref());
        assert_eq!(
            reasons.collect::<Vec<_>>(),
            [None, None, Some("It is our own.")]
        );
        assert_eq!(
            inherited.removed,
            [Removed {
                path: "plan.areas.leading.actions.forum".into(),
                inherited: Some("Go to the forum.".into()),
                reason: Some("There is none here.".into()),
            }]
        );
        for own in ["plan.title", "plan.areas.more.title", "organisation"] {
            assert!(inherited.is_own(own), "{own}");
        }
        for other in [
            "plan",
            "plan.areas.leading.title",
            "plan.areas.leading.actions.policy.deadline",
            "ids",
        ] {
            assert!(!inherited.is_own(other), "{other}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let inherited = inherited();
        let mut sources = Sources::default();
        let (read, faults) = Inherited::read(
            "inherited.json",
            inherited.to_json().as_bytes(),
            &mut sources,
        );
        let known = Inherited::known(inherited.to_json().as_bytes());
        assert_eq!(known.as_ref(), Some(&inherited));
        let newer = inherited
            .to_json()
            .replacen("\"format\": 1", "\"format\": 2", 1);
        assert_eq!(Inherited::known(newer.as_bytes()), None);
        assert_eq!((read, faults), (Some(inherited), Vec::new()));
        assert!(
            Inherited::read("inherited.json", b"{ \"own\": [1, ", &mut sources)
                .0
                .is_none()
        );
    }

    #[test]
    fn of_a_plan_that_extends_nothing_all_is_its_own() {
        let (mut sources, mut faults) = (Sources::default(), Vec::new());
        let trust =
            source::parse("trust.yaml", TRUST.as_bytes(), &mut sources, &mut faults).unwrap();
        let inherited = Inherited::of(&trust, &[], &[]);
        assert_eq!(inherited.own, Vec::<String>::new());
        assert!(inherited.is_own("plan.title"));
    }
}
