//! "Did you mean".

/// The candidate nearest to a misspelt word, if one is near enough to be meant.
///
/// Near enough is a third of the word's letters wrong, at least one and at most three; case does not count.
///
/// ```
/// # use dutybound::diagnostic::nearest;
/// assert_eq!(nearest("titel", ["title", "text"]), Some("title"));
/// assert_eq!(nearest("colour", ["title", "text"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let most = (letters / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| !has_other_letters(&word, candidate, most))
        .filter_map(|candidate| {
            let known = candidate.to_lowercase();
            // Words of other lengths are never near, and to compare them letter by letter takes long.
            let near = known.chars().count().abs_diff(letters) <= most;
            near.then(|| (strsim::damerau_levenshtein(&word, &known), candidate))
        })
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether more letters of one word are not in the other than may be wrong. Told at a glance, and of nearly all words
/// that are not near.
fn has_other_letters(word: &str, candidate: &str, most: usize) -> bool {
    let (one, other) = (letters(word), letters(candidate));
    let more = (one & !other).count_ones().max((other & !one).count_ones());
    word.is_ascii() && candidate.is_ascii() && usize::try_from(more).is_ok_and(|more| more > most)
}

/// The letters of a word, one bit for each of a to z.
fn letters(word: &str) -> u32 {
    let letters = word.bytes().map(|byte| byte.to_ascii_lowercase());
    letters
        .filter(u8::is_ascii_lowercase)
        .fold(0, |known, letter| known | (1 << (letter - b'a')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_at_the_letters_passes_over_no_word_that_is_near() {
        for (word, candidate, distance) in [
            ("befor", "before", 1),
            ("xefore", "before", 1),
            ("Titel", "tItle", 1),
            ("rewiew-on", "review_on", 2),
            ("zz", "review", 6),
        ] {
            assert_eq!(
                strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()),
                distance
            );
            assert!(!has_other_letters(word, candidate, distance), "{word}");
        }
        assert!(has_other_letters("zz", "review", 3));
        assert_eq!(nearest("keys", ["\u{212a}eys"]), Some("\u{212a}eys")); // the sign for kelvin is a k in small letters
    }
}
