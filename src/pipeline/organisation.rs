//! The whole way for one organisation.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::check::{
    Checked, Circumstances, DocumentLayout, LocalText, Merged, SwitchedOff, check, local_text,
    needs_fingerprints, printable, switched_off,
};
use crate::diagnostic::Diagnostic;
use crate::document::Theme;
use crate::error::Error;
use crate::model::{Brand, Profile, Text};
use crate::publish::{Manifest, ManifestEntry, OutputFolder};
use crate::render::pdf::PdfWriter;
use crate::render::{Rendered, docx, html, pdf};
use crate::template::{
    Composed, FontFace, Groups, Logo, Occasion, Template, compose, described, look_over, theme,
    unshown, withheld,
};
use crate::workspace::{Resolved, Workspace};

use super::{Format, Options};

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

/// An organisation that is ready to be composed.
#[derive(Debug)]
pub struct Prepared {
    /// What its files say.
    pub resolved: Resolved,
    /// The checked plan; `None` where an error was found.
    pub checked: Option<Checked<Profile>>,
    /// What is wrong in its data.
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves and checks an organisation.
///
/// # Errors
/// [`Error::Request`] when the workspace has no such organisation.
pub fn prepare(
    workspace: &Workspace,
    id: &str,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Prepared, Error> {
    let mut resolved = workspace.resolve(id)?;
    let mut diagnostics = std::mem::take(&mut resolved.diagnostics);
    let families: Vec<&str> = writer.families().collect();
    let profile = resolved.profile.as_deref();
    let evidence = profile.map(|profile| workspace.evidence(profile, needs_fingerprints(profile)));
    let documents = profile.iter().flat_map(|profile| &profile.documents);
    let documents: Vec<DocumentLayout> = documents
        .filter_map(|name| workspace.template_called(name))
        .map(|template| template.layout().clone())
        .collect();
    let circumstances = Circumstances {
        as_of: options.as_of,
        font_families: &families,
        reader: workspace.reader(),
        sources: workspace.sources(),
        evidence: &evidence.unwrap_or_default(),
        documents: &documents,
    };
    let merged = Merged {
        written: &resolved.merged,
        filled: &resolved.filled,
    };
    let checked = resolved.profile.clone().and_then(|profile| {
        let (checked, findings) = check(profile, merged, &circumstances);
        diagnostics.extend(findings);
        checked
    });
    if let Some(profile) = &resolved.profile {
        let fonts = theme(&profile.brand, FontFace::files(&resolved.fonts), None).fonts;
        let known = writer.knows(&fonts);
        let prints = |character| !known || writer.prints(&fonts, character);
        diagnostics.extend(printable(&resolved.filled, workspace.sources(), &prints));
    }
    let annexes = resolved
        .profile
        .iter()
        .flat_map(|profile| &profile.plan.annexes);
    for name in annexes.filter_map(|annex| annex.template.as_ref()) {
        diagnostics.extend(workspace.template(name).err().map(|fault| *fault));
    }
    let refused = diagnostics.iter().any(Diagnostic::is_error);
    Ok(Prepared {
        resolved,
        checked: checked.filter(|_| !refused),
        diagnostics,
    })
}

/// Composes one document of a prepared organisation; its faults go to the diagnostics.
pub fn compose_document(
    workspace: &Workspace,
    prepared: &Prepared,
    template: &Template,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Composed> {
    let checked = prepared.checked.as_ref()?;
    let occasion = occasion(prepared, &checked.get().brand, options);
    let others = |name: &str| workspace.template_called(name);
    let (composed, faults) = compose(checked, template, &others, &occasion);
    diagnostics.extend(faults);
    composed
}

/// What a document of the organisation needs to know beside the plan.
fn occasion(prepared: &Prepared, brand: &Brand, options: &Options) -> Occasion {
    let for_word = options.formats.contains(&Format::Docx);
    let logo = |logo: &Option<Arc<Logo>>, alt: &Option<Text>| {
        let picture = match logo.as_ref()? {
            logo if for_word => logo.picture_with_fallback(),
            logo => logo.picture(),
        };
        Some(described(picture, alt.as_ref()))
    };
    let logos = &prepared.resolved.logos;
    Occasion {
        as_of: options.as_of,
        theme: theme(
            brand,
            FontFace::files(&prepared.resolved.fonts),
            options.text_size,
        ),
        logos: [
            logo(&logos.first, &brand.logo_alt),
            logo(&logos.second, &brand.second_logo_alt),
        ]
        .into_iter()
        .flatten()
        .collect(),
        accessible: options.accessible,
        groups: Groups::of(&prepared.resolved.filled),
    }
}

/// The templates to build: those asked for, or those that the plan names.
fn templates<'a>(
    workspace: &'a Workspace,
    profile: &Profile,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<&'a Template>, Error> {
    if options.templates.is_empty() {
        let asked = profile
            .documents
            .iter()
            .map(|name| workspace.template(name));
        return Ok(asked
            .filter_map(|found| found.map_err(|fault| diagnostics.push(*fault)).ok())
            .collect());
    }
    options
        .templates
        .iter()
        .map(|name| workspace.template_asked(name))
        .collect()
}

/// The template of a document, and those of the annexes that it prints.
fn with_annexes<'a>(
    workspace: &'a Workspace,
    profile: &Profile,
    template: &'a Template,
) -> Vec<&'a Template> {
    let annexes = profile.plan.annexes.iter();
    let inner = annexes.filter_map(|annex| workspace.template_called(annex.template.as_ref()?));
    let inner = inner.filter(|_| template.has_annexes());
    std::iter::once(template).chain(inner).collect()
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
    if let Some(profile) = profile {
        let files = FontFace::files(&prepared.resolved.fonts);
        outcome.theme = theme(&profile.brand, files, options.text_size);
    }
    outcome.local = profile.and_then(local_text);
    let Some(profile) = prepared.checked.as_ref().map(Checked::get) else {
        return Ok(());
    };
    let mut templates = templates(workspace, profile, options, &mut outcome.diagnostics)?;
    let mut seen = BTreeSet::new();
    templates.retain(|template| seen.insert(template.name())); // asked for twice, made once
    let printed: Vec<&Template> = templates
        .iter()
        .flat_map(|template| with_annexes(workspace, profile, template))
        .collect();
    let fonts = outcome.theme.fonts.clone();
    let prints = |character| writer.prints(&fonts, character);
    let doubtful = printed
        .iter()
        .filter(|template| !template.doubtful().is_printable(&prints));
    for template in doubtful {
        outcome
            .diagnostics
            .extend(printable(template.source(), workspace.sources(), &prints));
    }
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
    let mut composed: Vec<(&Template, Composed)> = Vec::new();
    for template in templates {
        let Some(mut document) = compose_document(
            workspace,
            &prepared,
            template,
            options,
            &mut outcome.diagnostics,
        ) else {
            continue;
        };
        let taken = composed
            .iter()
            .any(|(_, known)| known.file_name == document.file_name);
        if taken {
            document.file_name = format!("{}-{}", document.file_name, template.name());
        }
        composed.push((template, document));
    }
    let refused = outcome.diagnostics.iter().any(Diagnostic::is_error);
    let Some(output) = output.filter(|_| !refused) else {
        return Ok(());
    };
    publish(
        workspace, &prepared, &composed, options, output, writer, outcome,
    )
}

/// What is wrong in documents that are not wanted themselves.
fn look_over_all(
    workspace: &Workspace,
    prepared: &Prepared,
    templates: &[&Template],
    options: &Options,
) -> Vec<Diagnostic> {
    let Some(checked) = &prepared.checked else {
        return Vec::new();
    };
    let formats = Vec::new(); // no logo need be drawn for Word
    let options = Options {
        formats,
        ..options.clone()
    };
    let occasion = occasion(prepared, &checked.get().brand, &options);
    let others = |name: &str| workspace.template_called(name);
    let all = templates.iter();
    all.flat_map(|template| look_over(checked, template, &others, &occasion))
        .collect()
}

fn publish(
    workspace: &Workspace,
    prepared: &Prepared,
    documents: &[(&Template, Composed)],
    options: &Options,
    output: &OutputFolder,
    writer: &PdfWriter,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let Some(profile) = prepared.checked.as_ref().map(Checked::get) else {
        return Ok(());
    };
    let reference = prepared.resolved.word_reference.as_deref();
    let mut rendered: Vec<(&Template, String, Rendered)> = Vec::new();
    for (template, composed) in documents {
        let mut printed = with_annexes(workspace, profile, template).into_iter();
        let leaves_out = printed.find_map(|template| withheld(profile, template));
        outcome.notes.extend(leaves_out.map(|text| Note {
            text: text.to_string(),
            about: composed.file_name.clone(),
        }));
        pdf::forget(); // before rather than after, for a process that ends need not tidy up
        let mut headings = Vec::new();
        for format in &options.formats {
            let name = format!("{}.{}", composed.file_name, format.extension());
            let document = &composed.document;
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
            outcome
                .notes
                .extend(file.omissions.iter().map(|omission| Note {
                    text: omission.clone(),
                    about: name.clone(),
                }));
            rendered.push((template, name, file));
        }
    }
    let id = &profile.id.value;
    let mut files = Vec::new();
    for (template, name, file) in &rendered {
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
        program: format!("dutybound {}", env!("CARGO_PKG_VERSION")),
        files,
    };
    output.write(id, "manifest.json", manifest.to_json().as_bytes())?;
    Ok(())
}
