//! The report of a check on one organisation.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Fonts};
use crate::error::Error;
use crate::model::Brand;
use crate::render::pdf::PdfWriter;
use crate::render::{Rendered, docx, html};
use crate::report::{Findings, document};
use crate::template::{FontFace, theme};
use crate::workspace::Workspace;

use super::{Format, Options, prepare};

/// The report on what was found in the data of an organisation, in its own colours and font.
///
/// # Errors
/// [`Error::Request`] when the workspace has no such organisation.
pub fn report(
    workspace: &Workspace,
    id: &str,
    findings: &[Diagnostic],
    options: &Options,
    writer: &PdfWriter,
) -> Result<Document, Error> {
    let prepared = prepare(workspace, id, options, writer)?;
    let profile = prepared.resolved.profile.as_ref();
    let plain = Brand::default();
    let brand = profile.map_or(&plain, |profile| &profile.brand);
    let files = FontFace::files(&prepared.resolved.fonts);
    let mut theme = theme(brand, files, options.text_size);
    if !writer.knows(&theme.fonts) {
        theme.fonts = Fonts::default(); // that it is not there is among the findings
    }
    let fonts = theme.fonts.clone();
    let mut findings = findings.to_vec();
    findings.sort_by(|a, b| (a.place, a.code, &a.message).cmp(&(b.place, b.code, &b.message)));
    findings.dedup();
    Ok(document(&Findings {
        organisation: id,
        profile,
        findings: &findings,
        sources: workspace.sources(),
        as_of: options.as_of,
        register: workspace.register().date(),
        theme,
        prints: &|character| writer.prints(&fonts, character),
    }))
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
