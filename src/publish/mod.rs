//! Writes files: whole or not at all. Documents go nowhere but below the output folder or where a person names a file;
//! a user's own file is replaced where `repair` has mended it; the folder of an edition is written once.

mod folder;
mod together;
mod manifest;
mod whole;
mod pack;
mod stream;
mod bundle;

pub use bundle::{BundledFile, Content, changed_meanwhile, write_bundle};
pub use folder::{OutputFolder, has_other_names, replace_file, write_file, write_new_folder};
pub use manifest::{Manifest, ManifestEntry};
pub use pack::{Pack, write_pack};
pub use stream::{FileInProgress, finish_all};
pub use together::{Replacement, finish, is_unfinished, replace_together};
pub use whole::write_whole_folder;
