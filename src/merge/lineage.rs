//! Which files a file extends.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Sources, nearest};
use crate::source::Node;

/// How many files may extend each other.
const LONGEST: usize = 16;

/// The files that lie below a file, the farthest ancestor first, the file itself last.
///
/// `files` holds all sound files of a workspace by their path from its root, with `/` between the parts; `faulty` names
/// those that could not be read.
///
/// # Errors
/// A diagnostic at the `extends` that cannot be followed: the file is not there or has errors, lies outside the workspace, is the
/// file itself or one that extends it, or the chain is longer than 16 files.
pub fn lineage<'a>(
    file: &str,
    files: &'a BTreeMap<String, Node>,
    faulty: &BTreeSet<String>,
    sources: &Sources,
) -> Result<Vec<&'a Node>, Box<Diagnostic>> {
    let mut names = vec![file.to_string()];
    let mut nodes = Vec::new();
    while let Some(node) = names.last().and_then(|name| files.get(name)) {
        nodes.push(node);
        let Some(extends) = node.get("extends") else {
            break;
        };
        let Some(written) = extends.text() else { break };
        let from = names.last().map_or("", String::as_str);
        let parent =
            parent_path(from, written).ok_or_else(|| Box::new(outside(extends, written)))?;
        if names.contains(&parent) {
            return Err(Box::new(cycle(extends, &parent, from)));
        }
        if names.len() == LONGEST {
            return Err(Box::new(
                Diagnostic::error(
                    "extends-too-long",
                    extends.place,
                    "more than 16 files extend each other here",
                )
                .help("Let the file extend the trust's file directly."),
            ));
        }
        if faulty.contains(&parent) {
            return Err(Box::new(
                Diagnostic::error(
                    "extends-faulty",
                    extends.place,
                    format!("`{written}` has errors of its own"),
                )
                .help("Mend that file first; its errors are listed too."),
            ));
        }
        if !files.contains_key(&parent) {
            return Err(Box::new(missing(extends, written, &parent, files, sources)));
        }
        names.push(parent);
    }
    nodes.reverse();
    Ok(nodes)
}

/// The path from the workspace's root that an `extends` means, written in the file at the path `from`; `None` where it
/// leads outside.
pub(crate) fn parent_path(from: &str, written: &str) -> Option<String> {
    let written = written.replace('\\', "/");
    if written.starts_with('/') || written.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn outside(extends: &Node, written: &str) -> Diagnostic {
    Diagnostic::error("extends-outside", extends.place, format!("`{written}` lies outside this workspace")).help(
        "A file can extend only files of the same folder of plans. Copy the file into it, or build the folder that \
         holds both.",
    )
}

fn cycle(extends: &Node, parent: &str, from: &str) -> Diagnostic {
    let message = if parent == from {
        "this file extends itself".to_string()
    } else {
        format!("`{from}` and `{parent}` extend each other")
    };
    Diagnostic::error("extends-cycle", extends.place, message)
        .help("The trust's file extends nothing; each school's file extends the trust's.")
}

fn missing(
    extends: &Node,
    written: &str,
    parent: &str,
    files: &BTreeMap<String, Node>,
    sources: &Sources,
) -> Diagnostic {
    let folder = Path::new(sources.name(extends.place.file))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default();
    let missing = Diagnostic::error(
        "extends-missing",
        extends.place,
        format!(
            "there is no plan file `{written}`, seen from `{}`",
            folder.display()
        ),
    );
    match nearest(parent, files.keys().map(String::as_str)) {
        Some(meant) => missing.help(format!(
            "Did you mean `{meant}`? The path is written as seen from this file's folder."
        )),
        None => {
            missing.help("Write the path as seen from this file's folder, such as `../trust.yaml`.")
        }
    }
}
