//! Templates: which document is made of a plan.
//!
//! A template is a YAML file; adding one, or a column to one, takes no Rust. Every field that it names is resolved when
//! it is read, so a typo is a fault in the template, at its line, before any plan is built.

mod language;
mod fields;
mod read;
mod builtin;
mod values;
mod composer;
mod lacking;
mod setting;
mod keys;
mod pages;
mod table;
mod policy;
mod sheet;
mod body;
mod compose;
mod shown;
mod unshown;
mod withheld;
mod reading;
mod theme;
mod logo;
mod svg;
mod font;

pub use builtin::{BUILTIN, Builtin};
pub use compose::{Composed, Occasion, compose, look_over};
pub use composer::Find;
pub use fields::field_names;
pub use font::{FaceStyle, FontFace, FontFault};
pub use lacking::Groups;
pub use logo::{Logo, LogoFault};
pub use read::{Template, read};
pub use theme::{described, theme};
pub use unshown::unshown;
pub use withheld::withheld;

use schemars::{JsonSchema as _, Schema, SchemaGenerator};

/// The JSON Schema of a template file.
#[must_use]
pub fn schema(generator: &mut SchemaGenerator) -> Schema {
    language::TemplateFile::json_schema(generator)
}
