//! English plurals, possessives, articles and capitals for the words of a plan.

/// Words whose plural follows no rule.
const IRREGULAR: [(&str, &str); 8] = [
    ("child", "children"),
    ("person", "people"),
    ("man", "men"),
    ("woman", "women"),
    ("staff", "staff"),
    ("member of staff", "members of staff"),
    ("headteacher", "headteachers"),
    ("curriculum", "curricula"),
];

/// The plural of a word or phrase: `pupil` to `pupils`, `governing body` to `governing bodies`, `board of trustees`
/// to `boards of trustees`.
pub(super) fn plural(phrase: &str) -> String {
    if let Some((_, plural)) = IRREGULAR
        .iter()
        .find(|(word, _)| *word == phrase.to_lowercase())
    {
        return like(phrase, plural);
    }
    if let Some((head, rest)) = phrase.split_once(" of ") {
        return format!("{} of {rest}", plural(head));
    }
    match phrase.rsplit_once(' ') {
        Some((before, word)) => format!("{before} {}", plural(word)),
        None => regular_plural(phrase),
    }
}

fn regular_plural(word: &str) -> String {
    let lower = word.to_lowercase();
    let before_y = lower.strip_suffix('y').and_then(|stem| stem.chars().last());
    if let Some(c) = before_y
        && !"aeiou".contains(c)
    {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| lower.ends_with(end));
    format!("{word}{}", if hissing { "es" } else { "s" })
}

/// The possessive: `school’s`, `trustees’`.
pub(super) fn possessive(phrase: &str) -> String {
    format!(
        "{phrase}{}",
        if phrase.ends_with(['s', 'S']) {
            "’"
        } else {
            "’s"
        }
    )
}

/// The phrase with its first letter large.
pub(super) fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The phrase with the first letter of each word large, but for the small words of a title.
pub(super) fn title(phrase: &str) -> String {
    const SMALL: [&str; 8] = ["of", "and", "the", "for", "in", "on", "to", "a"];
    let words = phrase.split(' ').enumerate().map(|(index, word)| {
        if index > 0 && SMALL.contains(&word) {
            word.to_string()
        } else {
            capital(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The phrase behind `a` or `an`, by its first sound.
pub(super) fn with_article(phrase: &str) -> String {
    let lower = phrase.to_lowercase();
    let as_consonant = ["uni", "use", "eu", "one", "ur"]
        .iter()
        .any(|start| lower.starts_with(start));
    let silent_h = ["honest", "honour", "hour", "heir"]
        .iter()
        .any(|start| lower.starts_with(start));
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u']) && !as_consonant || silent_h;
    format!("{} {phrase}", if vowel { "an" } else { "a" })
}

/// `like("Child", "children")` is `Children`.
fn like(model: &str, word: &str) -> String {
    if model.chars().next().is_some_and(char::is_uppercase) {
        capital(word)
    } else {
        word.to_string()
    }
}

/// `plan.title` as a part of a file's name: letters, digits and hyphens, at most 80 of them.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’') {
            slug.push('-');
        }
        if slug.len() == 80 {
            break;
        }
    }
    slug.trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_of_the_words_that_plans_use() {
        for (one, many) in [
            ("pupil", "pupils"),
            ("child", "children"),
            ("Child", "Children"),
            ("governing body", "governing bodies"),
            ("board of trustees", "boards of trustees"),
            ("academy", "academies"),
            ("key stage", "key stages"),
            ("class", "classes"),
            ("day", "days"),
            ("staff", "staff"),
            ("young person", "young people"),
        ] {
            assert_eq!(plural(one), many);
        }
    }

    #[test]
    fn possessives_articles_and_capitals() {
        assert_eq!(possessive("school"), "school’s");
        assert_eq!(possessive("trustees"), "trustees’");
        assert_eq!(with_article("academy"), "an academy");
        assert_eq!(
            with_article("university technical college"),
            "a university technical college"
        );
        assert_eq!(with_article("honest answer"), "an honest answer");
        assert_eq!(capital("élève"), "Élève");
        assert_eq!(title("board of trustees"), "Board of Trustees");
    }

    #[test]
    fn a_slug_is_safe_in_a_file_name() {
        assert_eq!(
            slug("St Oswald’s: Prevent plan 2026/27"),
            "st-oswalds-prevent-plan-2026-27"
        );
        assert_eq!(slug("../../etc"), "etc");
        assert_eq!(slug("日本"), "");
    }
}
