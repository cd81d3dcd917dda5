//! The names in texts and expressions.

use crate::diagnostic::{Diagnostic, nearest};
use crate::model::{Rag, Text};
use crate::template::fields::{Found, Holds, Kind, LEVELS, ROOT, all, find};
use crate::template::language::{ExpressionSpec, Level, TextSpec};
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
            ACTION, AREA, EVIDENCE_ROW, EXPECTATION, PERSON_ROW, PRACTICE_ROW, REFERENCE_ROW,
            THEME, VERSION_ROW,
        };
        match self {
            Self::Theme => &[&ROOT, &THEME],
            Self::Area => &[&ROOT, &THEME, &AREA],
            Self::Expectation => &[&ROOT, &THEME, &AREA, &EXPECTATION],
            Self::Action => &[&ROOT, &THEME, &AREA, &EXPECTATION, &ACTION],
            Self::Practice => &[&ROOT, &PRACTICE_ROW],
            Self::Person => &[&ROOT, &PERSON_ROW],
            Self::Evidence => &[&ROOT, &EVIDENCE_ROW],
            Self::Version => &[&ROOT, &VERSION_ROW],
            Self::Reference => &[&ROOT, &REFERENCE_ROW],
        }
    }
}

impl Reader<'_> {
    /// A text whose placeholders are shown.
    pub(super) fn text(&mut self, text: &TextSpec, known: Known) {
        match text.compiled() {
            Ok(pattern) => self.shown(text, pattern.names(), known),
            Err(fault) => self.engine_fault(text, &fault),
        }
    }

    /// An expression whose value is shown.
    pub(super) fn expression(&mut self, text: &ExpressionSpec, known: Known) {
        match text.compiled() {
            Ok(expression) => self.shown(text, expression.names(), known),
            Err(fault) => self.engine_fault(text, &fault),
        }
    }

    /// Names whose values are shown: fields, not groups of them.
    fn shown(&mut self, text: &Text, names: &[String], known: Known) {
        for (name, field, holds) in self.names(text, names, known) {
            // A group of which a name in brackets chooses a field, and a list that is counted, print something.
            let chosen = text.contains(&format!("{name}[")) || text.contains("length");
            if let Some(parts) = holds.parts().filter(|_| !chosen) {
                self.group(text, &name, &parts);
            }
            self.shown.insert(field);
        }
    }

    fn group(&mut self, text: &Text, name: &str, parts: &[&str]) {
        let part = parts
            .iter()
            .find(|part| ["text", "title", "role", "name", "description"].contains(part));
        let part = part.or(parts.first()).copied().unwrap_or("…");
        let at = text
            .find(name)
            .map_or(0..text.len(), |at| at..at + name.len());
        let fault = Diagnostic::error(
            "template-group",
            self.sources.narrow(text.place, text, &at),
            format!("`{name}` holds several fields, and cannot be printed as one"),
        );
        self.diagnostics
            .push(fault.help(format!("Choose one of them, such as `{name}.{part}`.")));
    }

    /// An expression that decides something and is not shown itself.
    pub(super) fn condition(&mut self, text: &ExpressionSpec, known: Known) {
        match text.compiled() {
            Ok(expression) => {
                self.names(text, expression.names(), known);
                self.ratings(text);
            }
            Err(fault) => self.engine_fault(text, &fault),
        }
    }

    /// A rating that is compared with a word that is none: the condition would never hold.
    fn ratings(&mut self, text: &Text) {
        for (at, _) in text.match_indices(".rag") {
            let rest = text[at + 4..].trim_start();
            let Some(rest) = rest.strip_prefix("==").or(rest.strip_prefix("!=")) else {
                continue;
            };
            let quoted = rest.trim_start();
            let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''));
            let word = quote.and_then(|quote| quoted[1..].split(quote).next());
            if let Some(word) = word.filter(|word| Rag::ALL.iter().all(|rag| rag.word() != *word)) {
                let start = text.len() - quoted.len() + 1;
                let fault = Diagnostic::error(
                    "template-rating",
                    self.sources
                        .narrow(text.place, text, &(start..start + word.len())),
                    format!("no action is rated `{word}`"),
                );
                self.diagnostics.push(fault.help("Ratings are 'Red', 'Amber' and 'Green'; `not action.rag` finds those without one."));
            }
        }
    }

    /// Reports the names that are no fields, and returns the others: name, field, and what it holds.
    fn names(
        &mut self,
        text: &Text,
        names: &[String],
        known: Known,
    ) -> Vec<(String, String, Holds)> {
        let mut fields = Vec::new();
        for name in names {
            match find(name, known) {
                Found::Field(path, holds) => fields.push((name.clone(), path, holds)),
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
            let mut levels = LEVELS.iter();
            levels.any(|level| matches!(find(name, &[*level]), Found::Field(..)))
        };
        let is_word = !name.contains('.') && name.starts_with(char::is_uppercase);
        self.diagnostics.push(match nearest(name, fixed) {
            _ if is_word => unknown.help(format!("Words stand in quotes: '{name}'.")),
            Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
            None if elsewhere() => {
                unknown.help("It belongs to rows of a table: name it in a column of that `level`, in a table that has such rows.")
            }
            None => unknown.help("`dutybound templates fields` lists the fields of each level."),
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
