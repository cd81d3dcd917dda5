//! Faults as JSON for other programs.

use serde::Serialize;

use super::{Diagnostic, Place, Sources};

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
}

/// Lines and columns count from 1, columns in characters; `end_column` is the column after the last character.
#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
}

impl Sources {
    /// A fault as a JSON value.
    #[must_use]
    pub fn json(&self, diagnostic: &Diagnostic) -> serde_json::Value {
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
        })
    }

    fn json_place<'a>(&'a self, place: Place, label: Option<&'a str>) -> JsonPlace<'a> {
        let text = self.text(place.file);
        let before = &text[..self.visible(place).end];
        let last_line = before.rsplit('\n').next().unwrap_or("");
        JsonPlace {
            file: self.name(place.file),
            line: place.line,
            column: place.column,
            end_line: before.matches('\n').count() + 1,
            end_column: last_line.chars().count() + 1,
            label,
        }
    }
}
