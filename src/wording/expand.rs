//! Fills the placeholders of a merged file.

use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::Value;

use crate::diagnostic::{Diagnostic, Place, Placed, Sources, nearest};
use crate::guidance::Register;
use crate::model::{Profile, Text};
use crate::source::{self, Node};

use super::engine::{Engine, Fault};
use super::facts::{first_facts, groups};
use super::functions::Functions;

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
    let mut node = merged.clone();
    let (profile, mut diagnostics) = source::typed::<Profile>(&node);
    let Some(profile) = profile else {
        return (None, node, diagnostics);
    };
    let functions = Functions::new(&profile.plan, register);
    let mut filler = Filler {
        engine,
        sources,
        functions: &functions,
        diagnostics: Vec::new(),
        cited: IndexMap::new(),
    };

    filler.refuse(&node);
    let first = first_facts(&profile.organisation);
    filler.fill_keys(&mut node, &first, |key| EARLY.contains(&key));
    filler.fill_plan(&mut node, &first, |key| HEAD.contains(&key));

    let mut head = source::typed::<Profile>(&node).0.unwrap_or(profile);
    head.facts.clear();
    head.plan.custom.clear();
    let (statements, custom) = STATEMENTS;
    let names = filler.names(&head);
    filler.fill_keys(&mut node, &names, |key| key == statements);
    filler.fill_plan(&mut node, &names, |key| key == custom);

    head.facts = texts(node.get(statements));
    head.plan.custom = texts(node.get("plan").and_then(|plan| plan.get(custom)));
    let names = filler.names(&head);
    filler.fill_keys(&mut node, &names, |key| {
        key != "plan" && key != statements && !EARLY.contains(&key)
    });
    filler.fill_plan(&mut node, &names, |key| {
        key != custom && !HEAD.contains(&key)
    });

    diagnostics.append(&mut filler.diagnostics);
    let cited = filler.cited;
    let (mut profile, faults) = source::typed::<Profile>(&node);
    if let Some(profile) = &mut profile {
        refer_to(&mut profile.plan.references, cited);
    }
    if diagnostics.is_empty() {
        diagnostics = faults; // a value that is wrong only once it is filled
    }
    (profile, node, diagnostics)
}

/// The texts of a group of statements.
fn texts(group: Option<&Node>) -> IndexMap<String, Text> {
    group
        .and_then(|group| source::typed(group).0)
        .unwrap_or_default()
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

    /// What a text may name.
    fn names(&self, profile: &Profile) -> Value {
        let functions = self.functions.values();
        Value::from_pairs(groups(profile).into_iter().chain(functions))
    }

    fn fill_plan(&mut self, file: &mut Node, facts: &Value, keys: impl Fn(&str) -> bool) {
        if let Some(plan) = file.get_mut("plan") {
            self.fill_keys(plan, facts, keys);
        }
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
                let filled = self.engine.fill(text, facts);
                for key in self.functions.cited() {
                    let at = text.find(&key).map_or(0..0, |at| at..at + key.len());
                    let place = || self.sources.narrow(node.place, text, &at);
                    self.cited.entry(key).or_insert_with(place);
                }
                match filled {
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
