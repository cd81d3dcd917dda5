//! Why an organisation cannot be rolled forward.

use crate::edit::Refused;
use crate::model::Period;

use super::forward::Forward;

/// Why an organisation cannot be rolled forward. While there is one, nothing is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// What stands in the way, in half a sentence.
    pub why: String,
    /// What to do, as a sentence.
    pub help: String,
    /// The organisation's id.
    pub id: String,
    /// What messages call its file.
    pub file: String,
    /// What would change, to be changed by hand; empty where that is no way out.
    pub by_hand: Vec<String>,
}

impl Held {
    /// A file that cannot be changed by the program.
    pub(super) fn by_hand(forward: &Forward, why: &Refused, period: Period) -> Self {
        let mut by_hand: Vec<String> = Vec::new();
        for line in &forward.roll.lines {
            let way = line.change.way();
            by_hand.push(match (&line.old, &line.new) {
                (Some(old), Some(new)) => format!("{}: {old} becomes {new} ({way})", line.what),
                (None, Some(new)) => format!("{}: add {new} ({way})", line.what),
                (Some(old), None) => format!("{}: take out {old} ({way})", line.what),
                (None, None) => format!("{}: take it out ({way})", line.what),
            });
        }
        let mut lines = forward.roll.lines.iter();
        if !lines.any(|line| line.what == "Period") {
            // Without a line of its own, nothing would say that this was done.
            by_hand.push(format!("Period: add {period} (plan.period)"));
        }
        Self {
            why: why.to_string(),
            help: "Change it by hand as listed; then run the command again, which goes on with the others.".into(),
            id: forward.id.clone(),
            file: forward.file_name.clone(),
            by_hand,
        }
    }
}
