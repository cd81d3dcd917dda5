//! What changed, for programs.

use serde_json::{Value, json};

use dutybound::compare::{Changed, ChangedValue, Origin, compare_texts};
use dutybound::document::{Change, Inline, plain_text};
use dutybound::pipeline::{PlanChanges, Side};

/// The version of the form; it rises when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// Everything, as JSON.
pub(super) fn report(changes: &PlanChanges) -> String {
    let rag = &changes.comparison.rag;
    let counts = |counts: [usize; 4]| {
        let [red, amber, green, unrated] = counts;
        json!({ "red": red, "amber": amber, "green": green, "unrated": unrated })
    };
    let all = changes.comparison.changes.iter().map(change);
    let report = json!({
        "version": VERSION,
        "organisation": changes.organisation,
        "name": changes.name,
        "taken_over_from": changes.taken_over_from,
        "from": side(&changes.from),
        "to": side(&changes.to),
        "warnings": changes.warnings,
        "changes": all.collect::<Vec<_>>(),
        "rag": {
            "from": counts(rag.old),
            "to": counts(rag.new),
            "better": rag.better,
            "worse": rag.worse,
        },
        "later_deadlines": changes.comparison.postponed,
    });
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

fn side(side: &Side) -> Value {
    let stored = side.edition.as_ref();
    let record = stored.and_then(|stored| stored.record.as_ref());
    json!({
        "edition": stored.map(|stored| stored.address.to_string()),
        "called": side.called(),
        "period": side.profile().plan.period,
        "version": side.profile().plan.version,
        "approved_by": record.map(|record| &record.approved_by),
        "approved_on": record.map(|record| &record.approved_on),
        "as_approved": stored.map(|_| side.tampering.is_empty()),
        "as_of": side.as_of,
    })
}

fn change(change: &ChangedValue) -> Value {
    let (kind, old, new) = match &change.changed {
        Changed::Added { new } => ("added", None, Some(new)),
        Changed::Removed { old } => ("removed", Some(old), None),
        Changed::Moved { .. } => ("moved", None, None),
        Changed::Reworded { old, new } => ("reworded", Some(old), Some(new)),
        Changed::Replaced { old, new } => ("replaced", Some(old), Some(new)),
    };
    let mut line = json!({
        "path": change.path,
        "area": change.area,
        "item": change.item,
        "what": change.what,
        "whole": change.whole,
        "change": kind,
        "old": old,
        "new": new,
        "by": match change.origin {
            Origin::Own => "own",
            Origin::Inherited => "taken-over",
        },
    });
    match &change.changed {
        Changed::Moved { after } => line["after"] = json!(after),
        Changed::Reworded { old, new } => line["words"] = words(old, new),
        Changed::Added { .. } | Changed::Removed { .. } | Changed::Replaced { .. } => {}
    }
    line
}

/// A text in runs: what stays, what was taken out, what was put in.
fn words(old: &str, new: &str) -> Value {
    let runs = compare_texts(old, new).into_iter().map(|run| {
        let words = plain_text(std::slice::from_ref(&run));
        let change = match run {
            Inline::Changed {
                change: Change::Inserted,
                ..
            } => Some("inserted"),
            Inline::Changed {
                change: Change::Deleted,
                ..
            } => Some("deleted"),
            Inline::Text { .. }
            | Inline::Strong { .. }
            | Inline::Emphasis { .. }
            | Inline::Foreign { .. }
            | Inline::Link { .. }
            | Inline::Reference { .. }
            | Inline::LineBreak => None,
        };
        json!({ "words": words, "change": change })
    });
    runs.collect()
}
