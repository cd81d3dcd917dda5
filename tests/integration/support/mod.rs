//! What several tests share.

pub(crate) mod docx;
pub(crate) mod house;
pub(crate) mod html;
pub(crate) mod pages;
pub(crate) mod pdf;
pub(crate) mod policy;
pub(crate) mod sample;
pub(crate) mod typeface;
pub(crate) mod xml;

use std::num::NonZeroUsize;

use dutybound::pipeline::{Format, Options};
use jiff::civil::Date;

/// Options to build everything in every format as of 21 November 2026, one organisation at a time.
pub(crate) fn options() -> Options {
    Options {
        only: None,
        templates: Vec::new(),
        accessible: false,
        text_size: None,
        formats: vec![Format::Pdf, Format::Docx, Format::Html],
        as_of: Date::constant(2026, 11, 21),
        jobs: NonZeroUsize::MIN,
    }
}
