//! The guidance register: which guidance there is, which edition is in force, and how sure that is.
//!
//! The program brings a register along (`data/guidance.yaml`). A workspace adds to it, or replaces an entry by its id,
//! in a `guidance.yaml` of its own; `docs/guidance.md` explains the file.

mod pattern;
mod names;
mod standing;
mod succession;

pub(crate) use names::{Meaning, Names};
pub use standing::Standing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Place, Placed, Sources, nearest};
use crate::model::{Guidance, GuidanceTheme, PartialDate, RetiredDomain, Status, Text};
use crate::source::{self, Node};

/// The register that the program brings along.
const BUILTIN: &str = include_str!("../../data/guidance.yaml");

/// The guidance that plans can refer to, by id.
#[derive(Clone, Debug, Default)]
pub struct Register {
    entries: IndexMap<String, Arc<Guidance>>,
    /// What guidance expects a plan to answer, by id.
    themes: IndexMap<String, GuidanceTheme>,
    /// The ids of entries that have errors.
    faulty: BTreeSet<String>,
    retired_domains: Vec<RetiredDomain>,
    /// When somebody last looked through it.
    date: Option<PartialDate>,
    /// What texts may say of it; made when a text is first looked at.
    names: OnceLock<Names>,
}

/// What a register file holds.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct RegisterFile {
    /// When somebody last looked through the whole file.
    checked_on: Option<Placed<PartialDate>>,
    /// The Acts and the guidance that plans refer to, one entry for each edition.
    #[serde(default)]
    guidance: Vec<Guidance>,
    /// The themes that guidance expects a plan to answer.
    #[serde(default)]
    themes: Vec<GuidanceTheme>,
    /// Domains that mail and links no longer reach.
    #[serde(default)]
    retired_domains: Vec<RetiredDomain>,
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
        self.names = OnceLock::new();
        let (entries, themes) = match read {
            Some(file) => {
                self.checked(file.checked_on);
                diagnostics.extend(self.retire(file.retired_domains));
                (file.guidance, file.themes)
            }
            None => (self.sound_entries(file), sound_themes(file)),
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
            diagnostics.extend(succession::too_early(&entry));
            successors.extend(entry.superseded_by.clone());
            let quotations = entry.quotations.iter();
            successors.extend(quotations.filter_map(|quotation| quotation.superseded_by.clone()));
            self.checked(entry.checked_on);
            self.entries.insert(id, Arc::new(entry));
        }
        diagnostics.extend(
            successors
                .iter()
                .filter_map(|id| self.known(id).err().map(|fault| *fault)),
        );
        let file: BTreeSet<String> = seen.into_keys().collect();
        diagnostics.extend(succession::circles(&self.entries, &file));
        for theme in themes {
            diagnostics.extend(self.known(&theme.guidance).err().map(|fault| *fault));
            let (of, source) = (theme.id.as_str(), theme.source.as_ref());
            diagnostics.extend(without_source(of, theme.status, source, theme.checked_on));
            self.checked(theme.checked_on);
            self.themes.insert(theme.id.to_string(), theme);
        }
    }

    /// Takes up domains; one that is known already is replaced.
    fn retire(&mut self, domains: Vec<RetiredDomain>) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for retired in domains {
            let (of, source) = (&retired.domain, retired.source.as_ref());
            faults.extend(without_source(
                of,
                retired.status,
                source,
                retired.checked_on,
            ));
            self.checked(retired.checked_on);
            let known = self.retired_domains.iter_mut();
            let same = |known: &&mut RetiredDomain| known.domain.value == retired.domain.value;
            match known.into_iter().find(same) {
                Some(known) => *known = retired,
                None => self.retired_domains.push(retired),
            }
        }
        faults
    }

    /// Takes note of a day on which somebody compared the register with its sources.
    fn checked(&mut self, on: Option<Placed<PartialDate>>) {
        let days = on.map(|on| on.value).into_iter().chain(self.date);
        self.date = days.max_by(PartialDate::chronological);
    }

    /// The date of the register: the latest day on which somebody compared it, or an entry of it, with its source. The
    /// workspace's own entries count. `None` where no entry gives one.
    #[must_use]
    pub fn date(&self) -> Option<PartialDate> {
        self.date
    }

    /// The domains that mail and links no longer reach.
    #[must_use]
    pub fn retired_domains(&self) -> &[RetiredDomain] {
        &self.retired_domains
    }

    /// What texts may say of the register.
    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::of(self))
    }

    /// The entry of a number, in the order of [`Register::entries`].
    pub(crate) fn entry(&self, number: usize) -> Option<&Guidance> {
        let (_, entry) = self.entries.get_index(number)?;
        Some(entry)
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
        self.shared(id).map(AsRef::as_ref)
    }

    fn shared(&self, id: &str) -> Result<&Arc<Guidance>, Missing> {
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

    fn known(&self, key: &Text) -> Result<&Arc<Guidance>, Box<Diagnostic>> {
        self.shared(key).map_err(|missing| {
            let fault = Diagnostic::error("unknown-guidance", key.place, missing.message);
            Box::new(fault.help(missing.help))
        })
    }

    /// The entries that a plan refers to, each once and in the order of its references, and a diagnostic for each key
    /// that names none.
    #[must_use]
    pub fn referenced(&self, keys: &[Text]) -> (Vec<Arc<Guidance>>, Vec<Diagnostic>) {
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        let mut faults = Vec::new();
        for key in keys.iter().filter(|key| seen.insert(key.as_str())) {
            match self.known(key) {
                Ok(entry) => entries.push(Arc::clone(entry)),
                Err(fault) => faults.push(*fault),
            }
        }
        (entries, faults)
    }

    /// The themes that guidance expects a plan to answer, in the order of the files.
    pub fn themes(&self) -> impl Iterator<Item = &GuidanceTheme> {
        self.themes.values()
    }

    /// All entries, in the order of the files.
    pub fn entries(&self) -> impl Iterator<Item = &Guidance> {
        self.entries.values().map(AsRef::as_ref)
    }
}

impl FromIterator<Arc<Guidance>> for Register {
    fn from_iter<I: IntoIterator<Item = Arc<Guidance>>>(entries: I) -> Self {
        let entries = entries
            .into_iter()
            .map(|entry| (entry.id.to_string(), entry));
        Self {
            entries: entries.collect(),
            ..Self::default()
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

/// What calls itself verified, in an entry and its parts, says by what and when.
fn unsourced(entry: &Guidance) -> Vec<Diagnostic> {
    let own = (entry.source.as_ref(), entry.checked_on);
    let sections = entry.sections.iter().map(|section| {
        let of = format!("{}`, `{}", entry.id.value, section.name.value);
        (
            of,
            section.status,
            section.source.as_ref(),
            section.checked_on,
        )
    });
    let quotations = entry.quotations.iter().map(|quotation| {
        let of = format!("{}`, `{}", entry.id.value, quotation.of.value);
        (
            of,
            quotation.status,
            quotation.source.as_ref(),
            quotation.checked_on,
        )
    });
    let misstatements = entry.misstatements.iter().map(|said| {
        let of = format!("{}`, `{}", entry.id.value, said.wrong.value);
        (of, said.status, said.source.as_ref(), said.checked_on)
    });
    let itself = [(entry.id.to_string(), entry.status, own.0, own.1)];
    let parts = sections.chain(quotations).chain(misstatements);
    let parts = parts.map(|(of, status, source, on)| (of, status, source.or(own.0), on.or(own.1)));
    let all = itself.into_iter().chain(parts);
    all.filter_map(|(of, status, source, on)| without_source(&of, status, source, on))
        .collect()
}

fn without_source(
    of: &str,
    status: Option<Placed<Status>>,
    source: Option<&Text>,
    checked_on: Option<Placed<PartialDate>>,
) -> Option<Diagnostic> {
    let status = status.filter(|status| status.value == Status::Verified)?;
    let missing = match (source, checked_on) {
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => "`source`",
        (Some(_), None) => "`checked_on`",
        (None, None) => "`source` and `checked_on`",
    };
    let message = format!("`{of}` calls itself verified without {missing}");
    Some(
        Diagnostic::error("guidance-source", status.place, message)
            .help("Say where it was looked up and on which day, or write `status: unverified`."),
    )
}

/// The themes that can be read one by one.
fn sound_themes(file: &Node) -> Vec<GuidanceTheme> {
    let items = file.get("themes").map_or(&[][..], Node::items);
    items
        .iter()
        .filter_map(|item| source::typed(item).0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The built-in register with a file over it, and what was found wrong.
    pub(super) fn extended(text: &str) -> (Register, Vec<String>) {
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
