//! What the reader does beyond the types: texts without quotes, empty values, unknown keys.

use serde_json::{Map, Value, json};

/// Adapts a schema that follows from a type, and all that lies in it, to what the reader accepts.
pub(super) fn adapt(schema: &mut Value) {
    let Some(group) = schema.as_object_mut() else {
        return;
    };
    group.remove("default");
    group.remove("format");
    if let Some(Value::String(text)) = group.get_mut("description") {
        *text = plain(text);
    }
    match group.get("type").and_then(Value::as_str) {
        Some("string")
            if !group.contains_key("const")
                && !group.contains_key("enum")
                && !group.contains_key("pattern") =>
        {
            group.insert("type".into(), json!(["string", "number", "boolean"]));
        }
        Some("boolean") => replace(group, &yes_or_no()),
        Some("integer") => {
            let mut number = group.clone();
            number.retain(|key, _| key != "description");
            replace(
                group,
                &json!({ "anyOf": [number, { "type": "string", "pattern": "^\\s*[0-9]+\\s*$" }] }),
            );
            return;
        }
        _ => {}
    }
    if let Some(Value::Array(kinds)) = group.get("type") {
        let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
        match kinds[..] {
            ["string", "null"] => {
                group.insert(
                    "type".into(),
                    json!(["string", "number", "boolean", "null"]),
                );
            }
            ["boolean", "null"] => {
                let mut words = yes_or_no();
                let or_nothing = json!({ "type": "null" });
                words["anyOf"]
                    .as_array_mut()
                    .into_iter()
                    .for_each(|any| any.push(or_nothing.clone()));
                replace(group, &words);
            }
            ["integer", "null"] => {
                let mut number = group.clone();
                number.retain(|key, _| key != "description");
                let text = json!({ "type": "string", "pattern": "^\\s*[0-9]+\\s*$" });
                replace(group, &json!({ "anyOf": [number, text] }));
                return;
            }
            _ => {}
        }
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(inner) = group.get_mut(key) {
            adapt(inner);
        }
    }
    for key in ["anyOf", "allOf", "oneOf"] {
        if let Some(Value::Array(inner)) = group.get_mut(key) {
            inner.iter_mut().for_each(adapt);
        }
    }
    if group.get("properties").is_some() {
        close(group);
    }
}

/// Lets editors say what a text is to look like, where they would print its pattern.
pub(super) fn explain(schema: &mut Value) {
    let Some(Value::String(about)) = schema.get("description").cloned() else {
        return;
    };
    let examples: Vec<String> = schema["examples"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|example| example.as_str().map_or(example.to_string(), str::to_string))
        .collect();
    let message = if examples.is_empty() {
        about
    } else {
        format!("{about} Write it like this: {}.", examples.join("; "))
    };
    let mut within = vec![schema];
    while let Some(schema) = within.pop() {
        let Value::Object(group) = schema else {
            continue;
        };
        if group.contains_key("pattern") {
            group.insert("patternErrorMessage".into(), message.clone().into());
        }
        if let Some(Value::Array(any)) = group.get_mut("anyOf") {
            within.extend(any);
        }
    }
}

/// Fields that may be left out may be left empty; fields that are not listed are refused.
fn close(group: &mut Map<String, Value>) {
    let required: Vec<String> = group
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_string))
        .collect();
    if let Some(Value::Object(properties)) = group.get_mut("properties") {
        for (name, property) in properties.iter_mut() {
            adapt(property);
            if !required.contains(name) {
                or_nothing(property);
            }
        }
    }
    group.insert("additionalProperties".into(), json!(false));
}

/// Lets a value be empty.
pub(super) fn or_nothing(schema: &mut Value) {
    let Some(group) = schema.as_object_mut() else {
        return;
    };
    match group.get_mut("type") {
        Some(Value::String(kind)) => {
            let kinds = json!([kind.clone(), "null"]);
            group.insert("type".into(), kinds);
            return;
        }
        Some(Value::Array(kinds)) => {
            if !kinds.contains(&json!("null")) {
                kinds.push(json!("null"));
            }
            return;
        }
        _ => {}
    }
    if let Some(Value::Array(any)) = group.get_mut("anyOf") {
        let nothing = json!({ "type": "null" });
        if !any.contains(&nothing) && !any.iter().any(accepts_nothing) {
            any.push(nothing);
        }
        return;
    }
    let mut inner = group.clone();
    let description = inner.shift_remove("description");
    if let Some([only]) = inner
        .get("allOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        && let (1, Value::Object(only)) = (inner.len(), only.clone())
    {
        inner = only; // a reference needs no wrapping where nothing stands beside it
    }
    group.clear();
    if let Some(description) = description {
        group.insert("description".into(), description);
    }
    group.insert("anyOf".into(), json!([inner, { "type": "null" }]));
}

fn accepts_nothing(schema: &Value) -> bool {
    let kinds = schema.get("type");
    kinds == Some(&json!("null"))
        || kinds
            .and_then(Value::as_array)
            .is_some_and(|kinds| kinds.contains(&json!("null")))
}

fn yes_or_no() -> Value {
    json!({ "anyOf": [
        { "enum": ["yes", "no", true, false] },
        { "type": "string", "pattern": "^\\s*([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$" },
    ] })
}

/// Puts a schema in the place of another, whose description stays.
fn replace(group: &mut Map<String, Value>, with: &Value) {
    group.retain(|key, _| key == "description");
    for (key, value) in with.as_object().into_iter().flatten() {
        group.insert(key.clone(), value.clone());
    }
}

/// A description without the marks of the code's own documentation.
fn plain(text: &str) -> String {
    let mut words = text.replace('\n', " ");
    while let Some(at) = words.find("; see [`") {
        let end = words[at..]
            .find(']')
            .map_or(words.len(), |end| at + end + 1);
        words.replace_range(at..end, "");
    }
    let mut plain = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some((before, after)) = rest.split_once("[`") {
        let Some((name, behind)) = after.split_once("`]") else {
            break;
        };
        plain.extend([before, "`", name, "`"]);
        rest = match behind
            .strip_prefix('(')
            .and_then(|link| link.split_once(')'))
        {
            Some((_, behind)) => behind,
            None => behind,
        };
    }
    plain.push_str(rest);
    plain
}
