//! Fills the placeholders of a merged file.

use minijinja::Value;

use crate::diagnostic::{Diagnostic, Place, Sources, nearest};
use crate::model::Profile;
use crate::source::{self, Node};

use super::engine::{Engine, Fault};
use super::facts::{facts, first_facts};

/// Groups that stand fast: other texts take their words from them.
const FIXED: [&str; 4] = ["organisation", "id", "extends", "documents"];

/// Groups that other texts may take up, so that they are filled first, with the organisation and its words alone.
const EARLY: [&str; 2] = ["people", "brand"];

/// Keys of `plan` that other texts may take up, so that they are filled first.
const HEAD: [&str; 5] = [
    "title",
    "period",
    "version",
    "approval",
    "safeguarding_contact",
];

/// The file as a typed profile with every placeholder filled, or as much of it as could be read.
///
/// Every fault is a diagnostic: what the typed plan cannot hold, and each placeholder that cannot be filled.
#[must_use]
pub fn expand(
    merged: &Node,
    engine: &Engine,
    sources: &Sources,
) -> (Option<Profile>, Node, Vec<Diagnostic>) {
    let mut node = merged.clone();
    let (profile, mut diagnostics) = source::typed::<Profile>(&node);
    let Some(profile) = profile else {
        return (None, node, diagnostics);
    };
    let mut filler = Filler {
        engine,
        sources,
        diagnostics: Vec::new(),
    };

    filler.refuse(&node);
    let first = first_facts(&profile.organisation);
    filler.fill_keys(&mut node, &first, |key| EARLY.contains(&key));
    if let Some(plan) = node.get_mut("plan") {
        filler.fill_keys(plan, &first, |key| HEAD.contains(&key));
    }
    let head = source::typed::<Profile>(&node).0.unwrap_or(profile);
    let all = facts(&head);
    filler.fill_keys(&mut node, &all, |key| {
        key != "plan" && !EARLY.contains(&key)
    });
    if let Some(plan) = node.get_mut("plan") {
        filler.fill_keys(plan, &all, |key| !HEAD.contains(&key));
    }

    diagnostics.append(&mut filler.diagnostics);
    let (profile, faults) = source::typed::<Profile>(&node);
    if diagnostics.is_empty() {
        diagnostics = faults; // a value that is wrong only once it is filled
    }
    (profile, node, diagnostics)
}

struct Filler<'a> {
    engine: &'a Engine,
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Filler<'_> {
    /// A placeholder where other texts take their words from would go round in a circle.
    fn refuse(&mut self, file: &Node) {
        for entry in file
            .entries()
            .iter()
            .filter(|entry| FIXED.contains(&entry.key.as_str()))
        {
            self.refuse_within(&entry.node, &entry.key);
        }
    }

    fn refuse_within(&mut self, node: &Node, key: &str) {
        if node.text().is_some_and(|text| text.contains("{{")) {
            self.diagnostics.push(
                Diagnostic::error(
                    "placeholder-here",
                    node.place,
                    format!("a placeholder cannot be used within `{key}`"),
                )
                .help("Write the words themselves here; other texts take them up from this place."),
            );
        }
        node.entries()
            .iter()
            .map(|entry| &entry.node)
            .chain(node.items())
            .for_each(|inner| self.refuse_within(inner, key));
    }

    fn fill_keys(&mut self, node: &mut Node, facts: &Value, keys: impl Fn(&str) -> bool) {
        if let source::Value::Group(entries) = &mut node.value {
            for entry in entries {
                if keys(&entry.key) && !FIXED.contains(&entry.key.as_str()) {
                    self.fill(&mut entry.node, facts);
                }
            }
        }
    }

    fn fill(&mut self, node: &mut Node, facts: &Value) {
        match &mut node.value {
            source::Value::Empty => {}
            source::Value::List(items) => items.iter_mut().for_each(|item| self.fill(item, facts)),
            source::Value::Group(entries) => entries
                .iter_mut()
                .for_each(|entry| self.fill(&mut entry.node, facts)),
            source::Value::Scalar(text) => {
                if !["{{", "{%", "{#"].iter().any(|mark| text.contains(mark)) {
                    return;
                }
                match self.engine.fill(text, facts) {
                    Ok(filled) => *text = filled,
                    Err(fault) => {
                        let text = text.clone();
                        self.report(&text, node.place, fault, facts);
                    }
                }
            }
        }
    }

    fn report(&mut self, text: &str, place: Place, fault: Fault, facts: &Value) {
        let unknown: Vec<(String, Option<String>)> = self
            .engine
            .names_in_text(text)
            .unwrap_or_default()
            .into_iter()
            .filter(|name| lookup(facts, name).is_none_or(|value| value.is_undefined()))
            .map(|name| {
                let meant = suggestion(facts, &name);
                (name, meant)
            })
            .collect();
        if unknown.is_empty() {
            let place = self.sources.narrow(place, text, &fault.range);
            let diagnostic = Diagnostic::error("placeholder", place, fault.message);
            self.diagnostics.push(match fault.help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
            return;
        }
        let people = facts.get_attr("people").unwrap_or_default();
        let hyphenated = keys(&people)
            .into_iter()
            .find(|key| key.contains('-') && text.contains(&format!("people.{key}")));
        if let Some(key) = hyphenated {
            let written = format!("people.{key}");
            let at = text
                .find(&written)
                .map_or(fault.range, |at| at..at + written.len());
            let message = format!("`{written}` cannot be read, because of the hyphen");
            self.diagnostics.push(
                Diagnostic::error(
                    "unknown-name",
                    self.sources.narrow(place, text, &at),
                    message,
                )
                .help(format!("Write people['{key}'] in its place.")),
            );
            return;
        }
        for (name, meant) in unknown {
            let at = text
                .find(&name)
                .map_or(fault.range.clone(), |at| at..at + name.len());
            let diagnostic = Diagnostic::error(
                "unknown-name",
                self.sources.narrow(place, text, &at),
                format!("`{name}` is not a name that can be used here"),
            );
            self.diagnostics.push(match meant {
                Some(meant) => diagnostic.help(format!("Did you mean `{meant}`?")),
                None => diagnostic.help(format!(
                    "What can be used here: {}.",
                    keys(facts).join(", ")
                )),
            });
        }
    }
}

/// The value that a dotted name has among the facts.
fn lookup(facts: &Value, name: &str) -> Option<Value> {
    name.split('.')
        .try_fold(facts.clone(), |value, part| value.get_attr(part).ok())
}

/// The known name nearest to an unknown one: the right field of the right group, or the right group.
fn suggestion(facts: &Value, name: &str) -> Option<String> {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let groups = keys(facts);
    let group = nearest(first, groups.iter().map(String::as_str))?;
    if rest.is_empty() {
        return Some(group.to_string());
    }
    let fields = keys(&facts.get_attr(group).ok()?);
    let (field, below) = rest.split_once('.').unwrap_or((rest, ""));
    let field = nearest(field, fields.iter().map(String::as_str))?;
    let below = if below.is_empty() {
        String::new()
    } else {
        format!(".{below}")
    };
    Some(format!("{group}.{field}{below}"))
}

/// The names in a group of facts.
fn keys(group: &Value) -> Vec<String> {
    group
        .try_iter()
        .map(|keys| keys.map(|key| key.to_string()).collect())
        .unwrap_or_default()
}
