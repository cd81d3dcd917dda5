//! Expressions and texts of templates: compiled once, worked out for every plan.
//!
//! Their names are checked when the template is read, so that here what a plan does not give is nothing.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use minijinja::{Environment, UndefinedBehavior, Value};

use super::engine::{
    Fault, LONGEST_TEXT, PLACEHOLDER, TOO_LONG, environment, fault, print, unreadable,
};
use super::guard;

/// How many placeholders one text may have; each of them may take as many steps as a whole text of a plan.
const MOST_PLACEHOLDERS: usize = 1_000;

/// The environment of all templates, which never changes.
static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    environment(UndefinedBehavior::Chainable, |output, _, value| {
        print(output, value)
    })
});

/// An expression such as `action.deadline | short_month`.
#[derive(Clone)]
pub struct Expression {
    words: String,
    names: Vec<String>,
    program: Program,
}

#[derive(Clone)]
enum Program {
    /// A name alone, by its parts; most expressions are no more.
    Name(Vec<String>),
    /// Anything else.
    Compiled(Arc<minijinja::Expression<'static, 'static>>),
}

impl Expression {
    /// Compiles an expression.
    ///
    /// # Errors
    /// The first [`Fault`] that can be seen before it is worked out: an operator that is not allowed, an unknown filter,
    /// words that are no expression.
    pub fn new(words: &str) -> Result<Self, Fault> {
        guard::expression(words)?;
        Self::guarded(words)
    }

    /// Compiles what the guard has let pass.
    fn guarded(words: &str) -> Result<Self, Fault> {
        let compiled = ENVIRONMENT
            .compile_expression_owned(words.to_string())
            .map_err(|error| unreadable(words, &error))?;
        let mut names: Vec<String> = compiled.undeclared_variables(true).into_iter().collect();
        names.sort();
        let program = match &names[..] {
            [name] if name == words.trim() => {
                Program::Name(name.split('.').map(str::to_string).collect())
            }
            _ => Program::Compiled(Arc::new(compiled)),
        };
        Ok(Self {
            words: words.to_string(),
            names,
            program,
        })
    }

    /// The names that it uses, with their dots, sorted.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Its value; lists stay lists.
    ///
    /// # Errors
    /// The first [`Fault`]: a filter that cannot do anything with the value, a comparison of what cannot be compared.
    pub fn value(&self, facts: &Value) -> Result<Value, Fault> {
        match &self.program {
            Program::Name(parts) => Ok(parts.iter().fold(facts.clone(), |value, part| {
                value.get_attr(part).unwrap_or_default()
            })),
            Program::Compiled(compiled) => compiled
                .eval(facts)
                .map_err(|error| fault(&self.words, &error)),
        }
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

/// A text such as `{{ plan.title }} {{ plan.period }}`.
#[derive(Clone, Debug)]
pub struct Pattern {
    names: Vec<String>,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    /// What stands between two pairs of braces, and where.
    Placeholder(Expression, Range<usize>),
}

impl Pattern {
    /// Compiles a text.
    ///
    /// # Errors
    /// The first [`Fault`] that can be seen before it is filled: a block (`{% %}`), a placeholder that is not closed or
    /// no expression, or too many of them.
    pub fn new(text: &str) -> Result<Self, Fault> {
        guard::text(text)?;
        let template = ENVIRONMENT
            .template_from_named_str("<string>", text)
            .map_err(|error| fault(text, &error))?;
        let mut names: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        names.sort();
        let mut pieces = Vec::new();
        let mut from = 0;
        for range in guard::placeholders(text).flatten() {
            pieces.push(Piece::Words(text[from..range.start - 2].to_string()));
            from = range.end + 2;
            let expression = Expression::guarded(&text[range.clone()])
                .map_err(|fault| shifted(fault, range.start))?;
            pieces.push(Piece::Placeholder(expression, range));
        }
        pieces.push(Piece::Words(text[from..].to_string()));
        pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
        let pattern = Self { names, pieces };
        if pattern.placeholders() > MOST_PLACEHOLDERS {
            return Err(Fault {
                code: PLACEHOLDER,
                message: "this text has more than 1,000 placeholders".into(),
                help: Some("Divide it into several texts.".into()),
                range: 0..text.len(),
            });
        }
        Ok(pattern)
    }

    /// The names that it uses, with their dots, sorted.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether it has no placeholders.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.placeholders() == 0
    }

    fn placeholders(&self) -> usize {
        let placeholder = |piece: &&Piece| matches!(piece, Piece::Placeholder(..));
        self.pieces.iter().filter(placeholder).count()
    }

    /// The text with its placeholders filled in.
    ///
    /// # Errors
    /// The first [`Fault`]: that of an [`Expression`], a value that cannot be printed within a text, or a text that grows
    /// too long.
    pub fn fill(&self, facts: &Value) -> Result<String, Fault> {
        let mut filled = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                Piece::Placeholder(expression, range) => {
                    let value = expression
                        .value(facts)
                        .map_err(|fault| shifted(fault, range.start))?;
                    print(&mut filled, &value)
                        .map_err(|error| shifted(fault(&expression.words, &error), range.start))?;
                }
            }
            if filled.len() > LONGEST_TEXT {
                let (message, help) = TOO_LONG;
                return Err(Fault::whole("", message, help));
            }
        }
        Ok(filled)
    }
}

/// A fault of a placeholder, within its text.
fn shifted(fault: Fault, by: usize) -> Fault {
    Fault {
        range: by + fault.range.start..by + fault.range.end,
        ..fault
    }
}
