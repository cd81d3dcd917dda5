//! What the benchmarks share.

use std::num::NonZeroUsize;

use dutybound::pipeline::{Format, Options};
use jiff::civil::Date;

/// Options to build everything in one format as of 21 November 2026, one organisation at a time.
pub(crate) fn options(format: Format) -> Options {
    Options {
        only: None,
        templates: Vec::new(),
        accessible: false,
        text_size: None,
        audience: None,
        formats: vec![format],
        as_of: Date::constant(2026, 11, 21),
        jobs: NonZeroUsize::MIN,
    }
}
