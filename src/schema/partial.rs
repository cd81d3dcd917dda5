//! Files that extend another: each group may leave out what it inherits, and entries may steer the merge.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::dialect::or_nothing;

/// What a group is reached as, which decides what may steer its merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// A group of the file.
    Group,
    /// An entry of a list, matched by its id.
    Entry,
    /// A group whose name is the user's own.
    Named,
}

/// Fields of an organisation that are never inherited, so that a file which extends another needs them too.
const OWN: [(&str, &[&str]); 2] = [
    ("Profile", &["id", "organisation"]),
    ("Organisation", &["kind", "name"]),
];

/// The definitions as a file writes them that extends none, and, with `Partial` before their names, as one writes them
/// that does. The groups of both may hold what files that extend them need to know.
pub(super) fn definitions(whole: &Map<String, Value>, root: &str) -> Map<String, Value> {
    let mut roles = BTreeMap::new();
    collect(whole, root, Role::Group, &mut roles);
    let mut all = Map::new();
    all.insert("ListEdits".into(), list_edits());
    for (name, definition) in whole {
        let mut definition = definition.clone();
        let role = roles.get(name).copied();
        if role.is_some_and(|role| role != Role::Named) {
            add(&mut definition, &["lock", "reason"]);
        }
        all.insert(name.clone(), definition);
    }
    for (name, role) in &roles {
        let Some(definition) = whole.get(name) else {
            continue;
        };
        let mut part = definition.clone();
        let own = OWN.iter().find(|(of, _)| of == name);
        part["required"] = match (own, role) {
            (Some((_, keys)), _) => json!(keys),
            (None, Role::Entry) => json!(["id"]),
            (None, Role::Group | Role::Named) => json!([]),
        };
        if let Some(Value::Object(properties)) = part.get_mut("properties") {
            for (key, property) in properties.iter_mut() {
                refer(property, &roles, whole);
                let is_own = own.is_some_and(|(_, keys)| keys.contains(&key.as_str()));
                if key != "id" && !is_own {
                    or_nothing(property);
                }
            }
        }
        match role {
            Role::Group => add(&mut part, &["lock", "reason", "seen"]),
            Role::Entry => add(
                &mut part,
                &["lock", "reason", "seen", "remove", "after", "before"],
            ),
            Role::Named => {}
        }
        all.insert(format!("Partial{name}"), part);
    }
    all
}

/// What each group is reached as; an entry of a list without ids is replaced as a whole and has no role.
fn collect(whole: &Map<String, Value>, name: &str, role: Role, roles: &mut BTreeMap<String, Role>) {
    let Some(properties) = whole
        .get(name)
        .and_then(|group| group["properties"].as_object())
    else {
        return;
    };
    if roles.insert(name.to_string(), role).is_some() {
        return;
    }
    for property in properties.values() {
        if let Some(items) = items(property) {
            for inner in named(items).filter(|inner| has_id(whole, inner)) {
                collect(whole, inner, Role::Entry, roles);
            }
        } else if let Some(values) = property.get("additionalProperties") {
            named(values).for_each(|inner| collect(whole, inner, Role::Named, roles));
        } else {
            named(property).for_each(|inner| collect(whole, inner, Role::Group, roles));
        }
    }
}

/// The items of a list, also of one that may be empty.
fn items(property: &Value) -> Option<&Value> {
    let any = property["anyOf"].as_array();
    property
        .get("items")
        .or_else(|| any?.iter().find_map(|one| one.get("items")))
}

/// The definitions that a schema refers to itself, not those within them.
fn named(schema: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    let own = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next());
    let inner = ["anyOf", "allOf"]
        .into_iter()
        .filter_map(|key| schema[key].as_array())
        .flatten()
        .flat_map(named);
    Box::new(own.into_iter().chain(inner))
}

fn has_id(whole: &Map<String, Value>, name: &str) -> bool {
    whole
        .get(name)
        .is_some_and(|group| group["properties"].get("id").is_some())
}

/// Lets a property of a partial group hold partial groups, and edit its plain list.
fn refer(property: &mut Value, roles: &BTreeMap<String, Role>, whole: &Map<String, Value>) {
    if let Some(items) = items(property) {
        let is_plain = !named(items).any(|name| {
            whole
                .get(name)
                .is_some_and(|group| group.get("properties").is_some())
        });
        if is_plain {
            edit(property);
            return;
        }
    }
    point(property, roles);
}

/// Makes every reference lead to the partial definition, where there is one.
fn point(schema: &mut Value, roles: &BTreeMap<String, Role>) {
    match schema {
        Value::Object(group) => {
            if let Some(Value::String(path)) = group.get_mut("$ref")
                && let Some(name) = path.rsplit('/').next()
                && roles.contains_key(name)
            {
                *path = format!("#/definitions/Partial{name}");
            }
            group.values_mut().for_each(|inner| point(inner, roles));
        }
        Value::Array(inner) => inner.iter_mut().for_each(|inner| point(inner, roles)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A plain list is replaced as a whole, or edited with `add` and `remove`.
fn edit(property: &mut Value) {
    let Some(group) = property.as_object_mut() else {
        return;
    };
    let description = group.shift_remove("description");
    let list = Value::Object(group.clone());
    let edits = json!({ "$ref": "#/definitions/ListEdits" });
    group.clear();
    if let Some(description) = description {
        group.insert("description".into(), description);
    }
    group.insert("anyOf".into(), json!([list, edits]));
}

/// How a file changes an inherited plain list without repeating it.
fn list_edits() -> Value {
    let text = json!({ "type": ["string", "number", "boolean"] });
    let some = |what: &str| json!({ "description": what, "anyOf": [{ "type": ["array", "null"], "items": text }, text] });
    json!({
        "description": "Changes to the inherited list.",
        "type": "object",
        "minProperties": 1,
        "properties": {
            "add": some("Items to put to the inherited ones."),
            "remove": some("Inherited items to take out, in the same words."),
        },
        "additionalProperties": false,
    })
}

/// Adds keys that steer a merge.
fn add(definition: &mut Value, keys: &[&str]) {
    let Some(properties) = definition["properties"].as_object_mut() else {
        return;
    };
    for key in keys {
        let text = |what: &str| json!({ "type": ["string", "number", "boolean", "null"], "description": what });
        let schema = match *key {
            "lock" => json!({
                "description": "What a file that extends this one may change here: `none` keeps nothing fast, `wording` keeps the words, `all` keeps everything.",
                "enum": ["none", "wording", "all"],
            }),
            "reason" => text("Why an inherited text is reworded or an inherited entry is removed."),
            "seen" => json!({
                "description": "The inherited wording that had been seen when it was replaced here: for each replaced value its fingerprint. `dutybound upstream` writes it.",
                "type": ["object", "null"],
                "additionalProperties": { "type": ["string", "number"], "pattern": "^[0-9a-fA-F]{16}$" },
            }),
            "remove" => json!({
                "description": "Takes the inherited entry of this id out; needs a `reason`.",
                "anyOf": [{ "enum": ["yes", "no", true, false, null] }, { "type": "string" }],
            }),
            "after" => text("The id of the entry that this one stands behind."),
            _ => text("The id of the entry that this one stands in front of."),
        };
        if !properties.contains_key(*key) {
            properties.insert((*key).to_string(), schema);
        }
    }
}
