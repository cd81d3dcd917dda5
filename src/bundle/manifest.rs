//! `manifest.json` of a pack.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::Fingerprint;

/// The form of the list; another number is another form.
pub(super) const VERSION: u32 = 1;

/// What a pack holds, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct PackManifest {
    /// The number of the list's form.
    pub version: u32,
    /// The version of the program that made the pack.
    pub program: String,
    /// What the pack, and the folder that it unpacks to, is called.
    pub name: String,
    /// The organisation's id.
    pub organisation: String,
    /// What the plan is called.
    pub plan: String,
    /// Its period.
    pub period: Option<String>,
    /// How it stands: a draft, or approved by whom and when.
    pub stands: String,
    /// Whom the pack was made for.
    pub audience: String,
    /// The day that it speaks of.
    pub as_of: Date,
    /// The files but for this list and `SHA256SUMS`, sorted by name.
    pub files: Vec<PackedFile>,
    /// What is not in the pack.
    pub left_out: LeftOut,
}

/// A file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct PackedFile {
    /// Its name in the pack, with `/` between the parts.
    pub file: String,
    /// What it is.
    #[serde(rename = "as")]
    pub packed_as: PackedAs,
    /// What it is called.
    pub title: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its fingerprint: `sha256:` and 64 digits.
    pub fingerprint: Fingerprint,
    /// Of evidence, its number in the index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// Of evidence, its id in the organisation's file; not said to the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Of evidence, when it was made, as precisely as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Of evidence, the file that it is a copy of, from the folder of the plans; not said to the public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What a file of a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackedAs {
    /// What to read first.
    Readme,
    /// The plan.
    Plan,
    /// What shows what.
    Index,
    /// What is missing or out of date.
    GapList,
    /// A piece of evidence.
    Evidence,
}

/// What is not in a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct LeftOut {
    /// How many entries of the plan and its evidence this audience is not shown.
    pub not_for_this_audience: usize,
    /// Evidence that is in the index and whose file is not in the pack: its id, or its number for the public, and why.
    pub without_file: Vec<(String, String)>,
}

impl PackManifest {
    /// The form that [`to_json`](Self::to_json) writes.
    pub const VERSION: u32 = VERSION;

    /// The list as the text of its file.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}
