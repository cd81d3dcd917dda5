//! What was written, with fingerprints, so that a document can be told from an altered copy.

use jiff::civil::Date;
use serde::Serialize;

/// The list of an organisation's files, written beside them as `manifest.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    /// The organisation's id.
    pub organisation: String,
    /// The day that the documents speak of.
    pub as_of: Date,
    /// Who the files are for, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<&'static str>,
    /// The version of the program that made them.
    pub program: String,
    /// The files, sorted by name.
    pub files: Vec<ManifestEntry>,
}

/// A file of a manifest.
#[derive(Clone, Debug, Serialize)]
pub struct ManifestEntry {
    /// Its name.
    pub file: String,
    /// The template that it was made by.
    pub template: String,
    /// Its pages, where the format has pages of its own.
    pub pages: Option<usize>,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its BLAKE3 fingerprint, 64 hexadecimal digits.
    pub blake3: String,
}

impl Manifest {
    /// The manifest as the text of a JSON file.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

impl ManifestEntry {
    /// The entry of a file.
    #[must_use]
    pub fn new(file: &str, template: &str, pages: Option<usize>, bytes: &[u8]) -> Self {
        Self {
            file: file.to_string(),
            template: template.to_string(),
            pages,
            bytes: bytes.len(),
            blake3: blake3::hash(bytes).to_hex().to_string(),
        }
    }
}
