//! Writes finished documents: whole or not at all, and nowhere but below the output folder.

mod folder;
mod manifest;

pub use folder::{OutputFolder, write_new_folder};
pub use manifest::{Manifest, ManifestEntry};
