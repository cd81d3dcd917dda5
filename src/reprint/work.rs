//! What becomes of areas and actions.

use crate::edit::{Change, Way};
use crate::model::{Action, Area, Completed, DateStyle, PartialDate, Rag, Timing};
use crate::source::Node;

use super::roll::{About, RolledLine, Roller, at};

/// What happens to a date that lies before the new period.
enum Passed {
    /// What is done again and again is due again.
    Recurs,
    /// A beginning that is over.
    Stays,
    /// A person says when it is due; what to do, as a sentence.
    Asks(&'static str),
}

impl Roller<'_> {
    pub(super) fn area(&mut self, area: &Area) {
        let way = Way::from("plan.areas").then(area.id.as_str());
        let title = area.title.as_str();
        let asks = "Set the date by which its actions are due.";
        let what = format!("Deadline of “{title}”");
        self.due(&way.then("deadline"), &what, &Passed::Asks(asks));
        if let Some(progress) = self.own_at(&way.then("progress")) {
            let period = self.shift.from();
            let text =
                format!("Bring the progress of “{title}” up to date: it speaks of {period}.");
            self.leave(About::Words, Some(progress.place), text);
        }
        let lists = area.expectations.iter().map(|expectation| {
            let way = way.then("expectations").then(expectation.id.as_str());
            (way, &expectation.actions)
        });
        for (way, actions) in std::iter::once((way.clone(), &area.actions)).chain(lists) {
            let way = way.then("actions");
            for action in actions.iter().filter(|action| action.is_planned()) {
                self.action(&way, action);
            }
        }
    }

    /// An action of the list at a way.
    fn action(&mut self, list: &Way, action: &Action) {
        let way = list.then(action.id.as_str());
        let words = shortened(action.text.as_str());
        if action.completed.is_some() && self.own_at(&way.then("completed")).is_some() {
            self.done(list, &way, action, &words);
            return;
        }
        let recurs = action.frequency.is_some();
        let rated_green = action.rag() == Some(Rag::Green);
        let start = if recurs {
            Passed::Recurs
        } else {
            Passed::Stays
        };
        self.due(&way.then("start"), &format!("Start of “{words}”"), &start);
        let deadline = match (recurs, rated_green) {
            (true, _) => Passed::Recurs,
            (false, true) => {
                Passed::Asks("It is rated green: say when it was completed, or give it a new date.")
            }
            (false, false) => Passed::Asks(
                "Nothing says that it is done: give it a new date, or say when it was completed.",
            ),
        };
        self.due(
            &way.then("deadline"),
            &format!("Deadline of “{words}”"),
            &deadline,
        );
    }

    /// What becomes of an action that is done.
    fn done(&mut self, list: &Way, way: &Way, action: &Action, words: &str) {
        let period = self.shift.from().to_string();
        let old = action
            .completed
            .map(|on| format!("completed {}", on.format(DateStyle::Long)));
        let mut line = |what: String, old: Option<String>, new: Option<String>, change: Change| {
            self.made.lines.push(RolledLine {
                what,
                old,
                new,
                change,
            });
        };
        let what = format!("“{words}”");
        let drop = self.completed == Completed::Dropped
            && !self.inheritance.is_taken_over
            && !is_leant_on(self.own, list, action.id.as_str())
            && !is_locked(&self.inheritance.files, way);
        if !drop {
            let new = format!("embedded practice since {period}");
            line(
                what,
                old,
                Some(new),
                Change::set(way.then("embedded"), period),
            );
        } else if is_inherited(self.own, self.merged, way) {
            let reason = format!("Completed in {period}.");
            line(
                what.clone(),
                old,
                None,
                Change::set(way.then("remove"), "true"),
            );
            let reason_of = format!("Reason why {what} is left out");
            let old = at(self.own, way.then("reason").steps());
            let old = old.and_then(Node::text).map(str::to_string);
            line(
                reason_of,
                old,
                Some(reason.clone()),
                Change::set(way.then("reason"), reason),
            );
        } else {
            line(what, old, None, Change::Remove { way: way.clone() });
        }
    }

    /// What a date replaced in the old year is nothing to compare the dates of a new one with.
    fn forget_seen(&mut self, way: &Way, what: &str) {
        if let Some((key, group)) = way.steps().split_last() {
            let seen = Way::from(group.to_vec()).then("seen").then(key);
            self.remove(
                &format!("{what}: what had been seen of the inherited one"),
                seen,
            );
        }
    }

    /// A date that moves with the year, stays, or is for a person to set.
    fn due(&mut self, way: &Way, what: &str, passed: &Passed) {
        let Some(node) = self.own_at(way) else {
            return;
        };
        self.forget_seen(way, what);
        let Some(timing) = node.text().and_then(|text| text.parse::<Timing>().ok()) else {
            return;
        };
        if let Some(moved) = self.shift.relative(&timing) {
            let old = node.text().map(str::to_string);
            self.set(what, way.clone(), old, moved.format(DateStyle::Iso));
            return;
        }
        let begins = self.shift.to().from();
        let Some(date) = timing
            .date()
            .filter(|date: &PartialDate| date.is_before(begins))
        else {
            return;
        };
        match passed {
            Passed::Recurs => self.moved(what, way.clone(), date),
            Passed::Stays => {}
            Passed::Asks(help) => {
                let date = date.format(DateStyle::Long);
                self.leave(
                    About::Dates,
                    Some(node.place),
                    format!("{what} was {date}. {help}"),
                );
            }
        }
    }
}

/// Whether an action comes from a file that the organisation's file takes over.
fn is_inherited(own: &Node, merged: &Node, way: &Way) -> bool {
    let way = way.then("text");
    let text = at(merged, way.steps());
    at(own, way.steps()).is_none()
        || text.is_none_or(|text| text.replaced.is_some() || text.place.file != own.place.file)
}

/// Whether another entry of the list is placed after or before an action.
fn is_leant_on(own: &Node, list: &Way, id: &str) -> bool {
    let entries = at(own, list.steps()).map_or(&[][..], Node::items);
    entries.iter().any(|entry| {
        let beside = ["after", "before"].map(|key| entry.get(key).and_then(Node::text));
        beside.contains(&Some(id))
    })
}

/// Whether a file that is taken over forbids to remove what stands at a way, or something in it.
fn is_locked(files: &[&Node], way: &Way) -> bool {
    let mut locked = false;
    for steps in (0..=way.steps().len()).map(|length| &way.steps()[..length]) {
        let values = files.iter().filter_map(|file| at(file, steps));
        for lock in values.filter_map(|value| value.get("lock")?.text()) {
            locked = lock != "none";
        }
    }
    let whole = files.iter().filter_map(|file| at(file, way.steps()));
    locked || whole.into_iter().any(holds_lock)
}

/// Whether something within a value is locked.
fn holds_lock(value: &Node) -> bool {
    let within = value.entries().iter().map(|entry| &entry.node);
    within.chain(value.items()).any(|inner| {
        let lock = inner.get("lock").and_then(Node::text);
        lock.is_some_and(|lock| lock != "none") || holds_lock(inner)
    })
}

/// The first words of an action, enough to know it by, without what marks links and stress.
fn shortened(text: &str) -> String {
    const WORDS: usize = 9;
    let marks = ['*', '[', ']', '`'];
    let line = text.trim().lines().next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let begin = words[..words.len().min(WORDS)].join(" ").replace(marks, "");
    let is_all = words.len() <= WORDS && line.len() == text.trim().len();
    let begin = begin.trim_end_matches(['.', ',', ';', ':', '–', ' ']);
    if is_all {
        begin.to_string()
    } else {
        format!("{begin} …")
    }
}
