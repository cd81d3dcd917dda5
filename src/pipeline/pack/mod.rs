//! The evidence pack of an organisation: one PDF, one ZIP, and the list of gaps.

mod gathered;
mod searched;
mod exhibits;
mod contents;
mod readme;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::audience::{Numbers, Removal, Seen, gate, seen_by};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta, Picture};
use crate::error::{Error, RenderError};
use crate::model::{Audience, DateStyle, Fingerprint, Id, Standing};
use crate::publish::{FileInProgress, OutputFolder, write_bundle};
use crate::render::pdf::{BundleError, PdfWriter, on_worker_thread};
use crate::report::evidence::{EvidenceRegister, Gap, GapSort, PackParts, gaps, whole};
use crate::source;
use crate::workspace::Workspace;

use super::composed::first_composed;
use super::{Note, Options, Prepared, prepare};
use exhibits::{Exhibits, as_io, listed, load};
use gathered::{Gathered, gather};
use searched::{Search, hidden_files};

/// The most bytes that the ZIP of a pack may have whose fingerprint is taken.
const LARGEST: u64 = 100_000_000_000;

/// How often the numbers of pages are worked out anew, until they say where the pages are.
const TRIES: usize = 5;

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
        let search = Search {
            seen: self.seen,
            filled: &self.prepared.resolved.filled,
            theme: &self.prepared.theme,
            meta: self.meta(),
            hidden: match &self.prepared.checked {
                Some(checked) if self.packing.audience.is_public() => {
                    hidden_files(self.workspace, checked.get())
                }
                Some(_) | None => BTreeSet::new(),
            },
        };
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

        let (pdf_name, zip_name) = (format!("{name}.pdf"), format!("{name}.zip"));
        let mut begun = self.output.begin(id, &[&pdf_name, &zip_name])?.into_iter();
        let (Some(mut pdf), Some(mut zip)) = (begun.next(), begun.next()) else {
            return Err(Error::Request {
                message: "the files of the pack could not be begun".into(),
                help: None,
            });
        };
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
        let pdf = pdf.finish()?;
        let zip = zip.finish()?;
        let gap_list = match &contents.gap_list {
            Some(bytes) => Some(
                self.output
                    .write(id, &format!("{name}-gap-list.pdf"), bytes)?,
            ),
            None => None,
        };
        let fingerprint = Fingerprint::new(source::digest(&zip, LARGEST)?);
        Ok(EvidencePack {
            pdf,
            pages,
            zip,
            fingerprint,
            gap_list,
            pieces: register.pieces.len(),
            gaps: all_gaps,
            findings,
            removals: self.seen.removals().to_vec(),
            notes,
        })
    }

    /// That words in pictures are not found, where pictures go to everybody.
    fn unsearched(&self, gathered: &Gathered) -> Option<Note> {
        let pictures = gathered.files.iter().filter(|(_, file)| file.is_unread);
        let numbers: Vec<String> = pictures.map(|(number, _)| number.to_string()).collect();
        (self.packing.audience.is_public() && !numbers.is_empty()).then(|| Note {
            text: format!(
                "Words and faces in pictures and scans cannot be searched: look at evidence {} before the pack is published.",
                listed(&numbers)
            ),
            about: self.seen.plan().id.value.to_string(),
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

    /// What the plan tells, and what is wrong with files.
    fn all_gaps(&self, gathered: &mut Gathered) -> Vec<Gap> {
        // The public's plan is not the whole plan: what hidden evidence shows would be told as a gap.
        let mut all = if self.packing.audience.is_public() {
            Vec::new()
        } else {
            gaps(self.seen.plan(), self.options.as_of)
        };
        for gap in &mut all {
            // The list calls a piece by its number, as everything else does.
            let of_piece = match gap.sort {
                GapSort::OutOfDate | GapSort::Orphaned => true,
                GapSort::GreenUndated
                | GapSort::NoEvidence
                | GapSort::Missing
                | GapSort::Refused
                | GapSort::Changed
                | GapSort::Flagged
                | GapSort::NotRated => false,
            };
            let mut pieces = gathered.pieces.iter();
            if of_piece && let Some(piece) = pieces.find(|piece| piece.title == gap.about) {
                gap.about = format!("{}. {}", piece.number, piece.title);
            }
        }
        all.append(&mut gathered.gaps);
        all.sort_by_key(|gap| gap.sort); // within a part, in the order of the plan
        all
    }

    fn register<'b>(
        &'b self,
        gathered: &Gathered,
        gaps: &[Gap],
        prints: &'b dyn Fn(char) -> bool,
    ) -> EvidenceRegister<'b> {
        let plan = self.seen.plan();
        let told = self.packing.with_gaps && !self.packing.audience.is_public();
        EvidenceRegister {
            organisation: plan.id.value.as_str(),
            name: &plan.organisation.name.value,
            plan: &plan.plan.title.value,
            period: plan
                .plan
                .period
                .as_ref()
                .map(|period| period.value.to_string()),
            stands: self.stands(),
            made_for: match self.packing.audience {
                Audience::Public => "the public",
                Audience::Governors => "governors",
                Audience::Inspector => "an inspector",
                Audience::Internal => "the organisation’s own staff",
            },
            as_of: self.options.as_of,
            checked_against: self.workspace.register().date(),
            areas: gathered.areas.clone(),
            pieces: gathered.pieces.clone(),
            withheld: gathered.withheld,
            gaps: told.then(|| gaps.to_vec()),
            theme: self.prepared.theme.clone(),
            prints,
        }
    }

    /// What a file is searched under.
    fn meta(&self) -> Meta {
        Meta {
            title: "Evidence".into(),
            author: String::new(),
            subject: String::new(),
            keywords: Vec::new(),
            language: "en-GB".into(),
            date: self.options.as_of,
            identifier: String::new(),
        }
    }

    /// How the plan stands.
    fn stands(&self) -> String {
        let plan = &self.seen.plan().plan;
        match plan.approval.standing(self.options.as_of) {
            Standing::Approved { by, on, .. } => {
                let version = plan.version.as_ref().map_or(String::new(), |version| {
                    format!("Version {}, approved", version.value)
                });
                let approved = if version.is_empty() {
                    "Approved".into()
                } else {
                    version
                };
                format!(
                    "{approved} by {} on {}",
                    by.value,
                    on.format(DateStyle::Long)
                )
            }
            Standing::Draft(_) => "A draft, which nobody has approved yet".into(),
        }
    }

    /// Looks for what the public may not see in a document of the pack. Whatever put it there, nothing is written then.
    ///
    /// # Errors
    /// [`Error::Request`] with what was found, and the way out.
    fn nothing_hidden_in(&self, document: &Document, name: &str) -> Result<(), Error> {
        let found = gate(
            document,
            name,
            "pack",
            self.seen,
            &self.prepared.resolved.filled,
        );
        match found.into_iter().next() {
            None => Ok(()),
            Some(fault) => Err(Error::Request {
                message: format!("no pack was made for the public: {}", fault.message),
                help: fault.help,
            }),
        }
    }

    /// The plan's own document, for the PDF.
    fn plan(&self) -> Result<Document, Error> {
        let mut faults = Vec::new();
        let composed = first_composed(
            self.workspace,
            self.prepared,
            self.options,
            self.writer,
            &mut faults,
        )?;
        match (composed, faults.into_iter().find(Diagnostic::is_error)) {
            (Some(composed), None) => Ok(composed.document),
            (None, None) => Err(Error::Request {
                message: format!(
                    "the plan of `{}` asks for no document",
                    self.seen.plan().id.value
                ),
                help: Some("Add `documents: [school, rag]` to its file.".into()),
            }),
            (_, Some(fault)) => Err(Error::Request {
                message: format!(
                    "the plan of `{}` cannot be printed: {}",
                    self.seen.plan().id.value,
                    fault.message
                ),
                help: fault.help,
            }),
        }
    }

    /// Writes the one PDF; how many pages it has.
    fn write_pdf(
        &self,
        register: &EvidenceRegister<'_>,
        gathered: &Gathered,
        exhibits: &mut Exhibits,
        name: &str,
        out: &mut FileInProgress,
        notes: &mut Vec<Note>,
    ) -> Result<usize, Error> {
        let plan = self.plan()?;
        let logos: Vec<Picture> = plan
            .title_sheet
            .as_ref()
            .map_or(Vec::new(), |sheet| sheet.logos.clone());
        loop {
            self.tell("Laying out pages", 0, 0);
            let document = self.with_pages(register, exhibits, &plan, &logos, name)?;
            self.nothing_hidden_in(&document, name)?;
            let numbers = exhibits.numbers();
            let of = numbers
                .iter()
                .filter_map(|number| gathered.files.get(number))
                .map(|file| file.bytes)
                .sum();
            let mut done = 0;
            let mut load_one = |exhibit: usize| {
                let file = numbers
                    .get(exhibit)
                    .and_then(|number| gathered.files.get(number));
                let file = file.ok_or(std::io::ErrorKind::NotFound)?;
                self.tell("Writing the PDF", done, of);
                done += file.bytes;
                load(file).map_err(as_io)
            };
            let mut buffered = std::io::BufWriter::new(&mut *out);
            let bundled =
                self.writer
                    .bundle(&document, exhibits.claims(), &mut load_one, &mut buffered);
            let flushed = std::io::Write::flush(&mut buffered);
            drop(buffered);
            match bundled {
                Ok(bundled) => {
                    flushed.map_err(|source| Error::Write {
                        path: out.target().to_path_buf(),
                        source,
                    })?;
                    let told = exhibits.told();
                    notes.extend(told.into_iter().map(|text| Note {
                        text,
                        about: format!("{name}.pdf"),
                    }));
                    return Ok(bundled.pages);
                }
                // A file may turn out to be unfit only when it is taken apart: it is listed then.
                Err(BundleError::Exhibit { exhibit, fault }) => {
                    let Some(number) = numbers.get(exhibit) else {
                        return Err(failed(name, &fault.to_string()));
                    };
                    exhibits.leave_out(*number, fault.message);
                    out.begin_anew()?;
                }
                Err(BundleError::Render(error)) => return Err(error.into()),
                Err(BundleError::Load { source, .. }) => {
                    return Err(match source.downcast::<Error>() {
                        Ok(error) => error,
                        Err(source) => failed(name, &source.to_string()),
                    });
                }
                Err(BundleError::Write(source)) => {
                    return Err(Error::Write {
                        path: out.target().to_path_buf(),
                        source,
                    });
                }
            }
        }
    }

    /// The document of the PDF, once it says of every piece on which page it is.
    fn with_pages(
        &self,
        register: &EvidenceRegister<'_>,
        exhibits: &Exhibits,
        plan: &Document,
        logos: &[Picture],
        name: &str,
    ) -> Result<Document, Error> {
        let claims = exhibits.told();
        let mut pages: BTreeMap<usize, usize> = register
            .pieces
            .iter()
            .map(|piece| (piece.number, 100))
            .collect();
        for _ in 0..TRIES {
            let parts = PackParts {
                plan: plan.clone(),
                logos: logos.to_vec(),
                exhibits: &exhibits.pages,
                pages: &pages,
                folder: name,
                claims: &claims,
                removed: self.removed(),
            };
            let document = whole(register, parts);
            let headings = self.writer.heading_pages(&document)?;
            // The dividers are the last headings of the document.
            let first = headings.len().saturating_sub(register.pieces.len());
            let found: BTreeMap<usize, usize> = register
                .pieces
                .iter()
                .map(|piece| piece.number)
                .zip(headings[first..].iter().copied())
                .collect();
            if found == pages {
                return Ok(document);
            }
            pages = found;
        }
        Err(failed(name, "the numbers of its pages do not come to rest"))
    }

    /// What was left out of the plan for the audience, as a number.
    fn removed(&self) -> Option<String> {
        match self.seen.removals().len() {
            0 => None,
            1 => Some("One entry of the plan is not shown to this audience.".into()),
            number => Some(format!(
                "{number} entries of the plan and its evidence are not shown to this audience."
            )),
        }
    }
}

fn failed(name: &str, why: &str) -> Error {
    RenderError {
        document: name.to_string(),
        format: "PDF",
        message: why.to_string(),
        detail: Vec::new(),
    }
    .into()
}
