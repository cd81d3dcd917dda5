//! Whether a cell, or a whole table, is empty because what it would hold is not public. “No update yet” would be false then.

use minijinja::Value;

use crate::template::composer::Composer;
use crate::template::language::{ColumnSpec, ExpressionSpec, Level, TableSpec};
use crate::wording::Expression;

use super::rows::Line;

/// Lists of entries: on the way to something that was left out, an id or a number follows their names.
const LISTS: [&str; 7] = [
    "areas",
    "expectations",
    "actions",
    "outcomes",
    "reviews",
    "evidence",
    "history",
];

/// Fields that follow from an action's reviews where they are not given, and from what of them.
const OF_REVIEWS: [(&str, &str); 3] = [
    ("rag", "reviews.rag"),
    ("progress", "reviews.note"),
    ("reviewed_on", "reviews.on"),
];

/// Whether something that a column prints was left out of the entry that a row stands for.
pub(super) fn is_hidden(composer: &Composer<'_>, column: &ColumnSpec, line: &Line) -> bool {
    let removals = &composer.view.removals;
    if removals.is_empty() {
        return false;
    }
    let parts = column.parts.iter().map(|part| &part.value);
    let fields = column.value.iter().chain(parts).flat_map(names);
    let mut ways = fields.filter_map(|field| way_of(field, &line.names));
    ways.any(|(way, field)| {
        removals.iter().any(|removal| {
            let below = removal.what.strip_prefix(&*way);
            let below = below.and_then(|rest| rest.strip_prefix('.'));
            below.is_some_and(|below| takes_away(&without_ids(below), &field))
        })
    })
}

/// Whether something was left out that could be a row of a table, or decides whether there is one.
pub(super) fn may_have_rows(composer: &Composer<'_>, spec: &TableSpec) -> bool {
    let removals = &composer.view.removals;
    let rows = match spec.row.value {
        Level::Theme | Level::Area => "areas",
        Level::Expectation => "areas.expectations",
        Level::Action | Level::Practice => "areas.actions",
        Level::Person => "people",
        Level::Evidence => "evidence",
        Level::Version => "history",
        Level::Reference => "references",
    };
    let asked = spec.filter.iter().flat_map(names).filter_map(|name| {
        let (head, field) = name.split_once('.')?;
        match head {
            "area" => Some(format!("areas.{field}")),
            "action" => Some(format!("areas.actions.{field}")),
            _ => None,
        }
    });
    let fields: Vec<String> = asked.chain([rows.to_string()]).collect();
    removals.iter().any(|removal| {
        let way = without_ids(removal.what.strip_prefix("plan.").unwrap_or(&removal.what));
        let way = way.replace("expectations.actions", "actions");
        fields.iter().any(|field| takes_away(&way, field))
    })
}

fn names(expression: &ExpressionSpec) -> impl Iterator<Item = &str> {
    let compiled = expression.compiled().ok();
    let names = compiled.into_iter().flat_map(Expression::names);
    names.map(String::as_str)
}

/// The way to the entry of a row that a field belongs to, and the field from there; `None` for what is no part of the work.
fn way_of(name: &str, row: &Value) -> Option<(String, String)> {
    let id = |entry: &str| {
        let id = row.get_attr(entry).ok()?.get_attr("id").ok()?;
        id.as_str().map(str::to_string)
    };
    let (head, field) = name.split_once('.').unwrap_or((name, ""));
    if head == "evidence" {
        return Some((format!("evidence.{}", id("evidence")?), field.to_string()));
    }
    let area = format!("plan.areas.{}", id("area")?);
    let around = match id("expectation") {
        Some(expectation) => format!("{area}.expectations.{expectation}"),
        None => area.clone(),
    };
    match head {
        "area" => Some((area, field.to_string())),
        "expectation" => Some((around, field.to_string())),
        "action" => Some(match id("action") {
            Some(action) => (format!("{around}.actions.{action}"), field.to_string()),
            None => (around, format!("actions.{field}")), // there is none, or none that is public
        }),
        "actions" | "outcomes" | "expectations" => Some((area, name.to_string())),
        _ => None,
    }
}

/// Whether a field goes with what was left out: it is that, or a part of it, or follows from it.
fn takes_away(removed: &str, field: &str) -> bool {
    let within = |field: &str| {
        let rest = field.strip_prefix(removed);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let (before, last) = match field.rsplit_once('.') {
        Some((before, last)) => (format!("{before}."), last),
        None => (String::new(), field),
    };
    let mut of_reviews = OF_REVIEWS.iter().filter(|(known, _)| *known == last);
    within(field) || of_reviews.any(|(_, source)| within(&format!("{before}{source}")))
}

/// A way through a plan without the ids and the numbers of its entries.
fn without_ids(way: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = way.split('.');
    while let Some(part) = parts.next() {
        kept.push(part);
        if LISTS.contains(&part) {
            parts.next();
        }
    }
    kept.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_goes_with_what_it_is_a_part_of_and_what_it_follows_from() {
        for (removed, field, goes) in [
            ("progress", "progress", true),
            ("risk", "risk.hazard", true),
            ("risk.gross", "risk.hazard", false),
            ("actions.one", "actions.text", true),
            ("actions.one.progress", "actions.text", false),
            ("actions.one.reviews.2", "actions.progress", true),
            ("reviews.autumn", "rag", true),
            ("reviews.1.note", "rag", false),
            ("reviews.1.note", "progress", true),
            ("rag", "ragged", false),
        ] {
            assert_eq!(
                takes_away(&without_ids(removed), field),
                goes,
                "{removed}: {field}"
            );
        }
    }
}
