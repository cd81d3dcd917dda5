//! The whole way for one organisation.

use std::path::PathBuf;

use crate::audience::Removal;
use crate::check::{Checked, LocalText, SwitchedOff, local_text, switched_off};
use crate::diagnostic::Diagnostic;
use crate::document::Theme;
use crate::error::Error;
use crate::model::{Audience, Brand, Id};
use crate::publish::{Manifest, ManifestEntry, OutputFolder};
use crate::render::pdf::PdfWriter;
use crate::template::{theme, unshown};
use crate::workspace::Workspace;

use super::Options;
use super::composed::{compose_all, look_over_all, removals, to_build};
use super::drawn::{Drawn, draw};
use super::prepared::prepare;

/// What came of one organisation.
#[derive(Debug)]
pub struct Outcome {
    /// The organisation's id.
    pub organisation: String,
    /// The documents that were written; empty where an error kept them back.
    pub published: Vec<Published>,
    /// What is wrong in its data.
    pub diagnostics: Vec<Diagnostic>,
    /// The rules that its files switch off, each where they say so.
    pub switched_off: Vec<SwitchedOff>,
    /// Its name; `None` where its files could not be read.
    pub name: Option<String>,
    /// Its own colours, font and size.
    pub theme: Theme,
    /// What it says of its own place, to be compared with what others say of theirs.
    pub local: Option<LocalText>,
    /// What was left out of the documents that everybody may read.
    pub removals: Vec<Removal>,
    /// What a writer could not show, and what else a person should know.
    pub notes: Vec<Note>,
    /// The fault that stopped the work on it, if one did.
    pub fault: Option<Error>,
}

/// Something that a person should know, and that is nobody's mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What it is, in one sentence.
    pub text: String,
    /// The file, or else the organisation, that it is about.
    pub about: String,
}

/// A document that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The template that it was made by.
    pub template: String,
    /// Its pages, where a format was written that has pages of its own.
    pub pages: Option<usize>,
    /// The files, one a format.
    pub paths: Vec<PathBuf>,
}

/// Builds every document of an organisation. Nothing is written while its data has an error.
pub(super) fn build(
    workspace: &Workspace,
    id: &str,
    options: &Options,
    output: Option<&OutputFolder>,
    writer: &PdfWriter,
) -> Outcome {
    let mut outcome = Outcome {
        organisation: id.to_string(),
        published: Vec::new(),
        diagnostics: Vec::new(),
        switched_off: Vec::new(),
        name: None,
        theme: theme(&Brand::default(), Vec::new(), options.text_size),
        local: None,
        removals: Vec::new(),
        notes: Vec::new(),
        fault: None,
    };
    outcome.fault = run(workspace, options, output, writer, &mut outcome).err();
    outcome
        .diagnostics
        .sort_by_key(|fault| (fault.place, fault.code));
    outcome
}

fn run(
    workspace: &Workspace,
    options: &Options,
    output: Option<&OutputFolder>,
    writer: &PdfWriter,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let prepared = prepare(workspace, &outcome.organisation, options, writer)?;
    outcome.diagnostics.clone_from(&prepared.diagnostics);
    let profile = prepared.resolved.profile.as_deref();
    outcome.switched_off = profile.map(switched_off).unwrap_or_default();
    outcome.name = profile.map(|profile| profile.organisation.name.value.clone());
    outcome.theme = prepared.theme.clone();
    outcome.local = profile.and_then(local_text);
    let Some(profile) = prepared.checked.as_ref().map(Checked::get) else {
        return Ok(());
    };
    let diagnostics = &mut outcome.diagnostics;
    let (templates, printed) =
        to_build(workspace, &prepared, profile, options, writer, diagnostics)?;
    if templates.is_empty() {
        outcome.notes.push(Note {
            text: "No document is asked for: add `documents: [school, rag]` to the file.".into(),
            about: outcome.organisation.clone(),
        });
    }
    if output.is_none() {
        // Who builds wants documents; who checks wants to know what is not in them.
        let found = &mut outcome.diagnostics;
        if !templates.is_empty() {
            found.extend(unshown(&prepared.resolved.filled, &printed));
        }
        found.extend(look_over_all(workspace, &prepared, &templates, options));
        return Ok(());
    }
    outcome.removals = removals(&prepared, &templates, options);
    let composed = compose_all(
        workspace,
        &prepared,
        templates,
        options,
        &mut outcome.diagnostics,
    );
    let refused = outcome.diagnostics.iter().any(Diagnostic::is_error);
    let Some(output) = output.filter(|_| !refused) else {
        return Ok(());
    };
    let notes = &mut outcome.notes;
    let drawn = draw(
        workspace, &prepared, profile, composed, options, writer, notes,
    )?;
    publish(&profile.id.value, &drawn, options, output, outcome)
}

fn publish(
    id: &Id,
    rendered: &[Drawn<'_>],
    options: &Options,
    output: &OutputFolder,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let mut files = Vec::new();
    for Drawn {
        template,
        format: _,
        name,
        file,
    } in rendered
    {
        let path = output.write(id, name, &file.bytes)?;
        files.push(ManifestEntry::new(
            name,
            template.name(),
            file.pages,
            &file.bytes,
        ));
        match outcome
            .published
            .iter_mut()
            .find(|known| known.template == template.name())
        {
            Some(known) => {
                known.pages = known.pages.or(file.pages);
                known.paths.push(path);
            }
            None => outcome.published.push(Published {
                template: template.name().to_string(),
                pages: file.pages,
                paths: vec![path],
            }),
        }
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let manifest = Manifest {
        organisation: id.to_string(),
        as_of: options.as_of,
        audience: options.audience.map(Audience::word),
        program: format!("dutybound {}", env!("CARGO_PKG_VERSION")),
        files,
    };
    output.write(id, "manifest.json", manifest.to_json().as_bytes())?;
    Ok(())
}
