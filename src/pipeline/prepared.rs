//! An organisation before its documents: resolved and checked.

use crate::check::{
    Checked, Circumstances, DocumentLayout, Merged, check, needs_fingerprints, printable,
};
use crate::diagnostic::Diagnostic;
use crate::document::Theme;
use crate::error::Error;
use crate::model::Profile;
use crate::render::pdf::PdfWriter;
use crate::template::{FontFace, theme};
use crate::workspace::{Resolved, Workspace};

use super::Options;

/// An organisation that is ready to be composed.
#[derive(Debug)]
pub struct Prepared {
    /// What its files say.
    pub resolved: Resolved,
    /// Its own colours, font and size.
    pub theme: Theme,
    /// The checked plan; `None` where an error was found.
    pub checked: Option<Checked<Profile>>,
    /// What is wrong in its data.
    pub diagnostics: Vec<Diagnostic>,
}

impl Prepared {
    /// Its file with all that it inherits.
    pub(super) fn merged(&self) -> Merged<'_> {
        Merged {
            written: &self.resolved.merged,
            filled: &self.resolved.filled,
        }
    }
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
    let looked_into = profile.filter(|_| workspace.looks_into_evidence());
    let examined = looked_into.map(|profile| workspace.examined(profile));
    let documents = profile.iter().flat_map(|profile| &profile.documents);
    let documents: Vec<DocumentLayout> = documents
        .filter_map(|name| workspace.template_called(name))
        .map(|template| template.layout().clone())
        .collect();
    let (overrides, unread) = workspace.overrides(id, &resolved);
    diagnostics.extend(unread);
    let circumstances = Circumstances {
        as_of: options.as_of,
        font_families: &families,
        reader: workspace.reader(),
        sources: workspace.sources(),
        evidence: &evidence.unwrap_or_default(),
        examined: &examined.unwrap_or_default(),
        documents: &documents,
        overrides: &overrides,
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
    let brand = profile.map(|profile| profile.brand.clone());
    let theme = theme(
        &brand.unwrap_or_default(),
        FontFace::files(&resolved.fonts),
        options.text_size,
    );
    if profile.is_some() {
        let known = writer.knows(&theme.fonts);
        let prints = |character| !known || writer.prints(&theme.fonts, character);
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
        theme,
        checked: checked.filter(|_| !refused),
        diagnostics,
    })
}
