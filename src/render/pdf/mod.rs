//! The PDF writer: draws a [`Document`] as an accessible PDF, with Typst as a library.
//!
//! The Typst program in `templates/pdf/` is fixed. It reads the document as data, so no word of a plan is ever taken
//! for markup. What Typst would report about its own program, or leave out in silence, is looked for beforehand in
//! `checks` and `glyphs`.
//!
//! Every file claims PDF/UA-1 (accessible) and PDF/A-2a (to be kept), and its bytes depend on the document alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rayon::ThreadPoolBuilder;
use serde::Serialize;
use typst::diag::{HintedString, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, NativeElement, Smart};
use typst::introspection::Introspector;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::document::{Change, Colour, Document, Fonts, Line as PlainLine, Section, Theme};
use crate::error::RenderError;

use super::Rendered;
use super::kept::Room;
use super::running;

pub(crate) mod bundle;
mod checks;
mod fonts;
mod glyphs;
mod tables;
mod world;

pub use bundle::{BundleError, Bundled, Claims, ExhibitFault, ExhibitLook, look};

use fonts::{Family, Line};
use tables::Layout;
use world::{DocumentWorld, Shared};

/// How many families that documents bring along are kept read; a batch of many trusts may have as many fonts.
const KEPT: usize = 16;

/// Draws documents as PDF; holds the fonts and the parsed Typst program, which all documents share.
///
/// Making one takes some milliseconds; make one for a batch and lend it to all threads.
pub struct PdfWriter {
    shipped: Vec<Arc<Family>>,
    /// The families that documents brought along, the latest last.
    own: Mutex<Vec<Arc<Family>>>,
    /// Parsed for the first document: a check draws none.
    shared: LazyLock<Shared>,
}

impl PdfWriter {
    /// A writer with the shipped fonts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            shipped: fonts::families().into_iter().map(Arc::new).collect(),
            own: Mutex::default(),
            shared: LazyLock::new(Shared::new),
        }
    }

    /// The names of the shipped font families; a theme's [`pdf`](Fonts::pdf) is one of them, or that of its
    /// [`files`](Fonts::files).
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.shipped.iter().map(|family| family.name.as_str())
    }

    /// Whether documents can be set in these fonts.
    #[must_use]
    pub fn knows(&self, fonts: &Fonts) -> bool {
        self.family(fonts).is_ok()
    }

    /// Whether documents can be set in these fonts, and they have a character.
    #[must_use]
    pub fn prints(&self, fonts: &Fonts, character: char) -> bool {
        let family = self.family(fonts);
        !glyphs::is_unprintable(character) && family.is_ok_and(|family| family.covers(character))
    }

    /// Draws a document.
    ///
    /// Call it on a worker thread, see [`on_worker_thread`], and [`forget`] from time to time.
    ///
    /// # Errors
    /// When the theme's font family is neither shipped nor sound; when a character is not in that family; when headings are empty,
    /// skip a level or do not begin at level 1; when two headings or clauses have one anchor; when a table breaks the
    /// promises of [`Table::validate`](crate::document::Table::validate); when the logo cannot be read; and, as a fault
    /// of this writer, whenever Typst warns or fails.
    pub fn render(&self, document: &Document) -> Result<Rendered, RenderError> {
        if checks::exhibits(document).next().is_some() {
            let message = "it has pages of evidence, which only a bundle can hold";
            return Err(fail(document, message, Vec::new()));
        }
        let world = self.world(document)?;
        let pages = lay_out(&world, document)?;
        let options = options(document, Claims::ALL)?;
        let bytes = typst_pdf::pdf(&pages, &options)
            .map_err(|errors| not_drawn(&world, document, &errors))?;
        Ok(Rendered {
            bytes,
            pages: Some(pages.pages().len()),
            headings: heading_pages(&pages),
            omissions: Vec::new(),
        })
    }

    /// On which page, counted from 1, each heading of the document would lie, in reading order.
    ///
    /// This lays the document out but writes no file. Where the file is wanted too, [`render`](Self::render) gives both.
    ///
    /// # Errors
    /// As for [`render`](Self::render).
    pub fn heading_pages(&self, document: &Document) -> Result<Vec<usize>, RenderError> {
        let world = self.world(document)?;
        lay_out(&world, document).map(|pages| heading_pages(&pages))
    }

    /// The family that fonts name; that of files is read once.
    fn family(&self, fonts: &Fonts) -> Result<Arc<Family>, String> {
        let known = |families: &[Arc<Family>]| {
            let family = families.iter().find(|family| family.is(fonts));
            family.map(Arc::clone)
        };
        if fonts.files.is_empty() {
            return known(&self.shipped).ok_or_else(|| {
                format!(
                    "the font family `{}` is not shipped; choose one of: {}",
                    fonts.pdf,
                    self.families().collect::<Vec<_>>().join(", ")
                )
            });
        }
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(family) = known(&own) {
            return Ok(family);
        }
        let family = Arc::new(Family::of(fonts)?);
        if own.len() == KEPT {
            own.remove(0);
        }
        own.push(Arc::clone(&family));
        Ok(family)
    }

    /// Checks a document and makes what Typst sees of it.
    fn world(&self, document: &Document) -> Result<DocumentWorld<'_>, RenderError> {
        let refuse = |message: String| fail(document, message, Vec::new());
        checks::check(document).map_err(refuse)?;
        let family = self.family(&document.theme.fonts).map_err(refuse)?;
        glyphs::check(document, &family, &self.shipped).map_err(refuse)?;
        let data = Data {
            document,
            anchors: checks::anchors(document).map_err(refuse)?,
            tables: tables::layouts(document),
            changes: Changes {
                inserted: Change::Inserted.colour(),
                deleted: Change::Deleted.colour(),
            },
            numbers_beside: document
                .sections
                .iter()
                .map(|section| number_beside(section, &document.theme))
                .collect(),
            line: family.line(),
        };
        let data = serde_json::to_vec(&data).map_err(|error| {
            fail(
                document,
                "the document cannot be handed to Typst",
                vec![error.to_string()],
            )
        })?;
        let logos = logos(document);
        Ok(DocumentWorld::new(&self.shared, family, data, logos))
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

/// What the Typst program reads.
#[derive(Serialize)]
struct Data<'a> {
    document: &'a Document,
    /// What references may lead to.
    anchors: BTreeSet<&'a str>,
    /// How each table is laid out, by where it stands.
    tables: BTreeMap<String, Layout>,
    /// The colours of what is inserted and deleted.
    changes: Changes,
    /// For each section, whether the number of a page stands beside the words of the footer.
    numbers_beside: Vec<bool>,
    line: Line,
}

#[derive(Serialize)]
struct Changes {
    inserted: Colour,
    deleted: Colour,
}

/// Whether the number of a page has room beside the words of a section's footer.
fn number_beside(section: &Section, theme: &Theme) -> bool {
    let room = Room::of_page(section.paper, section.orientation, &theme.design);
    let words = section.running_footer.as_ref().map(PlainLine::words);
    words.is_none_or(|words| running::number_beside(&words, room.width, theme))
}

/// Lets Typst set the document in pages.
fn lay_out(world: &DocumentWorld<'_>, document: &Document) -> Result<PagedDocument, RenderError> {
    let Warned { output, warnings } = typst::compile(world);
    let pages = output.map_err(|errors| not_drawn(world, document, &errors))?;
    // A warning may mean lost words: a font that is not found drops its text and is no more than a warning.
    if warnings.is_empty() {
        Ok(pages)
    } else {
        Err(not_drawn(world, document, &warnings))
    }
}

/// On which page each heading lies.
fn heading_pages(pages: &PagedDocument) -> Vec<usize> {
    let introspector = pages.introspector();
    introspector
        .query(&HeadingElem::ELEM.select())
        .iter()
        .filter_map(|heading| introspector.page(heading.location()?))
        .map(NonZeroUsize::get)
        .collect()
}

fn fail(document: &Document, message: impl Into<String>, detail: Vec<String>) -> RenderError {
    RenderError {
        document: document.meta.identifier.clone(),
        format: "pdf",
        message: message.into(),
        detail,
    }
}

/// What Typst says against a document.
fn not_drawn(
    world: &DocumentWorld<'_>,
    document: &Document,
    said: &[SourceDiagnostic],
) -> RenderError {
    let mut detail: Vec<String> = said.iter().map(|said| world.describe(said)).collect();
    if !document.theme.fonts.files.is_empty() {
        detail.push(
            "the font files of the brand may be damaged: build once without `fonts: files:`".into(),
        );
    }
    fail(document, "Typst could not draw it", detail)
}

/// The virtual paths and the bytes of the logos on the title sheet.
fn logos(document: &Document) -> impl Iterator<Item = (String, Bytes)> {
    let logos = document.title_sheet.iter().flat_map(|sheet| &sheet.logos);
    logos.enumerate().map(|(number, picture)| {
        let path = format!("/logo-{number}.{}", picture.format.extension());
        (path, Bytes::new(picture.bytes.clone()))
    })
}

fn options(document: &Document, claims: Claims) -> Result<PdfOptions, RenderError> {
    let standards: &[PdfStandard] = match (claims.accessible, claims.archivable) {
        (true, true) => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        (true, false) => &[PdfStandard::Ua_1],
        // Level A asks for what UA asks for.
        (false, true) => &[PdfStandard::A_2b],
        (false, false) => &[],
    };
    let standards = PdfStandards::new(standards).map_err(|error: HintedString| {
        let said = vec![error.message().to_string()];
        fail(document, "the PDF standards do not go together", said)
    })?;
    Ok(PdfOptions {
        ident: Smart::Custom(document.meta.identifier.clone()),
        creator: Smart::Custom(Some(format!("Dutybound {}", env!("CARGO_PKG_VERSION")))),
        // The program sets the document's own date.
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}
