//! The guidance that only something hidden cites.

use serde_json::Value;

use crate::diagnostic::Place;
use crate::model::{Profile, Text};

use super::left_out::LeftOut;

/// Takes out of the references what was cited in something that is hidden, and nowhere else: it tells what that is about.
/// What the plan lists itself stays. The keys of the plan no longer hold what was cited, for all that is printed is the guidance.
pub(super) fn references(profile: &mut Profile, out: &LeftOut) {
    let is_hidden = |key: &&Text| {
        let mut said = out.said.iter();
        said.any(|said| lies_within(key.place, said.place))
    };
    let references = &mut profile.plan.references;
    let cited: Vec<String> = references
        .iter()
        .filter(is_hidden)
        .map(|key| key.value.clone())
        .collect();
    if cited.is_empty() {
        return;
    }
    references.retain(|key| !cited.contains(&key.value));
    let open = serde_json::to_value((&profile.plan, &profile.contacts, &profile.evidence));
    let open = open.unwrap_or_default();
    profile.guidance.retain(|guidance| {
        let is_cited = cited.iter().any(|key| key == guidance.id.as_str());
        !is_cited || holds(&open, &guidance.short_citation())
    });
}

fn lies_within(inner: Place, outer: Place) -> bool {
    inner.file == outer.file && inner.start >= outer.start && inner.end <= outer.end
}

fn holds(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.contains(words),
        Value::Array(values) => values.iter().any(|value| holds(value, words)),
        Value::Object(fields) => fields.values().any(|value| holds(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
