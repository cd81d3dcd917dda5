//! The guidance register: which guidance there is, which edition is in force, and how sure that is.
//!
//! The program brings a register along (`data/guidance.yaml`). A workspace adds to it, or replaces an entry by its id,
//! in a `guidance.yaml` of its own; `docs/guidance.md` explains the file.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Place, Sources, nearest};
use crate::model::{Guidance, Status, Text};
use crate::source::{self, Node};

/// The register that the program brings along.
const BUILTIN: &str = include_str!("../data/guidance.yaml");

/// The guidance that plans can refer to, by id.
#[derive(Clone, Debug, Default)]
pub struct Register {
    entries: IndexMap<String, Guidance>,
    /// The ids of entries that have errors.
    faulty: BTreeSet<String>,
}

/// What a register file holds.
#[derive(Deserialize)]
struct RegisterFile {
    #[serde(default)]
    guidance: Vec<Guidance>,
}

/// Why there is no entry of an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is wrong, without a full stop.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl Register {
    /// The register that the program brings along. Its text is added to `sources`, so that messages can show it.
    #[must_use]
    pub fn builtin(sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut register = Self::default();
        let name = "built-in guidance register";
        if let Some(node) = source::parse(name, BUILTIN.as_bytes(), sources, diagnostics) {
            register.extend(&node, diagnostics);
        }
        register
    }

    /// Takes up the entries of a file; one with a known id takes the place of the known entry.
    ///
    /// What is wrong in the file is added to the diagnostics, and its sound entries are taken up all the same.
    pub fn extend(&mut self, file: &Node, diagnostics: &mut Vec<Diagnostic>) {
        let (read, faults) = source::typed::<RegisterFile>(file);
        diagnostics.extend(faults);
        let entries = match read {
            Some(file) => file.guidance,
            None => self.sound_entries(file),
        };
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        let mut successors = Vec::new();
        for entry in entries {
            let id = entry.id.to_string();
            if let Some(place) = seen.insert(id.clone(), entry.id.place) {
                diagnostics.push(
                    Diagnostic::error(
                        "duplicate-id",
                        entry.id.place,
                        format!("two entries have the id `{id}` (guidance)"),
                    )
                    .related(place, "the other one")
                    .help("Give one of them another id."),
                );
            }
            diagnostics.extend(unsourced(&entry));
            diagnostics.extend(misshapen(&entry));
            successors.extend(entry.superseded_by.clone());
            self.entries.insert(id, entry);
        }
        diagnostics.extend(successors.iter().filter_map(|id| self.known(id).err()));
    }

    /// The entries that can be read one by one; the others are remembered by their ids.
    fn sound_entries(&mut self, file: &Node) -> Vec<Guidance> {
        let mut sound = Vec::new();
        for item in file.get("guidance").map_or(&[][..], Node::items) {
            match source::typed::<Guidance>(item).0 {
                Some(entry) => sound.push(entry),
                None => self.faulty.extend(item.id().map(str::to_string)),
            }
        }
        sound
    }

    /// The entry of an id.
    ///
    /// # Errors
    /// [`Missing`], with the id that may have been meant.
    pub fn get(&self, id: &str) -> Result<&Guidance, Missing> {
        if self.faulty.contains(id) {
            return Err(Missing {
                message: format!("the guidance `{id}` has errors"),
                help: "Mend its entry in `guidance.yaml` first; its errors are listed too.".into(),
            });
        }
        self.entries.get(id).ok_or_else(|| {
            let ids = self.entries.keys().map(String::as_str);
            Missing {
                message: format!("there is no guidance called `{id}`"),
                help: match nearest(id, ids.clone()) {
                    Some(meant) => format!("Did you mean `{meant}`?"),
                    None => format!(
                        "There are: {}. Your own go into `guidance.yaml`.",
                        ids.collect::<Vec<_>>().join(", ")
                    ),
                },
            }
        })
    }

    fn known(&self, key: &Text) -> Result<&Guidance, Diagnostic> {
        self.get(key).map_err(|missing| {
            Diagnostic::error("unknown-guidance", key.place, missing.message).help(missing.help)
        })
    }

    /// The entries that a plan refers to, each once and in the order of its references, and a diagnostic for each key
    /// that names none.
    #[must_use]
    pub fn referenced(&self, keys: &[Text]) -> (Vec<Guidance>, Vec<Diagnostic>) {
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        let mut faults = Vec::new();
        for key in keys.iter().filter(|key| seen.insert(key.as_str())) {
            match self.known(key) {
                Ok(entry) => entries.push(entry.clone()),
                Err(fault) => faults.push(fault),
            }
        }
        (entries, faults)
    }

    /// All entries, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = &Guidance> {
        self.entries.values()
    }
}

impl FromIterator<Guidance> for Register {
    fn from_iter<I: IntoIterator<Item = Guidance>>(entries: I) -> Self {
        let entries = entries
            .into_iter()
            .map(|entry| (entry.id.to_string(), entry));
        Self {
            entries: entries.collect(),
            faulty: BTreeSet::new(),
        }
    }
}

/// A title or an address that could not be printed or followed.
fn misshapen(entry: &Guidance) -> Option<Diagnostic> {
    let title = &entry.title;
    if title.trim().is_empty() || title.trim().contains('\n') {
        return Some(
            Diagnostic::error(
                "guidance-title",
                title.place,
                "a title is some words on one line",
            )
            .help("Write the title as it stands on the guidance."),
        );
    }
    let web = |link: &&Text| link.starts_with("https://") || link.starts_with("http://");
    let link = entry.link.as_ref().filter(|link| !web(link))?;
    Some(
        Diagnostic::error("guidance-link", link.place, "this is no web address")
            .help("An address begins with https:// or http://."),
    )
}

/// An entry that calls itself verified says by what and when.
fn unsourced(entry: &Guidance) -> Option<Diagnostic> {
    let status = entry
        .status
        .filter(|status| status.value == Status::Verified)?;
    let missing = match (&entry.source, &entry.checked_on) {
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => "`source`",
        (Some(_), None) => "`checked_on`",
        (None, None) => "`source` and `checked_on`",
    };
    let message = format!(
        "`{}` calls itself verified without {missing}",
        entry.id.value
    );
    Some(
        Diagnostic::error("guidance-source", status.place, message)
            .help("Say where it was looked up and on which day, or write `status: unverified`."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The built-in register with a file over it, and what was found wrong.
    fn extended(text: &str) -> (Register, Vec<String>) {
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let mut register = Register::builtin(&mut sources, &mut diagnostics);
        let node = source::parse(
            "guidance.yaml",
            text.as_bytes(),
            &mut sources,
            &mut diagnostics,
        )
        .unwrap();
        register.extend(&node, &mut diagnostics);
        let faults = diagnostics.iter().map(|fault| {
            let line = fault.place.map_or(0, |place| place.line);
            format!("{line}: {}: {}", fault.code, fault.message)
        });
        (register, faults.collect())
    }

    #[test]
    fn the_built_in_register_is_sound() {
        let (register, faults) = extended("guidance: []");
        assert_eq!(faults, [""; 0]);
        assert!(register.entries().count() >= 12);
        for entry in register.entries() {
            let link = entry
                .link
                .as_ref()
                .map_or("https://www.gov.uk/", |link| link.as_str());
            let official = [
                "https://www.gov.uk/",
                "https://www.gov.wales/",
                "https://www.legislation.gov.uk/",
            ];
            assert!(
                official.iter().any(|start| link.starts_with(start)),
                "{link}"
            );
        }
    }

    #[test]
    fn a_workspace_adds_entries_and_replaces_them() {
        let (register, faults) = extended(
            "guidance:\n  - { id: kcsie-2025, title: Ours }\n  - { id: thresholds, title: Thresholds }\n",
        );
        assert_eq!(faults, [""; 0]);
        assert_eq!(register.get("kcsie-2025").unwrap().title.value, "Ours");
        assert_eq!(
            register.get("thresholds").unwrap().status(),
            Status::Unverified
        );
        let missing = register.get("kcsie-2052").unwrap_err();
        assert_eq!(missing.help, "Did you mean `kcsie-2025`?");
    }

    #[test]
    fn faults_are_found_at_their_place() {
        let (register, faults) = extended(
            "guidance:\n  - id: a\n    title: A\n    published: soon\n  - id: b\n    title: B\n    colour: red\n  \
             - id: c\n    title: C\n    status: verified\n  - id: d\n    title: D\n    superseded_by: e\n  \
             - id: d\n    title: D\nnotes: none\n",
        );
        assert_eq!(
            faults,
            [
                "4: wrong-value: `soon` is not a date",
                "7: unknown-key: `colour` is not a field that can stand here",
                "16: unknown-key: `notes` is not a field that can stand here",
                "10: guidance-source: `c` calls itself verified without `source` and `checked_on`",
                "14: duplicate-id: two entries have the id `d` (guidance)",
                "13: unknown-guidance: there is no guidance called `e`",
            ]
        );
        assert_eq!(
            register.get("a").unwrap_err().message,
            "the guidance `a` has errors"
        );
        assert!(register.get("c").is_ok());
    }
}
