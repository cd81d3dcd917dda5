//! What is what in a pack.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::model::{DateStyle, PartialDate};

use super::Side;

/// How long a line is, in letters.
const WIDTH: usize = 78;

/// What the README of a pack tells.
pub(super) struct Readme<'a> {
    pub(super) now: &'a Side,
    pub(super) from: Option<&'a Side>,
    pub(super) issue: &'a str,
    pub(super) board: &'a str,
    pub(super) meeting: Option<Date>,
    /// The other files.
    pub(super) names: &'a [&'a str],
    /// Whether there is a Word file without tracked changes.
    pub(super) clean_in_word: bool,
    pub(super) warnings: &'a [String],
}

impl Readme<'_> {
    pub(super) fn text(&self) -> String {
        let profile = self.now.profile();
        let mut text = Text::default();
        text.line(&format!(
            "{}: {}",
            profile.organisation.name.value, profile.plan.title.value
        ));
        text.line(&match self.meeting {
            Some(day) => format!("For the meeting of the {} on {}", self.board, long(day)),
            None => format!("For the next meeting of the {}", self.board),
        });
        text.line(&format!("The files speak of {}.", long(self.now.as_of)));
        if !self.warnings.is_empty() {
            text.heading("TAKE CARE");
            for warning in self.warnings {
                text.line(&format!("{}.", capital(warning)));
            }
        }
        text.heading("1  READ THIS FIRST");
        self.files(&mut text, "1-");
        text.line(if self.from.is_some() {
            "One page: what governors are asked to decide, how the ratings of actions moved, and what changed area by area."
        } else {
            "One page: what governors are asked to decide, and how actions are rated."
        });
        text.heading("2  THE PLAN");
        self.files(&mut text, "2-");
        text.line(&format!(
            "The plan as it is put before the meeting ({}). A page that is marked DRAFT is one that nobody has approved yet.",
            self.issue
        ));
        text.heading("3  THE PLAN IN WORD");
        self.files(&mut text, "3-");
        match self.from {
            Some(from) => {
                text.line(&format!(
                    "A file whose name ends in “-changes” shows what changed since {} as tracked changes. In Word, choose \
                     Review: “Accept All Changes” gives the plan as it is now, “Reject All Changes” the one that was \
                     approved.",
                    from.said()
                ));
                if self.clean_in_word {
                    text.line("The other Word files show no changes: the edition that was approved has no such document.");
                }
            }
            None => text.line(
                "No edition of this plan was approved before, so there is nothing to compare it with: the file shows no \
                 changes.",
            ),
        }
        text.heading("4  FOR THE MINUTES");
        self.files(&mut text, "4-");
        text.line(
            "A draft of the resolution, which the meeting may change, and a slip for the votes, the minute number and the \
             signature of the chair. The Word file can be edited.",
        );
        text.heading("AFTER THE MEETING");
        text.line("If the plan was approved, the clerk records it, which keeps it as an edition:");
        text.plain(&self.command());
        text.line(
            "The files of this pack say what is in the plan. Whether that is enough is for governors to judge.",
        );
        text.0
    }

    fn files(&self, text: &mut Text, number: &str) {
        for name in self.names.iter().filter(|name| name.starts_with(number)) {
            text.plain(name);
        }
    }

    fn command(&self) -> String {
        let by = self.from.and_then(Side::approved_by);
        let by = by.map_or_else(|| capital(self.board), |by| by.replace('"', "'"));
        let on = self
            .meeting
            .map_or_else(|| "DATE".into(), |day| day.to_string());
        format!(
            "dutybound approve {} --by \"{by}\" --on {on} --minute \"NUMBER\"",
            self.now.profile().id.value
        )
    }
}

/// A text of lines that are not too long.
#[derive(Default)]
struct Text(String);

impl Text {
    fn heading(&mut self, words: &str) {
        let _ = writeln!(self.0, "\n{words}\n{}", "-".repeat(words.chars().count()));
    }

    /// A line that is not broken, indented.
    fn plain(&mut self, line: &str) {
        let _ = writeln!(self.0, "   {line}");
    }

    fn line(&mut self, words: &str) {
        let mut length = 0;
        for word in words.split_whitespace() {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > WIDTH {
                self.0.push('\n');
                length = 0;
            }
            if length > 0 {
                self.0.push(' ');
                length += 1;
            }
            self.0.push_str(word);
            length += letters;
        }
        self.0.push('\n');
    }
}

fn long(day: Date) -> String {
    PartialDate::Day(day).format(DateStyle::Long)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
