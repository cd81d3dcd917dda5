//! Faults as results of SARIF 2.1.0, the format in which checkers of all kinds report to other programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Diagnostic, Edit, Fix, Place, Sources, sentence};

impl Sources {
    /// A fault as a `result` object. `rule` is the index of its rule in the list of the tool, where it is listed.
    ///
    /// Lines and columns count from 1, columns in characters, as the run must say (`columnKind: unicodeCodePoints`).
    #[must_use]
    pub fn sarif(&self, diagnostic: &Diagnostic, rule: Option<usize>) -> Value {
        let mut text = sentence(&diagnostic.message);
        if let Some(help) = &diagnostic.help {
            text.push(' ');
            text.push_str(help);
        }
        let mut result = json!({
            "ruleId": diagnostic.code,
            // SARIF has the same three words.
            "level": diagnostic.severity.word(),
            "message": { "text": text.replace('`', "'"), "markdown": text },
        });
        if let Some(index) = rule {
            result["ruleIndex"] = index.into();
        }
        if let Some(place) = diagnostic.place {
            let visible = self.visible(place).end;
            let location = json!({ "physicalLocation": self.physical(place, visible) });
            result["locations"] = Value::Array(vec![location]);
        }
        if !diagnostic.related.is_empty() {
            let related = diagnostic.related.iter().enumerate();
            let related = related.map(|(index, (place, label))| {
                json!({
                    "id": index + 1,
                    "physicalLocation": self.physical(*place, self.visible(*place).end),
                    "message": { "text": label },
                })
            });
            result["relatedLocations"] = related.collect();
        }
        if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| self.sarif_fix(fix)) {
            result["fixes"] = Value::Array(vec![fix]);
        }
        result
    }

    /// A fix that exchanges words; one that adds a line has no counterpart, for where the line goes depends on the file.
    fn sarif_fix(&self, fix: &Fix) -> Option<Value> {
        let changes = fix.edits.iter().map(|edit| match edit {
            Edit::Replace { place, with } => Some(json!({
                "artifactLocation": self.artifact(*place),
                "replacements": [{
                    "deletedRegion": self.region(*place, place.end as usize),
                    "insertedContent": { "text": with },
                }],
            })),
            Edit::Insert { .. } => None,
        });
        let changes: Option<Vec<Value>> = changes.collect();
        Some(
            json!({ "description": { "text": sentence(&fix.title) }, "artifactChanges": changes? }),
        )
    }

    fn physical(&self, place: Place, end: usize) -> Value {
        json!({ "artifactLocation": self.artifact(place), "region": self.region(place, end) })
    }

    fn artifact(&self, place: Place) -> Value {
        json!({ "uri": address(self.name(place.file)) })
    }

    /// A stretch of a file that ends before the byte `end`.
    fn region(&self, place: Place, end: usize) -> Value {
        let (end_line, end_column) = self.end_of(place, end);
        json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": end_line,
            "endColumn": end_column,
        })
    }
}

/// A path as the relative address that it is; a path from the root of the disk as a `file:` address.
fn address(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut address = String::new();
    if path.starts_with('/') {
        address.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        address.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => {
                let _ = write!(address, "%{byte:02X}"); // a String takes everything
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        for (path, expected) in [
            ("schools/St Ann’s.yaml", "schools/St%20Ann%E2%80%99s.yaml"),
            ("/tmp/plan.yaml", "file:///tmp/plan.yaml"),
            ("C:\\plans\\a.yaml", "file:///C%3A/plans/a.yaml"),
        ] {
            assert_eq!(address(path), expected);
        }
    }
}
