//! What an organisation has done is its own: it is not handed down.
//!
//! A school that inherits an action has not thereby done it. Ratings, reviews, progress, evidence and approval would
//! be false in its documents, and its name and address are its own too.

use crate::source::{Node, Value};

/// Keys of the file.
const FILE: [&str; 1] = ["id"];

/// Keys of `organisation`.
const ORGANISATION: [&str; 6] = ["kind", "name", "short_name", "urn", "address", "website"];

/// Words that follow from the kind of organisation; a trust's other words are handed down.
const WORDS: [&str; 5] = ["setting", "learner", "board", "leadership", "staff"];

/// Keys of `plan`.
const PLAN: [&str; 3] = ["history", "version", "updated_on"];

/// Keys of `plan.context`: the risk next door is not the risk here.
const CONTEXT: [&str; 1] = ["local"];

/// Keys of a risk: how it was judged.
const RISK: [&str; 3] = ["gross", "residual", "reviews"];

/// Keys of `plan.approval`; how often a plan is reviewed is handed down.
const APPROVAL: [&str; 6] = [
    "approved_by",
    "approved_on",
    "effective_on",
    "minute",
    "last_reviewed_on",
    "review_on",
];

/// Keys of an area, an expectation or an action.
const WORK: [&str; 7] = [
    "progress",
    "evidence",
    "impact",
    "rag",
    "reviews",
    "completed",
    "embedded",
];

/// Keys of evidence: whoever takes over a piece says what it shows of their own work.
const EVIDENCE: [&str; 1] = ["supports"];

/// Takes out of a file what the files that extend it do not inherit.
pub(super) fn leave_behind(file: &mut Node) {
    drop_keys(file, &FILE);
    if let Some(organisation) = file.get_mut("organisation") {
        drop_keys(organisation, &ORGANISATION);
        if let Some(words) = organisation.get_mut("words") {
            drop_keys(words, &WORDS);
        }
    }
    if let Some(Value::List(evidence)) = file.get_mut("evidence").map(|node| &mut node.value) {
        for piece in evidence {
            drop_keys(piece, &EVIDENCE);
        }
    }
    if let Some(plan) = file.get_mut("plan") {
        drop_keys(plan, &PLAN);
        if let Some(approval) = plan.get_mut("approval") {
            drop_keys(approval, &APPROVAL);
        }
        if let Some(context) = plan.get_mut("context") {
            drop_keys(context, &CONTEXT);
        }
        leave_work(plan, "areas");
    }
}

fn leave_work(holder: &mut Node, key: &str) {
    let Some(Value::List(entries)) = holder.get_mut(key).map(|node| &mut node.value) else {
        return;
    };
    for entry in entries {
        drop_keys(entry, &WORK);
        if let Some(risk) = entry.get_mut("risk") {
            drop_keys(risk, &RISK);
        }
        leave_work(entry, "actions");
        leave_work(entry, "expectations");
    }
}

fn drop_keys(node: &mut Node, keys: &[&str]) {
    if let Value::Group(entries) = &mut node.value {
        entries.retain(|entry| !keys.contains(&entry.key.as_str()));
    }
}
