//! What changes in the file of one organisation.

use crate::diagnostic::Place;
use crate::edit::{Change, New, Way};
use crate::model::{Completed, DateStyle, PartialDate, Profile};
use crate::source::Node;

use super::shift::Shift;
use super::version;

/// What the files say that an organisation's file takes over, as far as it matters here.
#[derive(Clone, Debug, Default)]
pub struct Inheritance<'a> {
    /// Those files, the farthest first.
    pub files: Vec<&'a Node>,
    /// Whether one of them gives the new period once it is rolled forward itself.
    pub gives_period: bool,
    /// Whether the approved plan is kept as an edition.
    pub has_edition: bool,
    /// Whether other files take this one over: then none of its actions can go.
    pub is_taken_over: bool,
}

/// What rolling an organisation's file forward changes, and what it leaves to people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// The changes, in the order in which they are made.
    pub lines: Vec<RolledLine>,
    /// What a person must do.
    pub to_do: Vec<ToDo>,
}

/// A value that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolledLine {
    /// What it is, for people: "Period", "Deadline of “Train all staff”".
    pub what: String,
    /// What the file says; `None` where it says nothing yet.
    pub old: Option<String>,
    /// What it will say; `None` where it goes.
    pub new: Option<String>,
    /// The change to the file.
    pub change: Change,
}

/// Something that only a person can do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToDo {
    /// What kind of thing it is.
    pub about: About,
    /// Where it is written; `None` of the plan as a whole.
    pub place: Option<Place>,
    /// What to do, as a sentence.
    pub text: String,
}

/// What something is about that only a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The plan that ends, and where it is kept.
    Archive,
    /// A date to be set.
    Dates,
    /// Words to be written anew.
    Words,
}

/// What rolling an organisation's file forward changes. `own` is the file, `merged` what it becomes with all that it takes
/// over, before placeholders are filled.
///
/// A plan whose period is the new one already does not change.
#[must_use]
pub fn roll(
    own: &Node,
    merged: &Node,
    profile: &Profile,
    shift: Shift,
    inheritance: &Inheritance<'_>,
    completed: Completed,
) -> Roll {
    let mut roller = Roller {
        own,
        merged,
        profile,
        shift,
        inheritance,
        completed,
        made: Roll::default(),
    };
    if profile.plan.period.map(|period| period.value) == Some(shift.to()) {
        return roller.made;
    }
    roller.period();
    roller.approval();
    roller.version();
    roller.dates();
    for area in &profile.plan.areas {
        roller.area(area);
    }
    roller.made
}

pub(super) struct Roller<'a> {
    pub(super) own: &'a Node,
    pub(super) merged: &'a Node,
    profile: &'a Profile,
    pub(super) shift: Shift,
    pub(super) inheritance: &'a Inheritance<'a>,
    pub(super) completed: Completed,
    pub(super) made: Roll,
}

impl<'a> Roller<'a> {
    fn period(&mut self) {
        let way = Way::from("plan.period");
        if self.own_at(&way).is_some() || !self.inheritance.gives_period {
            let old = self.profile.plan.period.map(|period| period.to_string());
            self.set("Period", way, old, self.shift.to().to_string());
        }
    }

    /// The approval is for next year’s governors to give; the last one becomes the last review.
    fn approval(&mut self) {
        let approval = &self.profile.plan.approval;
        self.archive();
        let approved = approval.approved_on.map(|on| on.value);
        let reviewed = approval.last_reviewed_on.map(|on| on.value);
        let last = approved
            .into_iter()
            .chain(reviewed)
            .max_by(PartialDate::chronological);
        if let Some(last) = last.filter(|last| Some(*last) != reviewed) {
            let old = reviewed.map(|date| date.format(DateStyle::Iso));
            let way = Way::from("plan.approval.last_reviewed_on");
            self.set("Last reviewed on", way, old, last.format(DateStyle::Iso));
        }
        for (key, what) in [
            ("approved_by", "Approved by"),
            ("approved_on", "Approved on"),
            ("minute", "Minute"),
        ] {
            self.remove(what, Way::from("plan.approval").then(key));
        }
        let effective = Way::from("plan.approval.effective_on");
        match (approval.effective_on, self.own_at(&effective)) {
            (Some(on), Some(node)) if is_printed(self.merged, "approval.effective_on") => {
                self.moved("In effect from", effective, on.value);
                let text = "Say from when the plan applies: a text prints the date, so it was moved with the year.";
                self.leave(About::Dates, Some(node.place), text.into());
            }
            (Some(_) | None, _) => self.remove("In effect from", effective),
        }
        let review = Way::from("plan.approval.review_on");
        if approval.review_every.is_some() {
            self.remove("Next review due by", review); // it is worked out
        } else if let Some(on) = approval.review_on {
            self.moved("Next review due by", review, on.value);
        }
    }

    /// Nothing is archived that is not approved, and what was approved is not lost.
    fn archive(&mut self) {
        let approval = &self.profile.plan.approval;
        let period = self.shift.from();
        let (Some(by), Some(on)) = (&approval.approved_by, approval.approved_on) else {
            let text = format!(
                "The plan of {period} was never approved, so nothing of it is archived: say in the minutes what became of it."
            );
            self.leave(About::Archive, None, text);
            return;
        };
        if self.inheritance.has_edition {
            return;
        }
        let on = on.value.format(DateStyle::Long);
        let minute = approval
            .minute
            .as_ref()
            .map_or(String::new(), |minute| format!(" ({})", minute.as_str()));
        let text = format!(
            "The plan of {period} was approved by {} on {on}{minute}, and there is no edition of it: keep its PDF where you keep your minutes.",
            by.as_str()
        );
        self.leave(About::Archive, None, text);
        self.remember();
    }

    /// Writes the version that was approved into the history, where nothing else keeps it.
    fn remember(&mut self) {
        let plan = &self.profile.plan;
        let (Some(version), Some(on), Some(by)) = (
            &plan.version,
            plan.approval.approved_on,
            &plan.approval.approved_by,
        ) else {
            return;
        };
        let same = |known: &str| known == version.as_str();
        if plan
            .history
            .iter()
            .any(|entry| same(entry.version.as_str()))
        {
            return;
        }
        let on = on.value.format(DateStyle::Iso);
        let mut entry = vec![
            ("version".to_string(), New::Text(version.value.clone())),
            ("on".to_string(), New::Text(on.clone())),
            ("by".to_string(), New::Text(by.value.clone())),
        ];
        if let Some(minute) = &plan.approval.minute {
            let note = format!("Minute {}.", minute.as_str());
            entry.push(("note".to_string(), New::Text(note)));
        }
        self.made.lines.push(RolledLine {
            what: "Earlier versions".into(),
            old: None,
            new: Some(format!("{}, {on}, {}", version.as_str(), by.as_str())),
            change: Change::append("plan.history", New::Group(entry)),
        });
    }

    fn version(&mut self) {
        let way = Way::from("plan.version");
        let Some(node) = self.own_at(&way) else {
            return;
        };
        let old = node.text().unwrap_or_default();
        if let Some(next) = version::next(old) {
            self.set("Version", way, Some(old.to_string()), next);
        } else {
            let text = format!(
                "Give the plan its next version: what comes after `{old}` is for you to say."
            );
            self.leave(About::Words, Some(node.place), text);
        }
    }

    fn dates(&mut self) {
        let plan = &self.profile.plan;
        self.remove("Last updated on", Way::from("plan.updated_on")); // it follows from reviews and approval
        if let Some(on) = plan.actions_review_on {
            let way = Way::from("plan.actions_review_on");
            self.moved("Actions reviewed on", way, on.value);
        }
    }

    /// Moves a date of the file by the years between the periods.
    pub(super) fn moved(&mut self, what: &str, way: Way, date: PartialDate) {
        let Some(node) = self.own_at(&way) else {
            return;
        };
        match self.shift.date(date) {
            Some(moved) => {
                let old = node.text().map(str::to_string);
                self.set(what, way, old, moved.format(DateStyle::Iso));
            }
            None => self.leave(
                About::Dates,
                Some(node.place),
                format!("{what}: give it a new date."),
            ),
        }
    }

    pub(super) fn set(&mut self, what: &str, way: Way, old: Option<String>, new: String) {
        self.made.lines.push(RolledLine {
            what: what.to_string(),
            old,
            new: Some(new.clone()),
            change: Change::set(way, new),
        });
    }

    /// Takes a key out of the file, where it is there.
    pub(super) fn remove(&mut self, what: &str, way: Way) {
        if let Some(node) = self.own_at(&way) {
            self.made.lines.push(RolledLine {
                what: what.to_string(),
                old: node.text().map(str::to_string),
                new: None,
                change: Change::Remove { way },
            });
        }
    }

    pub(super) fn leave(&mut self, about: About, place: Option<Place>, text: String) {
        self.made.to_do.push(ToDo { about, place, text });
    }

    /// What the organisation's own file says at a place of the plan.
    pub(super) fn own_at(&self, way: &Way) -> Option<&'a Node> {
        at(self.own, way.steps()).filter(|node| !node.is_empty())
    }
}

/// The value at the end of some keys and ids; `None` where there is none.
pub(super) fn at<'a>(tree: &'a Node, steps: &[String]) -> Option<&'a Node> {
    steps.iter().try_fold(tree, |node, step| {
        node.get(step)
            .or_else(|| node.items().iter().find(|item| item.id() == Some(step)))
    })
}

/// Whether a placeholder of some text names a value.
fn is_printed(tree: &Node, name: &str) -> bool {
    let within = tree.entries().iter().map(|entry| &entry.node);
    let text = tree
        .text()
        .is_some_and(|text| text.contains("{{") && text.contains(name));
    text || within
        .chain(tree.items())
        .any(|inner| is_printed(inner, name))
}
