//! The documents that show what changed.

use crate::check::Checked;
use crate::compare::document::{compare, explained};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Comparison, Document, Fonts, Theme};
use crate::error::Error;
use crate::model::Profile;
use crate::render::Rendered;
use crate::render::docx::Reference;
use crate::render::pdf::{PdfWriter, forget, on_worker_thread};
use crate::report::ChangeSummary;
use crate::template::Template;
use crate::workspace::Workspace;

use super::super::composed::compose_inside;
use super::super::drawn::in_formats;
use super::super::{Note, Options, Prepared};
use super::{PlanChanges, board};

/// How many rows the table of a summary has at most; more never fit on a page.
const MOST_ROWS: usize = 60;

/// How many lines of a page a summary leaves free, for Word breaks lines a little differently.
const SLACK: usize = 2;

/// A document that shows what changed, in one format.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it is.
    pub sort: Sort,
    /// The name of its file.
    pub name: String,
    /// The file.
    pub file: Rendered,
}

/// What a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The summary for governors.
    Summary,
    /// The whole document of a template, with its changes marked.
    Marked(String),
}

/// What came of drawing what changed.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// The documents, each in every format.
    pub made: Vec<Made>,
    /// What could not be done or shown.
    pub notes: Vec<Note>,
}

/// The summary for governors and the whole documents with their changes marked, each in the formats of `options`.
///
/// # Errors
/// [`Error::Render`] when a document cannot be drawn, [`Error::Request`] when no thread can be started.
pub fn draw(
    workspace: &Workspace,
    changes: &PlanChanges,
    options: &Options,
    writer: &PdfWriter,
) -> Result<Drawing, Error> {
    let work = || {
        let look = Look::of(&changes.to.prepared, writer);
        let mut drawing = Drawing::default();
        let summary = summary(changes, &look, writer)?;
        let id = &changes.organisation;
        drawing.add(
            &Sort::Summary,
            &format!("{id}-summary-of-changes"),
            &summary,
            &look,
            options,
            writer,
        )?;
        marked(workspace, changes, &look, options, writer, &mut drawing)?;
        Ok(drawing)
    };
    on_worker_thread(work).map_err(|source| Error::Request {
        message: format!("no thread could be started: {source}"),
        help: None,
    })?
}

/// How documents of an organisation look.
pub(in crate::pipeline) struct Look<'a> {
    pub(in crate::pipeline) theme: Theme,
    pub(in crate::pipeline) reference: Option<&'a Reference>,
}

impl<'a> Look<'a> {
    /// That of its brand; in a font that is shipped where its own cannot be used.
    pub(in crate::pipeline) fn of(prepared: &'a Prepared, writer: &PdfWriter) -> Self {
        let mut theme = prepared.theme.clone();
        if !writer.knows(&theme.fonts) {
            theme.fonts = Fonts::default(); // that it is not there is among the findings
        }
        Self {
            theme,
            reference: prepared.resolved.word_reference.as_deref(),
        }
    }
}

impl Drawing {
    fn add(
        &mut self,
        sort: &Sort,
        stem: &str,
        document: &Document,
        look: &Look<'_>,
        options: &Options,
        writer: &PdfWriter,
    ) -> Result<(), Error> {
        for (format, file) in in_formats(document, options, look.reference, writer)? {
            let name = format!("{stem}.{}", format.extension());
            self.notes
                .extend(file.omissions.iter().map(|omission| Note {
                    text: omission.clone(),
                    about: name.clone(),
                }));
            self.made.push(Made {
                sort: sort.clone(),
                name,
                file,
            });
        }
        Ok(())
    }

    fn note(&mut self, text: String, changes: &PlanChanges) {
        self.notes.push(Note {
            text,
            about: changes.organisation.to_string(),
        });
    }
}

/// The summary on one page: with as many changes as fit.
pub(in crate::pipeline) fn summary(
    changes: &PlanChanges,
    look: &Look<'_>,
    writer: &PdfWriter,
) -> Result<Document, Error> {
    let fonts = look.theme.fonts.clone();
    let profile = changes.to.profile();
    let (issue, since, until) = (changes.issue(), changes.from.said(), changes.to.said());
    let summary = ChangeSummary {
        organisation: changes.organisation.as_str(),
        name: &changes.name,
        plan: &profile.plan.title.value,
        board: &board(profile),
        issue: &issue,
        since: Some(&since),
        until: &until,
        stands: changes.stands(),
        taken_over_from: changes.taken_over_from.as_deref(),
        comparison: &changes.comparison,
        warnings: &changes.warnings,
        as_of: changes.to.as_of,
        theme: look.theme.clone(),
        prints: &|character| writer.prints(&fonts, character),
    };
    on_one_page(&summary, writer)
}

/// A summary with as many rows as fit on one page.
///
/// # Errors
/// [`Error::Render`] when it cannot be drawn.
pub(in crate::pipeline) fn on_one_page(
    summary: &ChangeSummary<'_>,
    writer: &PdfWriter,
) -> Result<Document, Error> {
    let fits = |rows: usize| -> Result<bool, Error> {
        let mut document = summary.document(rows);
        if let Some(section) = document.sections.last_mut() {
            let line = || Block::paragraph("–");
            section
                .blocks
                .extend(std::iter::repeat_with(line).take(SLACK));
        }
        forget();
        Ok(writer.render(&document)?.pages == Some(1))
    };
    let (mut most, mut beyond) = (0, summary.rows().min(MOST_ROWS) + 1);
    while most + 1 < beyond {
        let between = usize::midpoint(most, beyond);
        if fits(between)? {
            most = between;
        } else {
            beyond = between;
        }
    }
    Ok(summary.document(most))
}

/// The documents of the templates that both issues ask for, with their changes marked.
pub(in crate::pipeline) fn marked(
    workspace: &Workspace,
    changes: &PlanChanges,
    look: &Look<'_>,
    options: &Options,
    writer: &PdfWriter,
    drawing: &mut Drawing,
) -> Result<(), Error> {
    for side in [&changes.from, &changes.to] {
        if side.prepared.checked.is_none() {
            let why = side
                .prepared
                .diagnostics
                .iter()
                .find(|fault| fault.is_error());
            let why = why.map_or_else(String::new, |fault| format!(": {}", fault.message));
            drawing.note(
                format!(
                    "no document with marked changes: {} has errors{why}",
                    side.said()
                ),
                changes,
            );
            return Ok(());
        }
    }
    let (templates, missing) =
        shared_templates(workspace, changes.from.profile(), changes.to.profile());
    for name in missing {
        drawing.note(
            format!(
                "the document `{name}` is not marked: {} does not ask for it",
                changes.from.said()
            ),
            changes,
        );
    }
    let mut stems: Vec<String> = Vec::new();
    for template in templates {
        let Some((document, stem)) =
            marked_document(workspace, changes, template, options, drawing)
        else {
            continue;
        };
        let mut stem = format!("{stem}-changes");
        if stems.contains(&stem) {
            stem = format!("{stem}-{}", template.name());
        }
        let sort = Sort::Marked(template.name().to_string());
        drawing.add(&sort, &stem, &document, look, options, writer)?;
        stems.push(stem);
    }
    Ok(())
}

/// The templates that both plans ask for, and the names of those that only the later one asks for.
fn shared_templates<'a>(
    workspace: &'a Workspace,
    from: &Profile,
    to: &Profile,
) -> (Vec<&'a Template>, Vec<String>) {
    let before: Vec<&str> = from
        .documents
        .iter()
        .map(|name| name.value.as_str())
        .collect();
    let (mut templates, mut missing): (Vec<&Template>, Vec<String>) = (Vec::new(), Vec::new());
    for name in &to.documents {
        match workspace.template_called(name) {
            Some(template) if before.contains(&name.value.as_str()) => {
                if !templates
                    .iter()
                    .any(|known| known.name() == template.name())
                {
                    templates.push(template);
                }
            }
            Some(_) | None => missing.push(name.value.clone()),
        }
    }
    (templates, missing)
}

/// The document of a template with its changes marked, and the name of its file without them.
fn marked_document(
    workspace: &Workspace,
    changes: &PlanChanges,
    template: &Template,
    options: &Options,
    drawing: &mut Drawing,
) -> Option<(Document, String)> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    let mut composed = |side: &super::Side| {
        let options = Options {
            as_of: side.as_of,
            ..options.clone()
        };
        compose_inside(workspace, &side.prepared, template, &options, &mut faults)
    };
    let (old, new) = (composed(&changes.from), composed(&changes.to));
    let (Some(old), Some(new)) = (old, new) else {
        let why = faults.iter().find(|fault| fault.is_error());
        let why = why.map_or_else(String::new, |fault| format!(": {}", fault.message));
        drawing.note(
            format!("the document `{}` is not marked{why}", template.name()),
            changes,
        );
        return None;
    };
    let words = format!(
        "What changed from {} to {}.",
        changes.from.said(),
        changes.to.said()
    );
    let comparison = Comparison {
        by: changes.name.clone(),
        on: changes.to.as_of,
        explanation: explained(&words),
    };
    let mut document = compare(&old.document, &new.document, comparison);
    let (from, to) = (changes.from.called(), changes.to.called());
    let meta = &mut document.meta;
    meta.title = format!("{}, with what changed since {from}", meta.title);
    meta.identifier = format!("{}/changes/{from}/{to}", meta.identifier);
    Some((document, new.file_name))
}

impl PlanChanges {
    /// Whether documents can be made of the later plan.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let checked = self.to.prepared.checked.as_ref();
        checked.map(Checked::get).is_some()
    }
}
