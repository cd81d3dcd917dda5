//! Writes files: whole or not at all. Documents go nowhere but below the output folder or where a person names a file;
//! a user's own file is replaced where `repair` has mended it.

mod folder;
mod manifest;

pub use folder::{OutputFolder, has_other_names, replace_file, write_file, write_new_folder};
pub use manifest::{Manifest, ManifestEntry};
