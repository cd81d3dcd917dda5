//! Builds a school trust's Prevent action plans, kept as YAML, into branded PDF and Word documents and web pages.
//!
//! The modules stand in the order in which the data passes through them; `ARCHITECTURE.md` draws the way.

pub mod error;
pub mod diagnostic;
pub mod source;
pub mod merge;
pub mod upstream;
pub mod style;
pub mod model;
mod text;
pub mod guidance;
pub mod guarded;
mod jpeg;
pub mod evidence;
pub mod wording;
pub mod check;
pub mod document;
pub mod audience;
pub mod compare;
pub mod coverage;
pub mod template;
pub mod report;
pub mod render;
pub mod publish;
pub mod edition;
pub mod bundle;
pub mod schema;
pub mod workspace;
pub mod edit;
pub mod repair;
pub mod decide;
pub mod reprint;
pub mod pipeline;

pub use error::{Error, RenderError};
