//! `plan.yaml`: a plan with all that it inherits and with its placeholders filled, to be read by itself.

use serde_json::{Map, Value, json};

use crate::diagnostic::Sources;
use crate::error::Error;
use crate::model::Profile;
use crate::source::{self, Node};
use crate::wording::{FIXED, literal};

use super::{PLAN, json};

/// What stands above the plan.
const HEAD: &str = "\
# This plan as it was approved, with all that it inherited and with its placeholders filled in. It belongs to an
# edition and is not to be changed: `dutybound verify` would find it out.
";

/// The text of `plan.yaml`: the merged and filled file, with what the profile has beyond it (the guidance that its
/// texts cite, and the versions that its editions tell).
///
/// # Errors
/// [`Error::Request`] when the file cannot be written as YAML.
pub fn plan_yaml(filled: &Node, profile: &Profile) -> Result<String, Error> {
    let fault = |error: String| Error::Request {
        message: format!("the plan cannot be written as one file: {error}"),
        help: None,
    };
    let mut file = serde_json::to_value(filled).map_err(|error| fault(error.to_string()))?;
    if let Some(plan) = file.get_mut("plan").and_then(Value::as_object_mut) {
        complete(plan, profile);
    }
    for (key, value) in file.as_object_mut().into_iter().flatten() {
        if !FIXED.contains(&key.as_str()) {
            stand_fast(value);
        }
    }
    let yaml = serde_yaml::to_string(&file).map_err(|error| fault(error.to_string()))?;
    let text = format!("{HEAD}{yaml}");
    if reads_as(&text, &file) {
        return Ok(text);
    }
    Ok(format!("{HEAD}{}", json::text(&file)))
}

/// Whether a text holds these values when it is read as a plan file.
fn reads_as(text: &str, values: &Value) -> bool {
    let mut faults = Vec::new();
    let node = source::parse(PLAN, text.as_bytes(), &mut Sources::default(), &mut faults);
    let read = node.and_then(|node| serde_json::to_value(&node).ok());
    faults.is_empty() && read.as_ref() == Some(values)
}

/// What the profile knows beyond its file.
fn complete(plan: &mut Map<String, Value>, profile: &Profile) {
    let references = &profile.plan.references;
    if !references.is_empty() {
        plan.insert("references".into(), json!(references));
    }
    let history = &profile.plan.history;
    if !history.is_empty() {
        let entries = history.iter().map(|entry| {
            let mut line = json!(entry);
            if let Some(line) = line.as_object_mut() {
                line.retain(|_, value| !value.is_null());
            }
            line
        });
        plan.insert("history".into(), entries.collect());
    }
}

/// Keeps texts from being taken for ones with placeholders.
fn stand_fast(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('{') => *text = literal(text),
        Value::Array(items) => items.iter_mut().for_each(stand_fast),
        Value::Object(lines) => lines.values_mut().for_each(stand_fast),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
