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
