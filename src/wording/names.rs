//! What the texts of a file may name, and what their placeholders came to.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use minijinja::Value;

use super::engine::{Engine, FUEL, Fault, LONGEST_TEXT};
use super::guard::placeholder_end;

/// Names with their values. Many texts have the same placeholders, and each of those is worked out once.
pub(super) struct Names<'a> {
    engine: &'a Engine,
    /// Gathered when a text first asks for them.
    facts: LazyCell<Value, Box<dyn FnOnce() -> Value + 'a>>,
    /// What was worked out so far, by the placeholder with its braces.
    known: BTreeMap<String, String>,
}

impl<'a> Names<'a> {
    /// Names that `facts` gathers.
    pub(super) fn new(engine: &'a Engine, facts: impl FnOnce() -> Value + 'a) -> Self {
        Self {
            engine,
            facts: LazyCell::new(Box::new(facts)),
            known: BTreeMap::new(),
        }
    }

    /// The names themselves.
    pub(super) fn facts(&self) -> &Value {
        &self.facts
    }

    /// A text with its placeholders filled in.
    ///
    /// # Errors
    /// As [`Engine::fill`].
    pub(super) fn fill(&mut self, text: &str) -> Result<String, Fault> {
        match self.piecewise(text) {
            Some(filled) => Ok(filled),
            None => self.engine.fill(text, &self.facts), // knows what is wrong, and where
        }
    }

    /// The text with one placeholder after the other filled in. `None` where one cannot be, and where all together may
    /// be too much for one text.
    fn piecewise(&mut self, text: &str) -> Option<String> {
        // Each step has a character of its own, so a text that has fewer of them cannot take too many steps.
        let quick = u64::try_from(text.len()).is_ok_and(|length| length < FUEL);
        if !quick || ["{%", "{#"].iter().any(|mark| text.contains(mark)) {
            return None;
        }
        let mut filled = String::with_capacity(2 * text.len());
        let rest = text.strip_suffix('\n').unwrap_or(text);
        let mut rest = rest.strip_suffix('\r').unwrap_or(rest); // the engine leaves the last line end out
        while let Some(open) = rest.find("{{") {
            let close = placeholder_end(rest, open + 2)? + 2;
            filled.push_str(&rest[..open]);
            filled.push_str(self.value(&rest[open..close])?);
            rest = &rest[close..];
        }
        filled.push_str(rest);
        (filled.len() <= LONGEST_TEXT).then_some(filled)
    }

    /// What a placeholder comes to.
    fn value(&mut self, placeholder: &str) -> Option<&str> {
        if !self.known.contains_key(placeholder) {
            let value = match self.named(placeholder) {
                Some(text) => text.as_str()?.to_string(),
                None => self.engine.fill(placeholder, &self.facts).ok()?,
            };
            self.known.insert(placeholder.to_string(), value);
        }
        self.known.get(placeholder).map(String::as_str)
    }

    /// The text that a placeholder names; `None` where it does more than name one, or names something else.
    fn named(&self, placeholder: &str) -> Option<Value> {
        let name = placeholder.strip_prefix("{{")?.strip_suffix("}}")?.trim();
        let plain = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '.');
        let facts = Value::clone(&self.facts);
        let value = name
            .split('.')
            .try_fold(facts, |value, part| value.get_attr(part).ok())?;
        (name.chars().all(plain) && value.as_str().is_some()).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Value {
        let text = |text: &str| Value::from(text);
        Value::from_pairs([
            ("name", text("Oakfield {{ name }}")),
            ("none", Value::from(())),
            ("public", Value::from(true)),
            ("list", Value::from(vec![1, 2])),
            ("words", Value::from_pairs([("learner", text("pupil"))])),
        ])
    }

    #[test]
    fn a_text_says_the_same_piece_by_piece() {
        let engine = Engine::strict();
        let mut names = Names::new(&engine, facts);
        for text in [
            "{{ name }}",
            "{{name}} and {{ words.learner | plural }}, {{ name }}.\n",
            "{{ words.learner }}\n\n",
            "{{ words.learner }}\r\n",
            "{{ words.learner }}\r",
            "No placeholder: }} { {",
            "{{ words['learner'] | capital }} {{ \"}}\" }}",
            "{{ public }} {{ list | join(', ') }}",
            "{{ name }} {{ none }}",
            "{{ name }} {{ list }}",
            "{{ words.teacher }}",
            "{{ name.learner }}",
            "{{ words }}",
            "{{ }}",
            "{{ name",
            "{{ name }} {% if name %}",
            "{{ name }} {# name #}",
        ] {
            let whole = engine.fill(text, &facts());
            assert_eq!(names.fill(text), whole, "{text:?}");
            assert_eq!(names.fill(text), whole, "{text:?}, once it is known");
        }
    }

    #[test]
    fn pieces_take_no_more_steps_and_become_no_longer_than_a_whole_text() {
        let engine = Engine::strict();
        let long = "a".repeat(LONGEST_TEXT / 2);
        let mut names = Names::new(&engine, || {
            Value::from_pairs([("long", Value::from(long.as_str()))])
        });
        assert!(names.fill("{{ long }}{{ long }}").is_ok());
        assert!(names.fill("{{ long }}{{ long }}.").is_err());
        let mut names = Names::new(&engine, facts);
        assert!(names.fill(&"{{ public }}".repeat(400)).is_ok());
        assert!(names.fill(&"{{ public }}".repeat(4_000)).is_err());
    }
}
