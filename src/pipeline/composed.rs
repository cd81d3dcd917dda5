//! Which documents an organisation asks for, and what they hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::audience::{Beside, Numbers, Printed, Removal, Seen, gate, seen_by};
use crate::check::{Checked, printable};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::{Audience, Brand, Profile, Text};
use crate::render::pdf::PdfWriter;
use crate::template::{Composed, Groups, Logo, Occasion, Template, compose, described, look_over};
use crate::workspace::Workspace;

use super::prepared::Prepared;
use super::{Format, Options};

/// Composes one document of a prepared organisation; its faults go to the diagnostics.
///
/// A document that everybody may read and that says something which is not public is such a fault.
pub fn compose_document(
    workspace: &Workspace,
    prepared: &Prepared,
    template: &Template,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Composed> {
    let checked = prepared.checked.as_ref()?;
    let occasion = occasion(prepared, &checked.get().brand, options);
    let seen = seen(checked, template, options);
    composed(
        workspace,
        prepared,
        &seen,
        template,
        &occasion,
        options,
        diagnostics,
    )
}

/// The same for readers inside the organisation: nobody looks for what is not public in it.
pub(super) fn compose_inside(
    workspace: &Workspace,
    prepared: &Prepared,
    template: &Template,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Composed> {
    let checked = prepared.checked.as_ref()?;
    let occasion = occasion(prepared, &checked.get().brand, options);
    let others = |name: &str| workspace.template_called(name);
    let seen = seen(checked, template, options);
    let (composed, faults) = compose(&seen, template, &others, &occasion);
    diagnostics.extend(faults);
    composed
}

/// The plan as the readers of a document see it.
pub(super) fn seen(checked: &Checked<Profile>, template: &Template, options: &Options) -> Seen {
    let audience = options.audience.unwrap_or(template.audience());
    let numbers = match options.audience {
        Some(Audience::Public) => Numbers::LeftOut,
        // Until somebody asks for a public document, a number is printed where nothing says that it may not be.
        Some(Audience::Governors | Audience::Inspector | Audience::Internal) | None => {
            Numbers::Printed
        }
    };
    seen_by(checked, audience, numbers)
}

/// Composes one document on an occasion that its neighbours share, and looks for what may not stand in it.
fn composed(
    workspace: &Workspace,
    prepared: &Prepared,
    seen: &Seen,
    template: &Template,
    occasion: &Occasion,
    options: &Options,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Composed> {
    let others = |name: &str| workspace.template_called(name);
    let (composed, faults) = compose(seen, template, &others, occasion);
    diagnostics.extend(faults);
    let mut composed = composed?;
    if let Some(audience) = options.audience {
        composed.file_name = format!("{}-{audience}", composed.file_name);
        let meta = &mut composed.document.meta;
        meta.identifier = format!("{}/{audience}", meta.identifier);
    }
    let printed = Printed {
        document: &composed.document,
        file_name: &composed.file_name,
        name: template.name(),
        is_composed: true,
        beside: &beside(prepared, &seen.plan().brand, options),
    };
    let shown = gate(&printed, seen, prepared.merged());
    let refused = !shown.is_empty();
    diagnostics.extend(shown);
    (!refused).then_some(composed)
}

/// What logos and the house document bring into the files: an SVG goes into them as it is, with all that it says.
fn beside(prepared: &Prepared, brand: &Brand, options: &Options) -> Vec<Beside> {
    let resolved = &prepared.resolved;
    let logo = |logo: &Option<Arc<Logo>>, named: &Option<Text>| {
        Some(Beside {
            place: named.as_ref()?.place,
            words: logo.as_ref()?.words().to_vec(),
        })
    };
    let letter = || {
        let letter = resolved.word_reference.as_ref()?;
        Some(Beside {
            place: brand.word_reference.as_ref()?.place,
            words: letter.words(),
        })
    };
    let for_word = options.formats.contains(&Format::Docx);
    let logos = [
        logo(&resolved.logos.first, &brand.logo),
        logo(&resolved.logos.second, &brand.second_logo),
    ];
    let all = logos.into_iter().chain(for_word.then(letter));
    let all = all.flatten().filter(|beside| !beside.words.is_empty());
    all.collect()
}

/// What is left out of those documents that everybody may read; nothing where there is none.
#[must_use]
pub fn removals(prepared: &Prepared, templates: &[&Template], options: &Options) -> Vec<Removal> {
    let audience = |template: &&&Template| options.audience.unwrap_or(template.audience());
    let mut public = templates.iter().filter(|one| audience(one).is_public());
    let (Some(checked), Some(template)) = (&prepared.checked, public.next()) else {
        return Vec::new();
    };
    seen(checked, template, options).removals().to_vec()
}

/// Plans as readers see them, each made once.
#[derive(Default)]
struct Views(Vec<Seen>);

impl Views {
    fn of(&mut self, checked: &Checked<Profile>, template: &Template, options: &Options) -> &Seen {
        let audience = options.audience.unwrap_or(template.audience());
        let known = self.0.iter().position(|seen| seen.audience() == audience);
        let place = known.unwrap_or_else(|| {
            self.0.push(seen(checked, template, options));
            self.0.len() - 1
        });
        &self.0[place]
    }
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
    let mut views = Views::default();
    for template in templates {
        let seen = views.of(checked, template, options);
        let made = composed(
            workspace,
            prepared,
            seen,
            template,
            &occasion,
            options,
            diagnostics,
        );
        let Some(mut document) = made else {
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

/// The first document that the organisation asks for.
pub(super) fn first_composed(
    workspace: &Workspace,
    prepared: &Prepared,
    options: &Options,
    writer: &PdfWriter,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Composed>, Error> {
    let Some(profile) = prepared.checked.as_ref().map(Checked::get) else {
        return Ok(None);
    };
    let (mut templates, _) = to_build(workspace, prepared, profile, options, writer, diagnostics)?;
    templates.truncate(1);
    let composed = compose_all(workspace, prepared, templates, options, diagnostics);
    Ok(composed.into_iter().next().map(|(_, composed)| composed))
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
    let mut views = Views::default();
    let mut found = Vec::new();
    for template in templates {
        let seen = views.of(checked, template, &options);
        found.extend(looked_over(workspace, seen, template, &occasion));
    }
    found
}

fn looked_over(
    workspace: &Workspace,
    seen: &Seen,
    template: &Template,
    occasion: &Occasion,
) -> Vec<Diagnostic> {
    let others = |name: &str| workspace.template_called(name);
    look_over(seen, template, &others, occasion)
}
