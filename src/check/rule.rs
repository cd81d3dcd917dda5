//! What a rule is, and what is said about it.

use crate::diagnostic::{Diagnostic, Place, Severity};

use super::Subject;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code of its findings; stable, and the name by which a workspace sets it.
    pub code: &'static str,
    /// How bad its findings are at worst.
    pub severity: Severity,
    /// Whether it is applied unless a workspace says otherwise.
    pub usual: Usual,
    /// What it looks for, in half a sentence: "an action has no lead".
    pub about: &'static str,
    /// Why that matters, in one sentence.
    pub why: &'static str,
    /// A small file that shows it.
    pub example: Example,
    /// What it finds, each at its place; it changes nothing.
    pub(super) find: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

impl Rule {
    /// A finding at a place, as bad as the rule's findings are at worst.
    #[must_use]
    pub(super) fn finding(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: self.severity,
            ..Diagnostic::error(self.code, place, message)
        }
    }

    /// A finding that a person should look at, where the rule's other findings are errors.
    #[must_use]
    pub(super) fn warning(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(self.code, place, message)
    }

    /// A finding that a person may want to know, where the rule's other findings are worse.
    #[must_use]
    pub(super) fn note(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::note(self.code, place, message)
    }

    /// Whether a workspace may switch it off: documents could not be built over what it finds as errors.
    #[must_use]
    pub fn can_be_switched_off(&self) -> bool {
        self.severity != Severity::Error
    }
}

/// Whether a rule is applied unless a workspace says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usual {
    /// It is applied.
    On,
    /// It is applied where a workspace asks for it: it reports what is often meant as it is.
    Off,
}

/// Two small files that show a rule, as people read them and as the tests apply them.
///
/// They leave out what every file has (`id`, `organisation` and, where there is no plan at all, `plan`). The rule is
/// applied as of 21 November 2026.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it reports. A comment below a line has a `^` below the first character of each finding: `#     ^`.
    pub wrong: &'static str,
    /// The same, put right: the rule reports nothing.
    pub right: &'static str,
}

/// Rules about one subject.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// The rules, in the order of their findings.
    pub rules: &'static [Rule],
}
