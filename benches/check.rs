//! How long it takes to check the plans of a thousand schools, against drawing one PDF for each, on one processor.
//!
//! `cargo bench --bench check`, or `cargo bench --bench check -- 200` for another number of schools; what the figures
//! mean is in `docs/performance.md`.

#![expect(clippy::print_stdout, reason = "a benchmark is run for what it prints")]

use std::error::Error;
use std::time::{Duration, Instant};

use dutybound::diagnostic::Diagnostic;
use dutybound::pipeline::{Format, Options, build};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;

mod support;
#[path = "support/trust.rs"]
mod trust;

use support::options;
use trust::{id, write_new_trust};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many schools are checked, and then built, before the next are checked: what else the machine does falls on both.
const TURN: usize = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` runs this too, only to see that it works.
    let usual = if arguments.iter().any(|argument| argument == "--bench") {
        1_000
    } else {
        4
    };
    let given = arguments.iter().find_map(|argument| argument.parse().ok());
    let schools = given.unwrap_or(usual);
    let only_check = arguments.iter().any(|argument| argument == "check");

    let folder = tempfile::tempdir()?;
    write_new_trust(&folder.path().join("trust"), schools)?;
    let start = Instant::now();
    let workspace = [Workspace::open(&folder.path().join("trust"))?];
    println!(
        "{schools} schools: read in {:.0} ms",
        milliseconds(start.elapsed())
    );

    let ids: Vec<String> = (0..schools).map(id).collect();
    let output = OutputFolder::new(folder.path().join("output"));
    let writer = PdfWriter::new();
    let one = |only: &[String], output: Option<_>| -> Result<(Duration, usize), Box<dyn Error>> {
        // A check looks at every document that a plan asks for, as the command does; one of them is drawn.
        let drawn = output.map(|_| "school".to_string());
        let options = Options {
            only: Some(only.to_vec()),
            templates: drawn.into_iter().collect(),
            ..options(Format::Pdf)
        };
        let start = Instant::now();
        let report = build(&workspace, &options, output, &writer, &|_| {})?;
        let took = start.elapsed();
        let findings = report
            .outcomes
            .iter()
            .flat_map(|(_, outcome)| &outcome.diagnostics);
        let faulty = findings
            .chain(workspace[0].diagnostics())
            .any(Diagnostic::is_error);
        let made = report
            .outcomes
            .iter()
            .map(|(_, outcome)| outcome.published.len())
            .sum();
        if faulty {
            return Err("the made-up plans have errors".into());
        }
        Ok((took, made))
    };
    one(&ids[..1], Some(&output))?; // fonts and templates are read once
    let (mut checks, mut builds, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for some in ids.chunks(TURN) {
        let each = |took: Duration| milliseconds(took) / count(some.len());
        let check = each(one(some, None)?.0);
        checks.push(check);
        if only_check {
            continue;
        }
        let (took, made) = one(some, Some(&output))?;
        if made != some.len() {
            return Err("some documents were not built".into());
        }
        builds.push(each(took));
        ratios.push(each(took) / check);
    }
    println!("check: {:.2} ms a school", median(checks));
    if !only_check {
        println!("one PDF: {:.1} ms a school", median(builds));
        println!("a PDF takes as long as {:.0} checks", median(ratios));
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "the counts are small")]
fn count(count: usize) -> f64 {
    count as f64
}

/// The middle one; of an even number the higher of the two.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
