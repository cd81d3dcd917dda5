//! The report of a check on one organisation.

use jiff::civil::Date;

use crate::document::{Document, Fonts};
use crate::error::Error;
use crate::render::pdf::PdfWriter;
use crate::render::{Rendered, docx, html};
use crate::report::{Findings, document};
use crate::workspace::Workspace;

use super::{Format, Outcome};

/// The report on what was found in the data of an organisation of a workspace, in its own colours and font.
#[must_use]
pub fn report(
    workspace: &Workspace,
    outcome: &Outcome,
    as_of: Date,
    writer: &PdfWriter,
) -> Document {
    let mut theme = outcome.theme.clone();
    if !writer.knows(&theme.fonts) {
        theme.fonts = Fonts::default(); // that it is not there is among the findings
    }
    let fonts = theme.fonts.clone();
    let mut findings = outcome.diagnostics.clone();
    findings.sort_by(|a, b| (a.place, a.code, &a.message).cmp(&(b.place, b.code, &b.message)));
    findings.dedup();
    document(&Findings {
        organisation: &outcome.organisation,
        name: outcome.name.as_deref().unwrap_or(&outcome.organisation),
        findings: &findings,
        switched_off: &outcome.switched_off,
        sources: workspace.sources(),
        as_of,
        register: workspace.register().date(),
        theme,
        prints: &|character| writer.prints(&fonts, character),
    })
}

/// A document in a format, on its own and without a house document.
///
/// # Errors
/// [`Error::Render`] when the writer refuses it.
pub fn rendered(
    document: &Document,
    format: Format,
    writer: &PdfWriter,
) -> Result<Rendered, Error> {
    Ok(match format {
        Format::Pdf => writer.render(document)?,
        Format::Docx => docx::render(document, &[], None)?,
        Format::Html => html::render(document)?,
    })
}
