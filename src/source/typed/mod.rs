//! Nodes to the types that say what they mean, with every fault in one run.

mod reader;
mod access;
mod fault;
mod example;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use self::fault::{Fault, unknown_key};
use self::reader::Reader;
use super::{Entry, Node};
use crate::diagnostic::{Diagnostic, Place};

/// The most faults reported of one tree.
const MOST: usize = 200;
/// How many values may be looked at before the search for more faults ends; a file of 5,000 values is read 400 times.
const LOOKS: usize = 2_000_000;

/// Reads a tree as a type.
///
/// The type alone decides what a value means: text takes any single value; a number and a yes or no may stand in
/// quotes; a key without a value counts as not given. What does not fit is reported at its place, left out, and the
/// reading goes on, so that one run reports nearly everything: of several fields that a group lacks, only the first.
///
/// The value is `None` whenever something is wrong. There are at most 200 diagnostics.
///
/// A fault that a type raises with [`serde::de::Error::custom`] is reported at the value it was raised for. What
/// follows a line break in its message is shown as the help.
#[must_use]
pub fn typed<T: DeserializeOwned>(node: &Node) -> (Option<T>, Vec<Diagnostic>) {
    let progress = Progress::default();
    loop {
        let fault = match T::deserialize(Reader::root(node, &progress)) {
            Ok(value) => {
                let diagnostics = progress.diagnostics();
                return (diagnostics.is_empty().then_some(value), diagnostics);
            }
            Err(fault) => fault,
        };
        let Fault { what, at } = *fault;
        let spot = at.unwrap_or_else(|| Reader::root(node, &progress).spot());
        progress.report(what.diagnostic(&spot, &progress));
        if spot.address == address(node) || !progress.leave_out(spot.address) || progress.is_over()
        {
            return (None, progress.diagnostics());
        }
    }
}

/// What one run has found so far.
#[derive(Default)]
struct Progress {
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// The faulty values, by their address in memory: the tree does not move during the run.
    left_out: RefCell<BTreeSet<usize>>,
    /// Unknown keys that were reported, by place.
    unknown: RefCell<BTreeSet<Place>>,
    looks: Cell<usize>,
    /// Whether the value that was read last is of a key that its type does not know.
    ignored: Cell<bool>,
}

impl Progress {
    fn report(&self, diagnostic: Option<Diagnostic>) {
        if let Some(diagnostic) = diagnostic
            && self.diagnostics.borrow().len() < MOST
            && !self.diagnostics.borrow().contains(&diagnostic)
        {
            self.diagnostics.borrow_mut().push(diagnostic);
        }
    }

    fn report_unknown(&self, entry: &Entry, fields: &'static [&'static str]) {
        if self.unknown.borrow_mut().insert(entry.key_place) && !self.is_over() {
            self.report(Some(unknown_key(&entry.key, entry.key_place, fields)));
        }
    }

    /// Leaves a value out from now on; `false` if it was left out already.
    fn leave_out(&self, address: usize) -> bool {
        self.left_out.borrow_mut().insert(address)
    }

    fn leaves_out(&self, node: &Node) -> bool {
        self.left_out.borrow().contains(&address(node))
    }

    fn look(&self) {
        self.looks.set(self.looks.get() + 1);
    }

    fn is_over(&self) -> bool {
        self.diagnostics.borrow().len() >= MOST || self.looks.get() > LOOKS
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.take();
        diagnostics.sort_by_key(|diagnostic| diagnostic.place);
        diagnostics
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

#[cfg(test)]
mod tests;
