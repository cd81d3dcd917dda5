//! The texts that people read.

use crate::diagnostic::Place;
use crate::source::{Node, Value};

use super::subject::Merged;

/// A text that people read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Keys and ids joined by dots, as in `plan.areas.leadership.title`.
    pub path: String,
    /// What kind of text it is.
    pub kind: PassageKind,
    /// The words, with placeholders filled.
    pub text: &'a str,
    /// The words before placeholders are filled.
    pub written: &'a str,
    /// Where they were written.
    pub place: Place,
    /// The value as it was written, which knows what it replaced.
    pub node: &'a Node,
}

/// What kind of text a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// Sentences.
    Prose,
    /// A heading or a title: some words.
    Title,
    /// The name of an organisation, a person or a body.
    Name,
}

/// What kind of text stands at a key of a group; `None` for keys, dates, addresses and other facts.
fn kind(key: &str) -> Option<PassageKind> {
    match key {
        "text" | "introduction" | "scope" | "purpose" | "note" | "progress" | "impact"
        | "description" | "hazard" | "controls" | "national" | "local" | "outcomes" | "meaning"
        | "means" => Some(PassageKind::Prose),
        "title" | "theme" | "heading" | "audience" | "strapline" => Some(PassageKind::Title),
        "name" | "short_name" | "role" | "approved_by" => Some(PassageKind::Name),
        _ => None,
    }
}

/// Groups whose keys are the user's own and whose values are all texts that people read.
const FREE: [&str; 2] = ["facts", "custom"];

/// Groups that hold nothing to be read as prose, though their keys say so: colours, files, settings.
const SILENT: [&str; 3] = ["brand", "checks", "scales"];

/// The longest text whose words are looked at, in bytes: some 1,500 words, and more than anybody reads in one piece.
pub(super) const LONGEST: usize = 10_000;

/// Every text of the merged files that people read, in the order of the files.
pub(super) fn passages(merged: Merged<'_>) -> Vec<Passage<'_>> {
    let mut found = Vec::new();
    walk(merged.written, merged.filled, "", None, &mut found);
    found
}

fn walk<'a>(
    written: &'a Node,
    filled: &'a Node,
    path: &str,
    here: Option<PassageKind>,
    found: &mut Vec<Passage<'a>>,
) {
    match (&written.value, &filled.value) {
        (Value::Scalar(words), Value::Scalar(text)) => {
            if let Some(kind) = here.filter(|_| !text.trim().is_empty()) {
                found.push(Passage {
                    path: path.to_string(),
                    kind,
                    text,
                    written: words,
                    place: filled.place,
                    node: written,
                });
            }
        }
        (Value::List(before), Value::List(after)) => {
            for (number, (before, after)) in before.iter().zip(after).enumerate() {
                let name = after
                    .id()
                    .map_or_else(|| (number + 1).to_string(), str::to_string);
                walk(before, after, &joined(path, &name), here, found);
            }
        }
        (Value::Group(before), Value::Group(after)) => {
            let free = path
                .rsplit('.')
                .next()
                .is_some_and(|last| FREE.contains(&last));
            for (before, after) in before.iter().zip(after) {
                let key = after.key.as_str();
                if path.is_empty() && SILENT.contains(&key) {
                    continue;
                }
                let kind = if free {
                    Some(PassageKind::Prose)
                } else {
                    kind(key)
                };
                walk(&before.node, &after.node, &joined(path, key), kind, found);
            }
        }
        // Filling changes texts and nothing else.
        (Value::Empty | Value::Scalar(_) | Value::List(_) | Value::Group(_), _) => {}
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_string()
    } else {
        format!("{path}.{name}")
    }
}
