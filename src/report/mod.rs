//! What a check found, as a document: for the officer who sends it back to a school.

mod document;

pub use document::{Findings, document};
