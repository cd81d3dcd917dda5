//! Faults as JSON for other programs.

use serde::Serialize;

use super::{Diagnostic, Edit, Fix, Place, Sources};

/// The version of the JSON layout; it rises when a field changes its meaning or goes.
pub const JSON_VERSION: u32 = 1;

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    place: Option<JsonPlace<'a>>,
    related: Vec<JsonPlace<'a>>,
    help: Option<&'a str>,
    why: Option<&'a str>,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum JsonEdit<'a> {
    /// The words at a place, which end where the place ends, become others.
    Replace { place: JsonPlace<'a>, with: &'a str },
    /// A line `key: value` joins the group that has a value at a place, below it.
    Insert {
        beside: JsonPlace<'a>,
        key: &'a str,
        value: &'a str,
    },
}

/// Lines and columns count from 1, columns in characters; `end_column` is the column after the last character.
#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

impl Sources {
    /// A fault as a JSON value; `why` says why it matters, where that is known.
    #[must_use]
    pub fn json(&self, diagnostic: &Diagnostic, why: Option<&str>) -> serde_json::Value {
        serde_json::json!(JsonDiagnostic {
            code: diagnostic.code,
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            place: diagnostic.place.map(|place| self.json_place(place, None)),
            related: diagnostic
                .related
                .iter()
                .map(|(place, label)| self.json_place(*place, Some(label)))
                .collect(),
            help: diagnostic.help.as_deref(),
            why,
            fix: diagnostic.fix.as_ref().map(|fix| self.json_fix(fix)),
        })
    }

    /// A place as a JSON value: file, line, column and where it ends.
    #[must_use]
    pub fn json_of(&self, place: Place) -> serde_json::Value {
        serde_json::json!(self.json_place(place, None))
    }

    fn json_fix<'a>(&'a self, fix: &'a Fix) -> JsonFix<'a> {
        let edit = |edit: &'a Edit| match edit {
            Edit::Replace { place, with } => JsonEdit::Replace {
                place: self.json_span(*place, place.end as usize, None),
                with,
            },
            Edit::Insert { beside, key, value } => JsonEdit::Insert {
                beside: self.json_place(*beside, None),
                key,
                value,
            },
        };
        JsonFix {
            title: &fix.title,
            edits: fix.edits.iter().map(edit).collect(),
        }
    }

    fn json_place<'a>(&'a self, place: Place, label: Option<&'a str>) -> JsonPlace<'a> {
        self.json_span(place, self.visible(place).end, label)
    }

    /// A place whose last byte is the one before `end`.
    fn json_span<'a>(&'a self, place: Place, end: usize, label: Option<&'a str>) -> JsonPlace<'a> {
        let (end_line, end_column) = self.end_of(place, end);
        JsonPlace {
            file: self.name(place.file),
            line: place.line,
            column: place.column,
            end_line,
            end_column,
            label,
        }
    }
}
