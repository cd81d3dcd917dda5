//! Packs of evidence as they are handed over: what is written in them, and whether one is whole.
//!
//! A pack is a ZIP, or the folder that it unpacks to. Its `manifest.json` says of every file what it is and where it came
//! from, and its `SHA256SUMS` is what `sha256sum -c` reads. Neither proves who made a pack: whoever can change a file can
//! change both lists. The fingerprint of the whole ZIP, which `pack` prints, is what is kept elsewhere.

mod manifest;
mod name;
mod central;
mod entry;
mod held;
mod verify;
mod place;

pub use crate::model::sums;
pub use manifest::{LeftOut, PackManifest, PackedAs, PackedFile};
pub use name::{file_name, is_safe};
pub use place::{is_pack, packs_in};
pub use verify::{PackFault, PackVerdict, verify_pack};

/// The name of the list that programs read.
pub const MANIFEST: &str = "manifest.json";

/// The name of the list that `sha256sum -c` reads.
pub const SUMS: &str = "SHA256SUMS";
