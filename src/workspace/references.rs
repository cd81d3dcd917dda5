//! House documents.

use crate::render::docx::{Reference, ReferenceFault};

use super::opened::{Kind, Opened};

/// The house documents that were opened so far.
pub(super) type References = Opened<Reference, ReferenceFault>;

/// No house documents yet.
pub(super) fn references() -> References {
    Opened::new(Kind {
        code: "word-reference",
        name: "Word document",
        largest: 16 * 1024 * 1024,
        smaller: ReferenceFault::TooLarge.help(),
        open: |bytes| Reference::open(&bytes),
        help: |fault| fault.help(),
    })
}
