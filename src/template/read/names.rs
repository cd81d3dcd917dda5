//! The names in texts and expressions.

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::Text;
use crate::template::fields::{Found, Kind, LEVELS, ROOT, all, find};
use crate::template::language::Level;
use crate::wording::Fault;

use super::Reader;

/// The groups of fields that an expression may name.
pub(super) type Known = &'static [&'static Kind];

/// What can be named anywhere.
pub(super) const ANYWHERE: Known = &[&ROOT];

impl Level {
    /// What can be named at a level.
    pub(super) fn known(self) -> Known {
        use crate::template::fields::{
            ACTION, AREA, EVIDENCE_ROW, EXPECTATION, PERSON_ROW, REFERENCE_ROW, THEME, VERSION_ROW,
        };
        match self {
            Self::Theme => &[&ROOT, &THEME],
            Self::Area => &[&ROOT, &THEME, &AREA],
            Self::Expectation => &[&ROOT, &THEME, &AREA, &EXPECTATION],
            Self::Action => &[&ROOT, &THEME, &AREA, &EXPECTATION, &ACTION],
            Self::Person => &[&ROOT, &PERSON_ROW],
            Self::Evidence => &[&ROOT, &EVIDENCE_ROW],
            Self::Version => &[&ROOT, &VERSION_ROW],
            Self::Reference => &[&ROOT, &REFERENCE_ROW],
        }
    }
}

impl Reader<'_> {
    /// A text whose placeholders are shown.
    pub(super) fn text(&mut self, text: &Text, known: Known) {
        match self.engine.names_in_text(text) {
            Ok(names) => {
                let shown = self.names(text, &names, known);
                self.shown.extend(shown);
            }
            Err(fault) => self.engine_fault(text, &fault),
        }
    }

    /// An expression whose value is shown.
    pub(super) fn expression(&mut self, text: &Text, known: Known) {
        let shown = self.condition(text, known);
        self.shown.extend(shown);
    }

    /// An expression that decides something and is not shown itself; returns the fields that it names.
    pub(super) fn condition(&mut self, text: &Text, known: Known) -> Vec<String> {
        match self.engine.names_in_expression(text) {
            Ok(names) => self.names(text, &names, known),
            Err(fault) => {
                self.engine_fault(text, &fault);
                Vec::new()
            }
        }
    }

    /// Reports the names that are no fields, and returns the fields.
    fn names(&mut self, text: &Text, names: &[String], known: Known) -> Vec<String> {
        let mut fields = Vec::new();
        for name in names {
            match find(name, known) {
                Found::Field(path) => fields.push(path),
                Found::Nothing => self.unknown(text, name, known),
            }
        }
        fields
    }

    fn unknown(&mut self, text: &Text, name: &str, known: Known) {
        let at = text
            .find(name)
            .map_or(0..text.len(), |at| at..at + name.len());
        let place = self.sources.narrow(text.place, text, &at);
        let unknown = Diagnostic::error(
            "template-unknown-field",
            place,
            format!("there is no field `{name}` here"),
        );
        let fields = all(known);
        let fixed = fields
            .iter()
            .map(|(field, _)| field.as_str())
            .filter(|field| !field.contains('*'));
        let elsewhere = || {
            LEVELS
                .iter()
                .any(|level| find(name, &[*level]) != Found::Nothing)
        };
        self.diagnostics.push(match nearest(name, fixed) {
            Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
            None if elsewhere() => {
                unknown.help("This field belongs to another level: give the column that `level`.")
            }
            None => unknown.help("`docs/templates.md` lists the fields of each level."),
        });
    }

    fn engine_fault(&mut self, text: &Text, fault: &Fault) {
        let place = self.sources.narrow(text.place, text, &fault.range);
        let diagnostic = Diagnostic::error("template-expression", place, fault.message.clone());
        self.diagnostics.push(match &fault.help {
            Some(help) => diagnostic.help(help.clone()),
            None => diagnostic,
        });
    }
}
