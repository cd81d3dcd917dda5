//! A text that is read again, to compare it with what was meant.

use crate::diagnostic::{Diagnostic, Sources};
use crate::source::{Node, Splice, Value, parse_added};

/// Reads a text; the tree where there is one, and the codes of what is wrong in it.
pub(crate) fn read(name: &str, text: &str) -> (Option<Node>, Vec<&'static str>) {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let node = parse_added(file, &sources, &mut diagnostics);
    (node, diagnostics.iter().map(|fault| fault.code).collect())
}

/// Whether two trees hold the same, wherever it stands.
pub(crate) fn alike(a: &Node, b: &Node) -> bool {
    if a.via.is_some() != b.via.is_some() {
        return false;
    }
    match (&a.value, &b.value) {
        (Value::Empty, Value::Empty) => true,
        (Value::Scalar(a), Value::Scalar(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Group(a), Value::Group(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| a.key == b.key && alike(&a.node, &b.node))
        }
        (Value::Empty | Value::Scalar(_) | Value::List(_) | Value::Group(_), _) => false,
    }
}

/// A text with some changes, which are sorted; `None` where they overlap or lie outside.
pub(crate) fn spliced(old: &str, splices: &[Splice]) -> Option<String> {
    let mut new = String::with_capacity(old.len());
    let mut done = 0;
    for splice in splices {
        new.push_str(old.get(done..splice.start)?);
        new.push_str(&splice.with);
        done = splice.end;
    }
    new.push_str(old.get(done..)?);
    Some(new)
}
