//! Which documents an organisation asks for, and what they hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::check::{Checked, printable};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::{Brand, Profile, Text};
use crate::render::pdf::PdfWriter;
use crate::template::{Composed, Groups, Logo, Occasion, Template, compose, described, look_over};
use crate::workspace::Workspace;

use super::prepared::Prepared;
use super::{Format, Options};

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
    composed(workspace, checked, template, &occasion, diagnostics)
}

/// Composes one document on an occasion that its neighbours share.
fn composed(
    workspace: &Workspace,
    checked: &Checked<Profile>,
    template: &Template,
    occasion: &Occasion,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Composed> {
    let others = |name: &str| workspace.template_called(name);
    let (composed, faults) = compose(checked, template, &others, occasion);
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
        theme: prepared.theme.clone(),
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
pub(super) fn with_annexes<'a>(
    workspace: &'a Workspace,
    profile: &Profile,
    template: &'a Template,
) -> Vec<&'a Template> {
    let annexes = profile.plan.annexes.iter();
    let inner = annexes.filter_map(|annex| workspace.template_called(annex.template.as_ref()?));
    let inner = inner.filter(|_| template.has_annexes());
    std::iter::once(template).chain(inner).collect()
}

/// The templates to build, each once, and all that are printed, annexes among them; what the font lacks of their words
/// goes to the diagnostics.
pub(super) fn to_build<'a>(
    workspace: &'a Workspace,
    prepared: &Prepared,
    profile: &Profile,
    options: &Options,
    writer: &PdfWriter,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Vec<&'a Template>, Vec<&'a Template>), Error> {
    let mut templates = templates(workspace, profile, options, diagnostics)?;
    let mut seen = BTreeSet::new();
    templates.retain(|template| seen.insert(template.name())); // asked for twice, made once
    let printed: Vec<&Template> = templates
        .iter()
        .flat_map(|template| with_annexes(workspace, profile, template))
        .collect();
    let prints = |character| writer.prints(&prepared.theme.fonts, character);
    let mut doubtful = printed.clone();
    doubtful.retain(|template| !template.doubtful().is_printable(&prints));
    for template in doubtful {
        diagnostics.extend(printable(template.source(), workspace.sources(), &prints));
    }
    Ok((templates, printed))
}

/// Composes documents, each with a file name of its own; their faults go to the diagnostics.
pub(super) fn compose_all<'a>(
    workspace: &Workspace,
    prepared: &Prepared,
    templates: Vec<&'a Template>,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a Template, Composed)> {
    let Some(checked) = &prepared.checked else {
        return Vec::new();
    };
    let occasion = occasion(prepared, &checked.get().brand, options);
    let mut documents: Vec<(&Template, Composed)> = Vec::new();
    for template in templates {
        let Some(mut document) = composed(workspace, checked, template, &occasion, diagnostics)
        else {
            continue;
        };
        let taken = documents
            .iter()
            .any(|(_, known)| known.file_name == document.file_name);
        if taken {
            document.file_name = format!("{}-{}", document.file_name, template.name());
        }
        documents.push((template, document));
    }
    documents
}

/// What is wrong in documents that are not wanted themselves.
pub(super) fn look_over_all(
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
