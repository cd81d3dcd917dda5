//! Which words there are: the British dictionary in `data/dictionaries/en-GB`, with the words of `words.yaml` beside it.

use std::sync::{Arc, LazyLock};

use spellbook::Dictionary;

use crate::text::Remembered;

use super::table::TABLE;
use super::word::LONGEST;

/// `None` only if the files that the program brings along were broken; a test opens them.
static DICTIONARY: LazyLock<Option<Dictionary>> = LazyLock::new(|| {
    let affixes = include_str!("../../../data/dictionaries/en-GB/en-GB.aff");
    let words = include_str!("../../../data/dictionaries/en-GB/en-GB.dic");
    Dictionary::new(affixes, words).ok()
});

/// What is to be written in the place of an unknown word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// It is spelt in the American way; the British spelling.
    British(String),
    /// The one word that is near.
    One(String),
    /// Several words are near, the nearest first; or none at all.
    Several(Vec<String>),
}

/// Words that were looked for already: in the plans of a thousand schools the same few are unknown.
static JUDGED: LazyLock<Remembered<Arc<Meant>>> =
    LazyLock::new(|| Remembered::new(MOST_JUDGED, LONGEST));

/// How many are kept.
const MOST_JUDGED: usize = 2_000;

/// How many suggestions are made.
const MOST_SUGGESTED: usize = 3;

/// What may stand before any word without making it another word's misspelling.
const PREFIXES: [&str; 8] = [
    "un", "non", "mis", "anti", "multi", "inter", "counter", "cyber",
];

/// The fewest letters of a word behind a prefix.
const SHORTEST_STEM: usize = 5;

/// Whether there is a word, as it is written or in small letters.
pub(super) fn knows(word: &str, lower: &str) -> bool {
    let Some(dictionary) = DICTIONARY.as_ref() else {
        return true;
    };
    let plain = |word: &str| {
        if word.contains('’') {
            dictionary.check(&word.replace('’', "'"))
        } else {
            dictionary.check(word)
        }
    };
    plain(lower)
        || TABLE.words.contains(lower)
        || !lower.is_ascii() && plain(&without_accents(lower))
        || word != lower && plain(word)
        || PREFIXES.iter().any(|prefix| {
            let stem = lower.strip_prefix(prefix);
            stem.is_some_and(|stem| stem.len() >= SHORTEST_STEM && plain(stem))
        })
}

/// A word with the letters under its accents: whoever types `façade` or `crèche` knows how to.
fn without_accents(word: &str) -> String {
    let bare = |letter| match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        _ => letter,
    };
    word.chars().map(bare).collect()
}

/// What an unknown word was meant to be; `lower` is in small letters.
pub(super) fn meant(lower: &str) -> Arc<Meant> {
    JUDGED.of(lower, |lower| Arc::new(judge(lower)))
}

fn judge(lower: &str) -> Meant {
    if let Some(british) = british(lower) {
        return Meant::British(british);
    }
    let mut suggested = Vec::new();
    if let Some(dictionary) = DICTIONARY.as_ref() {
        // To look for words that share most letters takes longer than all else that is done for a school.
        let by_edits = dictionary.suggester().with_ngram_suggestions(false);
        by_edits.suggest(lower, &mut suggested);
    }
    let most = if lower.chars().count() < 8 { 1 } else { 2 };
    let words = TABLE.words.iter().chain(&TABLE.key).cloned();
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let mut near: Vec<(usize, String)> = suggested
        .into_iter()
        .chain(words)
        .filter(|word| word.chars().all(char::is_lowercase))
        .map(|word| (strsim::osa_distance(lower, &word), word))
        .filter(|(distance, _)| *distance <= most)
        // Letters that changed places are the likeliest slip of all.
        .map(|(distance, word)| match distance {
            1 if letters(&word) == letters(lower) => (0, word),
            _ => (distance, word),
        })
        .collect();
    near.sort();
    near.dedup();
    match &near[..] {
        [(_, one)] => Meant::One(one.clone()),
        [(least, one), (more, _), ..] if least < more => Meant::One(one.clone()),
        _ => {
            near.truncate(MOST_SUGGESTED);
            Meant::Several(near.into_iter().map(|(_, word)| word).collect())
        }
    }
}

/// How American endings are spelt in British English. The longer stand first.
const ENDINGS: [(&str, &str); 30] = [
    ("izations", "isations"),
    ("izational", "isational"),
    ("ization", "isation"),
    ("izing", "ising"),
    ("izers", "isers"),
    ("izer", "iser"),
    ("ized", "ised"),
    ("izes", "ises"),
    ("ize", "ise"),
    ("yzing", "ysing"),
    ("yzed", "ysed"),
    ("yzes", "yses"),
    ("yze", "yse"),
    ("centers", "centres"),
    ("centered", "centred"),
    ("center", "centre"),
    ("theaters", "theatres"),
    ("theater", "theatre"),
    ("fenses", "fences"),
    ("fense", "fence"),
    ("ored", "oured"),
    ("oring", "ouring"),
    ("orable", "ourable"),
    ("orful", "ourful"),
    ("orite", "ourite"),
    ("oral", "oural"),
    ("ors", "ours"),
    ("or", "our"),
    ("logs", "logues"),
    ("log", "logue"),
];

/// American endings with one `l` where British English has two.
const SINGLE_L: [&str; 5] = ["ed", "ing", "er", "ers", "ings"];

/// The British spelling of a word that is spelt in the American way; `None` of any other word.
pub(super) fn british(lower: &str) -> Option<String> {
    let known = |word: String| knows(&word, &word).then_some(word);
    let by_ending = ENDINGS.iter().find_map(|(american, british)| {
        let stem = lower.strip_suffix(american)?;
        known(format!("{stem}{british}"))
    });
    by_ending.or_else(|| {
        SINGLE_L.iter().find_map(|ending| {
            let stem = lower.strip_suffix(ending)?;
            stem.ends_with('l')
                .then(|| known(format!("{stem}l{ending}")))?
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_make_no_misspelling() {
        for word in ["façade", "crèche", "café", "naïve", "annexe"] {
            assert!(knows(word, word), "{word}");
        }
        assert!(!knows("fäçadd", "fäçadd"));
    }

    #[test]
    fn the_dictionary_is_british_and_knows_education() {
        assert!(DICTIONARY.is_some());
        for word in [
            "organise",
            "safeguarding",
            "radicalisation",
            "centre",
            "pupil’s",
            "behaviour",
        ] {
            assert!(knows(word, word), "{word}");
        }
        for word in ["organize", "safegauring", "behavior", "recieve"] {
            assert!(!knows(word, word), "{word}");
        }
    }

    #[test]
    fn unknown_words_have_a_meaning() {
        for (word, expected) in [
            ("organized", Meant::British("organised".into())),
            ("behavior", Meant::British("behaviour".into())),
            ("centers", Meant::British("centres".into())),
            ("modeling", Meant::British("modelling".into())),
            ("defense", Meant::British("defence".into())),
            ("catalog", Meant::British("catalogue".into())),
            ("safegauring", Meant::One("safeguarding".into())),
            ("goverment", Meant::One("government".into())),
            ("recieve", Meant::One("receive".into())),
            ("zzzzzz", Meant::Several(vec![])),
        ] {
            assert_eq!(*meant(word), expected, "{word}");
        }
    }
}
