//! The sandbox in which placeholders and expressions are worked out.

use std::io;
use std::ops::Range;

use minijinja::value::ValueKind;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

use super::filters;
use super::functions::{FUNCTIONS, Function, Unresolved};

/// How many steps one text may take.
const FUEL: u64 = 5_000;

/// How long one placeholder or expression may be, in bytes: a long chain of operators would overflow the stack.
const LONGEST_EXPRESSION: usize = 1_000;

/// How long one text may become, in bytes.
const LONGEST_TEXT: usize = 256 * 1024;

/// The code of faults in a placeholder itself.
const PLACEHOLDER: &str = "placeholder";

/// Works out placeholders and expressions.
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
    fn whole(text: &str, message: impl Into<String>, help: &str) -> Self {
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
        Self::new(UndefinedBehavior::Strict, print_strictly)
    }

    /// An engine for templates, whose names are checked when the template is read: what a plan does not give prints
    /// as nothing.
    #[must_use]
    pub fn lenient() -> Self {
        Self::new(UndefinedBehavior::Chainable, print_leniently)
    }

    fn new(
        undefined: UndefinedBehavior,
        formatter: fn(&mut Output, &mut State, &Value) -> Result<(), Error>,
    ) -> Self {
        let mut environment = Environment::empty(); // no loader and no built-ins: nothing reads files or the clock
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(undefined);
        environment.set_debug(true); // without it an error has no range
        environment.set_fuel(Some(FUEL));
        environment.set_recursion_limit(20);
        environment.set_formatter(formatter);
        filters::add_to(&mut environment);
        Self { environment }
    }

    /// The text with its placeholders filled in.
    ///
    /// # Errors
    /// The first [`Fault`]: a block (`{% %}`), an operator that is not allowed, an unknown name or filter, a value
    /// that is not there (strict engine only), or a text that grows too long.
    pub fn fill(&self, text: &str, facts: &Value) -> Result<String, Fault> {
        guard_text(text)?;
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
        guard_text(text)?;
        let template = self
            .environment
            .template_from_str(text)
            .map_err(|error| fault(text, &error))?;
        let mut names: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        names.sort();
        Ok(names)
    }

    /// The value of an expression such as `action.deadline | short_month`; lists stay lists.
    ///
    /// # Errors
    /// The first [`Fault`], as for [`Engine::fill`].
    pub fn value(&self, expression: &str, facts: &Value) -> Result<Value, Fault> {
        guard_expression(expression, 0, expression.len(), expression)?;
        let compiled = self
            .environment
            .compile_expression(expression)
            .map_err(|error| fault(expression, &error))?;
        compiled
            .eval(facts)
            .map_err(|error| fault(expression, &error))
    }

    /// The names that an expression uses, with their dots.
    ///
    /// # Errors
    /// As [`Engine::value`], for what can be seen before it is worked out.
    pub fn names_in_expression(&self, expression: &str) -> Result<Vec<String>, Fault> {
        guard_expression(expression, 0, expression.len(), expression)?;
        let compiled = self
            .environment
            .compile_expression(expression)
            .map_err(|error| fault(expression, &error))?;
        let mut names: Vec<String> = compiled.undeclared_variables(true).into_iter().collect();
        names.sort();
        Ok(names)
    }
}

/// Refuses what a placeholder has no business to hold.
fn guard_text(text: &str) -> Result<(), Fault> {
    if let Some(at) = text.find("{%").or_else(|| text.find("{#")) {
        return Err(Fault {
            code: PLACEHOLDER,
            message: format!("`{}` cannot be used in a text", &text[at..at + 2]),
            help: Some("Only placeholders can be used: {{ organisation.name }}.".into()),
            range: at..at + 2,
        });
    }
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|at| from + at) {
        let Some(close) = placeholder_end(text, open + 2) else {
            return Err(Fault {
                code: PLACEHOLDER,
                message: "this placeholder is not closed".into(),
                help: Some("Write }} behind the name.".into()),
                range: open..open + 2,
            });
        };
        guard_expression(&text[open + 2..close], open + 2, close, text)?;
        from = close + 2;
    }
    Ok(())
}

/// Where the placeholder that begins at `from` is closed; braces within quotes do not close it.
fn placeholder_end(text: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    text[from..]
        .char_indices()
        .find(|(at, c)| {
            if quote == Some(*c) {
                quote = None;
            } else if quote.is_none() && matches!(c, '"' | '\'') {
                quote = Some(*c);
            }
            quote.is_none() && text[from + at..].starts_with("}}")
        })
        .map(|(at, _)| from + at)
}

fn guard_expression(expression: &str, start: usize, end: usize, text: &str) -> Result<(), Fault> {
    if expression.len() > LONGEST_EXPRESSION {
        let mut fault = Fault::whole(
            text,
            "this expression is longer than 1,000 characters",
            "Make it shorter.",
        );
        fault.range = start..end;
        return Err(fault);
    }
    let mut quote = None;
    for (at, c) in expression.char_indices() {
        // A backslash could hide the end of a quotation, and with it all that follows.
        let hides = c == '\\';
        if quote == Some(c) {
            quote = None;
        } else if quote.is_none() && matches!(c, '"' | '\'') {
            quote = Some(c);
        } else if hides || quote.is_none() && is_forbidden(expression, at, c) {
            return Err(Fault {
                code: PLACEHOLDER,
                message: format!("`{c}` cannot be used in a placeholder"),
                help: Some(match c {
                    '(' => {
                        "Brackets stand straight behind a filter, or behind clause, annex or cite: \
                            {{ clause('records') }}."
                            .into()
                    }
                    _ => "A placeholder holds a name and filters: {{ words.learner | plural }}."
                        .into(),
                }),
                range: start + at..start + at + c.len_utf8(),
            });
        }
    }
    Ok(())
}

/// Arithmetic, groups and calls are forbidden: they can use up memory, and no text needs them. An opening bracket
/// straight behind the name of a filter gives it an argument and is allowed, as is one behind the name of a function.
fn is_forbidden(expression: &str, at: usize, c: char) -> bool {
    match c {
        '*' | '~' | '+' | '/' | '%' | '{' => true,
        '(' => {
            let name = expression[..at]
                .rsplit_once('|')
                .map_or("", |(_, name)| name.trim());
            let is_filter = filters::FILTERS.iter().any(|(filter, _)| *filter == name);
            !is_filter && !is_function(&expression[..at])
        }
        _ => false,
    }
}

/// Whether an expression ends with the name of a function that stands for itself, and is no field of something.
fn is_function(expression: &str) -> bool {
    let before = expression.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    let name = &expression[before.len()..];
    FUNCTIONS.iter().any(|(function, _)| *function == name) && !before.trim_end().ends_with('.')
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum; its own words serve for the rest"
)]
fn fault(text: &str, error: &Error) -> Fault {
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
        ErrorKind::WriteFailure => (
            "this text becomes too long".into(),
            Some("Make it shorter.".into()),
        ),
        ErrorKind::SyntaxError => (
            "this placeholder cannot be read".into(),
            Some("A placeholder holds a name and filters: {{ words.learner | plural }}.".into()),
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

fn filter_help(name: &str) -> String {
    let names = filters::FILTERS.iter().map(|(filter, _)| *filter);
    match crate::diagnostic::nearest(name, names.clone()) {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => format!("There are: {}.", names.collect::<Vec<_>>().join(", ")),
    }
}

fn print_strictly(output: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "this has no value yet",
        ));
    }
    print_leniently(output, state, value)
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library's enum; every other kind prints itself"
)]
fn print_leniently(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
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
