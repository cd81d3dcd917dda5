//! What people must do for the next period of a plan, as a document.

use jiff::civil::Date;

use crate::document::{
    Block, Cell, Document, Field, Fields, FieldsLayout, HeadingLevel, Inline, Meta, Orientation,
    Paper, Row, Section, Theme,
};
use crate::model::{DateStyle, PartialDate, Period};

use super::document::{heading, long, paragraph, register_of, second, table};

/// Something that a person must do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// Which part of the list it belongs to.
    pub kind: TaskKind,
    /// The file and the line that it is about; `None` of the plan as a whole.
    pub at: Option<(String, u32)>,
    /// What to do, as a sentence; of a theme, what it is about.
    pub text: String,
}

/// The parts of the list, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKind {
    /// What was approved, and where it is kept.
    Archive,
    /// Dates that a person sets.
    Dates,
    /// Guidance that another edition has replaced.
    Guidance,
    /// What is to be written anew.
    Words,
    /// Themes of guidance that nothing in the plan seems to answer.
    Themes,
}

impl TaskKind {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [
        Self::Archive,
        Self::Dates,
        Self::Guidance,
        Self::Words,
        Self::Themes,
    ];

    /// The heading of the part.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Archive => "The plan that ends",
            Self::Dates => "Dates to set",
            Self::Guidance => "Guidance that was replaced",
            Self::Words => "Words to bring up to date",
            Self::Themes => "Themes of guidance that nothing in the plan seems to answer",
        }
    }
}

/// A value that was changed: what it is, what it was and what it is now.
pub type ChangedLine = (String, Option<String>, Option<String>);

/// The list of one organisation, and what it needs to know beside it.
pub struct ToDoList<'a> {
    /// The organisation's id.
    pub organisation: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What messages call its file; the tasks name lines of it.
    pub file: &'a str,
    /// The period that begins.
    pub period: Period,
    /// What is to do.
    pub tasks: &'a [Task],
    /// What was changed in the organisation's file.
    pub changes: &'a [ChangedLine],
    /// The day as of which it was looked.
    pub as_of: Date,
    /// The day of the guidance register, where it has one.
    pub register: Option<PartialDate>,
    /// How the document looks.
    pub theme: Theme,
    /// Whether its font has a character.
    pub prints: &'a dyn Fn(char) -> bool,
}

/// The list as a document: what to do part by part, with room to tick it off, and what was changed already.
#[must_use]
pub fn to_do_document(list: &ToDoList<'_>) -> Document {
    let title = format!("To do for {}: {}", list.period, list.name);
    let mut blocks = vec![heading(HeadingLevel::TOP, title.clone()), list.facts()];
    if list.tasks.is_empty() {
        blocks.extend(paragraph("Nothing was found that is left to do.".into()));
    }
    for kind in TaskKind::ALL {
        blocks.extend(list.part(kind));
    }
    blocks.extend(list.changed());
    blocks.extend(paragraph(
        "This list holds what a program can see. It does not say that nothing else is to be done."
            .into(),
    ));
    Document {
        meta: Meta {
            title: title.clone(),
            author: list.name.into(),
            subject: format!("What to do for the plan of {}", list.period),
            keywords: Vec::new(),
            language: "en-GB".into(),
            date: list.as_of,
            identifier: format!("{}/to-do/{}", list.organisation, list.period),
        },
        theme: list.theme.clone(),
        watermark: None,
        comparison: None,
        title_sheet: None,
        sections: vec![Section {
            paper: Paper::A4,
            orientation: Orientation::Portrait,
            running_header: Some(title.into()),
            running_footer: Some(format!("As of {}", long(list.as_of)).into()),
            blocks,
        }],
    }
    .plain(list.prints)
}

impl ToDoList<'_> {
    fn facts(&self) -> Block {
        let field = |label: &str, value: String| Field {
            label: label.into(),
            value: vec![Inline::text(value)],
        };
        Block::Fields(Fields {
            layout: FieldsLayout::Lines,
            summary: "The file, the day that the list looks at, and against what it was checked"
                .into(),
            fields: vec![
                field("File", self.file.to_string()),
                field("As of", long(self.as_of)),
                field("Checked against", register_of(self.register)),
            ],
        })
    }

    fn part(&self, kind: TaskKind) -> Vec<Block> {
        let tasks = self.tasks.iter().filter(|task| task.kind == kind);
        let rows: Vec<Row> = tasks
            .map(|task| {
                let line = task.at.as_ref().map(|(_, line)| line.to_string());
                let text = task.text.as_str();
                let mut cells = if kind.has_places() {
                    let line = line.unwrap_or_else(|| "–".into());
                    vec![Cell::row_header(line), Cell::data(paragraph(text.into()))]
                } else {
                    vec![Cell::row_header(text)]
                };
                cells.push(Cell::data(Vec::new()));
                Row::new(cells)
            })
            .collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let head: &[(&str, u16)] = if kind.has_places() {
            &[("Line", 2), ("What to do", 19), ("Done", 3)]
        } else {
            &[("What to do", 21), ("Done", 3)]
        };
        vec![
            heading(second(), kind.heading().into()),
            table(kind.heading(), head, rows, false),
        ]
    }

    fn changed(&self) -> Vec<Block> {
        if self.changes.is_empty() {
            return Vec::new();
        }
        let shown = |value: &Option<String>| {
            let words = value.as_deref().map_or_else(|| "–".into(), in_words);
            Cell::data(paragraph(words))
        };
        let rows = self.changes.iter().map(|(what, old, new)| {
            Row::new(vec![
                Cell::row_header(what.as_str()),
                shown(old),
                shown(new),
            ])
        });
        let rows = rows.collect();
        let head = [("What", 12), ("Before", 6), ("Now", 6)];
        vec![
            heading(second(), "What was changed already".into()),
            table("What was changed in the file", &head, rows, false),
        ]
    }
}

/// A value with a date of a file as documents print dates.
fn in_words(value: &str) -> String {
    let date = value.parse::<PartialDate>().ok();
    let date = date.filter(|_| value.contains('-'));
    date.map_or_else(|| value.to_string(), |date| date.format(DateStyle::Long))
}

impl TaskKind {
    /// Whether its tasks stand somewhere in a file.
    fn has_places(self) -> bool {
        match self {
            Self::Archive | Self::Themes => false,
            Self::Dates | Self::Guidance | Self::Words => true,
        }
    }
}
