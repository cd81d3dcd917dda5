//! What the targets of `fuzz_targets` call; the tests of the product replay the kept inputs with the same functions.

#[path = "../../tests/integration/fuzzed/mod.rs"]
mod fuzzed;

pub use fuzzed::*;
