//! Two wordings laid beside each other, word by word.

use similar::{ChangeTag, TextDiff};

/// How many words around a change are shown in an excerpt.
const AROUND: usize = 6;

/// The most words of an excerpt.
const WORDS: usize = 40;

/// Some words that follow each other.
enum Part {
    /// They stand in both.
    Same(String),
    /// They stood in the old wording alone.
    Gone(String),
    /// They stand in the new wording alone.
    New(String),
}

/// What became of the words of a wording, in order. Where lines break does not count.
fn parts(old: &str, new: &str) -> Vec<Part> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let difference = TextDiff::from_slices(&old, &new);
    let mut runs: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for change in difference.iter_all_changes() {
        let word = change.value();
        match runs.last_mut().filter(|(tag, _)| *tag == change.tag()) {
            Some((_, words)) => words.push(word),
            None => runs.push((change.tag(), vec![word])),
        }
    }
    let part = |(tag, words): (ChangeTag, Vec<&str>)| {
        let words = words.join(" ");
        match tag {
            ChangeTag::Equal => Part::Same(words),
            ChangeTag::Delete => Part::Gone(words),
            ChangeTag::Insert => Part::New(words),
        }
    };
    runs.into_iter().map(part).collect()
}

/// Both wordings in one line that can be read without colours: `Review it [-each year-] {+each term+}`.
#[must_use]
pub fn marked(old: &str, new: &str) -> String {
    let words = parts(old, new).into_iter().map(|part| match part {
        Part::Same(words) => words,
        Part::Gone(words) => format!("[-{words}-]"),
        Part::New(words) => format!("{{+{words}+}}"),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What differs in two wordings, with a few words around it.
#[must_use]
pub fn excerpts(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let pairs = || old.iter().zip(&new);
    let before = pairs().take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - before;
    let backwards = old.iter().rev().zip(new.iter().rev());
    let behind = backwards
        .take(most)
        .take_while(|(one, other)| one == other)
        .count();
    let excerpt = |words: &[&str]| {
        let from = before.saturating_sub(AROUND);
        cut(words, from, words.len() - behind + AROUND)
    };
    (excerpt(&old), excerpt(&new))
}

/// The first words of a text.
#[must_use]
pub fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    cut(&words, 0, words.len())
}

/// Some of the words, with dots where others are left out.
fn cut(words: &[&str], from: usize, to: usize) -> String {
    let to = to.min(from + WORDS).min(words.len());
    let mut text = words[from..to].join(" ");
    if from > 0 {
        text.insert_str(0, "… ");
    }
    if to < words.len() {
        text.push_str(" …");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_by_words_and_read_without_colours() {
        let (old, new) = (
            "Review the policy\n  each year.",
            "Review the policy every autumn term.",
        );
        assert_eq!(
            marked(old, new),
            "Review the policy [-each year.-] {+every autumn term.+}"
        );
        assert_eq!(marked(old, old), "Review the policy each year.");
        assert_eq!(marked("", "New."), "{+New.+}");
        assert_eq!(marked("Old.", ""), "[-Old.-]");
    }

    #[test]
    fn an_excerpt_leaves_out_what_is_far_from_any_change() {
        let long = |word: &str| format!("a b c d e f g h i {word} k l m n o p q r s");
        assert_eq!(
            excerpts(&long("old"), &long("new words")),
            (
                "… d e f g h i old k l m n o p …".into(),
                "… d e f g h i new words k l m n o p …".into()
            )
        );
        assert_eq!(
            excerpts("a a", "a a a"),
            ("a a".to_string(), "a a a".to_string())
        );
        assert_eq!(excerpts("", "x"), (String::new(), "x".into()));
        assert_eq!(excerpts("x y", "x y"), ("x y".into(), "x y".into()));
        let (old, _) = excerpts(&"word ".repeat(100), "");
        assert_eq!(old.split(' ').count(), WORDS + 1);
        assert_eq!(beginning(" a\n b "), "a b");
        assert!(beginning(&"word ".repeat(100)).ends_with("word …"));
    }
}
