//! Changes in words.

use crate::compare::{Changed, ChangedValue, compare_texts};
use crate::document::{Change, Inline, inlines, plain_text};

/// A change as a phrase: "Deadline: from 26 February 2027 to 12 March 2027". What belongs to the entry that it names is
/// not said again.
#[must_use]
pub fn told(change: &ChangedValue) -> String {
    let what = &change.what;
    match &change.changed {
        Changed::Added { .. } if change.whole => format!("New {}", what.to_lowercase()),
        Changed::Removed { .. } if change.whole => format!("{what} taken out"),
        Changed::Added { new } => format!("{what} added: {}", shortened(new)),
        Changed::Removed { old } => format!("{what} taken out: {}", shortened(old)),
        Changed::Moved { after: None } => "Moved to the beginning".into(),
        Changed::Moved { after: Some(after) } => format!("Moved, now after “{}”", shortened(after)),
        Changed::Reworded { old, new } => format!("{what}: {}", reworded(old, new)),
        Changed::Replaced { old, new } => {
            format!("{what}: from {} to {}", shortened(old), shortened(new))
        }
    }
}

/// The words that changed in a text: "“a year” became “each term”". Of many, how many places there are.
fn reworded(old: &str, new: &str) -> String {
    let mut places: Vec<(Option<String>, Option<String>)> = Vec::new();
    let mut before = None;
    for run in compare_texts(old, new) {
        let Inline::Changed { change, content } = run else {
            before = None;
            continue;
        };
        let words = Some(shortened(&plain_text(&content)));
        match (change, before) {
            (Change::Deleted, _) => places.push((words, None)),
            (Change::Inserted, Some(Change::Deleted)) => {
                if let Some((_, put_in)) = places.last_mut() {
                    *put_in = words;
                }
            }
            (Change::Inserted, Some(Change::Inserted) | None) => places.push((None, words)),
        }
        before = Some(change);
    }
    let number = places.len();
    let told = places.into_iter().take(PLACES).map(|place| match place {
        (Some(out), Some(put_in)) => format!("“{out}” became “{put_in}”"),
        (Some(out), None) => format!("“{out}” was taken out"),
        (None, Some(put_in)) => format!("“{put_in}” was put in"),
        (None, None) => "other marks".into(),
    });
    let told: Vec<String> = told.collect();
    match number.saturating_sub(PLACES) {
        0 if told.is_empty() => "other marks".into(),
        0 => told.join(", "),
        1 => format!("{}, and 1 more place changed", told.join(", ")),
        more => format!("{}, and {more} more places changed", told.join(", ")),
    }
}

/// How many places of a text are told one by one.
const PLACES: usize = 2;

/// How many letters of a text stand in a summary.
const LONGEST: usize = 80;

/// How many letters of the name of an action do.
const LONGEST_NAME: usize = 60;

/// The first words of a text, as one line.
pub(super) fn shortened(text: &str) -> String {
    cut(text, LONGEST)
}

/// The words by which an action is known again.
pub(super) fn name(text: &str) -> String {
    cut(text, LONGEST_NAME)
}

fn cut(text: &str, longest: usize) -> String {
    let text = plain_text(&inlines(text));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= longest {
        return text;
    }
    let cut: String = text.chars().take(longest).collect();
    let words = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    format!("{} …", words.trim_end_matches([',', ';', ':']))
}

/// "1 change", "3 changes".
pub(super) fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// A sentence: with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_reworded_text_the_words_that_changed_are_told() {
        for (old, new, told) in [
            (
                "Train all staff once a year in May.",
                "Train all staff once each term in May.",
                "“a year” became “each term”",
            ),
            ("Train staff.", "Train **all** staff.", "“all” was put in"),
            ("Train all staff.", "Train staff.", "“all” was taken out"),
            (
                "Ask one pupil in March, tell two governors by May, and see three parents in June.",
                "Ask six pupils in March, tell two trustees by May, and see three families in June.",
                "“one pupil” became “six pupils”, “governors” became “trustees”, and 1 more place changed",
            ),
        ] {
            assert_eq!(reworded(old, new), told);
        }
    }
}
