//! The list of gaps as a document.

use crate::document::{
    Block, Cell, Document, HeadingLevel, Inline, Orientation, Paper, Row, Section,
};
use crate::report::document::{heading, long, paragraph, second, table};
use crate::report::words::counted;

use super::gaps::{Gap, GapSort};
use super::index::facts;
use super::register::EvidenceRegister;

/// Who reads a list of gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapReader {
    /// Those who keep the plan, and are told what they can do.
    Keeper,
    /// Those who are handed the pack.
    Recipient,
}

/// What is missing from the evidence, or out of date, part by part.
#[must_use]
pub fn gap_list(register: &EvidenceRegister<'_>, gaps: &[Gap], reader: GapReader) -> Document {
    let mut blocks = vec![heading(HeadingLevel::TOP, TITLE.into()), facts(register)];
    blocks.extend(parts(gaps, second(), reader));
    let section = Section {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        running_header: Some(format!("{TITLE}: {}", register.name).into()),
        running_footer: Some(format!("As of {}", long(register.as_of)).into()),
        blocks,
    };
    let subject = "What is missing from the evidence of the plan, or out of date";
    register
        .document(TITLE, "gap-list", subject, vec![section])
        .plain(register.prints)
}

/// What the list is called.
pub(super) const TITLE: &str = "Gaps in the evidence";

/// The parts of the list below headings of a level.
pub(super) fn parts(gaps: &[Gap], level: HeadingLevel, reader: GapReader) -> Vec<Block> {
    let mut blocks = Vec::new();
    if gaps.is_empty() {
        blocks.extend(paragraph(
            "Nothing was found that is missing or out of date.".into(),
        ));
    } else {
        let of = |sort: GapSort| gaps.iter().filter(move |gap| gap.sort == sort);
        let numbers = GapSort::ALL
            .into_iter()
            .filter(|sort| sort.is_gap())
            .map(|sort| (sort, of(sort).count()));
        let rows = numbers
            .filter(|(_, number)| *number > 0)
            .map(|(sort, number)| {
                Row::new(vec![
                    Cell::row_header(sort.heading()),
                    Cell::data(paragraph(number.to_string())),
                ])
            });
        let rows: Vec<Row> = rows.collect();
        let all = gaps.iter().filter(|gap| gap.sort.is_gap()).count();
        if all == 0 {
            blocks.extend(paragraph(
                "Nothing was found that is missing or out of date.".into(),
            ));
        } else {
            blocks.extend(paragraph(format!(
                "{} in all, grouped by what was found.",
                counted(all, "gap")
            )));
            blocks.push(table(
                "How many gaps there are of each kind",
                &[("What", 20), ("Gaps", 4)],
                rows,
                true,
            ));
        }
        blocks.extend(paragraph(still_to_come(gaps.len() - all)));
        for sort in GapSort::ALL {
            let rows: Vec<Row> = of(sort).map(|gap| row(gap, reader)).collect();
            let found = if sort.is_gap() { 13 } else { 6 }; // a date is short
            if !rows.is_empty() {
                blocks.push(heading(level, sort.heading().into()));
                blocks.extend(paragraph(match reader {
                    GapReader::Keeper => format!("{} {}", sort.meaning(), sort.way_out()),
                    GapReader::Recipient => sort.meaning().into(),
                }));
                blocks.push(table(
                    sort.heading(),
                    &[(sort.about(), 24 - found), (sort.found(), found)],
                    rows,
                    false,
                ));
            }
        }
    }
    blocks.extend(paragraph(
        "This list holds what a program can see. Whether a piece of evidence shows what it is cited for is for people to judge."
            .into(),
    ));
    blocks
}

/// How many actions have neither a rating nor evidence and need none yet; no words where there are none.
fn still_to_come(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "In addition, 1 action is not rated yet and cites no evidence. It is not overdue and is not counted as a gap; it stands at the end of this list.".into(),
        _ => format!(
            "In addition, {number} actions are not rated yet and cite no evidence. They are not overdue and are not counted as gaps; they stand at the end of this list."
        ),
    }
}

fn row(gap: &Gap, reader: GapReader) -> Row {
    let help = gap.help.as_deref().filter(|_| reader == GapReader::Keeper);
    let lines = gap.why.split('\n').chain(help);
    let why = lines.map(|line| Block::Paragraph {
        content: vec![Inline::text(breakable(line))],
    });
    Row::new(vec![
        Cell::row_header(gap.about.as_str()),
        Cell::data(why.collect()),
    ])
}

/// A text in which fingerprints stand in groups, so that they can be compared and may go on in the next line.
pub(super) fn breakable(text: &str) -> String {
    let mut broken = String::with_capacity(text.len() + 8);
    let mut run = 0;
    for letter in text.chars() {
        run = if letter.is_ascii_hexdigit() {
            run + 1
        } else {
            0
        };
        if run == 17 {
            broken.push(' ');
            run = 1;
        }
        broken.push(letter);
    }
    broken
}
