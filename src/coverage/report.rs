//! The survey as a document, for a terminal, a printer or a word processor.

use crate::document::{
    Block, Cell, CellRole, Colour, Document, Fonts, Meta, Orientation, Palette, Paper, Section,
    Theme,
};
use crate::model::{PartialDate, Status};

use super::parts::{capital, cell, counted, heading, listed, long, or_none, table};
use super::plan::one;
use super::{PlanCoverage, SameText, Survey};

/// How many names are listed before the rest are counted.
pub(super) const MOST: usize = 6;

/// The main colour and the second one: those of a brand that names none.
const COLOURS: (Colour, Colour) = (Colour::new(0x1f, 0x3a, 0x5f), Colour::new(0x2e, 0x7d, 0x6b));

/// The survey as a document: all plans together, then each plan by itself where `each` is set.
#[must_use]
pub fn report(survey: &Survey, each: bool) -> Document {
    let title = "What the plans cover";
    let mut blocks = vec![heading(1, title), Block::paragraph(standing(survey))];
    blocks.push(Block::paragraph(
        "A theme that nothing answers is a question to whoever keeps the plan, and an answer that was found by its \
         words alone is for a person to look at. Nothing here says that a plan meets the duty.",
    ));
    blocks.push(heading(2, "All plans"));
    blocks.extend(overview(survey));
    blocks.push(heading(2, "All themes"));
    blocks.extend(all_themes(survey));
    blocks.push(heading(2, "The same words for different places"));
    blocks.extend(same(&survey.same_texts));
    if each {
        for plan in survey.organisations.iter().filter(|plan| !plan.faulty) {
            blocks.extend(one(plan));
        }
    }
    Document {
        meta: Meta {
            title: title.into(),
            author: String::new(),
            subject: standing(survey),
            keywords: Vec::new(),
            language: "en-GB".into(),
            date: survey.as_of,
            identifier: "coverage/report".into(),
        },
        theme: Theme::new(Palette::new(COLOURS.0, COLOURS.1), Fonts::default()),
        watermark: None,
        comparison: None,
        title_sheet: None,
        sections: vec![Section {
            paper: Paper::A4,
            orientation: Orientation::Landscape,
            running_header: None,
            running_footer: Some(
                format!("{title}, {}", long(PartialDate::Day(survey.as_of))).into(),
            ),
            blocks,
        }],
    }
}

/// What was compared with what, and as of when.
fn standing(survey: &Survey) -> String {
    let plans = counted(survey.organisations.len(), "plan");
    let day = long(PartialDate::Day(survey.as_of));
    let register = survey.register_checked_on.map_or_else(
        || "the guidance register, which was never compared with its sources".to_string(),
        |day| format!("the guidance register as it was checked on {}", long(day)),
    );
    let guidance = match &survey.guidance[..] {
        [] => "it has no theme that counts on that day".to_string(),
        titles => format!("the themes of {}", listed(titles, titles.len())),
    };
    format!("{plans} as of {day}, against {register}: {guidance}.")
}

/// A line for each plan.
fn overview(survey: &Survey) -> Vec<Block> {
    let rows = survey.organisations.iter().map(|plan| {
        if plan.faulty {
            let mut why =
                cell("not compared: its files have errors, which `dutybound check` lists");
            why.column_span = 7;
            return vec![Cell::row_header(plan.id.clone()), why];
        }
        let declared = plan.themes.iter().filter(|theme| theme.is_declared());
        let unanswered: Vec<&str> = plan
            .unanswered()
            .map(|theme| theme.title.as_str())
            .collect();
        let answered = plan.themes.len() - unanswered.len();
        let declared = declared.count();
        let counts = plan.comparison.as_ref().map(|comparison| comparison.counts);
        let number = |of: fn(&super::Counts) -> usize| {
            cell(
                &counts
                    .as_ref()
                    .map_or("–".to_string(), |counts| of(counts).to_string()),
            )
        };
        vec![
            Cell::row_header(plan.id.clone()),
            cell(&format!(
                "{declared} by name, {} by words",
                answered - declared
            )),
            cell(&or_none(&listed(&unanswered, MOST))),
            number(|counts| counts.inherited),
            number(|counts| counts.tracked),
            number(|counts| counts.added),
            number(|counts| counts.removed),
            number(|counts| counts.reworded),
        ]
    });
    let note = "Taken over and tracked are actions: tracked are those for which the plan gives its own people, dates or \
                progress. Added, removed and reworded count every entry and text of the plan. A dash: the plan takes \
                over no other.";
    let columns = [
        ("Plan", 14),
        ("Themes answered", 16),
        ("Nothing answers", 26),
        ("Taken over", 8),
        ("Tracked", 8),
        ("Added", 8),
        ("Removed", 9),
        ("Reworded", 10),
    ];
    vec![
        table(
            "What each plan covers, takes over and changes",
            &columns,
            rows,
        ),
        Block::paragraph(note),
    ]
}

/// A line for each theme.
fn all_themes(survey: &Survey) -> Vec<Block> {
    let plans: Vec<&PlanCoverage> = survey
        .organisations
        .iter()
        .filter(|plan| !plan.faulty)
        .collect();
    let Some(first) = plans.first() else {
        return vec![Block::paragraph("No plan could be compared.")];
    };
    if first.themes.is_empty() {
        return vec![Block::paragraph(
            "The register has no theme that counts on that day.",
        )];
    }
    let rows = first.themes.iter().enumerate().map(|(index, theme)| {
        let missing = plans.iter().filter(|plan| {
            let theme = plan.themes.get(index);
            theme.is_some_and(|theme| theme.answers.is_empty())
        });
        let missing: Vec<&str> = missing.map(|plan| plan.id.as_str()).collect();
        vec![
            Cell {
                role: CellRole::RowHeader,
                ..Cell::data(vec![
                    Block::paragraph(&theme.title),
                    Block::paragraph(format!("id: {}", theme.id)),
                ])
            },
            cell(theme.about.as_deref().unwrap_or("")),
            cell(&format!(
                "{} of {}",
                plans.len() - missing.len(),
                plans.len()
            )),
            cell(&or_none(&listed(&missing, MOST))),
            cell(sureness(theme.status)),
        ]
    });
    let columns = [
        ("Theme", 22),
        ("What a plan says that answers it", 36),
        ("Plans that answer it", 12),
        ("Plans without an answer", 18),
        ("How sure the register is of the theme", 12),
    ];
    vec![table(
        "The themes, and how many plans answer each",
        &columns,
        rows,
    )]
}

fn sureness(status: Status) -> &'static str {
    match status {
        Status::Verified => "checked against a source",
        Status::Draft => "of a draft",
        Status::Unverified => "not checked yet",
    }
}

/// Texts that claim to speak of one place and stand in several plans.
fn same(texts: &[SameText]) -> Vec<Block> {
    if texts.is_empty() {
        let nothing = "None was found: no two plans give the same local picture of risk, introduction or risk of their \
                       own. Only what a plan's own file says was compared, not what it takes over.";
        return vec![Block::paragraph(nothing)];
    }
    let rows = texts.iter().map(|text| {
        let speakers = text.speakers.iter().take(MOST).map(|speaker| {
            let how = match speaker.likeness {
                100 => String::new(),
                share => format!(", {share} per cent the same"),
            };
            format!("{} ({}{how})", speaker.organisation, speaker.place)
        });
        let more = text.speakers.len().saturating_sub(MOST);
        let more = (more > 0).then(|| format!("and {more} more"));
        let lines = speakers.chain(more).map(Block::paragraph).collect();
        vec![
            Cell::row_header(capital(text.what)),
            cell(&text.begins),
            Cell::data(lines),
        ]
    });
    let columns = [("What", 18), ("It begins", 42), ("Where it stands", 40)];
    vec![
        table("Texts that several plans share", &columns, rows),
        Block::paragraph(
            "Each of them claims to speak of one place. Ask each school what is true of its own.",
        ),
    ]
}
