//! The report on one organisation.

use jiff::civil::Date;

use crate::check::{SwitchedOff, rule};
use crate::diagnostic::{Diagnostic, FileId, Severity, Sources, meaning, sentence};
use crate::document::{
    Block, Cell, Column, Document, Field, Fields, FieldsLayout, Group, Heading, HeadingLevel,
    Inline, Meta, Orientation, Paper, Row, Section, Table, Theme,
};
use crate::model::{DateStyle, PartialDate};

/// The severities, the worst first, each with the word for several and what it means for the documents.
const SEVERITIES: [(Severity, &str, &str); 3] = [
    (
        Severity::Error,
        "Errors",
        "Documents cannot be made until these are put right.",
    ),
    (
        Severity::Warning,
        "Warnings",
        "Documents can be made. Put these right, or decide that they are meant, before the plan is approved.",
    ),
    (
        Severity::Note,
        "Notes",
        "Nothing is wrong. These are good to know.",
    ),
];

/// What was found in the data of one organisation, and what a report needs to know beside it.
pub struct Findings<'a> {
    /// The organisation's id.
    pub organisation: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What was found, in the order of the files.
    pub findings: &'a [Diagnostic],
    /// The rules that its files switch off.
    pub switched_off: &'a [SwitchedOff],
    /// The files as they were read.
    pub sources: &'a Sources,
    /// The day that the check speaks of.
    pub as_of: Date,
    /// The day of the guidance register, where it has one.
    pub register: Option<PartialDate>,
    /// How the report looks.
    pub theme: Theme,
    /// Whether its font has a character.
    pub prints: &'a dyn Fn(char) -> bool,
}

/// The report on one organisation: a summary, then what was found file by file, and what was not looked for.
#[must_use]
pub fn document(found: &Findings<'_>) -> Document {
    let title = format!("What was found in the plan of {}", found.name);
    let mut blocks = vec![heading(HeadingLevel::TOP, title.clone()), found.facts()];
    blocks.push(found.summary());
    if found.findings.is_empty() {
        blocks.extend(paragraph(
            "Nothing was found. There is nothing to put right.".into(),
        ));
    }
    for (file, findings) in by_file(found.findings) {
        let place = file.map_or("the data as a whole", |file| found.sources.name(file));
        blocks.push(heading(second(), format!("In {place}")));
        blocks.push(found.table(place, &findings));
    }
    blocks.extend(found.not_looked_for());
    blocks.extend(paragraph(format!(
        "This report lists what the rules of Dutybound {} found. It does not say that nothing else is wrong, or that the \
         plan does what the law and the guidance ask for.",
        env!("CARGO_PKG_VERSION")
    )));
    let date = long(found.as_of);
    Document {
        meta: Meta {
            title: title.clone(),
            author: found.name.into(),
            subject: "What was found when the plan was checked".into(),
            keywords: Vec::new(),
            language: "en-GB".into(),
            date: found.as_of,
            identifier: format!("{}/check", found.organisation),
        },
        theme: found.theme.clone(),
        watermark: None,
        comparison: None,
        title_sheet: None,
        sections: vec![Section {
            paper: Paper::A4,
            orientation: Orientation::Landscape,
            running_header: Some(title.into()),
            running_footer: Some(format!("As of {date}").into()),
            blocks,
        }],
    }
    .plain(found.prints)
}

impl Findings<'_> {
    /// When it was checked, and against what.
    fn facts(&self) -> Block {
        let field = |label: &str, value: String| Field {
            label: label.into(),
            value: vec![Inline::text(value)],
        };
        Block::Fields(Fields {
            layout: FieldsLayout::Lines,
            summary: "When the plan was checked, and against what".into(),
            fields: vec![
                field("As of", long(self.as_of)),
                field("Checked against", register_of(self.register)),
            ],
        })
    }

    fn summary(&self) -> Block {
        let rows = SEVERITIES.iter().map(|(severity, word, meaning)| {
            let same = self.findings.iter();
            let number = same.filter(|finding| finding.severity == *severity).count();
            Row::new(vec![
                Cell::row_header(*word),
                Cell::data(paragraph(number.to_string())),
                Cell::data(paragraph((*meaning).to_string())),
            ])
        });
        let head = [("Kind", 3), ("Found", 2), ("What it means", 19)];
        table(
            "How much was found of each kind",
            &head,
            rows.collect(),
            true,
        )
    }

    /// What was found in one file.
    fn table(&self, file: &str, findings: &[&Diagnostic]) -> Block {
        let rows = findings.iter().map(|finding| {
            let line = finding
                .place
                .map_or_else(|| "–".to_string(), |place| place.line.to_string());
            let why = match rule(finding.code) {
                Some(rule) => rule.why,
                None => meaning(finding.code).unwrap_or_default(),
            };
            let help = finding.help.as_deref().unwrap_or_default();
            Row::new(vec![
                Cell::row_header(line),
                Cell::data(paragraph(
                    sentence(finding.severity.word()).replace('.', ""),
                )),
                Cell::data(self.what(finding)),
                Cell::data(paragraph(why.into())),
                Cell::data(paragraph(help.into())),
            ])
        });
        let head = [
            ("Line", 2),
            ("Kind", 3),
            ("What was found", 12),
            ("Why it matters", 9),
            ("What to do", 12),
        ];
        let summary = format!("What was found in {file}");
        table(&summary, &head, rows.collect(), false)
    }

    /// What was found, and the other places that explain it.
    fn what(&self, finding: &Diagnostic) -> Vec<Block> {
        let mut blocks = paragraph(sentence(&finding.message));
        for (place, label) in &finding.related {
            let file = self.sources.name(place.file);
            let other = format!("Compare line {} of {file}: {}", place.line, sentence(label));
            blocks.extend(paragraph(other));
        }
        blocks
    }

    /// The rules that files switch off, with the reasons that they give.
    fn not_looked_for(&self) -> Vec<Block> {
        if self.switched_off.is_empty() {
            return Vec::new();
        }
        let rows = self.switched_off.iter().map(|off| {
            let about = rule(off.code).map_or("", |rule| rule.about);
            let reason = off.reason.clone().unwrap_or_default();
            let file = self.sources.name(off.place.file);
            Row::new(vec![
                Cell::row_header(sentence(about)),
                Cell::data(paragraph(reason)),
                Cell::data(paragraph(format!("{file}, line {}", off.place.line))),
            ])
        });
        let head = [("Rule", 12), ("Why it is switched off", 12), ("Where", 12)];
        let rows = rows.collect();
        vec![
            heading(second(), "What was not looked for".into()),
            table("The rules that are switched off", &head, rows, false),
        ]
    }
}

/// The findings of each file, the files in the order of their first finding.
fn by_file(findings: &[Diagnostic]) -> Vec<(Option<FileId>, Vec<&Diagnostic>)> {
    let mut files: Vec<(Option<FileId>, Vec<&Diagnostic>)> = Vec::new();
    for finding in findings {
        let file = finding.place.map(|place| place.file);
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, same)) => same.push(finding),
            None => files.push((file, vec![finding])),
        }
    }
    files
}

pub(super) fn table(summary: &str, head: &[(&str, u16)], rows: Vec<Row>, whole: bool) -> Block {
    Block::Table(Table {
        summary: summary.into(),
        columns: head
            .iter()
            .map(|(_, width)| Column { width: *width })
            .collect(),
        head: vec![Row::new(
            head.iter()
                .map(|(words, _)| Cell::column_header(*words))
                .collect(),
        )],
        groups: vec![Group {
            band: None,
            continued: None,
            rows,
        }],
        whole,
    })
}

/// A paragraph; none where nothing is said, for a paragraph has words.
pub(super) fn paragraph(text: String) -> Vec<Block> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    vec![Block::paragraph(text)]
}

pub(super) fn heading(level: HeadingLevel, text: String) -> Block {
    Block::Heading(Heading::plain(level, vec![Inline::text(text)]))
}

pub(super) fn second() -> HeadingLevel {
    HeadingLevel::new(2).unwrap_or(HeadingLevel::TOP)
}

/// Against what a plan was checked, as a report says it.
pub(super) fn register_of(date: Option<PartialDate>) -> String {
    match date {
        Some(date) => format!("the guidance register of {}", date.format(DateStyle::Long)),
        None => "a guidance register without a date".into(),
    }
}

pub(crate) fn long(date: Date) -> String {
    PartialDate::Day(date).format(DateStyle::Long)
}
