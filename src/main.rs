//! The command `dutybound`.

mod cli;

use std::process::ExitCode;

/// Memory is freed and taken in small pieces all the time; this allocator is a few per cent faster at it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
