//! The PDF writer: draws a [`Document`] as an accessible PDF, with Typst as a library.
//!
//! The Typst program in `templates/pdf/` is fixed. It reads the document as data, so no word of a plan is ever taken
//! for markup. What Typst would report about its own program, or leave out in silence, is looked for beforehand in
//! `checks` and `glyphs`.
//!
//! Every file claims PDF/UA-1 (accessible) and PDF/A-2a (to be kept), and its bytes depend on the document alone.

use std::io;

use rayon::ThreadPoolBuilder;
use typst::diag::{HintedString, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::Document;
use crate::error::RenderError;

use super::Rendered;

mod checks;
mod fonts;
mod glyphs;
mod world;

use fonts::Family;
use world::{DocumentWorld, Shared};

/// Draws documents as PDF; holds the fonts and the parsed Typst program, which all documents share.
///
/// Making one takes some milliseconds; make one for a batch and lend it to all threads.
pub struct PdfWriter {
    families: Vec<Family>,
    shared: Shared,
}

impl PdfWriter {
    /// A writer with the shipped fonts.
    #[must_use]
    pub fn new() -> Self {
        let families = fonts::families();
        let shared = Shared::new(&families);
        Self { families, shared }
    }

    /// The names of the shipped font families; a theme's [`pdf`](crate::document::Fonts::pdf) is one of them.
    pub fn families(&self) -> impl Iterator<Item = &'static str> {
        self.families.iter().map(|family| family.name)
    }

    /// Whether a family is shipped and has a character.
    #[must_use]
    pub fn prints(&self, family: &str, character: char) -> bool {
        let family = self.families.iter().find(|known| known.name == family);
        !glyphs::is_unprintable(character) && family.is_some_and(|family| family.covers(character))
    }

    /// Draws a document.
    ///
    /// Call it on a worker thread, see [`on_worker_thread`], and [`forget`] from time to time.
    ///
    /// # Errors
    /// When the theme's font family is not shipped; when a character is not in that family; when headings are empty,
    /// skip a level or do not begin at level 1; when a table breaks the promises of
    /// [`Table::validate`](crate::document::Table::validate); when the logo cannot be read; and, as a fault of this
    /// writer, whenever Typst warns or fails.
    pub fn render(&self, document: &Document) -> Result<Rendered, RenderError> {
        let fail = |message: String, detail: Vec<String>| RenderError {
            document: document.meta.identifier.clone(),
            format: "pdf",
            message,
            detail,
        };
        checks::check(document).map_err(|message| fail(message, Vec::new()))?;
        glyphs::check(document, &self.families).map_err(|message| fail(message, Vec::new()))?;

        let data = serde_json::to_vec(document).map_err(|error| {
            fail(
                "the document cannot be handed to Typst".into(),
                vec![error.to_string()],
            )
        })?;
        let world = DocumentWorld::new(&self.shared, data, logo(document));
        let fault = |diagnostics: &[SourceDiagnostic]| {
            fail(
                "Typst could not draw it".into(),
                diagnostics
                    .iter()
                    .map(|said| world.describe(said))
                    .collect(),
            )
        };

        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let pages = output.map_err(|errors| fault(&errors))?;
        // A warning may mean lost words: a font that is not found drops its text and is no more than a warning.
        if !warnings.is_empty() {
            return Err(fault(&warnings));
        }
        let options = options(document).map_err(|error| {
            fail(
                "the PDF standards do not go together".into(),
                vec![error.message().to_string()],
            )
        })?;
        let bytes = typst_pdf::pdf(&pages, &options).map_err(|errors| fault(&errors))?;
        Ok(Rendered {
            bytes,
            pages: Some(pages.pages().len()),
            omissions: Vec::new(),
        })
    }
}

impl Default for PdfWriter {
    fn default() -> Self {
        Self::new()
    }
}

/// Runs `work` to its end on a thread of its own that is fit for [`PdfWriter::render`].
///
/// Typst and its PDF library hand parts of their work to the rayon pool they find themselves in. In a pool that is
/// shared with other documents, a thread that waits for its part takes up a whole other document, on the same stack,
/// again and again until the stack overflows. So a thread that draws documents is a pool of one, with 16 MiB of stack.
/// A batch calls this from each of its own threads, with a loop over documents as `work`.
///
/// # Errors
/// When the operating system refuses another thread.
pub fn on_worker_thread<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    let pool = ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(16 << 20)
        .build()
        .map_err(io::Error::other)?;
    Ok(pool.install(work))
}

/// Drops what Typst remembers of the documents drawn so far, on all threads.
///
/// Typst keeps the layout of every paragraph in the hope of seeing it again. Called after each document, memory stays
/// below 100 MiB; never called, it grows by about 10 MB a document.
pub fn forget() {
    typst::comemo::evict(0);
}

/// The virtual path and the bytes of the logo on the title sheet.
fn logo(document: &Document) -> Option<(String, Bytes)> {
    let picture = document.title_sheet.as_ref()?.logo.as_ref()?;
    let path = format!("/logo.{}", picture.format.extension());
    Some((path, Bytes::new(picture.bytes.clone())))
}

fn options(document: &Document) -> Result<PdfOptions, HintedString> {
    Ok(PdfOptions {
        ident: Smart::Custom(document.meta.identifier.clone()),
        creator: Smart::Custom(Some(format!("Dutybound {}", env!("CARGO_PKG_VERSION")))),
        // The program sets the document's own date.
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])?,
        tagged: true,
        pretty: false,
    })
}
