//! The resolution that approves a plan, as a draft, with a slip to be signed.

use jiff::civil::Date;

use super::document::{heading, long, paragraph, second, table};
use super::words::capital;
use crate::document::{
    Block, Cell, Document, HeadingLevel, Inline, List, ListKind, Meta, Orientation, Paper, Row,
    Section, Theme,
};

/// What is written by hand, in the order in which it comes up.
const SLIP: [&str; 8] = [
    "Date of the meeting",
    "Minute number",
    "Votes for",
    "Votes against",
    "Abstentions",
    "Name of the chair",
    "Signature of the chair",
    "Date of the signature",
];

/// What a draft resolution needs to know.
pub struct Resolution<'a> {
    /// The organisation's id.
    pub organisation: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What the plan is called.
    pub plan: &'a str,
    /// What the organisation calls its board: `governing body`.
    pub board: &'a str,
    /// The issue that is put to the meeting: "version 2.0 for 2027/28".
    pub issue: &'a str,
    /// The issue that was approved last: "version 1.0, approved by …"; `None` where there is none.
    pub since: Option<&'a str>,
    /// What the organisation calls the one whose plan it takes over, where something of that changed.
    pub taken_over_from: Option<&'a str>,
    /// How many actions have each rating, and none: red, amber, green, unrated.
    pub rag: [usize; 4],
    /// The day of the meeting, where it is known.
    pub meeting: Option<Date>,
    /// By when the plan is to be reviewed if the meeting approves it: "by 3 December 2027".
    pub review: &'a str,
    /// Who reports on the plan: a role.
    pub reporter: Option<&'a str>,
    /// The day that the document speaks of.
    pub as_of: Date,
    /// How it looks.
    pub theme: Theme,
    /// Whether its font has a character.
    pub prints: &'a dyn Fn(char) -> bool,
}

impl Resolution<'_> {
    /// The draft resolution, and the slip below it.
    #[must_use]
    pub fn document(&self) -> Document {
        let title = format!("Draft resolution on the {}", self.plan);
        let whose = format!("of the {} of {}", self.board, self.name);
        let meeting = match self.meeting {
            Some(day) => format!("the meeting {whose} on {}", long(day)),
            None => format!("the next meeting {whose}"),
        };
        let mut blocks = vec![heading(HeadingLevel::TOP, title.clone())];
        blocks.extend(paragraph(format!(
            "For {meeting}. The wording is a draft: the meeting decides, and may change it before it is minuted."
        )));
        let points = self.points().into_iter().map(paragraph);
        if let Some(list) = List::of(ListKind::Number, points) {
            blocks.push(Block::Panel {
                title: vec![Inline::text(format!("The {} resolved", self.board))],
                blocks: vec![Block::List(list)],
            });
        }
        blocks.push(heading(second(), "Sign-off slip".into()));
        blocks.extend(paragraph(format!(
            "Filled in at the meeting and kept with its minutes. {} of the {} of {}.",
            capital(self.issue),
            self.plan,
            self.name
        )));
        blocks.push(self.slip());
        Document {
            meta: Meta {
                title: format!("{title}: {}", self.name),
                author: self.name.into(),
                subject: "A draft resolution and a sign-off slip".into(),
                keywords: Vec::new(),
                language: "en-GB".into(),
                date: self.as_of,
                identifier: format!("{}/resolution", self.organisation),
            },
            theme: self.theme.clone(),
            watermark: None,
            comparison: None,
            title_sheet: None,
            sections: vec![Section {
                paper: Paper::A4,
                orientation: Orientation::Portrait,
                running_header: Some(self.name.into()),
                running_footer: Some(format!("Draft resolution, {}", long(self.as_of)).into()),
                blocks,
            }],
        }
        .plain(self.prints)
    }

    /// What is resolved, point by point.
    fn points(&self) -> Vec<String> {
        let mut points = vec![format!(
            "to approve the {}, {}, as it was put before the meeting;",
            self.plan, self.issue
        )];
        if let Some(since) = self.since {
            points.push(format!("to note what changed since {since};"));
        }
        if let Some(from) = self.taken_over_from {
            points.push(format!(
                "to adopt as its own what {from} changed in the plan that it hands down;"
            ));
        }
        let [red, amber, green, unrated] = self.rag;
        if red + amber + green > 0 {
            points.push(format!(
                "to note how far its actions are: {} rated red, {} amber, {} green, and {} not rated;",
                some(red),
                some(amber),
                some(green),
                some(unrated)
            ));
        }
        points.push(match self.reporter {
            Some(role) => {
                format!("to ask for a report on its progress by the {role} at least once a term;")
            }
            None => "to ask for a report on its progress at least once a term;".into(),
        });
        points.push(format!("to review the plan {}.", self.review));
        points
    }

    fn slip(&self) -> Block {
        let rows = SLIP.iter().enumerate().map(|(at, label)| {
            let known = self.meeting.filter(|_| at == 0);
            let known = known.map_or_else(Vec::new, |day| paragraph(long(day)));
            Row {
                fill_in: true,
                ..Row::new(vec![Cell::row_header(*label), Cell::data(known)])
            }
        });
        let head = [("For the minutes", 8), ("Filled in by hand", 16)];
        table(
            "Sign-off slip, to be filled in by hand",
            &head,
            rows.collect(),
            true,
        )
    }
}

/// A number, as it is read in a sentence.
fn some(number: usize) -> String {
    if number == 0 {
        "none".into()
    } else {
        number.to_string()
    }
}
