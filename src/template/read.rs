//! Reads a template and proves, before any plan is seen, that every field it names exists.

use crate::diagnostic::{Diagnostic, Place, Sources, nearest};
use crate::model::Text;
use crate::source::{self, Node};
use crate::wording::{Engine, Fault};

use super::fields::{ACTION, AREA, EVERYWHERE, EXPECTATION, is_field};
use super::language::{BlockSpec, ColumnSpec, FieldSpec, Level, TableSpec, TemplateFile};

/// A template whose every expression was checked.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) file: TemplateFile,
    source: Node,
}

impl Template {
    /// The name by which plans ask for it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.template.as_str()
    }

    /// The file as it was read, for checks that look at every text of it.
    #[must_use]
    pub fn source(&self) -> &Node {
        &self.source
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
        engine: Engine::lenient(),
        sources,
        diagnostics,
    };
    if let Some(file) = &file {
        reader.file(file);
    }
    let faulty = reader.diagnostics.iter().any(Diagnostic::is_error);
    (
        file.filter(|_| !faulty).map(|file| Template {
            file,
            source: node.clone(),
        }),
        reader.diagnostics,
    )
}

/// The fields that an expression may name, by group.
type Known = &'static [&'static [(&'static str, &'static str)]];

const ANYWHERE: Known = &[&EVERYWHERE];

impl Level {
    fn known(self) -> Known {
        match self {
            Self::Area => &[&EVERYWHERE, &AREA],
            Self::Expectation => &[&EVERYWHERE, &AREA, &EXPECTATION],
            Self::Action => &[&EVERYWHERE, &AREA, &EXPECTATION, &ACTION],
        }
    }
}

struct Reader<'a> {
    engine: Engine,
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn file(&mut self, file: &TemplateFile) {
        let sheet = file.title_sheet.iter().flat_map(|sheet| {
            [
                Some(&sheet.heading),
                sheet.organisation.as_ref(),
                sheet.subheading.as_ref(),
                sheet.strapline.as_ref(),
            ]
        });
        let furniture = [
            file.file_name.as_ref(),
            file.running_header.as_ref(),
            file.running_footer.as_ref(),
        ];
        for text in sheet.chain(furniture).flatten() {
            self.text(text, ANYWHERE);
        }
        for field in file.title_sheet.iter().flat_map(|sheet| &sheet.fields) {
            self.field(field);
        }
        for block in &file.body {
            self.block(block, file.template.place);
        }
        let headings = file
            .body
            .iter()
            .find(|block| block.heading.is_some() || block.subheading.is_some());
        if let Some(first) = headings.and_then(|block| block.subheading.as_ref()) {
            self.fault(
                first.place,
                "this subheading comes before any heading",
                "Write `heading:` in its place, or put a heading before it.",
            );
        }
        if file.body.is_empty() {
            self.fault(
                file.template.place,
                "this template has an empty `body`",
                "Give it a table: `docs/templates.md` shows how.",
            );
        }
    }

    fn block(&mut self, block: &BlockSpec, at: Place) {
        let BlockSpec {
            heading,
            subheading,
            text,
            fields,
            table,
            key,
        } = block;
        let given = [
            heading.is_some(),
            subheading.is_some(),
            text.is_some(),
            fields.is_some(),
            table.is_some(),
            key.is_some(),
        ];
        if given.into_iter().filter(|given| *given).count() != 1 {
            self.fault(
                heading.as_ref().or(subheading.as_ref()).or(text.as_ref()).map_or(at, |text| text.place),
                "each entry of `body` holds one thing: heading, subheading, text, fields, table or key",
                "Begin a new entry with a dash for each of them.",
            );
        }
        for text in [heading, subheading, text].into_iter().flatten() {
            self.text(text, ANYWHERE);
        }
        for field in fields.iter().flat_map(|fields| &fields.fields) {
            self.field(field);
        }
        if let Some(table) = table {
            self.table(table);
        }
        if let Some(key) = key {
            for text in [&key.red, &key.amber, &key.green, &key.unrated] {
                self.text(text, ANYWHERE);
            }
        }
    }

    fn field(&mut self, field: &FieldSpec) {
        self.text(&field.label, ANYWHERE);
        self.expression(&field.value, ANYWHERE);
    }

    fn table(&mut self, table: &TableSpec) {
        if table.columns.is_empty() {
            self.fault(
                table.summary.place,
                "this table has no columns",
                "Give it at least one.",
            );
        }
        self.text(&table.summary, ANYWHERE);
        for text in [&table.band, &table.continued].into_iter().flatten() {
            self.text(text, Level::Area.known());
        }
        for column in &table.columns {
            self.column(column, table);
        }
    }

    fn column(&mut self, column: &ColumnSpec, table: &TableSpec) {
        let known = column.level.known();
        self.text(&column.heading, ANYWHERE);
        if column.level.value > table.row.value {
            self.diagnostics.push(
                Diagnostic::error(
                    "template-level",
                    column.level.place,
                    "this column is finer than the rows of its table",
                )
                .related(table.row.place, "the rows")
                .help("Let the table have a row for each of them, or name a list, such as `actions.text`, at the coarser level."),
            );
        }
        match (&column.value, &column.parts[..]) {
            (Some(value), []) => self.expression(value, known),
            (None, [_, ..]) => {}
            (Some(_), [_, ..]) | (None, []) => self.fault(
                column.heading.place,
                "a column needs a `value`, or several `parts`, not both",
                "Write `value: action.text`, for example.",
            ),
        }
        for part in &column.parts {
            self.expression(&part.value, known);
            if let Some(label) = &part.label {
                self.text(label, known);
            }
        }
        if let Some(empty) = &column.empty {
            self.text(empty, known);
        }
    }

    fn text(&mut self, text: &Text, known: Known) {
        match self.engine.names_in_text(text) {
            Ok(names) => self.names(text, &names, known),
            Err(fault) => self.engine_fault(text, &fault),
        }
    }

    fn expression(&mut self, text: &Text, known: Known) {
        match self.engine.names_in_expression(text) {
            Ok(names) => self.names(text, &names, known),
            Err(fault) => self.engine_fault(text, &fault),
        }
    }

    fn names(&mut self, text: &Text, names: &[String], known: Known) {
        for name in names.iter().filter(|name| !is_field(name, known)) {
            let at = text
                .find(name.as_str())
                .map_or(0..text.len(), |at| at..at + name.len());
            let place = self.sources.narrow(text.place, text, &at);
            let unknown = Diagnostic::error(
                "template-unknown-field",
                place,
                format!("there is no field `{name}` here"),
            );
            let fields = known
                .iter()
                .flat_map(|fields| fields.iter())
                .map(|(field, _)| *field)
                .filter(|field| !field.contains('*'));
            self.diagnostics.push(match nearest(name, fields) {
                Some(meant) => unknown.help(format!("Did you mean `{meant}`?")),
                None if is_field(name, Level::Action.known()) => unknown
                    .help("This field belongs to a finer level: give the column that `level`."),
                None => unknown.help("`docs/templates.md` lists the fields of each level."),
            });
        }
    }

    fn engine_fault(&mut self, text: &Text, fault: &Fault) {
        let place = self.sources.narrow(text.place, text, &fault.range);
        let diagnostic = Diagnostic::error("template-expression", place, fault.message.clone());
        self.diagnostics.push(match &fault.help {
            Some(help) => diagnostic.help(help.clone()),
            None => diagnostic,
        });
    }

    fn fault(&mut self, place: Place, message: &str, help: &str) {
        self.diagnostics
            .push(Diagnostic::error("template-shape", place, message).help(help));
    }
}
