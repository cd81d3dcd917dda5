//! Reads YAML files into [`Node`] trees that remember where every value was typed.
//!
//! Nothing here decides what a value means: `no`, `1.10` and `01632 960000` stay the texts that were typed until a
//! type asks for them in [`typed()`]. The YAML parser is named in this module alone, and files are read in `files`
//! alone. Every limit on size, depth and number is kept here, so a hostile file costs a second at most.

mod shared;
mod node;
mod text;
mod decode;
mod letters;
mod characters;
mod parse;
mod build;
mod pool;
mod group;
mod repeat;
mod signs;
mod syntax;
mod pairs;
mod form;
mod typed;
mod files;
mod folders;

pub use decode::LIMIT;
pub use files::{
    ReadFile, Wanted, beginning, bytes, changed_on, digest, digest_of, read, read_all, reader,
};
pub use folders::{
    Listed, ListedKind, folders, holds_yaml, is_empty_folder, is_of_the_system, is_plan_file,
    listing, yaml_files,
};
pub use letters::{Splice, Stored};
pub use node::{Entry, Node, Value};
pub use shared::{SharedList, SharedText};
pub use typed::typed;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, FileId, Sources};

/// Reads the bytes of a file whose name messages show.
///
/// What is wrong is added to the diagnostics. `None` when no tree came of it; a tree may come with errors too, and
/// is then good for finding more of them and nothing else.
pub fn parse(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let file = decode::decode(name, bytes, sources, diagnostics)?;
    parse::parse(file, sources, diagnostics)
}

/// Reads a file that was added to `sources` before; otherwise as [`parse()`].
pub fn parse_added(
    file: FileId,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    parse::parse(file, sources, diagnostics)
}

/// What a list holds that the program brings along; nothing if it were broken, which the tests of each list rule out.
pub(crate) fn builtin<T: DeserializeOwned + Default>(name: &str, text: &str) -> T {
    let node = parse(
        name,
        text.as_bytes(),
        &mut Sources::default(),
        &mut Vec::new(),
    );
    node.and_then(|node| typed(&node).0).unwrap_or_default()
}
