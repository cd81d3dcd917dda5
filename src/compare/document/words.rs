//! Which words changed within a text.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::{Atom, Change, Inline, Line, Piece, joined, pieces};

/// Of a hundred words, how many two texts have in common to be shown as one that changed, not one for the other.
const COMMON: usize = 25;

/// A text with its changes.
pub(in crate::compare) fn runs(old: &[Inline], new: &[Inline]) -> Vec<Inline> {
    if old == new {
        return new.to_vec();
    }
    let (old, new) = (tokens(old), tokens(new));
    let mut spans = Spans::default();
    if common(&old, &new) {
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            match op {
                DiffOp::Equal { old_index, len, .. } => {
                    spans.push_same(&old[old_index..old_index + len]);
                }
                DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                    spans.push_change(&old[op.old_range()], &new[op.new_range()]);
                }
            }
        }
    } else {
        spans.push_change(&old, &new);
    }
    spans.runs()
}

/// A line with its changes.
pub(super) fn line(old: &Line, new: &Line) -> Line {
    if old == new {
        new.clone()
    } else {
        Line::Marked(runs(&old.runs(), &new.runs()))
    }
}

/// A text that one edition has not; nothing of nothing.
pub(super) fn whole(change: Change, content: Vec<Inline>) -> Vec<Inline> {
    if content.is_empty() {
        content
    } else {
        vec![Inline::Changed { change, content }]
    }
}

/// Whether some characters say something.
pub(super) fn is_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The words of a text, each with its formats, and what stands between them.
fn tokens(runs: &[Inline]) -> Vec<Piece> {
    let mut tokens = Vec::new();
    for piece in pieces(runs, Change::Deleted) {
        let Piece { formats, atom } = piece;
        match atom {
            Atom::Text(text) => tokens.extend(split(&text).into_iter().map(|word| Piece {
                formats: formats.clone(),
                atom: Atom::Text(word.to_owned()),
            })),
            Atom::Reference { .. } | Atom::LineBreak => tokens.push(Piece { formats, atom }),
        }
    }
    tokens
}

/// Words, white space and signs. A sign between two letters or digits does not part them: `2026/27`, `pupil’s`, `10.30`.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_alphanumeric() {
            word_end(rest)
        } else if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

fn word_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((index, letter)) = letters.next() {
        let joins = matches!(letter, '/' | '’' | '\'' | '-' | '.' | ':' | '@' | ',')
            && letters
                .peek()
                .is_some_and(|(_, next)| next.is_alphanumeric());
        if !letter.is_alphanumeric() && !joins {
            return index;
        }
    }
    text.len()
}

fn says(token: &Piece) -> bool {
    match &token.atom {
        Atom::Text(text) => is_word(text),
        Atom::Reference { .. } => true,
        Atom::LineBreak => false,
    }
}

fn count(tokens: &[Piece]) -> usize {
    tokens.iter().filter(|token| says(token)).count()
}

/// Whether two texts have enough words in common, whatever their order.
fn common(old: &[Piece], new: &[Piece]) -> bool {
    let sorted = |tokens: &[Piece]| {
        let mut words: Vec<Piece> = tokens.iter().filter(|token| says(token)).cloned().collect();
        words.sort_unstable();
        words
    };
    let (old, mut new) = (sorted(old), sorted(new));
    let total = old.len() + new.len();
    let mut common = 0;
    for word in &old {
        if let Ok(place) = new.binary_search(word) {
            new.remove(place);
            common += 2;
        }
    }
    common * 100 >= COMMON * total
}

/// What stays and what changes, in turn.
#[derive(Default)]
struct Spans {
    all: Vec<Span>,
}

#[derive(Default)]
struct Span {
    /// What stays, before what changes.
    same: Vec<Piece>,
    deleted: Vec<Piece>,
    inserted: Vec<Piece>,
}

impl Spans {
    fn push_same(&mut self, tokens: &[Piece]) {
        self.all.push(Span {
            same: tokens.to_vec(),
            ..Span::default()
        });
    }

    fn push_change(&mut self, deleted: &[Piece], inserted: &[Piece]) {
        if self.all.is_empty() {
            self.all.push(Span::default());
        }
        if let Some(span) = self.all.last_mut() {
            span.deleted.extend_from_slice(deleted);
            span.inserted.extend_from_slice(inserted);
        }
    }

    /// The runs. Where no word, or a single one between longer changes, stays between two changes, they are read more
    /// easily as one.
    fn runs(self) -> Vec<Inline> {
        let mut spans: Vec<Span> = Vec::with_capacity(self.all.len());
        for span in self.all {
            let few = |before: &Span| match count(&span.same) {
                0 => true,
                1 => before.size() > 1 && span.size() > 1,
                _ => false,
            };
            let changes = |span: &Span| !span.deleted.is_empty() || !span.inserted.is_empty();
            match spans.last_mut() {
                Some(before) if changes(before) && changes(&span) && few(before) => {
                    before
                        .deleted
                        .extend(span.same.iter().cloned().chain(span.deleted));
                    before
                        .inserted
                        .extend(span.same.into_iter().chain(span.inserted));
                }
                Some(_) | None => spans.push(span),
            }
        }
        let mut runs = Vec::new();
        for Span {
            same,
            deleted,
            inserted,
        } in spans
        {
            runs.extend(joined(&same));
            runs.extend(whole(Change::Deleted, joined(&deleted)));
            runs.extend(whole(Change::Inserted, joined(&inserted)));
        }
        runs
    }
}

impl Span {
    /// How many words change.
    fn size(&self) -> usize {
        count(&self.deleted).max(count(&self.inserted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{inlines, plain_text, whole_change};

    /// `[-old-]` and `{+new+}`.
    fn shown(old: &str, new: &str) -> String {
        let runs = runs(&inlines(old), &inlines(new)).into_iter();
        let shown = runs.map(|run| {
            let words = plain_text(std::slice::from_ref(&run));
            match whole_change(&[run]) {
                Some(Change::Deleted) => format!("[-{words}-]"),
                Some(Change::Inserted) => format!("{{+{words}+}}"),
                None => words,
            }
        });
        shown.collect()
    }

    #[test]
    fn words_change_as_a_whole() {
        for (old, new, wanted) in [
            (
                "Train all staff by May.",
                "Train all staff by June.",
                "Train all staff by [-May-]{+June+}.",
            ),
            (
                "In 2025/26 we met",
                "In 2026/27 we met",
                "In [-2025/26-]{+2026/27+} we met",
            ),
            ("Train staff", "Train all staff", "Train {+all +}staff"),
            (
                "the pupils’ own work",
                "the pupil’s own work",
                "the [-pupils’-]{+pupil’s+} own work",
            ),
            (
                "one two three",
                "four five six",
                "[-one two three-]{+four five six+}",
            ),
            (
                "we met on 3 May 2025 here",
                "we met on 4 June 2026 here",
                "we met on [-3 May 2025-]{+4 June 2026+} here",
            ),
        ] {
            let shown = shown(old, new).replace('\u{a0}', " ");
            assert_eq!(shown, wanted);
        }
    }

    #[test]
    fn a_change_of_format_is_a_change() {
        assert_eq!(
            shown("Train **all** staff", "Train all staff"),
            "Train [-all-]{+all+} staff"
        );
    }
}
