//! The one PDF of a pack: the plan, the index, and each piece of evidence behind its divider.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Picture};
use crate::error::{Error, RenderError};
use crate::pipeline::Note;
use crate::pipeline::composed::first_composed;
use crate::publish::FileInProgress;
use crate::render::pdf::BundleError;
use crate::report::evidence::{EvidenceRegister, PackParts, whole};

use super::Making;
use super::exhibits::{Exhibits, as_io, load};
use super::gathered::Gathered;

/// How often the numbers of pages are worked out anew, until they say where the pages are.
const TRIES: usize = 5;

impl Making<'_> {
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
    pub(super) fn write_pdf(
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
                    let told = exhibits.not_shown().chain(exhibits.told());
                    notes.extend(told.map(|text| Note {
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

    /// What was left out of the plan for the audience, as a number; whole pieces of evidence are told by themselves.
    fn removed(&self) -> Option<String> {
        let whole = |what: &str| {
            let id = what.strip_prefix("evidence.");
            id.is_some_and(|id| !id.contains('.'))
        };
        let removals = self.seen.removals().iter();
        match removals.filter(|removal| !whole(&removal.what)).count() {
            0 => None,
            1 => Some("One detail of the plan is not shown to this audience.".into()),
            number => Some(format!(
                "{number} details of the plan and its evidence are not shown to this audience."
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
