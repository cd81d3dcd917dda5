//! A whole trust: 200 schools with two documents each, on all processors, and how much memory that takes.
//!
//! `cargo bench --bench batch`, or `cargo bench --bench batch -- 1000` for another number of schools; what the figures
//! mean is in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "a benchmark is run for what it prints")]

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use dutybound::pipeline::{Format, Options, build};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::source;
use dutybound::workspace::Workspace;

mod support;
#[path = "support/trust.rs"]
mod trust;

use support::options;
use trust::{id, write_new_trust};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` runs this too, only to see that it works.
    let usual = if arguments.iter().any(|argument| argument == "--bench") {
        200
    } else {
        4
    };
    let schools = arguments
        .iter()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(usual);

    let folder = tempfile::tempdir()?;
    write_new_trust(&folder.path().join("trust"), schools)?;
    let start = Instant::now();
    let workspace = [Workspace::open(&folder.path().join("trust"))?];
    println!(
        "{schools} schools: read in {:.1} s",
        start.elapsed().as_secs_f64()
    );

    let ids: Vec<String> = (0..schools).map(id).collect();
    let output = OutputFolder::new(folder.path().join("output"));
    let writer = PdfWriter::new();
    for format in [Format::Docx, Format::Pdf] {
        println!(
            "\n{}: schools  documents/s  pages/s  peak memory",
            format.extension()
        );
        let mut done = 0;
        for some in ids.chunks(ids.len().div_ceil(4).max(1)) {
            let options = Options {
                only: Some(some.to_vec()),
                jobs: available_parallelism().unwrap_or(NonZeroUsize::MIN),
                ..options(format)
            };
            let start = Instant::now();
            let report = build(&workspace, &options, Some(&output), &writer, &|_| {})?;
            let took = start.elapsed();
            let published = || {
                report
                    .outcomes
                    .iter()
                    .flat_map(|(_, outcome)| &outcome.published)
            };
            if published().count() != 2 * some.len() {
                return Err("some documents were not built".into());
            }
            done += some.len();
            println!(
                "{done:13}  {:11.1}  {:7.0}  {}",
                rate(published().count(), took),
                rate(
                    published().filter_map(|document| document.pages).sum(),
                    took
                ),
                peak_memory().unwrap_or_else(|| "not known on this system".into()),
            );
        }
    }
    Ok(())
}

/// How many a second.
#[expect(clippy::cast_precision_loss, reason = "the counts are small")]
fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

/// The most memory that this process has held so far; Linux keeps count.
fn peak_memory() -> Option<String> {
    let status = source::bytes(Path::new("/proc/self/status"), 64 * 1024).ok()?;
    let status = String::from_utf8(status).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!("{} MiB", kibibytes / 1024))
}
