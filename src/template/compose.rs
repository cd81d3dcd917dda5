//! A checked plan and a template to a document.

use jiff::civil::Date;
use minijinja::Value;

use crate::check::Checked;
use crate::diagnostic::Diagnostic;
use crate::document::{
    Block, Cell, CellRole, Column, Document, Field, Fields, Group, HeadingLevel, Meta, Row,
    Section, Table, Theme, TitleSheet, Tone, blocks, inlines, plain_text,
};
use crate::model::{Profile, Text};
use crate::wording::Engine;

use super::composer::Composer;
use super::grouped;
use super::language::{BlockSpec, FieldSpec, FieldsSpec, KeySpec, SheetSpec};
use super::read::Template;
use super::setting::{NOT_RATED, items};
use super::values::{everywhere, group};

/// What a document needs to know beside the plan.
#[derive(Clone, Debug)]
pub struct Occasion {
    /// The day that the document speaks of; becomes its date.
    pub as_of: Date,
    /// How it looks.
    pub theme: Theme,
}

/// A document with the name of its file.
#[derive(Clone, Debug)]
pub struct Composed {
    /// The document.
    pub document: Document,
    /// The name of the file without its ending: letters, digits and hyphens.
    pub file_name: String,
}

/// Makes a document of a checked plan.
///
/// The diagnostics say what the template asks for and the plan lacks (warnings), and where an expression could not be
/// worked out (errors); with an error there is no document.
#[must_use]
pub fn compose(
    plan: &Checked<Profile>,
    template: &Template,
    occasion: &Occasion,
) -> (Option<Composed>, Vec<Diagnostic>) {
    let profile = plan.get();
    let engine = Engine::lenient();
    let about = group([
        ("title", Value::from(template.title())),
        ("template", Value::from(template.name())),
        (
            "date",
            crate::wording::date(crate::model::PartialDate::Day(occasion.as_of)),
        ),
    ]);
    let mut composer = Composer::new(
        &engine,
        template.name(),
        profile,
        everywhere(profile, about),
    );
    let made = composer.document(template, occasion);
    let failed = composer.diagnostics.iter().any(Diagnostic::is_error);
    (Some(made).filter(|_| !failed), composer.diagnostics)
}

impl Composer<'_> {
    fn document(&mut self, template: &Template, occasion: &Occasion) -> Composed {
        let file = &template.file;
        let names = self.names.clone();
        let title_sheet = file
            .title_sheet
            .as_ref()
            .map(|sheet| self.sheet(sheet, template, occasion));
        let title = match &title_sheet {
            Some(sheet) => plain_text(&sheet.title),
            None => format!(
                "{} {}",
                self.profile.plan.title.value,
                self.profile.organisation.short_name()
            ),
        };
        let running = |composer: &mut Self, text: &Option<Text>| {
            text.as_ref()
                .map(|text| composer.fill(text, &names))
                .filter(|text| !text.is_empty())
        };
        let running_header = running(self, &file.running_header);
        let running_footer = running(self, &file.running_footer);
        let file_name = running(self, &file.file_name).unwrap_or_default();
        let section = Section {
            orientation: file.page.orientation.into(),
            running_header,
            running_footer,
            blocks: file
                .body
                .iter()
                .flat_map(|block| self.block(block))
                .collect(),
        };
        let profile = self.profile;
        let meta = Meta {
            title,
            author: profile.organisation.name.value.clone(),
            subject: template.title().to_string(),
            keywords: vec![
                "Prevent duty".into(),
                "safeguarding".into(),
                profile.organisation.name.value.clone(),
            ],
            language: "en-GB".into(),
            date: occasion.as_of,
            identifier: format!("{}/{}", profile.id.as_str(), template.name()),
        };
        let document = Document {
            meta,
            theme: occasion.theme.clone(),
            title_sheet,
            sections: vec![section],
        };
        Composed {
            document,
            file_name: safe_name(&file_name, template.name()),
        }
    }

    fn sheet(&mut self, sheet: &SheetSpec, template: &Template, occasion: &Occasion) -> TitleSheet {
        let names = self.names.clone();
        let mut line = |text: Option<&Text>| {
            text.map(|text| self.fill(text, &names))
                .filter(|text| !text.is_empty())
        };
        let organisation = line(sheet.organisation.as_ref());
        let title = line(Some(&sheet.heading)).map_or_else(Vec::new, |text| inlines(&text));
        let subtitle = line(sheet.subheading.as_ref()).map_or_else(Vec::new, |text| inlines(&text));
        let strapline = line(sheet.strapline.as_ref());
        let fields = self.fields(&sheet.fields);
        TitleSheet {
            orientation: sheet
                .orientation
                .unwrap_or(template.file.page.orientation)
                .into(),
            logo: occasion.theme.logo.clone(),
            organisation,
            title,
            subtitle,
            fields: (!fields.is_empty()).then(|| Fields {
                layout: sheet.style.into(),
                summary: "Approval and review of this document".into(),
                fields,
            }),
            strapline,
        }
    }

    fn block(&mut self, block: &BlockSpec) -> Vec<Block> {
        let names = self.names.clone();
        let mut made = Vec::new();
        for (text, level) in [(&block.heading, 1), (&block.subheading, 2)] {
            let words = text
                .as_ref()
                .map(|text| self.fill(text, &names))
                .filter(|words| !words.is_empty());
            made.extend(
                words
                    .zip(HeadingLevel::new(level))
                    .map(|(words, level)| Block::Heading {
                        level,
                        content: inlines(&words),
                    }),
            );
        }
        if let Some(text) = &block.text {
            made.extend(blocks(&self.fill(text, &names)));
        }
        if let Some(fields) = &block.fields {
            made.push(self.fields_block(fields));
        }
        if let Some(table) = &block.table {
            made.push(Block::Table(grouped::table(self, table)));
        }
        if let Some(key) = &block.key {
            made.push(Block::Table(self.key(key)));
        }
        made
    }

    fn fields_block(&mut self, fields: &FieldsSpec) -> Block {
        Block::Fields(Fields {
            layout: fields.style.into(),
            summary: fields.summary.value.clone(),
            fields: self.fields(&fields.fields),
        })
    }

    fn fields(&mut self, fields: &[FieldSpec]) -> Vec<Field> {
        let names = self.names.clone();
        let mut made = Vec::new();
        for field in fields {
            let value = self.value(&field.value, &names);
            let words = items(&value).join(", ");
            if words.is_empty() && field.required {
                self.diagnostics.push(
                    Diagnostic::warning(
                        "missing-field",
                        self.profile.id.place,
                        format!("`{}` is empty: the plan gives no `{}`", field.label.value, field_name(&field.value)),
                    )
                    .help(format!(
                        "The document `{}` prints it. Add it to the plan; until then there is room to write it in by \
                         hand.",
                        self.template
                    )),
                );
            }
            made.push(Field {
                label: self.fill(&field.label, &names),
                value: inlines(&words),
            });
        }
        made
    }

    fn key(&mut self, key: &KeySpec) -> Table {
        let names = self.names.clone();
        let meanings = [
            ("Red", Tone::Red, &key.red),
            ("Amber", Tone::Amber, &key.amber),
            ("Green", Tone::Green, &key.green),
            (NOT_RATED, Tone::Unrated, &key.unrated),
        ];
        let rows = meanings.map(|(word, tone, meaning)| Row {
            cells: vec![
                Cell {
                    role: CellRole::RowHeader,
                    tone: Some(tone),
                    ..Cell::data(vec![Block::paragraph(word)])
                },
                Cell::data(blocks(&self.fill(meaning, &names))),
            ],
        });
        Table {
            summary: key.summary.value.clone(),
            columns: vec![Column { width: 15 }, Column { width: 85 }],
            head: vec![Row {
                cells: vec![
                    Cell::column_header(&*key.rating.value),
                    Cell::column_header(&*key.meaning.value),
                ],
            }],
            groups: vec![Group {
                band: None,
                continued: None,
                rows: rows.into(),
            }],
        }
    }
}

/// The first field that an expression names, without its filters.
fn field_name(expression: &str) -> &str {
    let first = expression.split(['|', ',']).next().unwrap_or(expression);
    first.trim_matches(['[', ']', ' '])
}

/// A name for a file that holds nothing but letters, digits and hyphens.
fn safe_name(wanted: &str, otherwise: &str) -> String {
    let safe: String = wanted
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .take(100)
        .collect();
    let safe = safe.trim_matches('-');
    if safe.is_empty() {
        otherwise.to_string()
    } else {
        safe.to_string()
    }
}
