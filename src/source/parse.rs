//! Text to a [`Node`], with as many faults in one run as can be told apart.

use super::build::{Built, build};
use super::syntax::blank;
use super::text::Text;
use super::{Node, characters};
use crate::diagnostic::{Diagnostic, FileId, Sources};

/// The most faults in the form of a file that one run looks for.
const MOST: usize = 20;
/// The largest text, in bytes, that is read again after a fault in its form.
const READ_AGAIN: usize = 256 << 10;

/// Reads the text of a file. `None` when its form is faulty somewhere, and then the faults are among the diagnostics;
/// a node may come with faults too, where a sensible value could stand in for what is wrong.
pub(super) fn parse(
    file: FileId,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let text = Text {
        file,
        text: sources.text(file),
    };
    let before = diagnostics.len();
    characters::check(text, diagnostics);
    if diagnostics[before..].iter().any(Diagnostic::is_error) {
        return None;
    }
    let mut faults = Vec::new();
    let root = read(text, &mut faults);
    if root.as_ref().is_none_or(Node::is_empty) && !faults.iter().any(Diagnostic::is_error) {
        faults.push(nothing(text));
    }
    faults.sort_by_key(|fault| fault.place);
    diagnostics.extend(faults);
    root.filter(|root| !root.is_empty())
}

/// Reads a text; after a fault that lies in one line alone, again without what is wrong there.
fn read(text: Text<'_>, faults: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut rest = text.text.to_owned();
    let mut last_line = 0;
    for _ in 0..MOST {
        let Built {
            root,
            faults: mut found,
            stop,
        } = build(Text {
            file: text.file,
            text: &rest,
        });
        let Some(stop) = stop else {
            faults.extend(found);
            return root.filter(|_| last_line == 0);
        };
        found.retain(|fault| fault.is_error() || fault.place != stop.diagnostic.place);
        let line = stop.diagnostic.place.map_or(0, |place| place.line);
        let is_here = |fault: &Diagnostic| fault.place.is_some_and(|place| place.line == line);
        // What was found out about the line before the parser gave up on it explains it better.
        let is_explained = found.iter().any(|fault| fault.is_error() && is_here(fault));
        let goes_on = line > last_line && rest.len() <= READ_AGAIN;
        if line > last_line && !is_explained {
            faults.push(stop.diagnostic);
        }
        let Some(range) = stop.blank.filter(|_| goes_on) else {
            faults.extend(found);
            return None;
        };
        faults.extend(found.into_iter().filter(is_here));
        rest = blank(&rest, range);
        last_line = line;
    }
    None
}

fn nothing(text: Text<'_>) -> Diagnostic {
    let message = if text.text.trim().is_empty() {
        "this file is empty"
    } else {
        "this file holds no fields, only notes or marks"
    };
    Diagnostic::error("file-empty", text.place(0, 0), message)
        .help("Write the fields one below the other, each as a name, a colon and a space: `title: Our plan`.")
}
