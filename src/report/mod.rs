//! What a check found, as a document: for the officer who sends it back to a school.

mod document;
mod words;

pub use document::{Findings, document};
