//! The title sheet.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, Fields, Inline, Row, TitleSheet, blocks, inlines, plain_text};
use crate::model::{DateStyle, Text};

use super::composer::Composer;
use super::keys::{simple_table, with_rows};
use super::language::{SheetSpec, TextSpec};
use super::read::Template;
use super::values::statement;

impl Composer<'_> {
    /// The title; a fault where it says nothing, since a document needs one.
    fn title(&mut self, heading: &TextSpec) -> Vec<Inline> {
        let words = self.fill_anywhere(heading);
        let title = inlines(&words);
        if plain_text(&title).trim().is_empty() {
            let fault = Diagnostic::error(
                "template-shape",
                heading.place,
                "the title of this document says nothing",
            );
            self.fault(fault.help("Name something that every plan has, such as {{ plan.title }}."));
        }
        title
    }

    pub(super) fn sheet(&mut self, sheet: &SheetSpec, template: &Template) -> TitleSheet {
        let page = template.file.page;
        let fields = self.fields(&sheet.fields);
        let mut blocks = Vec::new();
        if sheet.history && !self.only_looks {
            blocks.extend(self.history());
        }
        blocks.extend(self.signatures(&sheet.signatures));
        TitleSheet {
            paper: sheet.paper.unwrap_or(page.paper).into(),
            orientation: sheet.orientation.unwrap_or(page.orientation).into(),
            logos: self.logos.clone(),
            organisation: self.some_line(sheet.organisation.as_ref()).map(Into::into),
            title: self.title(&sheet.heading),
            subtitle: self
                .fill_some(sheet.subheading.as_ref())
                .map_or_else(Vec::new, |words| self.inlines(&words)),
            statement: self.statement(sheet).map(Into::into),
            fields: (!fields.is_empty()).then(|| Fields {
                layout: sheet.style.into(),
                summary: "Approval and review of this document".into(),
                fields,
            }),
            blocks,
            strapline: self.some_line(sheet.strapline.as_ref()).map(Into::into),
        }
    }

    /// Who approved the document; of a draft, that nobody has, whatever the template prints.
    fn statement(&mut self, sheet: &SheetSpec) -> Option<String> {
        if self.view.is_draft() {
            return Some(statement(&self.view));
        }
        self.some_line(sheet.statement.as_ref())
    }

    /// The versions of the plan; nothing where it lists none.
    fn history(&self) -> Option<Block> {
        let versions = &self.profile().plan.history;
        let cell =
            |text: Option<&Text>| Cell::data(text.map_or_else(Vec::new, |text| blocks(text)));
        let rows = versions.iter().map(|entry| {
            let on = entry.on.map(|on| on.format(DateStyle::Long));
            Row::new(vec![
                Cell::row_header(entry.version.value.clone()),
                Cell::data(on.map(Block::paragraph).into_iter().collect()),
                cell(entry.by.as_ref()),
                cell(entry.note.as_ref()),
            ])
        });
        let columns = [
            ("Version", 16),
            ("Date", 22),
            ("By", 24),
            ("What changed", 38),
        ];
        (!versions.is_empty()).then(|| {
            Block::Table(with_rows(
                simple_table("Version history", &columns),
                rows.collect(),
            ))
        })
    }
}
