//! Templates: which document is made of a plan.
//!
//! A template is a YAML file; adding one, or a column to one, takes no Rust. Every field that it names is resolved when
//! it is read, so a typo is a fault in the template, at its line, before any plan is built.

mod language;
mod fields;
mod read;
mod builtin;
mod values;
mod setting;
mod composer;
mod grouped;
mod compose;
mod theme;

pub use builtin::{BUILTIN, builtin};
pub use compose::{Composed, Occasion, compose};
pub use read::{Template, read};
pub use theme::{Logo, LogoFault, theme};
