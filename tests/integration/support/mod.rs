//! What several tests share.

pub(crate) mod approval;
pub(crate) mod command;
pub(crate) mod docx;
pub(crate) mod exhibits;
pub(crate) mod house;
pub(crate) mod html;
pub(crate) mod pages;
pub(crate) mod pdf;
pub(crate) mod policy;
pub(crate) mod sample;
pub(crate) mod tracked;
pub(crate) mod typeface;
pub(crate) mod xml;

use std::num::NonZeroUsize;

use dutybound::diagnostic::{Diagnostic, Sources};
use dutybound::pipeline::{Format, Options};
use jiff::civil::Date;

/// Options to build everything in every format as of 21 November 2026, one organisation at a time.
pub(crate) fn options() -> Options {
    Options {
        only: None,
        templates: Vec::new(),
        accessible: false,
        text_size: None,
        audience: None,
        formats: vec![Format::Pdf, Format::Docx, Format::Html],
        as_of: Date::constant(2026, 11, 21),
        jobs: NonZeroUsize::MIN,
    }
}

/// A finding in one line.
pub(crate) fn line(finding: &Diagnostic, sources: &Sources) -> String {
    let place = finding.place.map_or_else(String::new, |place| {
        let name = sources.name(place.file).replace('\\', "/");
        format!("{name}:{}:{}: ", place.line, place.column)
    });
    let (severity, code, message) = (finding.severity.word(), finding.code, &finding.message);
    format!("{place}{severity}[{code}]: {message}\n")
}
