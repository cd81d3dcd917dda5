//! Where words of a text were written, and whether they can be changed there.

use std::ops::Range;

use crate::check::{Passage, Subject};
use crate::diagnostic::{Diagnostic, Fix, Place};

/// Where some words of a text were written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// The words themselves, or the whole value where they come from a placeholder.
    pub(super) place: Place,
    /// Whether the words stand there as they are, so that others can take their place.
    pub(super) exact: bool,
}

/// Where some bytes of a text were written.
pub(super) fn spot(subject: &Subject<'_>, passage: &Passage<'_>, range: &Range<usize>) -> Spot {
    let words = &passage.text[range.clone()];
    let count = |text: &str| text.matches(words).count();
    let source = subject.sources.slice(passage.place);
    let all = count(passage.text);
    // The same words in a placeholder's name or value would be taken for these.
    if count(source) != all || passage.written != passage.text && count(passage.written) != all {
        return Spot {
            place: passage.place,
            exact: false,
        };
    }
    let place = subject.place(passage, range);
    Spot {
        place,
        exact: subject.sources.slice(place) == words,
    }
}

impl Spot {
    /// The finding, with a change to other words where the words can be changed.
    pub(super) fn fixed(self, finding: Diagnostic, with: &str) -> Diagnostic {
        if self.exact {
            finding.fix(Fix::replace(self.place, with))
        } else {
            finding
        }
    }

    /// Whether a placeholder can be written there without quotes being put around the whole value.
    pub(super) fn takes_placeholder(self, subject: &Subject<'_>, passage: &Passage<'_>) -> bool {
        let source = subject.sources.slice(passage.place);
        let text = subject.sources.text(passage.place.file);
        let before = text.get(..passage.place.start as usize).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        let quoted = source.starts_with(['"', '\'', '|', '>']);
        let plain = self.place.start > passage.place.start && !line.contains(['{', '[']);
        self.exact && !passage.path.starts_with("organisation") && (quoted || plain)
    }
}

/// Words written like others: with a capital where those begin with one, in capitals where those are.
pub(super) fn like(model: &str, words: &str) -> String {
    let mut letters = model.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let all = first && model.chars().count() > 1 && !model.chars().any(char::is_lowercase);
    if all {
        return words.to_uppercase();
    }
    // “Safeguarding Designated Officer” is written as a title, word for word.
    let title = |word: &str| word.starts_with(char::is_uppercase);
    if model.contains(' ') && model.split_whitespace().all(title) {
        let each = words.split(' ').map(capitalised);
        return each.collect::<Vec<_>>().join(" ");
    }
    if first {
        capitalised(words)
    } else {
        words.to_string()
    }
}

fn capitalised(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}
