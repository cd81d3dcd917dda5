//! The evidence pack of an organisation: one PDF, one ZIP, and the list of gaps.

mod numbered;
mod gathered;
mod searched;
mod exhibits;
mod register;
mod pdf;
mod contents;
mod readme;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use crate::audience::{Numbers, Printed, Removal, Seen, gate, seen_by};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::error::Error;
use crate::model::{Audience, Fingerprint, Id};
use crate::publish::{FileInProgress, OutputFolder, finish_all, write_bundle};
use crate::render::pdf::{PdfWriter, on_worker_thread};
use crate::report::evidence::Gap;
use crate::workspace::Workspace;

use super::refusal::refuse_without_document;
use super::{Note, Options, Prepared, prepare};
use exhibits::Exhibits;
use gathered::gather;
use searched::{Search, hidden_files};

/// The most bytes that the ZIP of a pack may have whose fingerprint is taken.
const LARGEST: u64 = 100_000_000_000;

/// What is asked of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    /// Who will read it.
    pub audience: Audience,
    /// Whether the gaps stand in the PDF and in the ZIP; the public is never told.
    pub with_gaps: bool,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackProgress {
    /// What is done, in a few words.
    pub step: &'static str,
    /// How much of it is done.
    pub done: u64,
    /// How much there is to do.
    pub of: u64,
}

/// What came of making a pack.
#[derive(Debug)]
pub enum EvidencePacked {
    /// The plan has errors: nothing was made. They stand among the findings.
    Refused(Vec<Diagnostic>),
    /// The pack.
    Made(Box<EvidencePack>),
}

/// A pack that was written.
#[derive(Debug)]
pub struct EvidencePack {
    /// The one PDF.
    pub pdf: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// The ZIP.
    pub zip: PathBuf,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// The list of gaps on its own, for the officer; none for the public.
    pub gap_list: Option<PathBuf>,
    /// How many pieces of evidence are in the index.
    pub pieces: usize,
    /// The gaps, and the actions that nobody has rated yet; of a public pack only what is wrong with its files.
    pub gaps: Vec<Gap>,
    /// What was found in the data.
    pub findings: Vec<Diagnostic>,
    /// What the audience is not shown.
    pub removals: Vec<Removal>,
    /// What else a person should know.
    pub notes: Vec<Note>,
}

/// Makes the pack of an organisation's plan as it is on the day of `options`.
///
/// Files of evidence are never all in memory: one at a time for the PDF, a piece of one for the ZIP.
///
/// # Errors
/// [`Error::Request`] when there is no such organisation, its plan asks for no document, or a file of evidence is changed
/// while the pack is made; [`Error::Render`] when a document cannot be drawn; [`Error::Read`] and [`Error::Write`] of files.
/// Nothing is written then: what stood there is unharmed.
///
/// Each file appears whole or not at all. All are on the disk before the first gets its name, and the others get theirs at once
/// after it: only a run that ends in that very moment leaves new ones beside old ones.
pub fn pack(
    workspace: &Workspace,
    id: &str,
    packing: Packing,
    options: &Options,
    writer: &PdfWriter,
    output: &OutputFolder,
    progress: &(dyn Fn(PackProgress) + Sync),
) -> Result<EvidencePacked, Error> {
    let options = Options {
        audience: Some(packing.audience),
        ..options.clone()
    };
    let prepared = prepare(workspace, id, &options, writer)?;
    let mut findings = workspace.concerning(id);
    findings.extend(prepared.diagnostics.iter().cloned());
    let Some(checked) = prepared
        .checked
        .as_ref()
        .filter(|_| !findings.iter().any(Diagnostic::is_error))
    else {
        return Ok(EvidencePacked::Refused(findings));
    };
    refuse_without_document(checked.get(), &options)?;
    let seen = seen_by(checked, packing.audience, Numbers::LeftOut);
    let making = Making {
        workspace,
        prepared: &prepared,
        seen: &seen,
        packing,
        options: &options,
        writer,
        output,
        progress,
    };
    let made = on_worker_thread(|| making.make(findings)).map_err(|source| Error::Request {
        message: format!("no thread could be started: {source}"),
        help: None,
    })?;
    made.map(|pack| EvidencePacked::Made(Box::new(pack)))
}

/// What the parts of a pack are made with.
struct Making<'a> {
    workspace: &'a Workspace,
    prepared: &'a Prepared,
    seen: &'a Seen,
    packing: Packing,
    options: &'a Options,
    writer: &'a PdfWriter,
    output: &'a OutputFolder,
    progress: &'a (dyn Fn(PackProgress) + Sync),
}

impl Making<'_> {
    fn make(&self, findings: Vec<Diagnostic>) -> Result<EvidencePack, Error> {
        let plan = self.seen.plan();
        let id = &plan.id.value;
        let count = |step| move |done: usize, of: usize| self.tell(step, done as u64, of as u64);
        let hidden = match &self.prepared.checked {
            Some(checked) if self.packing.audience.is_public() => {
                hidden_files(self.workspace, checked.get())
            }
            Some(_) | None => BTreeSet::new(),
        };
        let search = Search::new(self.seen, hidden);
        let audience = self.packing.audience;
        let mut gathered = gather(
            self.workspace,
            plan,
            audience,
            &search,
            &count("Looking into files"),
        );
        let mut exhibits = Exhibits::of(&gathered, &count("Looking at pages"))?;
        let all_gaps = self.all_gaps(&mut gathered);
        let fonts = self.prepared.theme.fonts.clone();
        let prints = |character| self.writer.prints(&fonts, character);
        let register = self.register(&gathered, &all_gaps, &prints);
        let name = self.name();

        let begin = |ending: &str| self.output.begin(id, &format!("{name}{ending}"));
        let (mut pdf, mut zip) = (begin(".pdf")?, begin(".zip")?);
        let mut notes = self.unsearched(&gathered).into_iter().collect();
        let pages = self.write_pdf(
            &register,
            &gathered,
            &mut exhibits,
            &name,
            &mut pdf,
            &mut notes,
        )?;

        let contents = self.contents(&register, &gathered, &all_gaps, &name, &mut notes)?;
        let of = contents
            .files
            .iter()
            .map(|file| file.content.length())
            .sum();
        let written = |done| self.tell("Writing the ZIP", done, of);
        write_bundle(&mut zip, &name, &contents.files, &written)?;
        let fingerprint = zip.fingerprint(LARGEST)?;
        let mut gap_list = None;
        if let Some(bytes) = &contents.gap_list {
            let mut file = begin("-gap-list.pdf")?;
            file.write_all(bytes).map_err(|source| Error::Write {
                path: file.target().to_path_buf(),
                source,
            })?;
            gap_list = Some(file);
        }
        let place = |file: &FileInProgress| file.target().to_path_buf();
        let (pdf_path, zip_path, gap_path) =
            (place(&pdf), place(&zip), gap_list.as_ref().map(place));
        finish_all([pdf, zip].into_iter().chain(gap_list).collect())?;
        Ok(EvidencePack {
            pdf: pdf_path,
            pages,
            zip: zip_path,
            fingerprint,
            gap_list: gap_path,
            pieces: register.pieces.len(),
            gaps: all_gaps,
            findings,
            removals: self.seen.removals().to_vec(),
            notes,
        })
    }

    fn tell(&self, step: &'static str, done: u64, of: u64) {
        (self.progress)(PackProgress { step, done, of });
    }

    /// What the pack, and its ZIP and its PDF, are called.
    fn name(&self) -> String {
        let id: &Id = &self.seen.plan().id.value;
        format!(
            "{id}-evidence-{}-{}",
            self.packing.audience, self.options.as_of
        )
    }

    /// Looks for what the public may not see in a document of the pack. Whatever put it there, nothing is written then.
    ///
    /// # Errors
    /// [`Error::Request`] with what was found, and the way out.
    fn nothing_hidden_in(&self, document: &Document, name: &str) -> Result<(), Error> {
        let printed = Printed {
            document,
            file_name: name,
            name: "pack",
            is_composed: true,
            beside: &[],
        };
        let found = gate(&printed, self.seen, self.prepared.merged());
        match found.into_iter().next() {
            None => Ok(()),
            Some(fault) => Err(Error::Request {
                message: format!("no pack was made for the public: {}", fault.message),
                help: fault.help,
            }),
        }
    }
}
