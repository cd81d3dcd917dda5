//! What changed, for the terminal.

use std::fmt::Write as _;

use dutybound::compare::{Changed, ChangedValue, Origin, RagMovement, compare_texts};
use dutybound::document::{Change, Inline, plain_text};
use dutybound::pipeline::PlanChanges;

use crate::cli::terminal::{counted, one_line};

/// How many words of a text that stays are shown at each side of a change.
const AROUND: usize = 6;

/// Colours of what was taken out and put in; they are left out where nobody sees them.
const OUT: (&str, &str) = ("\u{1b}[31m", "\u{1b}[0m");
const IN: (&str, &str) = ("\u{1b}[32m", "\u{1b}[0m");

/// Everything, by area and action.
pub(super) fn report(changes: &PlanChanges) -> String {
    let mut lines = vec![
        one_line(&format!(
            "{}: {}",
            changes.name,
            changes.to.profile().plan.title.value
        )),
        one_line(&format!("From {}", changes.from.said())),
        one_line(&format!("to   {}", changes.to.said())),
        String::new(),
    ];
    let all = &changes.comparison.changes;
    let (mut heading, mut item): (&str, Option<String>) = ("", None);
    for change in all {
        if change.heading() != heading {
            heading = change.heading();
            item = None;
            lines.push(one_line(heading));
        }
        let tells_itself = change.whole && !matches!(change.changed, Changed::Moved { .. });
        if change.item != item || tells_itself {
            item = change.item.clone().filter(|_| !tells_itself);
            lines.extend(item.as_deref().map(|item| format!("  {}", one_line(item))));
        }
        let indent = if item.is_some() { "    " } else { "  " };
        let whose = match &changes.taken_over_from {
            None => String::new(),
            Some(_) => format!(" ({})", change.origin.words()),
        };
        lines.push(format!("{indent}{}{whose}", told(change)));
    }
    if all.is_empty() {
        lines.push("Nothing changed.".into());
    } else {
        lines.push(String::new());
        lines.push(count(changes));
    }
    if let Some(rag) = rag(&changes.comparison.rag) {
        lines.push(rag);
    }
    if all
        .iter()
        .any(|change| matches!(change.changed, Changed::Reworded { .. }))
    {
        lines.push(
            "[-so-] are words that were taken out, {+so+} are words that were put in.".into(),
        );
    }
    lines.join("\n")
}

/// "Deadline: 18 December 2026 → 31 March 2027".
fn told(change: &ChangedValue) -> String {
    let what = &change.what;
    let out = |text: &str| format!("{}{}{}", OUT.0, one_line(text), OUT.1);
    let put_in = |text: &str| format!("{}{}{}", IN.0, one_line(text), IN.1);
    match &change.changed {
        Changed::Added { new } if change.whole => {
            format!("New {}: {}", what.to_lowercase(), put_in(new))
        }
        Changed::Removed { old } if change.whole => format!("{what} taken out: {}", out(old)),
        Changed::Added { new } => format!("{what}, new: {}", put_in(new)),
        Changed::Removed { old } => format!("{what}, taken out: {}", out(old)),
        Changed::Moved { after: None } => "Moved to the beginning".into(),
        Changed::Moved { after: Some(after) } => {
            format!("Moved, now after: {}", one_line(after))
        }
        Changed::Reworded { old, new } => format!("{what}: {}", words(old, new)),
        Changed::Replaced { old, new } => {
            format!("{what}: {} → {}", one_line(old), one_line(new))
        }
    }
}

/// A text with its changes, and of what stays only the words around them.
fn words(old: &str, new: &str) -> String {
    let runs = compare_texts(old, new);
    let last = runs.len().saturating_sub(1);
    let mut text = String::new();
    for (at, run) in runs.iter().enumerate() {
        let words = one_line(&plain_text(std::slice::from_ref(run)));
        if let Inline::Changed { change, .. } = run {
            let (colour, begin, end) = match change {
                Change::Deleted => (OUT, "[-", "-]"),
                Change::Inserted => (IN, "{+", "+}"),
            };
            if text.ends_with(OUT.1) {
                text.push(' ');
            }
            let (said, after) = (words.trim_end(), &words[words.trim_end().len()..]);
            let _ = write!(text, "{}{begin}{said}{end}{}{after}", colour.0, colour.1);
        } else {
            text.push_str(&shortened(&words, at == 0, at == last));
        }
    }
    text
}

/// The words of a run that stays that are next to changes.
fn shortened(words: &str, is_first: bool, is_last: bool) -> String {
    let all: Vec<&str> = words.split(' ').collect();
    let before = if is_first { 0 } else { AROUND };
    let after = if is_last { 0 } else { AROUND };
    if all.len() <= before + after + 2 {
        return words.to_string();
    }
    let gap = match (is_first, is_last) {
        (true, _) => "… ",
        (false, true) => " …",
        (false, false) => " … ",
    };
    let (head, tail) = (all[..before].join(" "), all[all.len() - after..].join(" "));
    format!("{head}{gap}{tail}")
}

/// "14 changes: 9 its own, 5 taken over from Riverside Schools Trust".
fn count(changes: &PlanChanges) -> String {
    let all = &changes.comparison.changes;
    let number = counted(all.len(), "change");
    let Some(from) = &changes.taken_over_from else {
        return number;
    };
    let own = all.iter().filter(|it| it.origin == Origin::Own).count();
    one_line(&format!(
        "{number}: {own} its own, {} taken over from {from}",
        all.len() - own
    ))
}

/// "RAG: red 2 → 1, amber 3 → 3, green 0 → 1, not rated 12 → 12; 2 actions rated better, 0 worse".
fn rag(rag: &RagMovement) -> Option<String> {
    if !rag.is_rated() {
        return None;
    }
    let names = ["red", "amber", "green", "not rated"];
    let counts = names.into_iter().zip(rag.old.into_iter().zip(rag.new));
    let counts = counts.map(|(name, (old, new))| format!("{name} {old} → {new}"));
    let counts: Vec<String> = counts.collect();
    let better = counted(rag.better, "action");
    Some(format!(
        "RAG: {}; {better} rated better, {} worse",
        counts.join(", "),
        rag.worse
    ))
}
