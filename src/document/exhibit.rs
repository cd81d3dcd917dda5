//! Pages of files of evidence.

use serde::Serialize;

use super::{Inline, Paper};

/// A page of a file of evidence: a page of a PDF, or a picture.
///
/// The document knows how large it is and what is said of it. What it shows is put in when the PDF is written, see
/// [`PdfWriter::bundle`](crate::render::pdf::PdfWriter::bundle): as large as it is, or as large as a page of
/// its own with narrow margins allows, in a thin frame. Word and web pages say the caption instead.
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
    /// Whether that is its size on paper, which a reader may want to know of; a picture has none of its own.
    pub is_paper: bool,
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

    /// The paper on which it is best shown: A3 where A4 would make its letters much smaller than they are.
    #[must_use]
    pub fn paper(&self) -> Paper {
        const A4: (f64, f64) = (595.3, 841.9);
        const LARGER: f64 = 1.2;
        let (short, long) = (self.width.min(self.height), self.width.max(self.height));
        if self.is_paper && (short > LARGER * A4.0 || long > LARGER * A4.1) {
            Paper::A3
        } else {
            Paper::A4
        }
    }
}
