//! What shows that an action was done.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::{DateStyle, PartialDate};
use super::fingerprint::Fingerprint;
use super::id::Id;
use super::reserved::EvidenceField;
use super::text::Text;

/// A document or page that shows that an action was done.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Evidence {
    /// Its name.
    pub id: Placed<Id>,
    /// What it is, as a document names it.
    pub title: Text,
    /// Path of the file, relative to the file that names it.
    pub file: Option<Text>,
    /// The fingerprint that the file had when it was cited.
    pub fingerprint: Option<Placed<Fingerprint>>,
    /// The day on which the fingerprint was taken, and somebody had looked at the file.
    pub cited_on: Option<Placed<PartialDate>>,
    /// Web address.
    pub link: Option<Text>,
    /// When it was made.
    pub date: Option<Placed<PartialDate>>,
    /// Who keeps it, by key.
    pub owner: Option<Text>,
    /// What a reader should know of it: what it shows, or what was left out of it.
    pub note: Option<Text>,
    /// Ids of the areas and actions that it shows something of; the same as naming it under their `evidence`.
    #[serde(default)]
    pub supports: Vec<Text>,
    /// Whether it may be named in a published document; yes unless it says no.
    pub public: Option<bool>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<EvidenceField>>,
}

/// How the file of some evidence is found on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// There is no such file.
    Missing {
        /// The path to write where there is one of that name as seen from the top of the workspace.
        instead: Option<String>,
    },
    /// It lies outside the workspace, or its path is absolute.
    Outside,
    /// It is a folder or a device.
    NoFile,
    /// It cannot be read, in the words of the operating system.
    Unread(String),
    /// It is there.
    Found {
        /// Its path from the top of the workspace, with `/` between the parts; links are followed.
        path: String,
        /// Its length in bytes.
        bytes: u64,
        /// The day on which it was last changed, in Greenwich time; `None` where the disk does not say.
        changed_on: Option<Date>,
        /// Its fingerprint, where it was asked for.
        fingerprint: Option<Fingerprint>,
    },
}

/// That a file is no longer what was cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The fingerprint that was cited.
    pub cited: Fingerprint,
    /// When it was cited, where the plan says so.
    pub cited_on: Option<PartialDate>,
    /// The fingerprint that the file has.
    pub now: Fingerprint,
    /// The day on which it was last changed, where the disk says so.
    pub changed_on: Option<Date>,
}

impl Evidence {
    /// How its file differs from what was cited; `None` where it does not, or nobody can tell.
    #[must_use]
    pub fn change(&self, state: &FileState) -> Option<FileChange> {
        let FileState::Found {
            fingerprint: Some(now),
            changed_on,
            ..
        } = state
        else {
            return None;
        };
        let cited = self.fingerprint.as_ref()?.value;
        (cited != *now).then(|| FileChange {
            cited,
            cited_on: self.cited_on.as_ref().map(|day| day.value),
            now: *now,
            changed_on: *changed_on,
        })
    }
}

/// Half a sentence with both fingerprints and both days: `cited on 3 November 2026 with sha256:…; now sha256:…, last
/// changed on 20 November 2026`.
impl fmt::Display for FileChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let long = |day: PartialDate| day.format(DateStyle::Long);
        f.write_str("cited ")?;
        match self.cited_on {
            Some(day @ PartialDate::Day(_)) => write!(f, "on {} ", long(day))?,
            Some(other) => write!(f, "in {} ", long(other))?,
            None => {}
        }
        write!(f, "with {}; now {}", self.cited, self.now)?;
        match self.changed_on {
            Some(day) => write!(f, ", last changed on {}", long(PartialDate::Day(day))),
            None => Ok(()),
        }
    }
}
