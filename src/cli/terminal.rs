//! What is printed, and where: results to the standard output, everything about them to the standard error.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use dutybound::Error;
use dutybound::check::rule;
use dutybound::diagnostic::{Diagnostic, Severity, Sources};
use dutybound::pipeline::Note;
use dutybound::workspace::Workspace;

/// How many findings of a file are printed unless all are asked for.
const FIRST: usize = 10;

/// The two outputs; each is coloured where it is a terminal that wants colours.
pub(super) struct Terminal {
    output: anstream::AutoStream<io::Stdout>,
    messages: anstream::AutoStream<io::Stderr>,
    /// The rules that have been said to matter.
    explained: BTreeSet<&'static str>,
}

impl Terminal {
    pub(super) fn new() -> Self {
        Self {
            output: anstream::AutoStream::auto(io::stdout()),
            messages: anstream::AutoStream::auto(io::stderr()),
            explained: BTreeSet::new(),
        }
    }

    /// Whether a person is watching.
    pub(super) fn is_watched() -> bool {
        io::stderr().is_terminal()
    }

    /// Prints a line of a result. A closed pipe is no fault: whoever reads has read enough.
    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(self.output, "{text}");
    }

    /// Prints a line about the work.
    pub(super) fn note(&mut self, text: &str) {
        let _ = writeln!(self.messages, "{text}");
    }

    /// Prints what stopped the work.
    pub(super) fn error(&mut self, error: &Error) {
        let mut text = format!("error: {error}");
        let mut cause = std::error::Error::source(error);
        while let Some(reason) = cause {
            text.extend(["\n  because: ", &reason.to_string()]);
            cause = reason.source();
        }
        if let Error::Request {
            help: Some(help), ..
        } = error
        {
            text.extend(["\n  help: ", help]);
        }
        self.note(&text);
    }

    /// Prints what is wrong in the files themselves, before the fault that may follow from it.
    pub(super) fn files(&mut self, workspaces: &[Workspace], all: bool) {
        for workspace in workspaces {
            self.findings(workspace.diagnostics(), workspace.sources(), all);
        }
    }

    /// Prints all that was found: errors and warnings with excerpts, notes with a line each.
    pub(super) fn all_found(&mut self, findings: &[Diagnostic], sources: &Sources, all: bool) {
        let (notes, faults): (Vec<_>, Vec<_>) = findings
            .iter()
            .cloned()
            .partition(|finding| finding.severity == Severity::Note);
        self.findings(&faults, sources, all);
        self.notes(&notes, sources);
    }

    /// Prints what a person should know and nobody did wrong: each once, with what it is about.
    pub(super) fn asides<'a>(&mut self, notes: impl IntoIterator<Item = &'a Note>) {
        let mut abouts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for note in notes {
            abouts.entry(&note.text).or_default().push(&note.about);
        }
        for (text, about) in abouts {
            match &about[..] {
                [only] => self.note(&format!("note: {text} ({only})")),
                several => self.note(&format!("note: {text} ({} files)", several.len())),
            }
        }
    }

    /// Prints notes, a line each.
    pub(super) fn notes(&mut self, notes: &[Diagnostic], sources: &Sources) {
        for note in notes {
            let place = note.place.map_or_else(String::new, |place| {
                format!("{}:{}: ", sources.name(place.file), place.line)
            });
            self.note(&format!("note: {place}{}", note.message));
        }
    }

    /// Prints findings, each once, at most ten of a file unless `all` is set. Why a rule matters is said with the first
    /// of its findings.
    pub(super) fn findings(&mut self, findings: &[Diagnostic], sources: &Sources, all: bool) {
        let mut of_file: BTreeMap<_, usize> = BTreeMap::new();
        for finding in findings {
            let count = of_file
                .entry(finding.place.map(|place| place.file))
                .or_default();
            *count += 1;
            if all || *count <= FIRST {
                let why = rule(finding.code).filter(|_| self.explained.insert(finding.code));
                let text = sources.explained(finding, why.map(|rule| rule.why), true);
                self.note(&format!("{text}\n"));
            }
        }
        for (file, count) in of_file {
            if !all && count > FIRST {
                let name = file.map_or("the data", |file| sources.name(file));
                self.note(&format!(
                    "{name}: {} more findings; `--all` prints them\n",
                    count - FIRST
                ));
            }
        }
    }
}

/// "1 error and 2 warnings", "0 errors, 1 warning and 3 notes".
pub(super) fn count(findings: &[Diagnostic]) -> String {
    let of = |severity| {
        let found = findings
            .iter()
            .filter(|finding| finding.severity == severity);
        found.count()
    };
    count_of(
        of(Severity::Error),
        of(Severity::Warning),
        of(Severity::Note),
    )
}

/// The same of numbers.
pub(super) fn count_of(errors: usize, warnings: usize, notes: usize) -> String {
    let errors = counted(errors, "error");
    let warnings = counted(warnings, "warning");
    match notes {
        0 => format!("{errors} and {warnings}"),
        notes => format!("{errors}, {warnings} and {}", counted(notes, "note")),
    }
}

/// "1 document", "2 documents".
pub(super) fn counted(number: usize, word: &str) -> String {
    let stem = word.strip_suffix('y');
    match (
        number,
        stem.filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])),
    ) {
        (1, _) => format!("1 {word}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {word}s"),
    }
}

/// A text from a file that anybody may have written, for the terminal; letters that nobody sees, and those that turn the
/// direction of what follows, show as their numbers.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::new();
    for letter in text.chars() {
        match letter {
            _ if letter.is_control() => line.push(' '),
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {
                let _ = write!(line, "U+{:04X}", u32::from(letter));
            }
            _ => line.push(letter),
        }
    }
    line
}
