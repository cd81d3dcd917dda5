//! What several tests share.

pub(crate) mod docx;
pub(crate) mod pages;
pub(crate) mod pdf;
pub(crate) mod policy;
pub(crate) mod sample;
pub(crate) mod xml;

use std::num::NonZeroUsize;

use dutybound::pipeline::{Format, Options};
use jiff::civil::Date;

/// Options to build everything in both formats as of 21 November 2026, one organisation at a time.
pub(crate) fn options() -> Options {
    Options {
        only: None,
        templates: Vec::new(),
        accessible: false,
        formats: vec![Format::Pdf, Format::Docx],
        as_of: Date::constant(2026, 11, 21),
        jobs: NonZeroUsize::MIN,
    }
}
