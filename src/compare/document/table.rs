//! Which groups of rows changed in a table.

use super::align::{Step, align};
use super::likeness::{Likeness, SAME};
use super::{rows, words};
use crate::document::{Block, Change, Group, Inline, Row, Table};

/// How alike groups with headings must be to be one that changed, in thousandths.
const ALIKE: u32 = 250;

/// A table with its changes; `None` where its rows cannot be told apart so that either edition is whole.
pub(super) fn table(old: &Table, new: &Table) -> Option<Table> {
    let table = Table {
        summary: new.summary.clone(),
        columns: new.columns.clone(),
        head: rows::rows(old, &old.head, new, &new.head),
        groups: groups(old, new),
        whole: new.whole,
    };
    table.validate().is_ok().then_some(table)
}

fn groups(old: &Table, new: &Table) -> Vec<Group> {
    let says = |group: &&Group| group.band.is_some() || !group.rows.is_empty();
    let groups =
        |table: &'_ Table| -> Vec<Group> { table.groups.iter().filter(says).cloned().collect() };
    let (olds, news) = (groups(old), groups(new));
    let parts = |groups: &[Group]| -> Vec<Parts> { groups.iter().map(Parts::of).collect() };
    let (old_parts, new_parts) = (parts(&olds), parts(&news));
    let alone = olds.len() == 1 && news.len() == 1;
    let score = |i: usize, j: usize| {
        let likeness = old_parts[i].score(&new_parts[j]);
        if alone { likeness.max(1) } else { likeness }
    };
    let whole_parts = |parts: &[Parts]| -> Vec<Likeness> {
        parts.iter().map(|parts| parts.whole.clone()).collect()
    };
    let steps = align(&whole_parts(&old_parts), &whole_parts(&new_parts), score);
    let group = |step| match step {
        Step::Old(i) => whole(Change::Deleted, &olds[i]),
        Step::New(j) => whole(Change::Inserted, &news[j]),
        Step::Both(i, j) => Group {
            band: some_runs(olds[i].band.as_ref(), news[j].band.as_ref()),
            continued: news[j].continued.clone(),
            rows: rows::rows(old, &olds[i].rows, new, &news[j].rows),
        },
    };
    steps.into_iter().map(group).collect()
}

/// What tells a group from others: its heading, or else its first cell, which often spans its rows; and all of it.
struct Parts {
    band: Option<Likeness>,
    first: Likeness,
    whole: Likeness,
}

impl Parts {
    fn of(group: &Group) -> Self {
        let cells = |row: &Row| -> Vec<Block> {
            row.cells
                .iter()
                .flat_map(|cell| cell.blocks.iter().cloned())
                .collect()
        };
        let all: Vec<Block> = group.rows.iter().flat_map(cells).collect();
        let first = group.rows.first().and_then(|row| row.cells.first());
        let words = Likeness::of_blocks(&all);
        Self {
            band: group.band.as_ref().map(|band| Likeness::of_runs(band)),
            first: Likeness::of_blocks(first.map_or(&[], |cell| &cell.blocks)),
            whole: Likeness::of(&format!("{group:?}"), "").with_words_of(&words),
        }
    }

    fn score(&self, other: &Self) -> u32 {
        let likeness = self.whole.to(&other.whole);
        let named = match (&self.band, &other.band) {
            (Some(band), Some(other)) => band.to(other),
            (None, None) if self.first.is_a_name() => self.first.to(&other.first),
            (None | Some(_), None) | (None, Some(_)) => 0,
        };
        if named >= 8 * SAME / 10 || likeness >= ALIKE {
            likeness + named + 1
        } else {
            0
        }
    }
}

/// A group that one edition has not.
fn whole(change: Change, group: &Group) -> Group {
    let runs = |runs: &Vec<Inline>| words::whole(change, runs.clone());
    let row = |row: &Row| Row {
        change: Some(change),
        ..row.clone()
    };
    Group {
        band: group.band.as_ref().map(runs),
        continued: group.continued.clone(),
        rows: group.rows.iter().map(row).collect(),
    }
}

/// Runs that either edition may lack.
fn some_runs(old: Option<&Vec<Inline>>, new: Option<&Vec<Inline>>) -> Option<Vec<Inline>> {
    match (old, new) {
        (None, None) => None,
        (Some(old), None) => Some(words::whole(Change::Deleted, old.clone())),
        (None, Some(new)) => Some(words::whole(Change::Inserted, new.clone())),
        (Some(old), Some(new)) => Some(words::runs(old, new)),
    }
}
