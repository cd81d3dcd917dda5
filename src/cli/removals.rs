//! What documents for everybody leave out, told to those who answer for it.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf, absolute};

use jiff::civil::Date;

use dutybound::Error;
use dutybound::audience::Cause;
use dutybound::diagnostic::Sources;
use dutybound::pipeline::{Note, Outcome};
use dutybound::workspace::Workspace;

use super::file;
use super::terminal::{counted, one_line};

/// Refuses a file that is there, and one in the folder of the documents: it says what they leave out.
///
/// # Errors
/// [`Error::Request`] when it is one of them.
pub(super) fn may_be_made(path: &Path, output: &Path) -> Result<(), Error> {
    if resolved(path).starts_with(resolved(output)) {
        return Err(Error::Request {
            message: format!("`{}` lies in the folder of the documents", path.display()),
            help: Some(
                "It says what they leave out, and must not be published with them: name a file elsewhere.".into(),
            ),
        });
    }
    file::may_be_made(path)
}

/// How many links of the disk lead on to each other before one is taken for a circle.
const MOST_LINKS: usize = 40;

/// Where a path really lies, from the top: without `.` and `..`, and with every link followed, also one to a folder that is
/// not there yet.
fn resolved(path: &Path) -> PathBuf {
    let whole = absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut links = 0;
    let mut resolved = PathBuf::new();
    let mut rest: Vec<OsString> = parts(&whole);
    while let Some(part) = rest.pop() {
        if part == ".." {
            resolved.pop();
            continue;
        }
        resolved.push(part);
        if let Ok(target) = resolved.read_link()
            && links < MOST_LINKS
        {
            links += 1;
            resolved.pop();
            rest.extend(parts(&target));
        }
    }
    resolved
}

/// The parts of a path, the last one first; the top is one of them.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components();
    let parts = parts.filter(|part| *part != Component::CurDir);
    parts.rev().map(|part| part.as_os_str().into()).collect()
}

/// Everything that was left out: organisation by organisation, with its place and why.
pub(super) fn report(
    outcomes: &[(usize, Outcome)],
    workspaces: &[Workspace],
    as_of: Date,
) -> String {
    let mut text = format!(
        "What is left out of the documents that everybody may read, {as_of}\n\
         Keep this with the plan. It names what is kept from the public, though not what it says.\n"
    );
    for (workspace, outcome) in outcomes {
        let name = outcome.name.as_deref().unwrap_or(&outcome.organisation);
        let many = outcome.removals.len();
        let _ = writeln!(text, "\n{name} ({})", outcome.organisation);
        if many == 0 {
            let _ = writeln!(text, "  nothing");
            continue;
        }
        let _ = writeln!(text, "  {}:", counted(many, "thing"));
        for removal in &outcome.removals {
            let place = removal.place.map_or_else(
                || "no place".to_string(),
                |place| at(workspaces[*workspace].sources(), place),
            );
            let why = removal.cause.words();
            let _ = writeln!(text, "  {}: {why} ({place})", one_line(&removal.what));
        }
    }
    text
}

/// `schools/oakfield.yaml:63`.
fn at(sources: &Sources, place: dutybound::diagnostic::Place) -> String {
    format!("{}:{}", sources.name(place.file), place.line)
}

/// The numbers that were left out though nothing is marked: whoever wrote them may not expect it.
pub(super) fn numbers(outcomes: &[(usize, Outcome)]) -> Vec<Note> {
    let each = outcomes.iter().flat_map(|(_, outcome)| {
        let removals = outcome.removals.iter();
        removals.filter_map(move |removal| {
            let way_out = match removal.cause {
                Cause::Mobile => "write the number of an office or a duty telephone in its place",
                Cause::DirectNumber => "write `public: yes` if it may be published",
                Cause::NotPublic | Cause::FieldNotPublic => return None,
            };
            Some(Note {
                text: format!(
                    "`{}` is left out: it is {}; {way_out}.",
                    removal.what,
                    removal.cause.words()
                ),
                about: outcome.organisation.clone(),
            })
        })
    });
    each.collect()
}
