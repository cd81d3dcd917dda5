//! Documents in their formats.

use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::error::Error;
use crate::model::Profile;
use crate::render::docx::Reference;
use crate::render::pdf::PdfWriter;
use crate::render::{Rendered, docx, html, pdf};
use crate::template::{Composed, Template, withheld};
use crate::workspace::Workspace;

use super::composed::{compose_all, to_build, with_annexes};
use super::organisation::Note;
use super::prepared::Prepared;
use super::{Format, Options};

/// A document in one format.
pub(super) struct Drawn<'a> {
    pub(super) template: &'a Template,
    pub(super) format: Format,
    /// The name of its file.
    pub(super) name: String,
    pub(super) file: Rendered,
}

/// Every document that a prepared organisation asks for, in each format; none while something is wrong, which goes to
/// the diagnostics.
pub(super) fn documents<'a>(
    workspace: &'a Workspace,
    prepared: &Prepared,
    options: &Options,
    writer: &PdfWriter,
    diagnostics: &mut Vec<Diagnostic>,
    notes: &mut Vec<Note>,
) -> Result<Vec<Drawn<'a>>, Error> {
    let Some(profile) = prepared.checked.as_ref().map(Checked::get) else {
        return Ok(Vec::new());
    };
    let (templates, _) = to_build(workspace, prepared, profile, options, writer, diagnostics)?;
    let composed = compose_all(workspace, prepared, templates, options, diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Vec::new());
    }
    draw(
        workspace, prepared, profile, composed, options, writer, notes,
    )
}

/// Draws composed documents in each format.
///
/// # Errors
/// [`Error::Render`] when a writer refuses one.
pub(super) fn draw<'a>(
    workspace: &Workspace,
    prepared: &Prepared,
    profile: &Profile,
    documents: Vec<(&'a Template, Composed)>,
    options: &Options,
    writer: &PdfWriter,
    notes: &mut Vec<Note>,
) -> Result<Vec<Drawn<'a>>, Error> {
    let reference = prepared.resolved.word_reference.as_deref();
    let mut drawn = Vec::new();
    for (template, composed) in documents {
        let mut printed = with_annexes(workspace, profile, template).into_iter();
        let audience = options.audience.unwrap_or(template.audience());
        let leaves_out = printed.find_map(|template| withheld(profile, template, audience));
        notes.extend(leaves_out.map(|text| Note {
            text: text.to_string(),
            about: composed.file_name.clone(),
        }));
        for (format, file) in in_formats(&composed.document, options, reference, writer)? {
            let name = format!("{}.{}", composed.file_name, format.extension());
            notes.extend(file.omissions.iter().map(|omission| Note {
                text: omission.clone(),
                about: name.clone(),
            }));
            drawn.push(Drawn {
                template,
                format,
                name,
                file,
            });
        }
    }
    Ok(drawn)
}

/// A document in each format.
///
/// # Errors
/// [`Error::Render`] when a writer refuses it.
pub(super) fn in_formats(
    document: &Document,
    options: &Options,
    reference: Option<&Reference>,
    writer: &PdfWriter,
) -> Result<Vec<(Format, Rendered)>, Error> {
    pdf::forget(); // before rather than after, for a process that ends need not tidy up
    let mut headings = Vec::new();
    let mut files = Vec::new();
    for format in &options.formats {
        let file = match format {
            Format::Pdf => writer.render(document)?,
            Format::Docx => {
                if document.has_contents() && headings.is_empty() {
                    headings = writer.heading_pages(document)?; // Word cannot tell before it is opened
                }
                docx::render(document, &headings, reference)?
            }
            Format::Html => html::render(document)?,
        };
        headings.clone_from(&file.headings);
        files.push((*format, file));
    }
    Ok(files)
}
