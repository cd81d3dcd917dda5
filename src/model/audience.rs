//! Who reads what is made of a plan.

use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::text::from_text;

/// Who reads a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody: what is not public is left out.
    #[default]
    Public,
    /// The governors, trustees or directors who approve and watch over the plan.
    Governors,
    /// An inspector.
    Inspector,
    /// The organisation's own staff.
    Internal,
}

impl Audience {
    /// Every audience, from the widest to the narrowest.
    pub const ALL: [Self; 4] = [
        Self::Public,
        Self::Governors,
        Self::Inspector,
        Self::Internal,
    ];

    /// The word for it on the command line, in templates and in names of files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Governors => "governors",
            Self::Inspector => "inspector",
            Self::Internal => "internal",
        }
    }

    /// Whether everybody may read it, so that nothing may stand in it that is not public.
    #[must_use]
    pub fn is_public(self) -> bool {
        self == Self::Public
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceError {
    text: String,
}

impl fmt::Display for AudienceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no audience\nWrite `public`, `governors`, `inspector` or `internal`.",
            self.text
        )
    }
}

impl std::error::Error for AudienceError {}

impl FromStr for Audience {
    type Err = AudienceError;

    /// `published`, the word of older templates, is the public too.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "public" | "published" => Ok(Self::Public),
            "governors" => Ok(Self::Governors),
            "inspector" => Ok(Self::Inspector),
            "internal" => Ok(Self::Internal),
            other => Err(AudienceError { text: other.into() }),
        }
    }
}

from_text!(
    Audience,
    "an audience: `public`, `governors`, `inspector` or `internal`"
);

impl JsonSchema for Audience {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Audience".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "enum": ["public", "published", "governors", "inspector", "internal"],
        })
    }
}
