//! Texts and expressions that are compiled as the template is read.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use crate::model::Text;
use crate::template::fields::is_sure;
use crate::wording::{Expression, Fault, Pattern};

/// An expression, with the words that it was compiled from.
pub(in crate::template) type ExpressionSpec = Compiled<Expression>;

/// A text with placeholders, with the words that it was compiled from.
pub(in crate::template) type TextSpec = Compiled<Pattern>;

/// What was compiled, or why it could not be; a template with such a fault is not used.
#[derive(Clone, Debug)]
pub(in crate::template) struct Compiled<T> {
    text: Text,
    made: Result<T, Fault>,
    sure: bool,
}

/// What the words of a template can be compiled to.
pub(in crate::template) trait Compile: Sized {
    /// Compiles words.
    fn compile(words: &str) -> Result<Self, Fault>;

    /// Whether it can be worked out for every plan, once its names are known to be fields.
    fn is_sure(words: &str, compiled: &Self) -> bool;
}

impl Compile for Expression {
    fn compile(words: &str) -> Result<Self, Fault> {
        Self::new(words)
    }

    fn is_sure(words: &str, _: &Self) -> bool {
        is_sure(words)
    }
}

impl Compile for Pattern {
    fn compile(words: &str) -> Result<Self, Fault> {
        Self::new(words)
    }

    /// A text with placeholders may grow too long.
    fn is_sure(_: &str, compiled: &Self) -> bool {
        compiled.is_plain()
    }
}

impl<T> Compiled<T> {
    /// What was compiled.
    ///
    /// # Errors
    /// Why it could not be.
    pub(in crate::template) fn compiled(&self) -> Result<&T, Fault> {
        self.made.as_ref().map_err(Fault::clone)
    }

    /// Whether it can be worked out for every plan, so that nobody need try.
    pub(in crate::template) fn is_sure(&self) -> bool {
        self.sure
    }
}

impl<T> Deref for Compiled<T> {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}

impl<'de, T: Compile> Deserialize<'de> for Compiled<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        let made = T::compile(&text);
        let sure = made.as_ref().is_ok_and(|made| T::is_sure(&text, made));
        Ok(Self { text, made, sure })
    }
}

impl<T> JsonSchema for Compiled<T> {
    fn inline_schema() -> bool {
        Text::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        Text::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        Text::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Text::json_schema(generator)
    }
}
