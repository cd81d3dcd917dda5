//! The editions of a workspace, and approvals that are about to become one.

use serde_json::{Map, Value as Json};

use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::edition::{self, Issue, Stored};
use crate::error::Error;
use crate::merge::merge;
use crate::model::Profile;
use crate::source::{self, LIMIT, Node, Value};
use crate::wording::{Engine, expand};

use super::{REGISTER, Workspace};

/// A value that is to be written into an organisation's file: the keys that lead to it, and the text; `None` empties it.
pub type Setting = (Vec<&'static str>, Option<String>);

impl Workspace {
    /// Goes on as if some values stood in the file of an organisation, and as if there were the edition that comes of
    /// them. `name` is what messages call the place of these values.
    ///
    /// # Errors
    /// [`Error::Request`] when the workspace has no such organisation, or the values cannot be read in a file.
    pub fn suppose(
        &mut self,
        id: &str,
        settings: &[Setting],
        issue: Issue,
        name: &str,
    ) -> Result<(), Error> {
        let Some(file) = self.organisations.get(id).cloned() else {
            return Err(self.no_such_organisation(id));
        };
        let mut lines = Json::Object(Map::new());
        for (keys, text) in settings {
            put(&mut lines, keys, text.as_deref());
        }
        let fault = |why: String| Error::Request {
            message: format!("this cannot be written into a file: {why}"),
            help: Some("Take out what is no ordinary letter or sign.".into()),
        };
        let yaml = serde_yaml::to_string(&lines).map_err(|error| fault(error.to_string()))?;
        let mut faults = Vec::new();
        let node = source::parse(name, yaml.as_bytes(), &mut self.sources, &mut faults);
        if let Some(first) = faults.first() {
            return Err(fault(first.message.clone()));
        }
        if let (Some(node), Some(own)) = (node, self.files.get_mut(&file)) {
            *own = laid(own, &node);
        }
        self.awaited.insert(id.to_string(), issue);
        Ok(())
    }

    /// Which of some values do not stand in the file of an organisation yet.
    #[must_use]
    pub fn unwritten(&self, id: &str, settings: &[Setting]) -> Vec<Setting> {
        let own = self
            .organisations
            .get(id)
            .and_then(|file| self.files.get(file));
        let stands = |(keys, text): &&Setting| {
            let node = keys.iter().try_fold(own?, |node, key| node.get(key));
            Some(node.and_then(Node::text) == text.as_deref())
        };
        let unwritten = settings
            .iter()
            .filter(|setting| stands(setting) != Some(true));
        unwritten.cloned().collect()
    }

    /// Reads a file that extends nothing as a plan of this workspace, with its guidance register, and opens nothing that
    /// it names; with what is wrong with it.
    #[must_use]
    pub fn read_alone(&self, name: &str, bytes: &[u8]) -> (Option<Profile>, Vec<Diagnostic>) {
        let (read, diagnostics) = self.read_filled(name, bytes);
        (read.map(|(profile, _)| profile), diagnostics)
    }

    /// The same with its values as they are in the file, placeholders filled.
    #[must_use]
    pub fn read_filled(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> (Option<(Profile, Node)>, Vec<Diagnostic>) {
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let Some(node) = source::parse(name, bytes, &mut sources, &mut diagnostics) else {
            return (None, diagnostics);
        };
        let merged = merge(&node, &[]);
        diagnostics.extend(merged.diagnostics);
        let (profile, filled, faults) =
            expand(&merged.node, &Engine::strict(), &sources, &self.register);
        diagnostics.extend(faults);
        let profile = profile.map(|profile| self.finished(profile, &mut diagnostics));
        (profile.map(|profile| (profile, filled)), diagnostics)
    }

    /// The bytes of the workspace's own `guidance.yaml`; `None` where it has none.
    ///
    /// # Errors
    /// [`Error::Read`] when it cannot be read.
    pub fn own_guidance(&self) -> Result<Option<Vec<u8>>, Error> {
        let own = self.root.join(REGISTER);
        let has = own.exists() || own.is_symlink();
        has.then(|| source::bytes(&own, LIMIT)).transpose()
    }

    /// What is wrong in the workspace's files and concerns an organisation: everything but what lies in the files of
    /// others.
    #[must_use]
    pub fn concerning(&self, id: &str) -> Vec<Diagnostic> {
        let own = self
            .organisations
            .get(id)
            .and_then(|file| self.files.get(file));
        let own = own.map(|node| node.place.file);
        let concerns = |finding: &&Diagnostic| {
            let places = finding
                .place
                .iter()
                .chain(finding.related.iter().map(|(place, _)| place));
            let mut files = places.map(|place| place.file);
            files.any(|file| Some(file) == own)
                || !finding.place.is_some_and(|place| self.is_plan(place.file))
        };
        self.diagnostics.iter().filter(concerns).cloned().collect()
    }

    /// The editions of an organisation; those that cannot be read are reported at its id.
    pub(super) fn editions(
        &self,
        id: &str,
        place: Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Stored> {
        let stored = edition::of(&self.root, id, &mut Sources::default());
        let mut stored = stored.unwrap_or_else(|error| {
            diagnostics.push(unread(&error.to_string(), place));
            Vec::new()
        });
        stored.retain(|stored| {
            let record = stored.record.as_ref();
            let sound = record.is_some_and(|record| record.organisation.as_str() == id);
            if !sound {
                let what = format!("cannot read the edition `{}`", stored.address);
                diagnostics.push(unread(&what, place));
            }
            sound
        });
        stored
    }

    /// Adds what the editions know of a plan's versions to its history.
    pub(super) fn complete_history(&self, profile: &mut Profile, editions: &[Stored]) {
        let (id, place) = (profile.id.value.as_str(), profile.id.place);
        let records = editions.iter().filter_map(|stored| stored.record.as_ref());
        let mut issues: Vec<Issue> = records.map(Issue::from).collect();
        issues.extend(self.awaited.get(id).cloned());
        if !issues.is_empty() {
            edition::complete(&mut profile.plan.history, issues, place);
        }
    }
}

fn unread(what: &str, place: Place) -> Diagnostic {
    let message = format!("{what}, so that its version may be missing from the version history");
    Diagnostic::warning("edition-unread", place, message)
        .help("`dutybound verify` says what is wrong with it.")
}

/// Puts a text at the end of some keys.
fn put(lines: &mut Json, keys: &[&str], text: Option<&str>) {
    let mut at = lines;
    for key in keys {
        at = &mut at[*key];
    }
    *at = text.map_or(Json::Null, Json::from);
}

/// A tree with the values of another in the place of its own.
fn laid(below: &Node, above: &Node) -> Node {
    let are_groups = matches!(
        (&below.value, &above.value),
        (Value::Group(_), Value::Group(_))
    );
    if !are_groups {
        return above.clone();
    }
    let mut entries = below.entries().to_vec();
    for entry in above.entries() {
        match entries.iter_mut().find(|known| known.key == entry.key) {
            Some(known) => known.node = laid(&known.node, &entry.node),
            None => entries.push(entry.clone()),
        }
    }
    Node {
        value: Value::Group(entries.into()),
        ..below.clone()
    }
}
