//! The sandbox in which placeholders and expressions are worked out.

use std::fmt::Write;
use std::io;
use std::ops::Range;

use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use super::functions::{Function, Unresolved};
use super::{filters, guard};

/// How many steps one text may take.
pub(super) const FUEL: u64 = 5_000;

/// How long one text may become, in bytes.
pub(super) const LONGEST_TEXT: usize = 256 * 1024;

/// What is said of a text that becomes longer, and the way out.
pub(super) const TOO_LONG: (&str, &str) = ("this text becomes too long", "Make it shorter.");

/// The code of faults in a placeholder itself.
pub(super) const PLACEHOLDER: &str = "placeholder";

/// Fills the placeholders of a plan's texts; those of templates are compiled, see [`Pattern`](super::Pattern).
#[derive(Debug)]
pub struct Engine {
    environment: Environment<'static>,
}

/// What is wrong with a text or an expression, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The code of the diagnostic that a plan's text gets.
    pub code: &'static str,
    /// What is wrong, without a full stop.
    pub message: String,
    /// The way out.
    pub help: Option<String>,
    /// The bytes of the text that are wrong; the whole text where it is not known better.
    pub range: Range<usize>,
}

impl Fault {
    pub(super) fn whole(text: &str, message: impl Into<String>, help: &str) -> Self {
        Self {
            code: PLACEHOLDER,
            message: message.into(),
            help: Some(help.to_string()),
            range: 0..text.len(),
        }
    }
}

impl Engine {
    /// An engine for plan texts: an unknown name, or one without a value, is a fault.
    #[must_use]
    pub fn strict() -> Self {
        let environment = environment(UndefinedBehavior::Strict, print_strictly);
        Self { environment }
    }

    /// The text with its placeholders filled in.
    ///
    /// # Errors
    /// The first [`Fault`]: a block (`{% %}`), an operator that is not allowed, an unknown name or filter, a value
    /// that is not there, or a text that grows too long.
    pub fn fill(&self, text: &str, facts: &Value) -> Result<String, Fault> {
        guard::text(text)?;
        let template = self
            .environment
            .template_from_str(text)
            .map_err(|error| fault(text, &error))?;
        let mut filled = Bounded { bytes: Vec::new() };
        template
            .render_captured_to(facts, &mut filled)
            .map_err(|error| fault(text, &error))?;
        String::from_utf8(filled.bytes)
            .map_err(|_| Fault::whole(text, "this text cannot be expanded", ""))
    }

    /// The names that a text uses, with their dots.
    ///
    /// # Errors
    /// As [`Engine::fill`], for what can be seen before it is filled.
    pub fn names_in_text(&self, text: &str) -> Result<Vec<String>, Fault> {
        guard::text(text)?;
        let template = self
            .environment
            .template_from_str(text)
            .map_err(|error| fault(text, &error))?;
        let mut names: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        names.sort();
        Ok(names)
    }
}

/// An environment without loader and built-ins: nothing reads files or the clock.
pub(super) fn environment(
    undefined: UndefinedBehavior,
    formatter: fn(&mut Output, &mut State, &Value) -> Result<(), Error>,
) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(undefined);
    environment.set_debug(true); // without it an error has no range
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(20);
    environment.set_formatter(formatter);
    filters::add_to(&mut environment);
    environment
}

/// What is wrong with an expression that could not be compiled.
pub(super) fn unreadable(expression: &str, error: &Error) -> Fault {
    let mut fault = fault(expression, error);
    if error.kind() == ErrorKind::SyntaxError {
        fault.message = "this expression cannot be read".into();
        fault.help = Some(guard::EXPRESSION.into());
    }
    fault
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum; its own words serve for the rest"
)]
pub(super) fn fault(text: &str, error: &Error) -> Fault {
    let range = error
        .range()
        .filter(|range| range.end <= text.len() && !range.is_empty())
        .unwrap_or(0..text.len());
    let source = std::error::Error::source(error);
    if let Some(reason) = source.and_then(|source| source.downcast_ref::<Unresolved>()) {
        return unresolved(text, &range, reason);
    }
    let said = error.detail().unwrap_or_default();
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => (
            "this name is not known".to_string(),
            Some("Check its spelling.".to_string()),
        ),
        ErrorKind::UnknownFilter => (
            format!("there is no filter `{}`", unknown_filter(said)),
            Some(filter_help(unknown_filter(said))),
        ),
        ErrorKind::OutOfFuel => (
            "this text takes too long to work out".into(),
            Some("Make it simpler.".into()),
        ),
        ErrorKind::WriteFailure => (TOO_LONG.0.into(), Some(TOO_LONG.1.into())),
        ErrorKind::SyntaxError => (
            "this placeholder cannot be read".into(),
            Some(guard::HOLDS.into()),
        ),
        _ if said.is_empty() => (error.kind().to_string(), None),
        _ => (said.to_string(), None),
    };
    Fault {
        code: PLACEHOLDER,
        message,
        help,
        range,
    }
}

/// What a function says of an id that it cannot refer to, at the id itself.
fn unresolved(text: &str, range: &Range<usize>, unresolved: &Unresolved) -> Fault {
    let at = text[range.clone()]
        .find(&unresolved.id)
        .filter(|_| !unresolved.id.is_empty());
    Fault {
        code: unresolved.code,
        message: unresolved.message.clone(),
        help: Some(unresolved.help.clone()),
        range: at.map_or(range.clone(), |at| {
            range.start + at..range.start + at + unresolved.id.len()
        }),
    }
}

/// The name in "filter x is unknown".
fn unknown_filter(said: &str) -> &str {
    said.strip_prefix("filter ")
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or(said)
}

pub(super) fn filter_help(name: &str) -> String {
    let names = filters::FILTERS.iter().map(|(filter, _)| *filter);
    match crate::diagnostic::nearest(name, names.clone()) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => format!("There are: {}.", names.collect::<Vec<_>>().join(", ")),
    }
}

fn print_strictly(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "this has no value yet",
        ));
    }
    print(output, value)
}

/// Prints a value as text: one that is not there as nothing.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum; every other kind prints itself"
)]
pub(super) fn print(output: &mut impl Write, value: &Value) -> Result<(), Error> {
    if let Some(function) = value.downcast_object_ref::<Function>() {
        return Err(function.without_id());
    }
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(()),
        ValueKind::Bool => Ok(output.write_str(if value.is_true() { "yes" } else { "no" })?),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => Err(Error::new(
            ErrorKind::InvalidOperation,
            "a list or a group cannot be printed within a text; choose one of its values, or use `and_list`",
        )),
        _ => Ok(write!(output, "{value}")?),
    }
}

/// Memory that refuses to grow beyond the longest text.
struct Bounded {
    bytes: Vec<u8>,
}

impl io::Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > LONGEST_TEXT {
            return Err(io::Error::other("the text becomes too long"));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Value {
        let approved = crate::wording::date("2026-05-01".parse().unwrap());
        Value::from_pairs([
            ("name", Value::from("Oakfield")),
            ("approved_on", approved),
            ("minute", Value::from(())),
        ])
    }

    fn filled(text: &str) -> Result<String, String> {
        Engine::strict()
            .fill(text, &facts())
            .map_err(|fault| fault.message)
    }

    #[test]
    fn dates_print_themselves_in_full() {
        for (text, said) in [
            ("{{ approved_on }}", "1 May 2026"),
            ("{{ approved_on | upper }}", "1 MAY 2026"),
            ("{{ approved_on | default('none') }}", "1 May 2026"),
            ("{{ minute | default('none') }}", "none"),
            ("{{ approved_on | month }}", "May 2026"),
            ("{{ name | default(\"}}\") }}", "Oakfield"),
        ] {
            assert_eq!(filled(text).as_deref(), Ok(said), "{text}");
        }
    }

    #[test]
    fn nothing_gets_past_the_guard() {
        let chain = "1 + ".repeat(60_000);
        for text in [
            format!("{{{{ \"}}}}\" + {chain}1 }}}}"),
            format!("{{{{ '}}}}' ~ {} name }}}}", "not ".repeat(60_000)),
            "{{ \"}}\" * 90000 }}".to_string(),
            "{{ \"\\\"\" * 3 ~ \"b\" }}".to_string(),
            "{{ name".to_string(),
            "{{ 'name }}".to_string(),
            "{{ (name) }}".to_string(),
            "{{ range(9) }}".to_string(),
            "{{ name.cite('a') }}".to_string(),
            "{{ name . cite('a') }}".to_string(),
            "{{ name['cite']('a') }}".to_string(),
            "{{ recite('a') }}".to_string(),
            "{{ cite ('a') }}".to_string(),
            "{{ cite('a')('b') }}".to_string(),
            "{{ cite('a' + 'b') }}".to_string(),
            "{{ cite(*name) }}".to_string(),
            format!("{{{{ {}'a'{} }}}}", "cite(".repeat(160), ")".repeat(160)),
        ] {
            assert!(filled(&text).is_err(), "{}", &text[..text.len().min(40)]);
        }
    }
}
