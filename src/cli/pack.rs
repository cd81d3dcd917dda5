//! `dutybound pack`.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use dutybound::Error;
use dutybound::diagnostic::{Diagnostic, Severity};
use dutybound::pipeline::{EvidencePack, EvidencePacked, Options, PackProgress, Packing, pack};
use dutybound::publish::OutputFolder;
use dutybound::render::pdf::PdfWriter;
use dutybound::report::evidence::GapSort;
use dutybound::workspace::Workspace;

use super::arguments::PackArguments;
use super::terminal::{Terminal, counted, one_line};
use super::{Ending, clock, open, workspace_of};

pub(super) fn run(arguments: &PackArguments, terminal: &mut Terminal) -> Result<Ending, Error> {
    let (mut workspaces, _) = open(std::slice::from_ref(&arguments.path))?;
    workspaces
        .iter_mut()
        .for_each(Workspace::look_into_evidence);
    let Some(workspace) = workspace_of(&workspaces, &arguments.id) else {
        return Ok(Ending::Findings);
    };
    let options = Options::of_one(&arguments.id, arguments.as_of.unwrap_or_else(clock::today));
    let packing = Packing {
        audience: arguments.audience,
        with_gaps: !arguments.no_gap_list,
    };
    let bar = bar();
    let progress = |at: PackProgress| {
        bar.set_message(at.step);
        bar.set_length(at.of);
        bar.set_position(at.done);
    };
    let output = OutputFolder::new(&arguments.output);
    let packed = pack(
        workspace,
        &arguments.id,
        packing,
        &options,
        &PdfWriter::new(),
        &output,
        &progress,
    );
    bar.finish_and_clear();
    let packed = packed.inspect_err(|_| terminal.files(&workspaces, false))?;
    let pack = match packed {
        EvidencePacked::Made(pack) => pack,
        EvidencePacked::Refused(mut findings) => {
            findings.retain(Diagnostic::is_error);
            terminal.findings(&findings, workspace.sources(), arguments.all);
            terminal.note("No pack was made: the plan has errors.");
            return Ok(Ending::Findings);
        }
    };
    let (of_pupils, others): (Vec<_>, Vec<_>) = pack
        .findings
        .iter()
        .cloned()
        .partition(|found| found.code.starts_with("pupil-data"));
    terminal.findings(&of_pupils, workspace.sources(), arguments.all);
    tell_of_files(&pack, arguments, terminal);
    tell_of_gaps(&pack, arguments, terminal);
    if !pack.removals.is_empty() {
        terminal.note(&format!(
            "note: {} left out for this audience; `dutybound build {} --audience {} --removals` names them",
            counted(pack.removals.len(), "entry"),
            arguments.path.display(),
            arguments.audience
        ));
    }
    terminal.asides(&pack.notes);
    let warnings = others
        .iter()
        .filter(|found| found.severity == Severity::Warning)
        .count();
    if warnings > 0 {
        terminal.note(&format!(
            "note: `dutybound check --evidence` has {} on the plans of this folder",
            counted(warnings, "warning")
        ));
    }
    Ok(Ending::Done)
}

/// Where the files are, and how much is in them.
fn tell_of_files(pack: &EvidencePack, arguments: &PackArguments, terminal: &mut Terminal) {
    terminal.line(&format!(
        "{} ({})",
        pack.pdf.display(),
        counted(pack.pages, "page")
    ));
    terminal.line(&pack.zip.display().to_string());
    terminal.line(&format!("    {}", pack.fingerprint));
    if let Some(gap_list) = &pack.gap_list {
        terminal.line(&gap_list.display().to_string());
    }
    let pieces = counted(pack.pieces, "piece");
    // Gaps are those of the whole plan, of which a public pack has only a part.
    let gaps = if arguments.audience.is_public() {
        String::new()
    } else {
        let gaps = pack.gaps.iter().filter(|gap| gap.sort.is_gap());
        format!(", {}", counted(gaps.count(), "gap"))
    };
    terminal.line(&format!(
        "{} for {}: {pieces} of evidence{gaps}",
        arguments.id, arguments.audience
    ));
}

/// How many gaps of each sort there are, and which cannot wait.
fn tell_of_gaps(pack: &EvidencePack, arguments: &PackArguments, terminal: &mut Terminal) {
    for sort in GapSort::ALL {
        let of_sort: Vec<_> = pack.gaps.iter().filter(|gap| gap.sort == sort).collect();
        if of_sort.is_empty() {
            continue;
        }
        terminal.line(&format!("    {}: {}", sort.heading(), of_sort.len()));
        // What keeps a file out, or may be wrong with it, is said at once; the rest stands in the list.
        let at_once = matches!(
            sort,
            GapSort::Missing | GapSort::Refused | GapSort::Changed | GapSort::Flagged
        );
        for gap in of_sort.iter().filter(|_| at_once || arguments.all) {
            terminal.line(&format!(
                "        {}: {}{}",
                one_line(&gap.about),
                one_line(&gap.why),
                gap.help
                    .as_deref()
                    .map_or(String::new(), |help| format!(" {}", one_line(help)))
            ));
        }
    }
}

fn bar() -> ProgressBar {
    let bar = if Terminal::is_watched() {
        ProgressBar::new(0)
    } else {
        ProgressBar::hidden()
    };
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{msg:20} {wide_bar} {percent:>3} %") {
        bar.set_style(style);
    }
    bar
}
