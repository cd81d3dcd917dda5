//! Whether entries of the register follow each other as editions can.

use std::collections::BTreeSet;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::Guidance;

const CODE: &str = "guidance-succession";

/// An entry that ends before it begins.
pub(super) fn too_early(entry: &Guidance) -> Option<Diagnostic> {
    let ends = entry.superseded_on.as_ref()?;
    let begins = entry.in_force_from.as_ref().or(entry.published.as_ref())?;
    (ends.last_day() < begins.first_day()).then(|| {
        let message = format!(
            "`{}` is superseded before it comes into force",
            entry.id.value
        );
        Diagnostic::error(CODE, ends.place, message)
            .related(begins.place, "when it begins")
            .help("Correct one of the two dates.")
    })
}

/// Every circle of entries of which each is superseded by the next, at one of the entries in `file`.
pub(super) fn circles(
    entries: &IndexMap<String, Arc<Guidance>>,
    file: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for first in file {
        let mut row: IndexMap<&str, Place> = IndexMap::new();
        let mut next = first.as_str();
        while let Some((id, entry)) = entries.get_key_value(next) {
            if let Some(start) = row.get_index_of(next) {
                let circle: Vec<(&str, Place)> = row.drain(start..).collect();
                found.extend(circle_of(&circle, file));
                break;
            }
            let Some(successor) = entry.superseded_by.as_ref().filter(|_| seen.insert(id)) else {
                break;
            };
            row.insert(id, successor.place);
            next = successor.as_str();
        }
    }
    found
}

fn circle_of(circle: &[(&str, Place)], file: &BTreeSet<String>) -> Option<Diagnostic> {
    let (first, place) = circle.iter().find(|(id, _)| file.contains(*id))?;
    let message = if circle.len() == 1 {
        format!("`{first}` is superseded by itself")
    } else {
        let others = circle.iter().filter(|(id, _)| id != first).take(NAMED);
        let names: Vec<String> = others.map(|(id, _)| format!("`{id}`")).collect();
        format!(
            "`{first}` follows on itself in a circle, over {}",
            names.join(", ")
        )
    };
    let fault = Diagnostic::error(CODE, *place, message);
    Some(fault.help("Leave `superseded_by` out of the edition that is in force."))
}

/// How many entries of a circle are named.
const NAMED: usize = 8;

#[cfg(test)]
mod tests {
    use super::super::tests::extended;

    #[test]
    fn editions_that_cannot_follow_each_other_are_reported_at_their_place() {
        let (_, faults) = extended(
            "guidance:\n  - { id: a, title: A, superseded_by: a }\n  - { id: b, title: B, superseded_by: c }\n  \
             - { id: c, title: C, superseded_by: d }\n  - { id: d, title: D, superseded_by: b }\n  \
             - { id: e, title: E, superseded_by: b }\n  - { id: f, title: F, in_force_from: 2026-09, superseded_on: \
             2026-08-31 }\n  - { id: g, title: G, in_force_from: 2026-09, superseded_on: 2026-09-30 }\n",
        );
        assert_eq!(
            faults,
            [
                "7: guidance-succession: `f` is superseded before it comes into force",
                "2: guidance-succession: `a` is superseded by itself",
                "3: guidance-succession: `b` follows on itself in a circle, over `c`, `d`",
            ]
        );
    }

    #[test]
    fn a_workspace_that_closes_a_circle_is_told_so_at_its_own_entry() {
        let (_, faults) =
            extended("guidance:\n  - { id: kcsie-2025, title: Ours, superseded_by: kcsie-2023 }\n");
        assert_eq!(
            faults,
            [
                "2: guidance-succession: `kcsie-2025` follows on itself in a circle, over `kcsie-2023`, `kcsie-2024`"
            ]
        );
    }
}
