//! `edition.json`: what an edition is, and its files.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::{Fingerprint, Id, PartialDate, Period};
use crate::source::{self, Node};

use super::address::Address;
use super::{RECORD, SUMS, json};

/// The version of the form of `edition.json`; it rises when a field changes its meaning or goes.
pub const FORMAT: u32 = 1;

/// The most files that an edition may name.
const MOST_FILES: usize = 200;

/// What an edition is, and its files.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Record {
    /// The version of this form.
    pub format: u32,
    /// The organisation's id.
    pub organisation: Id,
    /// The organisation's name.
    pub name: String,
    /// The period that the plan covers, where it names one.
    pub period: Option<Period>,
    /// The version, as it was typed.
    pub version: String,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub approved_on: PartialDate,
    /// The minute that records it.
    pub minute: Option<String>,
    /// What is new in it; given where it is a further edition of the same period.
    pub reason: Option<String>,
    /// The day that the documents speak of.
    pub as_of: PartialDate,
    /// The day of the guidance register that the plan was checked against.
    pub register: Option<PartialDate>,
    /// The program that wrote the edition, with its version.
    pub program: String,
    /// Every file but this one and `SHA256SUMS`, sorted by name.
    pub files: Vec<FileRecord>,
}

/// A file of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct FileRecord {
    /// Its name.
    pub file: String,
    /// The template that it was made by, where it is a document.
    pub template: Option<String>,
    /// Its pages, where its format has pages of its own.
    pub pages: Option<usize>,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256 fingerprint.
    pub fingerprint: Fingerprint,
}

impl Record {
    /// Reads an `edition.json`; `name` is what messages call it. `None` where something is wrong with it, which the
    /// diagnostics tell.
    #[must_use]
    pub fn read(
        name: &str,
        bytes: &[u8],
        sources: &mut Sources,
    ) -> (Option<Self>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let node = source::parse(name, bytes, sources, &mut faults);
        let node = node.filter(|_| !faults.iter().any(Diagnostic::is_error));
        let Some(node) = node else {
            return (None, faults);
        };
        if let Some(fault) = newer(&node) {
            return (None, vec![fault]);
        }
        let (record, found) = source::typed::<Self>(&node);
        faults.extend(found);
        let names = node.get("files").map_or(&[][..], Node::items);
        faults.extend(names_that_are_none(names));
        let record = record.filter(|_| !faults.iter().any(Diagnostic::is_error));
        (record, faults)
    }

    /// The text of the file.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::text(self)
    }

    /// Where such an edition stands.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::new(self.period, self.organisation.as_str(), &self.version)
    }

    /// The fingerprint of a file.
    #[must_use]
    pub fn fingerprint(&self, file: &str) -> Option<Fingerprint> {
        let mut files = self.files.iter();
        let known = files.find(|known| known.file == file)?;
        Some(known.fingerprint)
    }

    /// Whether two records are of the same approval: by the same people, on the same day, of the same version.
    #[must_use]
    pub fn is_same_approval(&self, other: &Self) -> bool {
        self.organisation == other.organisation
            && self.period == other.period
            && self.version == other.version
            && self.approved_by == other.approved_by
            && self.approved_on == other.approved_on
            && self.minute == other.minute
            && self.reason == other.reason
    }
}

/// The fault of a form that this program does not know; it is looked for before all others, which may follow from it.
fn newer(node: &Node) -> Option<Diagnostic> {
    let format = node.get("format")?;
    let number: u32 = format.text()?.parse().ok()?;
    (number != FORMAT).then(|| {
        let message = format!("this is form {number} of an edition, and form {FORMAT} is known");
        Diagnostic::error("edition-format", format.place, message).help(
            "It was written by another version of dutybound: read it with that one, or a later one.",
        )
    })
}

/// Names of files that could lead elsewhere, or stand twice, and files beyond the limit.
fn names_that_are_none(files: &[Node]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut fault = |node: &Node, message: String| {
        faults.push(Diagnostic::error("edition-file", node.place, message).help(
            "An edition names each of its files once, by its name alone; this one was changed.",
        ));
    };
    for file in files {
        let Some((node, name)) = file.get("file").and_then(|node| Some((node, node.text()?)))
        else {
            continue; // told as a missing field
        };
        if !is_file_name(name) || name == RECORD || name == SUMS {
            fault(
                node,
                format!("`{name}` is not the name of a file of an edition"),
            );
        } else if !seen.insert(name) {
            fault(node, format!("`{name}` is named twice"));
        }
        if seen.len() > MOST_FILES {
            fault(node, format!("an edition has at most {MOST_FILES} files"));
            break;
        }
    }
    faults
}

/// Whether a text is the name of a file, on every system, that is not hidden.
fn is_file_name(name: &str) -> bool {
    let sign = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    (1..=255).contains(&name.len()) && !name.starts_with('.') && !name.contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            format: FORMAT,
            organisation: "oakfield".parse().unwrap(),
            name: "Oakfield “Primary”: School #1 {{ x }} é\u{2028}\u{200b}".into(),
            period: "2026/27".parse().ok(),
            version: "1.0".into(),
            approved_by: "Local Governing Body\nand trust".into(),
            approved_on: "2026-11-05".parse().unwrap(),
            minute: None,
            reason: Some("null".into()),
            as_of: "2026-11-21".parse().unwrap(),
            register: None,
            program: "dutybound 0.1.0".into(),
            files: vec![FileRecord {
                file: "plan.yaml".into(),
                template: None,
                pages: Some(3),
                bytes: 12,
                fingerprint: Fingerprint::new([7; 32]),
            }],
        }
    }

    fn read(text: &str) -> (Option<Record>, Vec<String>) {
        let mut sources = Sources::default();
        let (record, faults) = Record::read("edition.json", text.as_bytes(), &mut sources);
        let said = faults.iter().map(|fault| {
            let place = fault.place.expect("every fault has a place");
            format!("{}:{} {}", place.line, fault.code, fault.message)
        });
        (record, said.collect())
    }

    #[test]
    fn what_is_written_is_read() {
        let record = record();
        assert_eq!(read(&record.to_json()), (Some(record.clone()), Vec::new()));
        let none = Record {
            files: Vec::new(),
            period: None,
            ..record
        };
        assert_eq!(read(&none.to_json()).0, Some(none));
    }

    #[test]
    fn what_is_no_record_is_told_at_its_place() {
        let json = record().to_json();
        let change = |from: &str, to: &str| {
            assert!(json.contains(from), "{from}");
            let (record, faults) = read(&json.replacen(from, to, 1));
            assert_eq!(record, None, "{to}");
            faults
        };
        assert_eq!(
            change("\"format\": 1", "\"format\": 2"),
            ["2:edition-format this is form 2 of an edition, and form 1 is known"]
        );
        for (from, to, code) in [
            ("\"plan.yaml\"", "\"../../plan.yaml\"", "edition-file"),
            ("\"plan.yaml\"", "\"edition.json\"", "edition-file"),
            ("\"2026-11-05\"", "\"5th November\"", "wrong-value"),
            ("sha256:07", "sha256:", "wrong-value"),
            ("\"version\": \"1.0\",", "", "missing-key"),
            ("\"oakfield\"", "\"../oakfield\"", "wrong-value"),
            ("{\n", "", "yaml"),
        ] {
            let faults = change(from, to);
            assert!(
                faults.iter().any(|fault| fault.contains(code)),
                "{to}: {faults:?}"
            );
        }
        assert_eq!(read("").0, None);
        assert_eq!(read(&"[".repeat(100_000)).0, None);
    }

    #[test]
    fn a_file_is_named_once_and_files_have_an_end() {
        let mut record = record();
        record.files.push(record.files[0].clone());
        assert!(read(&record.to_json()).1[0].contains("`plan.yaml` is named twice"));
        let many = (0..=MOST_FILES).map(|number| FileRecord {
            file: format!("{number}.pdf"),
            ..record.files[0].clone()
        });
        record.files = many.collect();
        assert!(read(&record.to_json()).1[0].contains("at most 200 files"));
    }
}
