//! What a change does to a file, as a unified difference.

use std::fmt::Write as _;
use std::ops::Range;

use similar::TextDiff;

use crate::edit::spliced;
use crate::source::Splice;

/// Where each line of a text begins.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(behind).collect();
        Self { text, starts }
    }

    /// The number of the line of a byte, from 0.
    fn number(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The bytes of some lines.
    fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        let at = |line: usize| self.starts.get(line).copied();
        at(lines.start).unwrap_or(self.text.len())..at(lines.end).unwrap_or(self.text.len())
    }

    /// The difference that some sorted changes make, with a line around each. It looks at the lines of the changes
    /// alone, since a file may be long and have hundreds of them.
    pub(super) fn difference(&self, name: &str, splices: &[Splice]) -> String {
        let (Some(first), Some(last)) = (splices.first(), splices.last()) else {
            return String::new();
        };
        let from = self.number(first.start).saturating_sub(1);
        let window = self.bytes(from..self.number(last.end) + 2);
        let shifted: Vec<Splice> = splices
            .iter()
            .map(|splice| Splice {
                start: splice.start - window.start,
                end: splice.end - window.start,
                with: splice.with.clone(),
            })
            .collect();
        let old = &self.text[window];
        let new = spliced(old, &shifted).unwrap_or_default();
        let difference = TextDiff::from_lines(old, new.as_str());
        let mut unified = difference.unified_diff();
        let mut text = format!("--- {name}\n+++ {name}\n");
        for hunk in unified.context_radius(1).iter_hunks() {
            let (Some(begin), Some(end)) = (hunk.ops().first(), hunk.ops().last()) else {
                continue;
            };
            let old = begin.old_range().start..end.old_range().end;
            let new = begin.new_range().start..end.new_range().end;
            let lines = hunk.to_string();
            let lines = lines.split_once('\n').map_or("", |(_, lines)| lines);
            let _ = writeln!(text, "@@ -{} +{} @@", span(&old, from), span(&new, from)); // a String takes everything
            text.push_str(lines);
        }
        text
    }
}

/// Some lines as a difference names them: the first and how many, but for one alone.
fn span(lines: &Range<usize>, from: usize) -> String {
    let first = lines.start + from;
    match lines.len() {
        0 => format!("{first},0"),
        1 => format!("{}", first + 1),
        number => format!("{},{number}", first + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_that_of_the_whole_text() {
        let text = "a\nb\nc\nd\ne\nf\ng\nh\n";
        for splices in [
            vec![(0, 1, "x")],
            vec![(6, 7, "x"), (12, 13, "y")],
            vec![(2, 3, "x"), (12, 13, "y")],
            vec![(8, 8, "new\n")],
            vec![(14, 16, "")],
            vec![(14, 15, "x")],
        ] {
            let splices: Vec<Splice> = splices
                .into_iter()
                .map(|(start, end, with)| Splice {
                    start,
                    end,
                    with: with.into(),
                })
                .collect();
            let new = spliced(text, &splices).unwrap();
            let whole = TextDiff::from_lines(text, new.as_str());
            let whole = whole
                .unified_diff()
                .context_radius(1)
                .header("p", "p")
                .to_string();
            assert_eq!(Lines::of(text).difference("p", &splices), whole);
        }
    }
}
