//! What one document costs: the action plan of Oakfield in `data/riverside`, step by step and whole.
//!
//! `cargo bench --bench documents`; what the figures mean is in `docs/performance.md`.

#![expect(
    clippy::expect_used,
    reason = "without the sample data there is nothing to measure"
)]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{BatchSize, Criterion};
use dutybound::document::Document;
use dutybound::pipeline::{Format, Prepared, compose_document, prepare};
use dutybound::render::docx;
use dutybound::render::pdf::{PdfWriter, forget, on_worker_thread};
use dutybound::workspace::Workspace;

mod support;

use support::options;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SAMPLE: &str = "data/riverside";
const SCHOOL: &str = "oakfield";
const TEMPLATE: &str = "school";

fn main() {
    on_worker_thread(|| {
        let mut criterion = Criterion::default()
            .sample_size(20)
            .warm_up_time(Duration::from_secs(1))
            .measurement_time(Duration::from_secs(4))
            .configure_from_args();
        reading(&mut criterion);
        pdf(&mut criterion);
        word(&mut criterion);
        processes(&mut criterion);
        criterion.final_summary();
    })
    .expect("a thread to work on");
}

/// From files to a document.
fn reading(criterion: &mut Criterion) {
    let writer = PdfWriter::new();
    let mut group = criterion.benchmark_group("reading");
    group.bench_function("open the workspace", |bencher| bencher.iter(workspace));
    let open = workspace();
    group.bench_function("merge, word and check", |bencher| {
        bencher.iter(|| prepared(&open, Format::Pdf, &writer));
    });
    let ready = prepared(&open, Format::Pdf, &writer);
    group.bench_function("compose", |bencher| {
        bencher.iter(|| composed(&open, &ready, Format::Pdf));
    });
    group.finish();
}

/// From a document to PDF. A batch does "next"; "again" is the same document with all that Typst remembers of it.
fn pdf(criterion: &mut Criterion) {
    let writer = PdfWriter::new();
    let document = document(Format::Pdf, &writer);
    let draw = |writer: &PdfWriter| writer.render(&document).expect("the sample can be drawn");
    let mut group = criterion.benchmark_group("pdf");
    group.bench_function("first: new writer, nothing remembered", |bencher| {
        bencher.iter_batched(
            forget,
            |()| draw(&PdfWriter::new()),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("next: same writer, nothing remembered", |bencher| {
        bencher.iter_batched(forget, |()| draw(&writer), BatchSize::PerIteration);
    });
    group.bench_function("again: all remembered", |bencher| {
        bencher.iter(|| draw(&writer));
    });
    group.finish();
    forget();
}

/// From a document to Word, which remembers nothing.
fn word(criterion: &mut Criterion) {
    let document = document(Format::Docx, &PdfWriter::new());
    criterion
        .benchmark_group("word")
        .bench_function("any", |bencher| {
            bencher.iter(|| docx::render(&document, &[], None).expect("the sample can be written"));
        });
}

/// The whole command in a process of its own: reading, one document, writing it down.
fn processes(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let mut group = criterion.benchmark_group("process");
    for format in [Format::Pdf, Format::Docx] {
        group.bench_function(format.extension(), |bencher| {
            bencher.iter(|| {
                let ended = Command::new(env!("CARGO_BIN_EXE_dutybound"))
                    .args(["build", "data/riverside/schools/oakfield.yaml"])
                    .args(["--template", TEMPLATE, "--format", format.extension()])
                    .args(["--jobs", "1", "--as-of", "2026-11-21", "--output"])
                    .arg(folder.path())
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .status();
                assert!(ended.expect("the command can be run").success());
            });
        });
    }
    group.finish();
}

fn workspace() -> Workspace {
    Workspace::open(Path::new(SAMPLE)).expect("the sample can be read")
}

fn prepared(workspace: &Workspace, format: Format, writer: &PdfWriter) -> Prepared {
    prepare(workspace, SCHOOL, &options(format), writer).expect("the sample has this school")
}

fn composed(workspace: &Workspace, prepared: &Prepared, format: Format) -> Document {
    let template = workspace.template_called(TEMPLATE).expect("it is built in");
    compose_document(
        workspace,
        prepared,
        template,
        &options(format),
        &mut Vec::new(),
    )
    .expect("the sample has no errors")
    .document
}

fn document(format: Format, writer: &PdfWriter) -> Document {
    let workspace = workspace();
    let prepared = prepared(&workspace, format, writer);
    composed(&workspace, &prepared, format)
}
