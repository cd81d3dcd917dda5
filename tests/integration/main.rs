//! Tests of the whole crate from outside, in one binary.

mod support;
mod hostile;
mod cases;
mod pdf;
mod riverside;
mod command;
