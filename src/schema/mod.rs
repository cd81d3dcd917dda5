//! JSON Schemas of the files that people write, for editors.
//!
//! They follow from the types that the reader reads: keys, words and descriptions are those of the code. What the
//! reader does beyond the types (texts without quotes, empty values, files that extend others) is added to them in
//! `dialect` and `partial`.

mod words;
mod dialect;
mod partial;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::check;
use crate::guidance::RegisterFile;
use crate::model::Profile;
use crate::template;

/// A kind of file that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// The file of an organisation.
    Plan,
    /// A house template.
    Template,
    /// The guidance register of a workspace.
    Guidance,
}

impl SchemaKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Plan, Self::Template, Self::Guidance];

    /// The name of its schema's file.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Plan => "plan.schema.json",
            Self::Template => "template.schema.json",
            Self::Guidance => "guidance.schema.json",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Plan => "Dutybound: the file of a trust, a school or another organisation",
            Self::Template => "Dutybound: a template",
            Self::Guidance => "Dutybound: a guidance register",
        }
    }
}

/// The JSON Schema (draft 7, which editors know best) of a kind of file.
#[must_use]
pub fn schema(kind: SchemaKind) -> Value {
    match kind {
        SchemaKind::Plan => plan(),
        SchemaKind::Template => {
            let (root, definitions) = of_type(template::schema);
            whole(kind, &root, definitions)
        }
        SchemaKind::Guidance => {
            let (root, definitions) = of_type(RegisterFile::json_schema);
            whole(kind, &root, definitions)
        }
    }
}

/// The schema as text, as it is written to files: indented, with a line break at its end.
#[must_use]
pub fn text(kind: SchemaKind) -> String {
    let mut text = serde_json::to_string_pretty(&schema(kind)).unwrap_or_default();
    text.push('\n');
    text
}

/// A file that extends another may leave nearly everything out; one that extends none may not.
fn plan() -> Value {
    let (root, mut definitions) = of_type(Profile::json_schema);
    definitions.insert("Profile".into(), root);
    set_checks(&mut definitions);
    let mut all = partial::definitions(&definitions, "Profile");
    if let Some(file) = all
        .get_mut("PartialProfile")
        .and_then(|file| file["properties"].as_object_mut())
    {
        let extends = json!({
            "type": "string",
            "description": "The file that this one takes over, as a path from here. Everything that is not said here comes from there.",
            "examples": ["../trust.yaml"],
        });
        file.shift_insert(0, "extends".into(), extends);
    }
    json!({
        "$schema": DRAFT,
        "title": SchemaKind::Plan.title(),
        "if": { "required": ["extends"] },
        "then": { "$ref": "#/definitions/PartialProfile" },
        "else": { "$ref": "#/definitions/Profile" },
        "definitions": all,
    })
}

const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a type and the definitions that it refers to, as the reader reads them.
fn of_type(
    root: impl FnOnce(&mut schemars::SchemaGenerator) -> schemars::Schema,
) -> (Value, Map<String, Value>) {
    let mut generator = SchemaSettings::draft07().into_generator();
    let root = root(&mut generator);
    let mut definitions = Map::new();
    for (name, mut definition) in generator.take_definitions(true) {
        if definition.get("properties").is_some() {
            dialect::adapt(&mut definition);
        } else {
            dialect::explain(&mut definition); // the types of `words` are described as they are read
        }
        definitions.insert(name, definition);
    }
    let mut root = root.to_value();
    dialect::adapt(&mut root);
    (root, definitions)
}

fn whole(kind: SchemaKind, root: &Value, definitions: Map<String, Value>) -> Value {
    let mut whole = json!({ "$schema": DRAFT, "title": kind.title() });
    for (key, value) in root.as_object().into_iter().flatten() {
        if key != "title" && key != "$schema" {
            whole[key] = value.clone();
        }
    }
    whole["definitions"] = Value::Object(definitions);
    whole
}

/// `checks` names rules: each is a key with what it looks for.
fn set_checks(definitions: &mut Map<String, Value>) {
    let rules = check::rules().map(|rule| {
        let set = json!({
            "description": format!("{}.", capital(rule.about)),
            "allOf": [{ "$ref": "#/definitions/CheckSetting" }],
        });
        (rule.code.to_string(), set)
    });
    let checks = json!({
        "description": "How the rules are set that it is checked by, by their codes.",
        "type": ["object", "null"],
        "properties": rules.collect::<Map<_, _>>(),
        "additionalProperties": false,
    });
    if let Some(profile) = definitions.get_mut("Profile") {
        profile["properties"]["checks"] = checks;
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
