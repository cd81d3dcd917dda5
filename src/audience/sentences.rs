//! The sentences of a paragraph, to be looked for one by one.

use crate::check::is_title;

/// Words that are written with a stop and seldom end a sentence.
const SHORTENED: [&str; 16] = [
    "st", "approx", "no", "nos", "e.g", "i.e", "etc", "ext", "dept", "para", "p", "pp", "cf", "vs",
    "incl", "esp",
];

/// The sentences of a plain paragraph, and what stands between any two stops: "No." ends some sentences and not others.
pub(super) fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut from) = (0, 0);
    for (at, stop) in paragraph.match_indices(['.', '!', '?']) {
        let end = at + stop.len();
        let piece = &paragraph[from..end];
        if ends(&paragraph[start..at], stop, &paragraph[end..]) {
            found.push(&paragraph[start..end]);
            if from > start {
                found.push(piece);
            }
            start = end;
        } else {
            found.push(piece);
        }
        from = end;
    }
    found.extend([&paragraph[start..], &paragraph[from..]]);
    let mut found: Vec<&str> = found.into_iter().map(str::trim).collect();
    found.retain(|sentence| !sentence.is_empty());
    found.dedup();
    found
}

/// Whether a stop between two pieces of a text ends a sentence.
fn ends(before: &str, stop: &str, after: &str) -> bool {
    let next = after.trim_start_matches(['"', '\'', ')', ']']);
    let follows = next.trim_start();
    if follows.is_empty() {
        return true;
    }
    let word = before.rsplit([' ', '(']).next().unwrap_or(before);
    let is_shortened = stop == "."
        && (word.chars().count() == 1
            || is_title(word)
            || SHORTENED.contains(&&*word.to_lowercase()));
    next.len() > follows.len() && !follows.starts_with(char::is_lowercase) && !is_shortened
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_behind_what_is_shortened() {
        let text = "We met. Fr. Lee of St. Mary's came at approx. ten, e.g. with Cllr. Pike! Then? All left";
        let found = sentences(text);
        for sentence in [
            "We met.",
            "Fr. Lee of St. Mary's came at approx. ten, e.g. with Cllr. Pike!",
            "Then?",
            "All left",
        ] {
            assert!(found.contains(&sentence), "{sentence}: {found:?}");
        }
        let found = sentences("It cost 2.50 pounds, they said no. Then all left.");
        assert!(found.contains(&"50 pounds, they said no."));
    }
}
