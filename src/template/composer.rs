//! Fills a template's texts and works out its expressions.

use std::sync::Arc;

use minijinja::Value;

use crate::diagnostic::{Diagnostic, Placed};
use crate::document::{Block, Inline, Picture, blocks, inlines, plain_text};
use crate::model::{Audience, Profile, Text};
use crate::wording::Fault;

use super::lacking::Groups;
use super::language::{ExpressionSpec, TextSpec};
use super::read::Template;
use super::values::{AreaAt, Scope, View};

/// Finds a template by its name, for annexes.
pub type Find<'a> = &'a dyn Fn(&str) -> Option<&'a Template>;

/// What is at hand while a document is made.
pub(super) struct Composer<'a> {
    profile: &'a Profile,
    /// The template at work: that of the document, or of the annex.
    pub(super) template: &'a Template,
    /// The other templates.
    pub(super) others: Find<'a>,
    /// The checked plan, as its readers may see it.
    pub(super) view: Arc<View>,
    /// Its areas, which all tables share.
    pub(super) areas: Vec<Value>,
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
    /// Whether only what is wrong is wanted: then no text is set, and no cell worked out in which nothing can be wrong.
    pub(super) only_looks: bool,
    /// Where the file has the groups that something may be missing in.
    pub(super) groups: Groups,
    /// What was found wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        template: &'a Template,
        others: Find<'a>,
        profile: &'a Profile,
        view: Arc<View>,
        names: Value,
    ) -> Self {
        Self {
            profile,
            areas: AreaAt::all(&view).map(AreaAt::value).collect(),
            template,
            others,
            view,
            names,
            shift: 0,
            last_heading: 0,
            logos: Vec::new(),
            accessible: false,
            only_looks: false,
            groups: Groups::default(),
            diagnostics: Vec::new(),
        }
    }

    /// The checked plan.
    pub(super) fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// Whether something is for the readers of this document; where nobody is named, it is for everybody.
    pub(super) fn is_for(&self, readers: &[Placed<Audience>]) -> bool {
        let mut named = readers.iter();
        readers.is_empty() || named.any(|reader| reader.value == self.view.audience)
    }

    /// Words as blocks; none where only faults are looked for.
    pub(super) fn blocks(&self, words: &str) -> Vec<Block> {
        if self.only_looks {
            Vec::new()
        } else {
            blocks(words)
        }
    }

    /// Words on one line; none where only faults are looked for.
    pub(super) fn inlines(&self, words: &str) -> Vec<Inline> {
        if self.only_looks {
            Vec::new()
        } else {
            inlines(words)
        }
    }

    /// A text of the template with its placeholders filled in, without space at its ends.
    pub(super) fn fill(&mut self, text: &TextSpec, names: &Value) -> String {
        match text.compiled().and_then(|pattern| pattern.fill(names)) {
            Ok(filled) => filled.trim().to_string(),
            Err(fault) => {
                self.report(text, fault);
                String::new()
            }
        }
    }

    /// The same with the names of everywhere.
    pub(super) fn fill_anywhere(&mut self, text: &TextSpec) -> String {
        let names = self.names.clone();
        self.fill(text, &names)
    }

    /// A text as plain words on one line, for places that hold no links and no bold.
    pub(super) fn line(&mut self, text: &TextSpec) -> String {
        let words = self.fill_anywhere(text);
        plain_text(&self.inlines(&words)).trim().to_string()
    }

    /// The same of a text that may be left out, or may have nothing to say.
    pub(super) fn some_line(&mut self, text: Option<&TextSpec>) -> Option<String> {
        text.map(|text| self.line(text))
            .filter(|words| !words.is_empty())
    }

    /// A text that may be left out, or may have nothing to say.
    pub(super) fn fill_some(&mut self, text: Option<&TextSpec>) -> Option<String> {
        text.map(|text| self.fill_anywhere(text))
            .filter(|text| !text.is_empty())
    }

    /// What a screen reader says of a table; a fault where that would be nothing.
    pub(super) fn summary(&mut self, text: &TextSpec) -> String {
        let words = self.fill_anywhere(text);
        let words = plain_text(&inlines(&words)).trim().to_string();
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
    pub(super) fn value(&mut self, expression: &ExpressionSpec, names: &Value) -> Value {
        match expression
            .compiled()
            .and_then(|compiled| compiled.value(names))
        {
            Ok(value) => value,
            Err(fault) => {
                self.report(expression, fault);
                Value::default()
            }
        }
    }

    /// Whether a condition holds; one that is not given holds.
    pub(super) fn holds(&mut self, condition: Option<&ExpressionSpec>, names: &Value) -> bool {
        condition.is_none_or(|condition| self.value(condition, names).is_true())
    }

    /// The same with the names of everywhere.
    pub(super) fn holds_anywhere(&mut self, condition: Option<&ExpressionSpec>) -> bool {
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
