//! Fills a template's texts and works out its expressions.

use minijinja::Value;

use crate::diagnostic::Diagnostic;
use crate::model::{Profile, Text};
use crate::wording::{Engine, Fault};

use super::values::extended;

/// What is at hand while a document is made.
pub(super) struct Composer<'a> {
    engine: &'a Engine,
    /// The template's name.
    pub(super) template: &'a str,
    /// The checked plan.
    pub(super) profile: &'a Profile,
    /// What can be named anywhere in the template.
    pub(super) names: Value,
    /// What was found wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        template: &'a str,
        profile: &'a Profile,
        names: Value,
    ) -> Self {
        Self {
            engine,
            template,
            profile,
            names,
            diagnostics: Vec::new(),
        }
    }
}

impl Composer<'_> {
    /// A text of the template with its placeholders filled in, without space at its ends.
    pub(super) fn fill(&mut self, text: &Text, names: &Value) -> String {
        match self.engine.fill(text, names) {
            Ok(filled) => filled.trim().to_string(),
            Err(fault) => {
                self.report(text, fault);
                String::new()
            }
        }
    }

    /// The value of an expression of the template.
    pub(super) fn value(&mut self, expression: &Text, names: &Value) -> Value {
        match self.engine.value(expression, names) {
            Ok(value) => value,
            Err(fault) => {
                self.report(expression, fault);
                Value::default()
            }
        }
    }

    /// The names for a row: those of everywhere, with the row's own.
    pub(super) fn with<const N: usize>(&self, row: [(&'static str, Value); N]) -> Value {
        extended(&self.names, row)
    }

    fn report(&mut self, text: &Text, fault: Fault) {
        let diagnostic = Diagnostic::error("template-expression", text.place, fault.message);
        let diagnostic = match fault.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic); // the same expression fails in every row
        }
    }
}
