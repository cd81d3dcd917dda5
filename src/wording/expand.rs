//! Fills the placeholders of a merged file.

use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::Value;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Place, Placed, Sources, nearest};
use crate::guidance::Register;
use crate::model::{Profile, Text};
use crate::source::{self, Node};

use super::engine::{Engine, Fault};
use super::facts::{first_facts, groups};
use super::functions::Functions;
use super::names::Names;

/// Groups of a file that stand fast, so that no placeholder can be used in them: other texts take their words from them.
pub const FIXED: [&str; 4] = ["organisation", "id", "extends", "documents"];

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

/// Statements that other texts may take up, so that they are filled next, with all but themselves: of the file, and of
/// `plan`.
const STATEMENTS: (&str, &str) = ("facts", "custom");

/// The file as a typed profile with every placeholder filled, or as much of it as could be read. The guidance that its
/// texts cite has joined the plan's references.
///
/// Every fault is a diagnostic: what the typed plan cannot hold, and each placeholder that cannot be filled.
#[must_use]
pub fn expand(
    merged: &Node,
    engine: &Engine,
    sources: &Sources,
    register: &Arc<Register>,
) -> (Option<Profile>, Node, Vec<Diagnostic>) {
    let stopped = |faults| (None, merged.clone(), faults);
    let Some(mut head) = head(merged) else {
        return stopped(source::typed::<Profile>(merged).1);
    };
    let mut node = merged.clone();
    let functions = Functions::new(&head.plan, register);
    let mut filler = Filler {
        engine,
        sources,
        functions: &functions,
        diagnostics: Vec::new(),
        cited: IndexMap::new(),
    };

    filler.refuse(&node);
    let mut names = Names::new(engine, || first_facts(&head.organisation));
    filler.fill_keys(&mut node, &mut names, |key| EARLY.contains(&key));
    filler.fill_plan(&mut node, &mut names, |key| HEAD.contains(&key));
    drop(names);

    take_up_head(&mut head, &node);
    head.facts.clear();
    head.plan.custom.clear();
    let (statements, custom) = STATEMENTS;
    let mut names = Names::new(engine, || all_names(&head, &functions));
    filler.fill_keys(&mut node, &mut names, |key| key == statements);
    filler.fill_plan(&mut node, &mut names, |key| key == custom);
    drop(names);

    head.facts = typed_at(&node, &[statements]).unwrap_or_default();
    head.plan.custom = typed_at(&node, &["plan", custom]).unwrap_or_default();
    let mut names = Names::new(engine, || all_names(&head, &functions));
    filler.fill_keys(&mut node, &mut names, |key| {
        key != "plan" && key != statements && !EARLY.contains(&key)
    });
    filler.fill_plan(&mut node, &mut names, |key| {
        key != custom && !HEAD.contains(&key)
    });
    drop(names);

    let Filler {
        mut diagnostics,
        cited,
        ..
    } = filler;
    let (mut profile, faults) = source::typed::<Profile>(&node);
    if let Some(profile) = &mut profile {
        refer_to(&mut profile.plan.references, cited);
    } else {
        // What is wrong as it is typed is told before what is wrong only once it is filled.
        let (as_typed, faults) = source::typed::<Profile>(merged);
        if as_typed.is_none() {
            return stopped(faults);
        }
    }
    if diagnostics.is_empty() {
        diagnostics = faults;
    }
    (profile, node, diagnostics)
}

/// What other texts may take up: all but the areas, the largest part of a plan. Of those the day of the latest review
/// may be asked for, which seldom is; then they are read, too.
fn head(merged: &Node) -> Option<Profile> {
    if says(merged, UPDATED_ON) {
        return source::typed(merged).0;
    }
    let mut rest = merged.clone();
    if let Some(plan) = rest.get_mut("plan")
        && let source::Value::Group(entries) = &mut plan.value
    {
        let without = entries.exchanged(|entry| {
            let empty = || entry.with(Node::new(source::Value::Empty, entry.node.place));
            (entry.key.as_str() == "areas").then(empty)
        });
        *entries = without.unwrap_or_else(|| entries.clone());
    }
    source::typed(&rest).0
}

/// The fact that follows from the areas; see [`Plan::updated_on`](crate::model::Plan::updated_on).
const UPDATED_ON: &str = "updated_on";

/// Whether some words stand in one of the texts of a tree.
fn says(node: &Node, words: &str) -> bool {
    match &node.value {
        source::Value::Empty => false,
        source::Value::Scalar(text) => text.contains('{') && text.contains(words),
        source::Value::List(items) => items.iter().any(|item| says(item, words)),
        source::Value::Group(entries) => entries.iter().any(|entry| says(&entry.node, words)),
    }
}

/// Takes over what other texts may take up of the head of a plan, as it was filled.
fn take_up_head(profile: &mut Profile, filled: &Node) {
    let plan = &mut profile.plan;
    let people = typed_at(filled, &["people"]);
    profile.people = people.unwrap_or_else(|| std::mem::take(&mut profile.people));
    plan.title = typed_at(filled, &["plan", "title"]).unwrap_or_else(|| plan.title.clone());
    plan.period = typed_at(filled, &["plan", "period"]).or(plan.period.take());
    plan.version = typed_at(filled, &["plan", "version"]).or(plan.version.take());
    let approval = typed_at(filled, &["plan", "approval"]);
    plan.approval = approval.unwrap_or_else(|| std::mem::take(&mut plan.approval));
}

/// The value at some keys as a type; `None` where there is none, or another one.
fn typed_at<T: DeserializeOwned>(file: &Node, keys: &[&str]) -> Option<T> {
    let node = keys.iter().try_fold(file, |node, key| node.get(key))?;
    source::typed(node).0.filter(|_| !node.is_empty())
}

/// What a text may name once the head of the plan is filled.
fn all_names(head: &Profile, functions: &Functions) -> Value {
    Value::from_pairs(groups(head).into_iter().chain(functions.values()))
}

/// Adds what was cited to the references that a plan names itself.
fn refer_to(references: &mut Vec<Text>, mut cited: IndexMap<String, Place>) {
    cited.retain(|key, _| !references.iter().any(|known| known.value == *key));
    let cited = cited.into_iter();
    references.extend(cited.map(|(value, place)| Placed { value, place }));
}

struct Filler<'a> {
    engine: &'a Engine,
    sources: &'a Sources,
    functions: &'a Functions,
    diagnostics: Vec<Diagnostic>,
    /// The keys of the guidance that was cited, each where it was cited first.
    cited: IndexMap<String, Place>,
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

    fn fill_plan(&mut self, file: &mut Node, names: &mut Names<'_>, keys: impl Fn(&str) -> bool) {
        if let Some(plan) = file.get_mut("plan") {
            self.fill_keys(plan, names, keys);
        }
    }

    fn fill_keys(&mut self, node: &mut Node, names: &mut Names<'_>, keys: impl Fn(&str) -> bool) {
        let source::Value::Group(entries) = &mut node.value else {
            return;
        };
        let filled = entries.exchanged(|entry| {
            let key = entry.key.as_str();
            if !keys(key) || FIXED.contains(&key) {
                return None;
            }
            let node = self.filled(&entry.node, names)?;
            Some(entry.with(node))
        });
        if let Some(filled) = filled {
            *entries = filled;
        }
    }

    /// A value with its placeholders filled; `None` where it has none, or none that can be filled.
    fn filled(&mut self, node: &Node, names: &mut Names<'_>) -> Option<Node> {
        let value = match &node.value {
            source::Value::Empty => return None,
            source::Value::List(items) => {
                source::Value::List(items.exchanged(|item| self.filled(item, names))?)
            }
            source::Value::Group(entries) => source::Value::Group(entries.exchanged(|entry| {
                let node = self.filled(&entry.node, names)?;
                Some(entry.with(node))
            })?),
            source::Value::Scalar(text) => {
                source::Value::Scalar(self.filled_text(text, node.place, names)?.into())
            }
        };
        Some(node.with(value))
    }

    fn filled_text(&mut self, text: &str, place: Place, names: &mut Names<'_>) -> Option<String> {
        if !text.contains('{') || !["{{", "{%", "{#"].iter().any(|mark| text.contains(mark)) {
            return None;
        }
        let filled = names.fill(text);
        for key in self.functions.cited() {
            let at = text.find(&key).map_or(0..0, |at| at..at + key.len());
            let place = || self.sources.narrow(place, text, &at);
            self.cited.entry(key).or_insert_with(place);
        }
        match filled {
            Ok(filled) => Some(filled),
            Err(fault) => {
                self.report(text, place, fault, names.facts());
                None
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
            let diagnostic = Diagnostic::error(fault.code, place, fault.message);
            self.diagnostics.push(match fault.help {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
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
