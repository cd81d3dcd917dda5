//! The pieces of a template's body as blocks.

use crate::diagnostic::Diagnostic;
use crate::document::{
    Block, Cell, Field, Fields, Group, Heading, HeadingLevel, Inline, Row, Table, blocks, inlines,
};
use crate::model::Contact;

use super::composer::Composer;
use super::keys::simple_table;
use super::language::{
    BlockSpec, FieldSpec, FieldsSpec, Insert, ListSpec, SectionSpec, SignatureSpec,
};
use super::pages::{Pages, Setup};
use super::setting::items;
use super::table;
use super::values::person;

impl Composer<'_> {
    /// Adds the pieces of a body to the pages.
    pub(super) fn body(&mut self, body: &[BlockSpec], pages: &mut Pages) {
        for block in body {
            if self.is_for(&block.readers) && self.holds_anywhere(block.when.as_ref()) {
                self.piece(block, pages);
            }
        }
    }

    fn piece(&mut self, block: &BlockSpec, pages: &mut Pages) {
        for (text, level) in [(&block.heading, 1), (&block.subheading, 2)] {
            if let Some(words) = self.fill_some(text.as_ref()) {
                let words = self.inlines(&words);
                pages.extend([self.heading(level, words)]);
            }
        }
        if let Some(text) = self.fill_some(block.text.as_ref()) {
            pages.extend(self.blocks(&text));
        }
        if let Some(text) = self.fill_some(block.quote.as_ref()) {
            let blocks = self.blocks(&text);
            pages.extend([Block::Quotation { blocks }]);
        }
        if let Some(list) = &block.list {
            pages.extend(self.list(list));
        }
        if let Some(fields) = &block.fields {
            pages.extend(self.fields_block(fields));
        }
        if let Some(spec) = &block.table {
            pages.extend(table::blocks(self, spec));
        }
        if let Some(key) = &block.key {
            pages.extend([Block::Table(self.key(key))]);
        }
        if let Some(scale) = &block.scale {
            pages.extend(self.scale(scale).map(Block::Table));
        }
        if let Some(map) = &block.heat_map {
            pages.extend(self.heat_map(map).map(Block::Table));
        }
        if let Some(contacts) = &block.contacts {
            let heading = self.fill_anywhere(&contacts.heading);
            let all: Vec<&Contact> = self.profile().contacts.iter().collect();
            pages.extend(self.contacts(&heading, &all));
        }
        if let Some(signatures) = &block.signatures {
            pages.extend(self.signatures(signatures));
        }
        match block.insert.map(|insert| insert.value) {
            Some(Insert::Contents) => {
                pages.extend(HeadingLevel::new(2).map(|depth| Block::Contents { depth }));
            }
            Some(Insert::Policy) => self.policy(pages),
            Some(Insert::Annexes) => self.annexes(pages),
            None => {}
        }
        if let Some(section) = &block.section {
            self.section(section, pages);
        }
    }

    fn section(&mut self, section: &SectionSpec, pages: &mut Pages) {
        let outer = pages.setup().clone();
        let header = self.some_line(section.running_header.as_ref());
        let footer = self.some_line(section.running_footer.as_ref());
        pages.turn(Setup {
            paper: section.page.paper.into(),
            orientation: section.page.orientation.into(),
            running_header: header.or_else(|| outer.running_header.clone()),
            running_footer: footer.or_else(|| outer.running_footer.clone()),
        });
        self.body(&section.body, pages);
        pages.turn(outer);
    }

    /// A heading without a number; in an annex it lies one level deeper than the template says.
    pub(super) fn heading(&mut self, level: u8, content: Vec<Inline>) -> Block {
        Block::Heading(Heading::plain(self.heading_level(level), content))
    }

    /// The level at which a heading is printed: never more than one below the heading before it.
    pub(super) fn heading_level(&mut self, level: u8) -> HeadingLevel {
        let wanted = level.saturating_add(self.shift).clamp(1, 6);
        let printed =
            HeadingLevel::new(wanted.min(self.last_heading + 1)).unwrap_or(HeadingLevel::TOP);
        self.last_heading = printed.number();
        printed
    }

    fn list(&mut self, list: &ListSpec) -> Vec<Block> {
        let names = self.names.clone();
        let value = self.value(&list.value, &names);
        let mut made = self.set(&items(&value), list.setting);
        let columns = list
            .columns
            .and_then(|columns| u8::try_from(columns.value).ok());
        if let [Block::List(made)] = &mut made[..] {
            made.columns = columns.unwrap_or(1);
        }
        made
    }

    fn fields_block(&mut self, fields: &FieldsSpec) -> Option<Block> {
        let made = self.fields(&fields.fields);
        (!made.is_empty()).then(|| {
            Block::Fields(Fields {
                layout: fields.style.into(),
                summary: self.summary(&fields.summary),
                fields: made,
            })
        })
    }

    pub(super) fn fields(&mut self, fields: &[FieldSpec]) -> Vec<Field> {
        let names = self.names.clone();
        let mut made = Vec::new();
        for field in fields {
            if !self.is_for(&field.readers) || !self.holds(field.when.as_ref(), &names) {
                continue;
            }
            let value = self.value(&field.value, &names);
            let words = items(&value).join(", ");
            if words.is_empty() && self.view.leaves_out(field_name(&field.value)) {
                continue; // it is there, and not for these readers; nobody should write it in by hand
            }
            if words.is_empty() && field.required {
                self.missing(field);
            }
            made.push(Field {
                label: self.line(&field.label).into(),
                value: self.inlines(&words),
            });
        }
        made
    }

    fn missing(&mut self, field: &FieldSpec) {
        let document = self.names.get_attr("document").unwrap_or_default();
        let template = document.get_attr("template").unwrap_or_default(); // not the annex that holds the field
        self.fault(
            Diagnostic::warning(
                "missing-field",
                self.lacking(field_name(&field.value)),
                format!(
                    "`{}` is empty: the plan gives no `{}`",
                    field.label.value,
                    field_name(&field.value)
                ),
            )
            .help(format!(
                "The document `{template}` prints it. Add it to the plan; until then there is room to write it in by \
                 hand."
            )),
        );
    }

    /// A row for each person who signs; nothing where nobody does.
    pub(super) fn signatures(&mut self, signatures: &[SignatureSpec]) -> Vec<Block> {
        if signatures.is_empty() {
            return Vec::new();
        }
        let names = self.names.clone();
        let rows: Vec<Row> = signatures
            .iter()
            .map(|signature| {
                let role = self.line(&signature.role);
                let name = signature.name.as_ref().map(|name| self.value(name, &names));
                let name = name.map_or_else(Vec::new, |name| items(&name)).join(", ");
                let name = if name.is_empty() {
                    Vec::new()
                } else {
                    self.blocks(&name)
                };
                Row {
                    fill_in: true,
                    ..Row::new(vec![
                        Cell::row_header(role),
                        Cell::data(name),
                        Cell::data(Vec::new()),
                        Cell::data(Vec::new()),
                    ])
                }
            })
            .collect();
        let groups = vec![Group {
            band: None,
            continued: None,
            rows,
        }];
        vec![Block::Table(Table {
            groups,
            ..simple_table(
                "Signatures",
                &[("Role", 28), ("Name", 26), ("Signature", 28), ("Date", 18)],
            )
        })]
    }

    /// A box with whom to contact, one audience after the other; nothing where there is nobody.
    pub(super) fn contacts(&mut self, heading: &str, contacts: &[&Contact]) -> Option<Block> {
        let mut inner = Vec::new();
        if self.only_looks {
            return None;
        }
        for contact in contacts {
            if let Some(audience) = &contact.audience {
                inner.push(Block::Paragraph {
                    content: vec![Inline::Strong {
                        content: inlines(audience),
                    }],
                });
            }
            if let Some(text) = &contact.text {
                inner.extend(blocks(text));
            }
            let people = contact
                .people
                .iter()
                .filter_map(|key| self.profile().people.get_index_of(key.as_str()));
            for place in people {
                let told = person(&self.view, place);
                let part = |name: &str| items(&told.get_attr(name).unwrap_or_default()).join("");
                let (name, role) = (part("name"), part("role"));
                let who = if name == role {
                    vec![name]
                } else {
                    vec![name, role]
                };
                let who = who
                    .into_iter()
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>();
                let ways = [part("phone"), part("email")];
                let ways: Vec<String> = ways.into_iter().filter(|way| !way.is_empty()).collect();
                let line = [who.join(", "), ways.join(" · ")];
                let line = line
                    .into_iter()
                    .filter(|words| !words.is_empty())
                    .collect::<Vec<_>>();
                inner.extend(blocks(&line.join(": ")));
            }
        }
        (!inner.is_empty()).then(|| Block::Panel {
            title: inlines(heading),
            blocks: inner,
        })
    }
}

/// The first field that an expression names, without its filters.
fn field_name(expression: &str) -> &str {
    let first = expression.split(['|', ',']).next().unwrap_or(expression);
    first.trim_matches(['[', ']', ' '])
}
