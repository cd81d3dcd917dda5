//! The kept inputs of every fuzz target, replayed: those that reach something that no other reaches, and those that
//! once brought a fault to light. `fuzz/README.md` says how they were found.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::fuzzed::TARGETS;

/// Far more than any kept input needs, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(5);

#[test]
fn every_kept_input_is_answered_in_time() {
    for (name, target) in TARGETS {
        let folder = Path::new("fuzz/corpus").join(name);
        let mut inputs: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        inputs.sort();
        assert!(!inputs.is_empty(), "{name} has no input");
        for input in inputs {
            let bytes = fs::read(&input).unwrap();
            let start = Instant::now();
            let answered = catch_unwind(|| target(&bytes));
            assert!(answered.is_ok(), "{} is not answered", input.display());
            assert!(
                start.elapsed() < PATIENCE,
                "{} takes {:?}",
                input.display(),
                start.elapsed()
            );
        }
    }
}
