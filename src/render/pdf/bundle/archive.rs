//! Whether a PDF can be part of a PDF/A.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};

use super::copy::{Seen, unpacked};

/// Why a file that holds the pages of this one cannot claim PDF/A; `None` where it can.
///
/// A file must claim PDF/A itself: too much of it cannot be judged here, such as what its fonts hold. What was seen of it
/// must not speak against that.
pub(super) fn hindrance(pdf: &Pdf, seen: Seen) -> Option<&'static str> {
    if seen.missing_font {
        Some("it does not hold all of its fonts")
    } else if seen.inks {
        Some("it names colours by printing inks (CMYK)")
    } else if seen.old_packing || !claims(pdf) {
        Some("it was not saved as PDF/A")
    } else {
        None
    }
}

/// Whether a file claims PDF/A-1, 2 or 3. What it may hold beyond PDF/A-2 does not come along.
fn claims(pdf: &Pdf) -> bool {
    let xref = pdf.xref();
    let Some(properties) = xref
        .get::<Dict<'_>>(xref.root_id())
        .and_then(|catalog| catalog.get::<Stream<'_>>("Metadata"))
    else {
        return false;
    };
    let Ok(bytes) = unpacked(&properties) else {
        return false;
    };
    let text = String::from_utf8_lossy(&bytes);
    let behind = text.split("pdfaid:part").nth(1).unwrap_or_default();
    let part = behind.trim_start_matches([' ', '=', '"', '\'', '>', '\n', '\r', '\t']);
    part.starts_with(['1', '2', '3'])
}
