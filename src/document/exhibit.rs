//! Pages of files of evidence.

use serde::Serialize;

use super::Inline;

/// A page of a file of evidence: a page of a PDF, or a picture.
///
/// The document knows how large it is and what is said of it. What it shows is put in when the PDF is written, see
/// [`PdfWriter::bundle`](crate::render::pdf::PdfWriter::bundle): as large as it is, or as large as the page of the
/// document allows, in a thin frame. Word and web pages say the caption instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExhibitPage {
    /// Which file it is, counted from 0; whoever hands the files in knows which one that is.
    pub exhibit: usize,
    /// Which page of the file, counted from 1.
    pub page: usize,
    /// How wide it is, in points; above 0.
    pub width: f64,
    /// How high it is, in points; above 0.
    pub height: f64,
    /// What it shows, for a reader who cannot see it; never empty.
    pub alternative: String,
    /// What is said above it: "Evidence 3, page 2 of 4"; never empty.
    pub caption: Vec<Inline>,
}

impl ExhibitPage {
    /// Whether it is wider than high, and so best on a page that is, too.
    #[must_use]
    pub fn is_landscape(&self) -> bool {
        self.width > self.height
    }
}
