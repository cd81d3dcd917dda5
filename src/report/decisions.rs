//! What governors are asked to decide.

use crate::compare::{Changed, Origin};

use super::changes::{ChangeSummary, Stands};
use super::words::{counted, name};

/// How many actions are named one by one.
const NAMED: usize = 3;

/// What a summary of changes asks of governors, a sentence each; none where nothing is to be decided.
pub(super) fn decisions(summary: &ChangeSummary<'_>) -> Vec<String> {
    let changes = &summary.comparison.changes;
    let mut decisions = Vec::new();
    match summary.stands {
        Stands::Draft => decisions.push(format!(
            "Whether to approve {}, or what is to be changed first.",
            summary.issue
        )),
        Stands::ChangedSince if changes.is_empty() => return decisions,
        Stands::ChangedSince => decisions.push(
            "Whether what was changed since the approval is to be approved as a new version: the plan still bears the \
             earlier approval."
                .into(),
        ),
        Stands::Approved => return decisions,
    }
    let taken_over = changes.iter().filter(|it| it.origin == Origin::Inherited);
    if let (number @ 1.., Some(from)) = (taken_over.count(), summary.taken_over_from) {
        decisions.push(format!(
            "Whether what {from} has changed suits this plan: {} taken over.",
            was_or_were(number, "change")
        ));
    }
    let gone = changes.iter().filter_map(|change| match &change.changed {
        Changed::Removed { old } if change.whole && change.what == "Action" => Some(old.as_str()),
        Changed::Removed { .. }
        | Changed::Added { .. }
        | Changed::Moved { .. }
        | Changed::Reworded { .. }
        | Changed::Replaced { .. } => None,
    });
    let gone: Vec<&str> = gone.collect();
    if !gone.is_empty() {
        decisions.push(format!(
            "Whether {} may be left out: {}.",
            counted(gone.len(), "action"),
            names(&gone)
        ));
    }
    let later: Vec<&str> = summary
        .comparison
        .postponed
        .iter()
        .map(String::as_str)
        .collect();
    if !later.is_empty() {
        let deadline = if later.len() == 1 {
            "the later deadline"
        } else {
            "the later deadlines"
        };
        decisions.push(format!(
            "Whether {deadline} of {} can be accepted: {}.",
            counted(later.len(), "action"),
            names(&later)
        ));
    }
    let (worse, red) = (summary.comparison.rag.worse, summary.comparison.rag.new[0]);
    if red > 0 {
        let worse = match worse {
            0 => String::new(),
            worse => format!(
                " ({} rated worse than before)",
                was_or_were(worse, "action")
            ),
        };
        decisions.push(format!(
            "Whether enough is done about {} rated red{worse}.",
            counted(red, "action")
        ));
    }
    decisions
}

/// "1 change was", "3 changes were".
fn was_or_were(number: usize, word: &str) -> String {
    let verb = if number == 1 { "was" } else { "were" };
    format!("{} {verb}", counted(number, word))
}

/// The first of some texts, and how many more there are.
fn names(texts: &[&str]) -> String {
    let named = texts.iter().take(NAMED);
    let mut named: Vec<String> = named
        .map(|text| format!("“{}”", name(text).trim_end_matches('.')))
        .collect();
    if texts.len() > NAMED {
        named.push(format!("{} more", texts.len() - NAMED));
    }
    match named.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some(_) | None => named.concat(),
    }
}
