//! What shows that an action was done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::fingerprint::Fingerprint;
use super::id::Id;
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
    /// Web address.
    pub link: Option<Text>,
    /// When it was made.
    pub date: Option<Placed<PartialDate>>,
    /// Who keeps it, by key.
    pub owner: Option<Text>,
    /// Whether it may be named in a published document; yes unless it says no.
    pub public: Option<bool>,
}

/// How the file of some evidence is found on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// There is no such file.
    Missing,
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
        /// Its fingerprint, where it was asked for.
        fingerprint: Option<Fingerprint>,
    },
}
