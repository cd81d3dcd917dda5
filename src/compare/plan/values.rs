//! Values as documents print them.

use crate::model::{DateStyle, Profile, Timing};
use crate::source::{Node, Value};

/// Keys whose values name people.
const PEOPLE: [&str; 6] = [
    "lead",
    "leads",
    "by",
    "owner",
    "safeguarding_contact",
    "people",
];

/// The most letters that are shown of an entry.
const LONGEST: usize = 90;

/// A single value in words: dates written out, people and guidance by name.
pub(super) fn said(key: &str, text: &str, profile: &Profile) -> String {
    if PEOPLE.contains(&key) {
        let person = profile.people.get(text).and_then(|person| {
            let (name, role) = (person.name.as_ref(), person.role.as_ref());
            Some(match (name, role) {
                (Some(name), Some(role)) if name.as_str() != role.as_str() => {
                    format!("{} ({})", name.as_str(), role.as_str())
                }
                (Some(one), _) | (None, Some(one)) => one.as_str().to_string(),
                (None, None) => return None,
            })
        });
        return person.unwrap_or_else(|| text.to_string());
    }
    if key == "references" {
        let guidance = profile
            .guidance
            .iter()
            .find(|entry| entry.id.as_str() == text);
        return guidance.map_or_else(
            || text.to_string(),
            |entry| entry.title.as_str().to_string(),
        );
    }
    if key == "rag" {
        return text
            .parse::<crate::model::Rag>()
            .map_or_else(|_| text.to_string(), |rag| rag.word().to_string());
    }
    if is_date(key) {
        return text.parse::<Timing>().map_or_else(
            |_| text.to_string(),
            |timing| timing.format(DateStyle::Long),
        );
    }
    one_line(text)
}

/// What an entry is, in a few words.
pub(super) fn entry(node: &Node, list: &str, profile: &Profile) -> String {
    match &node.value {
        Value::Scalar(text) => said(list, text, profile),
        Value::Empty => String::new(),
        Value::List(items) => {
            let items = items.iter().map(|item| entry(item, list, profile));
            items.collect::<Vec<_>>().join(", ")
        }
        Value::Group(lines) => {
            let words = ["text", "title", "name", "heading", "audience"];
            let best = words.into_iter().find_map(|key| node.get(key)?.text());
            if let Some(text) = best.or_else(|| node.id().filter(|_| lines.len() == 1)) {
                return shortened(text);
            }
            let others = lines.iter().filter(|line| line.key != "id");
            let parts: Vec<String> = others
                .map(|line| entry(&line.node, &line.key, profile))
                .filter(|text| !text.is_empty())
                .collect();
            shortened(&parts.join(", "))
        }
    }
}

/// What an entry says as a whole: its text, or else its title, and how much there is in it.
pub(super) fn whole(node: &Node, list: &str, profile: &Profile) -> String {
    let Some(text) = node.get("text").and_then(Node::text) else {
        let actions = actions(node);
        let title = entry(node, list, profile);
        return match actions {
            0 => title,
            1 => format!("{title} (1 action)"),
            several => format!("{title} ({several} actions)"),
        };
    };
    one_line(text)
}

/// How many actions an area or an expectation holds.
fn actions(node: &Node) -> usize {
    let count = |key: &str| node.get(key).map_or(&[][..], Node::items);
    count("actions").len() + count("expectations").iter().map(actions).sum::<usize>()
}

/// What a person is called by whom others know the part that they play: the role, or else the key.
pub(super) fn role(key: &str, new: &Profile, old: &Profile) -> String {
    let mut known = [new, old].into_iter();
    let role = known.find_map(|profile| profile.people.get(key)?.role.as_ref());
    role.map_or_else(|| key.to_string(), |role| role.as_str().to_string())
}

fn is_date(key: &str) -> bool {
    key == "on"
        || key.ends_with("_on")
        || matches!(key, "start" | "deadline" | "completed" | "date")
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    let text = one_line(text);
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{words} …")
}
