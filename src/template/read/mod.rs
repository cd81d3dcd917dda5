//! Reads a template and proves, before any plan is seen, that every field it names exists.

mod body;
mod names;
mod table;

use crate::check::{DocumentLayout, Doubtful};
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::model::{Audience, Completed};
use crate::source::{self, Node};

use super::language::{FieldSpec, Insert, SignatureSpec, TemplateFile};
use super::reading::layout;
use super::shown::Shown;

use names::{ANYWHERE, Known};

/// A template whose every expression was checked.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) file: TemplateFile,
    /// Every field that it shows, as kinds of entries and their fields: `action.text`.
    pub(super) shown: Shown,
    source: Node,
    layout: DocumentLayout,
    doubtful: Doubtful,
}

impl Template {
    /// The name by which plans ask for it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.template.as_str()
    }

    /// Whether it prints the plan's annexes.
    #[must_use]
    pub fn has_annexes(&self) -> bool {
        self.shown.contains("plan.annexes")
    }

    /// Whether it prints what an annex leaves out: the policy, or the annexes themselves.
    pub(super) fn is_a_whole(&self) -> bool {
        self.has_annexes() || self.shown.contains("plan.policy")
    }

    /// The file as it was read, for checks that look at every text of it.
    #[must_use]
    pub fn source(&self) -> &Node {
        &self.source
    }

    /// What of [`source`](Self::source) may not be printed in every font.
    #[must_use]
    pub fn doubtful(&self) -> &Doubtful {
        &self.doubtful
    }

    /// What it lays out in a way that is read out of order, or not at all.
    #[must_use]
    pub fn layout(&self) -> &DocumentLayout {
        &self.layout
    }

    /// The headings of the columns of each of its tables.
    #[must_use]
    pub fn tables(&self) -> Vec<Vec<&str>> {
        let mut tables = Vec::new();
        for block in &self.file.body {
            for table in std::iter::once(block)
                .chain(block.section.iter().flat_map(|section| &section.body))
                .filter_map(|block| block.table.as_ref())
            {
                tables.push(
                    table
                        .columns
                        .iter()
                        .map(|column| column.heading.as_str())
                        .collect(),
                );
            }
        }
        tables
    }

    /// What becomes of the actions that are done when a plan that asks for it is rolled forward, if it says so.
    #[must_use]
    pub fn completed(&self) -> Option<Completed> {
        self.file.reprint.completed
    }

    /// Who reads what it makes, unless somebody else is asked for.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.file.audience
    }

    /// What it makes, in one line.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.file.title
    }
}

/// Reads a template file that `source` has parsed.
///
/// Every fault is a diagnostic at its place: an unknown or misspelt construct, an expression that cannot be read, a
/// field that does not exist at its level, a table without columns. `None` where there is any.
#[must_use]
pub fn read(node: &Node, sources: &Sources) -> (Option<Template>, Vec<Diagnostic>) {
    let (file, diagnostics) = source::typed::<TemplateFile>(node);
    let mut reader = Reader {
        sources,
        diagnostics,
        shown: Shown::default(),
        inserted: Vec::new(),
    };
    if let Some(file) = &file {
        reader.file(file);
    }
    let faulty = reader.diagnostics.iter().any(Diagnostic::is_error);
    let shown = reader.shown;
    (
        file.filter(|_| !faulty).map(|file| Template {
            layout: layout(&file),
            doubtful: Doubtful::of(node),
            file,
            shown,
            source: node.clone(),
        }),
        reader.diagnostics,
    )
}

struct Reader<'a> {
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
    shown: Shown,
    /// What the body inserts so far.
    inserted: Vec<Insert>,
}

impl Reader<'_> {
    fn file(&mut self, file: &TemplateFile) {
        let furniture = [
            file.file_name.as_ref(),
            file.running_header.as_ref(),
            file.running_footer.as_ref(),
        ];
        for text in furniture.into_iter().flatten() {
            self.text(text, ANYWHERE);
        }
        if let Some(sheet) = &file.title_sheet {
            let lines = [
                Some(&sheet.heading),
                sheet.organisation.as_ref(),
                sheet.subheading.as_ref(),
                sheet.statement.as_ref(),
                sheet.strapline.as_ref(),
            ];
            for text in lines.into_iter().flatten() {
                self.text(text, ANYWHERE);
            }
            for field in &sheet.fields {
                self.field(field);
            }
            if sheet.history {
                self.shown.insert("plan.history");
            }
            self.signatures(&sheet.signatures);
        }
        self.body(&file.body, file.template.place);
        self.first_heading(&file.body);
        if file.body.is_empty() {
            self.fault(
                file.template.place,
                "this template has an empty `body`",
                "Give it a table: `docs/templates.md` shows how.",
            );
        }
    }

    fn field(&mut self, field: &FieldSpec) {
        self.text(&field.label, ANYWHERE);
        self.expression(&field.value, ANYWHERE);
        if let Some(when) = &field.when {
            self.condition(when, ANYWHERE);
        }
    }

    fn signatures(&mut self, signatures: &[SignatureSpec]) {
        for signature in signatures {
            self.text(&signature.role, ANYWHERE);
            if let Some(name) = &signature.name {
                self.expression(name, ANYWHERE);
            }
        }
    }

    fn fault(&mut self, place: Place, message: &str, help: &str) {
        self.diagnostics
            .push(Diagnostic::error("template-shape", place, message).help(help));
    }
}
