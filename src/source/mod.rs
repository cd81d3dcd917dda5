//! Reads YAML files into [`Node`] trees that remember where every value was typed.

mod node;

pub use node::{Entry, Node, Value};
