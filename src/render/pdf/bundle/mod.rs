//! One PDF with files of evidence in it.
//!
//! Typst draws the document with a placeholder for each page of evidence, so that numbers of pages, bookmarks, tags and
//! links are its own work. Then an incremental update puts what the page shows into the place of the placeholder: a page
//! of a PDF as a form, a picture as a picture. One file of evidence is in memory at a time, and the rest is a stream.
//!
//! Of a PDF comes along what its pages look like, and nothing else; see `role`.

use std::collections::BTreeMap;
use std::io;

use super::{PdfWriter, checks, fail, heading_pages, lay_out, not_drawn, options};
use crate::document::{Document, ExhibitPage};
use crate::error::RenderError;

mod fault;
mod look;
mod placeholder;
mod update;
mod catalog;
mod target;
mod photo;
mod jpeg;
mod paper;
mod annotations;
mod copy;
mod role;
mod content;
mod layers;
mod archive;
mod deflate;
mod letters;

pub use fault::BundleError;
pub use look::{Claims, ExhibitFault, ExhibitLook};

use fault::Stop;
use photo::Kind;
use update::Update;

/// Bytes of one file of evidence.
const LARGEST: usize = 100 << 20;

/// Pages of evidence in one bundle.
pub(crate) const MOST_PAGES: usize = 3_000;

/// How far the sides of a page may be from those that the document knows, as a part of them.
const NEARLY: f64 = 0.01;

/// A bundle that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// How many pages it has.
    pub pages: usize,
    /// On which page, counted from 1, each heading of the document lies, in reading order.
    pub headings: Vec<usize>,
}

/// Looks at a file of evidence: a PDF, a PNG or a JPEG, told apart by content.
///
/// It takes the bytes, since a file can be large and they are not needed behind it. What can be unpacked is not bounded
/// everywhere: of a stranger's file, look first whether its parts unpack to a thousand times their size.
///
/// # Errors
/// When it cannot be put into a bundle: it is of another kind, damaged, locked, too large, or hides something that would
/// come to light.
pub fn look(bytes: Vec<u8>) -> Result<ExhibitLook, ExhibitFault> {
    match sort(&bytes)? {
        Sort::Paper => paper::look(bytes),
        Sort::Photo(kind) => photo::look(bytes, kind),
    }
}

impl PdfWriter {
    /// Draws a document with its pages of evidence and writes it to `out`.
    ///
    /// `load` gives the bytes of a file of evidence, by [`ExhibitPage::exhibit`]; it is asked once for each of them. What
    /// the whole may claim is in [`Claims::of`]. As [`render`](Self::render) it belongs on a worker thread.
    ///
    /// # Errors
    /// As for [`render`](Self::render); when a file cannot be loaded or put in, is not the one that was looked at, or
    /// takes a claim away; when `out` takes no more.
    pub fn bundle(
        &self,
        document: &Document,
        claims: Claims,
        load: &mut dyn FnMut(usize) -> io::Result<Vec<u8>>,
        out: &mut dyn io::Write,
    ) -> Result<Bundled, BundleError> {
        let wanted = wanted(document)?;
        let (finished, bundled) = self.without_exhibits(document, claims)?;
        let unread = |what: &str| fail(document, "the PDF cannot be read again", vec![what.into()]);
        let found = placeholder::find(finished.clone()).ok_or_else(|| unread("its objects"))?;
        if !found.keys().eq(wanted.keys()) {
            return Err(unread("its placeholders").into());
        }
        let update = Update::of(&finished, out).map_err(BundleError::Write)?;
        let mut update = update.ok_or_else(|| unread("its trailer"))?;
        let catalog = catalog::with_bookmarks(&finished).ok_or_else(|| unread("its catalog"))?;
        drop(finished);
        update
            .written(catalog.0, &catalog.1)
            .map_err(BundleError::Write)?;
        let pages: Vec<(i32, &ExhibitPage)> =
            found.into_values().zip(wanted.into_values()).collect();
        for pages in pages.chunk_by(|one, next| one.1.exhibit == next.1.exhibit) {
            let Some((_, first)) = pages.first() else {
                continue;
            };
            let exhibit = first.exhibit;
            let bytes = load(exhibit).map_err(|source| BundleError::Load { exhibit, source })?;
            put(bytes, pages, claims, &mut update).map_err(|stop| match stop {
                Stop::Fault(fault) => BundleError::Exhibit { exhibit, fault },
                Stop::Write(error) => BundleError::Write(error),
            })?;
        }
        update.finish().map_err(BundleError::Write)?;
        Ok(bundled)
    }

    /// The document with its placeholders.
    fn without_exhibits(
        &self,
        document: &Document,
        claims: Claims,
    ) -> Result<(Vec<u8>, Bundled), RenderError> {
        let world = self.world(document)?;
        let pages = lay_out(&world, document)?;
        let options = options(document, claims)?;
        let bytes = typst_pdf::pdf(&pages, &options)
            .map_err(|errors| not_drawn(&world, document, &errors))?;
        let bundled = Bundled {
            pages: pages.pages().len(),
            headings: heading_pages(&pages),
        };
        Ok((bytes, bundled))
    }
}

/// The pages of evidence of a document, by file and page, both counted from 0.
fn wanted(document: &Document) -> Result<BTreeMap<(usize, usize), &ExhibitPage>, RenderError> {
    let pages: BTreeMap<(usize, usize), &ExhibitPage> = checks::exhibits(document)
        .map(|page| ((page.exhibit, page.page.saturating_sub(1)), page))
        .collect();
    if pages.len() > MOST_PAGES {
        let message = format!(
            "there are {} pages of evidence, and one file can hold {MOST_PAGES}: leave some pieces out of it",
            pages.len()
        );
        return Err(fail(document, message, Vec::new()));
    }
    Ok(pages)
}

/// Puts the pages of one file into their places.
fn put(
    bytes: Vec<u8>,
    pages: &[(i32, &ExhibitPage)],
    claims: Claims,
    update: &mut Update<'_>,
) -> Result<(), Stop> {
    let sizes = match sort(&bytes)? {
        Sort::Paper => {
            let numbers: Vec<(usize, i32)> = pages
                .iter()
                .map(|(number, page)| (page.page.saturating_sub(1), *number))
                .collect();
            paper::put(bytes, &numbers, claims, update)?
        }
        Sort::Photo(kind) => {
            let numbers: Vec<i32> = pages.iter().map(|(number, _)| *number).collect();
            vec![photo::put(bytes, kind, &numbers, update)?]
        }
    };
    let nearly = |one: f64, other: f64| (one - other).abs() <= NEARLY * one;
    let as_known = |page: &ExhibitPage| {
        let size = sizes.get(page.page.saturating_sub(1));
        size.is_some_and(|(width, height)| {
            nearly(*width, page.width) && nearly(*height, page.height)
        })
    };
    if pages.iter().all(|(_, page)| as_known(page)) {
        Ok(())
    } else {
        Err(ExhibitFault::new(
            "it was changed in the meantime",
            "Run the command again, once nobody works on the file.",
        )
        .into())
    }
}

/// What a file of evidence is.
enum Sort {
    Paper,
    Photo(Kind),
}

/// Judges a file by its first bytes.
fn sort(bytes: &[u8]) -> Result<Sort, ExhibitFault> {
    if bytes.len() > LARGEST {
        return Err(ExhibitFault::new(
            "it is larger than 100 MB",
            "Make it smaller: scan it again with 200 dots to the inch, or put in the pages that matter.",
        ));
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Ok(Sort::Photo(Kind::Png))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Ok(Sort::Photo(Kind::Jpeg))
    } else if head.windows(5).any(|at| at == b"%PDF-") {
        Ok(Sort::Paper)
    } else {
        Err(ExhibitFault::new(
            "it is no PDF, PNG or JPEG",
            "Save it as a PDF.",
        ))
    }
}
