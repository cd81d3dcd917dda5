//! The fields that a template shows.

use std::collections::BTreeSet;
use std::ops::Bound;

/// Fields as kinds of entries and their fields, such as `action.text`.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown(BTreeSet<String>);

impl Shown {
    /// Adds a field.
    pub(super) fn insert(&mut self, field: impl Into<String>) {
        self.0.insert(field.into());
    }

    /// The fields, sorted.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether this very field is among them.
    pub(super) fn contains(&self, field: &str) -> bool {
        self.0.contains(field)
    }

    /// Whether a field is among them, the group that it is in, or a part of it. `*` stands for any part of a name.
    pub(super) fn covers(&self, name: &str) -> bool {
        if name.contains('*') {
            return self.fields().any(|shown| covers(shown, name));
        }
        let groups = name.match_indices('.').map(|(end, _)| &name[..end]);
        groups.chain([name]).any(|group| self.contains(group)) || self.has_part_of(name)
    }

    fn has_part_of(&self, name: &str) -> bool {
        let group = format!("{name}.");
        let bounds = (Bound::Included(group.as_str()), Bound::Unbounded);
        let mut after = self.0.range::<str, _>(bounds);
        after.next().is_some_and(|next| next.starts_with(&group))
    }
}

/// Whether one of two dotted names begins with the other; `*` stands for any part.
fn covers(shown: &str, name: &str) -> bool {
    shown
        .split('.')
        .zip(name.split('.'))
        .all(|(one, other)| one == other || other == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_and_a_part_of_it_cover_each_other() {
        for (field, name, covered) in [
            ("area.risk.gross.result", "area.risk.gross", true),
            ("area.risk", "area.risk.gross", true),
            ("area.risk.gross", "area.risk.gross", true),
            ("action.review.autumn.rag", "action.review.*.rag", true),
            ("action.review.autumn.rag", "action.review.*.note", false),
            ("action.review", "action.review.*.note", true),
            ("area.title", "area.theme", false),
            ("area.risk-notes", "area.risk", false),
            ("area.risk", "area.risks", false),
        ] {
            let mut shown = Shown::default();
            for field in ["area", "zone"].map(|kind| format!("{kind}-x")) {
                shown.insert(field);
            }
            shown.insert(field);
            assert_eq!(shown.covers(name), covered, "{field} {name}");
        }
    }
}
