//! Which lines of a text may change.

use std::ops::Range;

use similar::{DiffTag, TextDiff};

use super::meant::Span;

/// The new text with every line put back that nobody meant to change. Lines that were added stay.
pub(super) fn only(old: &str, new: &str, spans: &[Span]) -> String {
    let meant: Vec<Range<usize>> = spans
        .iter()
        .map(|span| lines_of(old, &span.bytes))
        .collect();
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let difference = TextDiff::from_slices(&old_lines, &new_lines);
    let mut kept = String::with_capacity(new.len());
    for op in difference.ops() {
        let (from, to) = (op.old_range(), op.new_range());
        let is_meant = meant
            .iter()
            .any(|lines| lines.start < from.end && from.start < lines.end);
        match op.tag() {
            DiffTag::Equal => kept.extend(old_lines[from].iter().copied()),
            DiffTag::Delete if !is_meant => kept.extend(old_lines[from].iter().copied()),
            DiffTag::Insert | DiffTag::Delete | DiffTag::Replace => {
                kept.extend(new_lines[to].iter().copied());
            }
        }
    }
    kept
}

/// Whether every comment of the old text stands in the new one, but for those within what goes.
pub(super) fn keeps_comments(old: &str, new: &str, spans: &[Span]) -> bool {
    let mut rest = new;
    let mut at = 0;
    for line in old.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let goes = spans
            .iter()
            .any(|span| span.goes && span.bytes.start < at && start < span.bytes.end);
        // A `#` within quotes is looked for too, which does no harm where the line stays.
        let Some(comment) = line.find('#').map(|hash| line[hash..].trim_end()) else {
            continue;
        };
        let touched = spans
            .iter()
            .any(|span| span.bytes.start < at && start < span.bytes.end);
        if goes {
            continue;
        }
        match rest.find(comment) {
            Some(found) => rest = &rest[found + comment.len()..],
            // Words of a value that changes are no comment.
            None if touched && in_value(spans, start + line.find('#').unwrap_or(0)) => {}
            None => return false,
        }
    }
    true
}

fn in_value(spans: &[Span], at: usize) -> bool {
    spans.iter().any(|span| span.bytes.contains(&at))
}

/// The numbers of the lines that some bytes lie on.
fn lines_of(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let number = |at: usize| text[..text.floor_char_boundary(at)].matches('\n').count();
    let last = bytes.end.max(bytes.start + 1) - 1;
    number(bytes.start)..number(last) + 1
}
