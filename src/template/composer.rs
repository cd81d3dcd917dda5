//! Fills a template's texts and works out its expressions.

use minijinja::Value;

use crate::diagnostic::Diagnostic;
use crate::document::{Picture, inlines, plain_text};
use crate::model::{Profile, Text};
use crate::wording::{Engine, Fault};

use super::read::Template;
use super::values::{Scope, View};

/// Finds a template by its name, for annexes.
pub type Find<'a> = &'a dyn Fn(&str) -> Option<&'a Template>;

/// What is at hand while a document is made.
pub(super) struct Composer<'a> {
    engine: Engine,
    /// The template at work: that of the document, or of the annex.
    pub(super) template: &'a Template,
    /// The other templates.
    pub(super) others: Find<'a>,
    /// The checked plan, as its readers may see it.
    pub(super) view: View<'a>,
    /// What can be named anywhere in the template.
    pub(super) names: Value,
    /// By how many levels headings lie deeper than the template says: 1 in an annex.
    pub(super) shift: u8,
    /// The level of the last heading, as it is printed.
    pub(super) last_heading: u8,
    /// The logos of the title sheet.
    pub(super) logos: Vec<Picture>,
    /// Whether grouped tables are laid out without merged cells, whatever the template says.
    pub(super) accessible: bool,
    /// Whether only what is wrong is wanted: cells then hold a stand-in for their words, since to set those takes longer
    /// than all the rest.
    pub(super) only_looks: bool,
    /// What was found wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        template: &'a Template,
        others: Find<'a>,
        view: View<'a>,
        names: Value,
    ) -> Self {
        Self {
            engine: Engine::lenient(),
            template,
            others,
            view,
            names,
            shift: 0,
            last_heading: 0,
            logos: Vec::new(),
            accessible: false,
            only_looks: false,
            diagnostics: Vec::new(),
        }
    }

    /// The checked plan.
    pub(super) fn profile(&self) -> &'a Profile {
        self.view.profile
    }

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

    /// The same with the names of everywhere.
    pub(super) fn fill_anywhere(&mut self, text: &Text) -> String {
        let names = self.names.clone();
        self.fill(text, &names)
    }

    /// A text as plain words on one line, for places that hold no links and no bold.
    pub(super) fn line(&mut self, text: &Text) -> String {
        let words = self.fill_anywhere(text);
        plain_text(&inlines(&words)).trim().to_string()
    }

    /// The same of a text that may be left out, or may have nothing to say.
    pub(super) fn some_line(&mut self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.line(text))
            .filter(|words| !words.is_empty())
    }

    /// A text that may be left out, or may have nothing to say.
    pub(super) fn fill_some(&mut self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.fill_anywhere(text))
            .filter(|text| !text.is_empty())
    }

    /// What a screen reader says of a table; a fault where that would be nothing.
    pub(super) fn summary(&mut self, text: &Text) -> String {
        let words = self.line(text);
        if words.is_empty() {
            let fault =
                Diagnostic::error("template-shape", text.place, "this summary says nothing");
            self.fault(
                fault.help("Say in a few words what the table shows; screen readers announce it."),
            );
        }
        words
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

    /// Whether a condition holds; one that is not given holds.
    pub(super) fn holds(&mut self, condition: Option<&Text>, names: &Value) -> bool {
        condition.is_none_or(|condition| self.value(condition, names).is_true())
    }

    /// The same with the names of everywhere.
    pub(super) fn holds_anywhere(&mut self, condition: Option<&Text>) -> bool {
        let names = self.names.clone();
        self.holds(condition, &names)
    }

    /// The names for a row: those of everywhere, with the row's own.
    pub(super) fn with(&self, row: Vec<(&'static str, Value)>) -> Value {
        Scope::over(&self.names, row)
    }

    /// Keeps a fault, once: the same expression fails in every row.
    pub(super) fn fault(&mut self, diagnostic: Diagnostic) {
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    fn report(&mut self, text: &Text, fault: Fault) {
        let diagnostic = Diagnostic::error("template-expression", text.place, fault.message);
        self.fault(match fault.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
}
