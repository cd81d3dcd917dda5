//! Blocks: headings, paragraphs, quotations, panels and fields.

use super::inline::element;
use super::page::Page;
use crate::document::{
    Block, Change, Field, Fields, FieldsLayout, Heading, Inline, TableFault, plain_text,
};

impl<'a> Page<'a> {
    /// Blocks below each other.
    ///
    /// # Errors
    /// The [`TableFault`] of the first table that breaks its promises.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> Result<(), TableFault> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &'a Block) -> Result<(), TableFault> {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph { content } => self.paragraph("", content),
            Block::Quotation { blocks } => {
                self.markup.open("blockquote", &[]);
                self.markup.line();
                self.blocks(blocks)?;
                self.markup.close_line("blockquote");
            }
            Block::List(list) => self.list(list)?,
            Block::Clauses { clauses } => self.clauses(clauses)?,
            Block::Panel { title, blocks } => self.panel(title, blocks)?,
            Block::Contents { depth } => self.contents(*depth),
            Block::Exhibit(page) => self.paragraph("", &page.caption),
            Block::Fields(fields) => self.fields(fields),
            Block::Table(table) => self.table(table)?,
            Block::Changed { change, blocks } => self.changed(*change, blocks)?,
        }
        Ok(())
    }

    /// A paragraph, on a line of its own in the source; an empty class is none.
    pub(super) fn paragraph(&mut self, class: &str, content: &[Inline]) {
        self.markup.open("p", &[("class", class)]);
        self.inlines(content);
        self.markup.close_line("p");
    }

    /// Blocks that only one of two editions has.
    ///
    /// # Errors
    /// The [`TableFault`] of the first table in them that breaks its promises.
    pub(super) fn changed(
        &mut self,
        change: Change,
        blocks: &'a [Block],
    ) -> Result<(), TableFault> {
        let before = self.within.replace(change);
        self.markup.open(element(change), &[]);
        self.markup.line();
        let drawn = self.blocks(blocks);
        self.markup.close_line(element(change));
        self.within = before;
        drawn
    }

    /// A heading; one that is deleted looks like it and heads nothing.
    fn heading(&mut self, heading: &Heading) {
        if self.within == Some(Change::Deleted) {
            let class = format!("gone level-{}", heading.level.number());
            self.markup.open("p", &[("class", &class)]);
            if let Some(number) = &heading.number {
                self.line_number(&number.label, None);
            }
            self.inlines(&heading.content);
            self.markup.close_line("p");
            return;
        }
        let Heading {
            level,
            number,
            content,
            ..
        } = heading;
        let id = self.places.next_heading().map(|entry| entry.id);
        let name = self.heading_name(level.number());
        let class = format!("level-{}", level.number());
        let attributes = [
            ("class", &*class),
            ("id", id.as_deref().unwrap_or_default()),
        ];
        self.markup.open(name, &attributes);
        if let Some(number) = number {
            self.line_number(&number.label, None);
        }
        self.inlines(content);
        self.markup.close_line(name);
    }

    /// A panel. One with a title is a region of the page, which a screen reader can jump to: its title says so, and no
    /// two regions have one name.
    fn panel(&mut self, title: &[Inline], blocks: &'a [Block]) -> Result<(), TableFault> {
        let words = plain_text(title);
        let is_titled = !words.trim().is_empty();
        let is_region = is_titled && self.regions.insert(words);
        self.panels += 1;
        let id = format!("panel_{}", self.panels);
        let named = if is_titled { &*id } else { "" };
        let (name, role) = match (is_region, is_titled) {
            (true, _) => ("section", ""),
            (false, true) => ("div", "group"),
            (false, false) => ("div", ""),
        };
        let attributes = [
            ("class", "panel"),
            ("role", role),
            ("aria-labelledby", named),
        ];
        self.markup.open(name, &attributes);
        self.markup.line();
        if is_titled {
            self.markup
                .open("p", &[("class", "panel-title"), ("id", &id)]);
            self.inlines(title);
            self.markup.close_line("p");
        }
        self.blocks(blocks)?;
        self.markup.close_line(name);
        Ok(())
    }

    /// Labels with their values.
    pub(super) fn fields(&mut self, fields: &Fields) {
        match fields.layout {
            FieldsLayout::Lines => self.field_lines(&fields.fields),
            FieldsLayout::Table => self.fields_table(fields),
        }
    }

    /// One line a field; a rule to write on where the value is empty.
    fn field_lines(&mut self, fields: &[Field]) {
        self.markup.open("dl", &[]);
        self.markup.line();
        for Field { label, value } in fields {
            self.markup.open("div", &[]);
            self.markup.open("dt", &[]);
            self.line(label);
            self.markup.text(":");
            self.markup.close("dt");
            self.markup.text(" ");
            let class = if value.is_empty() { "fill-in" } else { "" };
            self.markup.open("dd", &[("class", class)]);
            self.inlines(value);
            self.markup.close("dd");
            self.markup.close_line("div");
        }
        self.markup.close_line("dl");
    }
}
