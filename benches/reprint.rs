//! Rolling a whole trust forward: how long that takes, and how many lines of its files change.
//!
//! `cargo bench --bench reprint`, or `cargo bench --bench reprint -- 1000` for another number of schools.

#![expect(clippy::print_stdout, reason = "a benchmark is run for what it prints")]

use std::error::Error;
use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Instant;

use dutybound::model::PartialDate;
use dutybound::pipeline::{Format, Options, reprint};
use dutybound::publish::replace_together;
use dutybound::render::pdf::PdfWriter;
use dutybound::workspace::Workspace;
use similar::{ChangeTag, TextDiff};

mod support;
#[path = "support/trust.rs"]
mod trust;

use support::options;
use trust::write_new_trust;

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
    let given = arguments.iter().find_map(|argument| argument.parse().ok());
    let schools = given.unwrap_or(usual);

    let folder = tempfile::tempdir()?;
    let root = folder.path().join("trust");
    write_new_trust(&root, schools)?;
    let period = "2027/28".parse()?;
    let options = Options {
        as_of: PartialDate::first_day(dutybound::model::Period::from(period)),
        jobs: available_parallelism().unwrap_or(NonZeroUsize::MIN),
        ..options(Format::Docx)
    };
    let writer = PdfWriter::new();

    let start = Instant::now();
    let workspace = Workspace::open(&root)?;
    let read = start.elapsed();
    let made = reprint(&workspace, period, &options, &writer)?;
    let worked_out = start.elapsed();
    if let Some(held) = made.held.first() {
        return Err(format!("{}: {}", held.id, held.why).into());
    }
    let replacements = made.replacements();
    replace_together(&root, &replacements)?;
    let written = start.elapsed();

    let (mut lines, mut gone, mut new) = (0, 0, 0);
    for file in &replacements {
        let (before, after) = (
            std::str::from_utf8(&file.before)?,
            std::str::from_utf8(&file.after)?,
        );
        lines += before.lines().count();
        for change in TextDiff::from_lines(before, after).iter_all_changes() {
            match change.tag() {
                ChangeTag::Equal => {}
                ChangeTag::Delete => gone += 1,
                ChangeTag::Insert => new += 1,
            }
        }
    }
    let seconds = |time: std::time::Duration| time.as_secs_f64();
    println!("{schools} schools: {:.1} s in all", seconds(written));
    println!(
        "read {:.1} s, worked out and checked {:.1} s, written {:.1} s",
        seconds(read),
        seconds(worked_out.saturating_sub(read)),
        seconds(written.saturating_sub(worked_out))
    );
    println!(
        "{} files of {lines} lines: {gone} lines gone, {new} lines new; {} tasks for people",
        replacements.len(),
        made.organisations
            .iter()
            .map(|one| one.tasks.len())
            .sum::<usize>()
    );

    let again = reprint(&Workspace::open(&root)?, period, &options, &writer)?;
    if !again.replacements().is_empty() {
        return Err("a second run would change something".into());
    }
    Ok(())
}
