//! Changes values of a plan file by their way, and nothing else in it.
//!
//! `yaml-edit` lays the changes out in the text. What comes of it is taken over only where it is sure: lines that nobody
//! meant to change are put back, and the text is read again and compared with the tree that is meant.

mod change;
mod meant;
mod layout;
mod lines;
mod again;
mod file;

pub use change::{Change, New, Refused, Way};
pub use file::{change_file, difference, lines_after};

use meant::Joins;

pub(crate) use again::{alike, read, spliced};
pub(crate) use file::PlanFile;

use similar::TextDiff;

use crate::source::{Node, Splice};

/// The changes to the bytes of a text that change its values as they are meant, sorted and apart. `name` is what messages
/// call the file.
///
/// Comments, blank lines, the order of keys and the way that every other value is written stay. The changes are made
/// one after the other, so that a later one may go on from an earlier one.
///
/// # Errors
/// [`Refused`] where a change does not fit the file (a way leads through a single value or to an entry that is not
/// there), touches what a `*name` repeats, or cannot be laid out without changing something else.
///
/// ```
/// # use dutybound::edit::{Change, edits};
/// let text = "plan:\n  period: 2026/27  # a school year\n";
/// let change = Change::set("plan.period", "2027/28");
/// let edits = edits("school.yaml", text, &[change])?;
/// assert_eq!((edits.len(), edits[0].with.as_str()), (1, "  period: 2027/28  # a school year\n"));
/// # Ok::<(), dutybound::edit::Refused>(())
/// ```
pub fn edits(name: &str, text: &str, changes: &[Change]) -> Result<Vec<Splice>, Refused> {
    let before_lists = laid_out(name, text, changes, Joins::BeforeLists);
    before_lists.or_else(|_| laid_out(name, text, changes, Joins::Last))
}

fn laid_out(
    name: &str,
    text: &str,
    changes: &[Change],
    joins: Joins,
) -> Result<Vec<Splice>, Refused> {
    let (root, faults) = read(name, text);
    let root = root.ok_or_else(|| Refused::new("the file cannot be read"))?;
    let mut tree = root.clone();
    let document = layout::Document::new(text)?;
    let mut spans = Vec::new();
    for change in changes {
        let step = meant::step(&mut tree, change, joins)?;
        document.apply(&step)?;
        spans.extend(step.span);
    }
    let new = lines::only(text, &document.text(), &spans);
    let (read, new_faults) = read_again(name, &new)?;
    if new_faults != faults || !alike(&tree, &read) {
        return Err(Refused::new("other values would change with it"));
    }
    if !lines::keeps_comments(text, &new, &spans) {
        return Err(Refused::new("a comment would be lost"));
    }
    Ok(splices(text, &new))
}

fn read_again(name: &str, text: &str) -> Result<(Node, Vec<&'static str>), Refused> {
    let (node, faults) = read(name, text);
    let node = node.ok_or_else(|| Refused::new("the file could no longer be read"))?;
    Ok((node, faults))
}

/// The lines that differ, as changes to the bytes of the old text.
fn splices(old: &str, new: &str) -> Vec<Splice> {
    let difference = TextDiff::from_lines(old, new);
    let starts = |text: &str| -> Vec<usize> {
        let lines = text.split_inclusive('\n');
        let ends = lines.scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (of_old, of_new) = (starts(old), starts(new));
    let changed = difference
        .ops()
        .iter()
        .filter(|op| op.tag() != similar::DiffTag::Equal);
    changed
        .map(|op| {
            let (from, to) = (op.old_range(), op.new_range());
            Splice {
                start: of_old[from.start],
                end: of_old[from.end],
                with: new[of_new[to.start]..of_new[to.end]].to_string(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
