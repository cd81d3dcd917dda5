//! What an organisation does with the plan that it takes over.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostic::{FileId, Sources};
use crate::merge::{Change, ChangeKind};
use crate::source::Node;

/// What an organisation does with the plan that it takes over.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The files that the plan comes from.
    pub from: Vec<String>,
    /// How often it does what.
    pub counts: Counts,
    /// What it adds, removes and rewords, in the order of its file.
    pub changes: Vec<ChangedText>,
}

/// How many actions an organisation takes over and tracks, and how many texts it adds, removes and rewords.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Actions that are taken over.
    pub inherited: usize,
    /// Of those, the actions for which it says how they stand, who does them or by when.
    pub tracked: usize,
    /// Areas, actions and other entries of its own.
    pub added: usize,
    /// Entries that are taken out.
    pub removed: usize,
    /// Texts that are given other words.
    pub reworded: usize,
}

/// A text of a plan that an organisation adds, removes or rewords.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedText {
    /// What was done: added, removed or reworded.
    pub what: &'static str,
    /// Keys and ids joined by dots: `plan.areas.leadership.actions.faith-forum`.
    pub path: String,
    /// The inherited words, as they were written; `None` for what is new.
    pub before: Option<String>,
    /// The words that stand in the plan; `None` for what was removed.
    pub after: Option<String>,
    /// Why, where the file says so.
    pub reason: Option<String>,
}

/// The keys that hold entries or words, and do not say how the work stands.
const WORDS: [&str; 10] = [
    "id",
    "text",
    "title",
    "theme",
    "areas",
    "actions",
    "expectations",
    "outcomes",
    "covers",
    "custom",
];

/// The texts of a plan that are not entries of a list.
const PLAN: [&str; 4] = ["title", "introduction", "purpose", "scope"];

/// What an organisation does with the plan that it takes over; `None` where it takes over none.
///
/// `merged` are its files before placeholders are filled, `filled` the same with placeholders filled.
#[must_use]
pub fn comparison(
    merged: &Node,
    filled: &Node,
    changes: &[Change],
    sources: &Sources,
) -> Option<Comparison> {
    let own = merged.place.file;
    let plan = merged.get("plan")?;
    let mut gathering = Gathering {
        own,
        from: BTreeSet::new(),
        counts: Counts::default(),
    };
    for area in items(plan, "areas") {
        gathering.origin(area);
        for action in items(area, "actions") {
            gathering.action(action);
        }
        for expectation in items(area, "expectations") {
            for action in items(expectation, "actions") {
                gathering.action(action);
            }
        }
    }
    let Gathering {
        from, mut counts, ..
    } = gathering;
    if from.is_empty() && changes.is_empty() {
        return None;
    }
    let mut texts: Vec<ChangedText> = PLAN
        .iter()
        .filter_map(|key| reworded(key, plan, filled, own))
        .collect();
    let of_plan = changes.iter().filter(|change| {
        change.place.file == own
            && change.path.starts_with("plan.")
            && !change.path.starts_with("plan.history")
    });
    texts.extend(of_plan.map(|change| changed_text(change, filled)));
    for change in &texts {
        match change.what {
            "added" => counts.added += 1,
            "removed" => counts.removed += 1,
            _ => counts.reworded += 1,
        }
    }
    Some(Comparison {
        from: from
            .into_iter()
            .map(|file| sources.name(file).to_string())
            .collect(),
        counts,
        changes: texts,
    })
}

struct Gathering {
    own: FileId,
    /// The files that entries come from.
    from: BTreeSet<FileId>,
    counts: Counts,
}

impl Gathering {
    /// Whether an entry is inherited; its file is noted.
    fn origin(&mut self, entry: &Node) -> bool {
        let file = entry.get("id").map_or(entry.place.file, |id| id.place.file);
        let inherited = file != self.own;
        if inherited {
            self.from.insert(file);
        }
        inherited
    }

    fn action(&mut self, action: &Node) {
        if !self.origin(action) {
            return;
        }
        self.counts.inherited += 1;
        let is_tracked = action
            .entries()
            .iter()
            .any(|line| !WORDS.contains(&line.key.as_str()) && line.node.place.file == self.own);
        self.counts.tracked += usize::from(is_tracked);
    }
}

fn items<'a>(holder: &'a Node, key: &str) -> &'a [Node] {
    holder.get(key).map_or(&[], Node::items)
}

/// A text of the plan itself that is said in other words.
fn reworded(key: &str, plan: &Node, filled: &Node, own: FileId) -> Option<ChangedText> {
    let node = plan.get(key).filter(|node| node.place.file == own)?;
    let before = node.replaced.as_ref()?.text()?;
    let path = format!("plan.{key}");
    Some(ChangedText {
        what: ChangeKind::Reworded.word(),
        before: Some(readable(before)),
        after: words_at(filled, &path),
        path,
        reason: None,
    })
}

fn changed_text(change: &Change, filled: &Node) -> ChangedText {
    let after = match change.kind {
        ChangeKind::Added | ChangeKind::Reworded => words_at(filled, &change.path),
        ChangeKind::Removed => None,
    };
    ChangedText {
        what: change.kind.word(),
        path: change.path.clone(),
        before: change.words.as_deref().map(readable),
        after,
        reason: change.reason.clone(),
    }
}

/// The words at a path of keys and ids: of an entry its text, or else its title.
fn words_at(file: &Node, path: &str) -> Option<String> {
    let mut node = file;
    for part in path.split('.') {
        let item = node.items().iter().find(|item| item.id() == Some(part));
        node = item.or_else(|| node.get(part))?;
    }
    let words = node
        .text()
        .or_else(|| node.get("text").or_else(|| node.get("title"))?.text())?;
    Some(words.trim().to_string())
}

/// Words as they were written, with the last name of each placeholder in its place: `{{ words.board }}` is `[board]`.
fn readable(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written.trim();
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inside, behind)) = after.split_once("}}") else {
            break;
        };
        let name = inside.split('|').next().unwrap_or("").trim();
        let name = name.rsplit('.').next().unwrap_or(name).replace('_', " ");
        text.extend([before, "[", &name, "]"]);
        rest = behind;
    }
    text.push_str(rest);
    text
}
