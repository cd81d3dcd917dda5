//! How something that is hidden is known again in the words of a document.
//!
//! A few words that many plans have are no secret, and to refuse a document for them would teach people to mark nothing.
//! So names are looked for as names, numbers by their digits, addresses as they are, and sentences where they are long
//! enough to be somebody's own.

use crate::document::{blocks, words_of};

use super::says::{Said, Sort};

/// The fewest letters of a name that is one word, and of the name of a file.
const FEWEST_OF_A_NAME: usize = 4;

/// The fewest words of a text that is looked for as a whole, and its fewest letters.
const FEWEST_OF_A_TEXT: (usize, usize) = (4, 20);

/// The fewest words of a sentence that is looked for by itself, and of a text that is looked for although something else
/// says the same openly.
const FEWEST_OF_A_SENTENCE: usize = 8;

/// The fewest words of a title that is looked for however it is written; shorter ones are, as they are written.
const FEWEST_OF_A_TITLE: usize = 5;

/// Words in front of a last name.
const TITLES: [&str; 8] = ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "rev"];

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// Words, whatever their capitals.
    Words(String),
    /// Words with their capitals.
    Exactly(String),
    /// The digits of a number, without the 0 or the +44 before them.
    Digits(String),
}

/// A text in which something is looked for.
#[derive(Debug)]
pub(super) struct Searched {
    exact: String,
    small: String,
    /// Each number with its digits.
    numbers: Vec<String>,
}

impl Searched {
    pub(super) fn new(text: &str) -> Self {
        let exact = plain(text);
        Self {
            small: exact.to_lowercase(),
            numbers: numbers(&exact),
            exact,
        }
    }

    /// Whether it holds what is sought.
    pub(super) fn holds(&self, sought: &Sought) -> bool {
        match sought {
            Sought::Words(words) => stands_free(&self.small, words),
            Sought::Exactly(words) => stands_free(&self.exact, words),
            Sought::Digits(digits) => self.numbers.iter().any(|number| number.contains(digits)),
        }
    }
}

/// The forms in which something hidden would be known again; none of what is too short or too common.
pub(super) fn forms(said: &Said) -> Vec<Sought> {
    let words = plain(&said.words);
    let small = words.to_lowercase();
    match said.sort {
        Sort::Name => of_name(&words, &small),
        Sort::Number => {
            let mut found: Vec<Sought> = numbers(&words).into_iter().map(Sought::Digits).collect();
            if found.is_empty() && words.chars().count() > FEWEST_OF_A_NAME {
                found.push(Sought::Words(small));
            }
            found
        }
        Sort::Email => vec![Sought::Words(small)],
        Sort::Link => {
            let address = small.split_once("://").map_or(&*small, |(_, rest)| rest);
            let address = address.trim_start_matches("www.").trim_end_matches('/');
            long_enough(address)
        }
        Sort::File => long_enough(small.rsplit(['/', '\\']).next().unwrap_or(&small)),
        Sort::Title => of_title(words, small),
        Sort::Words => of_text(&said.words),
    }
}

/// Whether two things that are said are the same, so that the one tells the other.
pub(super) fn is_same(hidden: &Said, open: &Said) -> bool {
    let few = |said: &Said| plain(&said.words).split(' ').count() < FEWEST_OF_A_SENTENCE;
    match (hidden.sort, open.sort) {
        (Sort::Number, Sort::Number) => forms(hidden) == forms(open),
        (Sort::Words, Sort::Words | Sort::Title) => alike(hidden, open) && few(hidden),
        (Sort::Title, Sort::Title | Sort::Words) => alike(hidden, open),
        (one, other) => one == other && alike(hidden, open),
    }
}

fn alike(one: &Said, other: &Said) -> bool {
    plain(&one.words).to_lowercase() == plain(&other.words).to_lowercase()
}

fn of_name(words: &str, small: &str) -> Vec<Sought> {
    let is_title = |word: &str| TITLES.contains(&word.trim_end_matches('.'));
    let parts: Vec<&str> = small.split(' ').collect();
    let parts = match parts.split_first() {
        Some((first, rest)) if is_title(first) && !rest.is_empty() => rest,
        Some(_) | None => &parts[..],
    };
    let (Some(last), true) = (parts.last(), parts.len() > 1) else {
        let own = words.chars().count() >= FEWEST_OF_A_NAME;
        return own
            .then(|| Sought::Exactly(words.to_string()))
            .into_iter()
            .collect();
    };
    let titled = TITLES
        .iter()
        .flat_map(|title| [format!("{title} {last}"), format!("{title}. {last}")]);
    std::iter::once(parts.join(" "))
        .chain(titled)
        .map(Sought::Words)
        .collect()
}

fn of_title(words: String, small: String) -> Vec<Sought> {
    let count = words.split(' ').count();
    if count >= FEWEST_OF_A_TITLE || count > 2 && words.contains(|c: char| c.is_ascii_digit()) {
        vec![Sought::Words(small)]
    } else if count > 1 && words.chars().count() >= 8 {
        vec![Sought::Exactly(words)]
    } else {
        Vec::new()
    }
}

/// The paragraphs of a text, and their long sentences.
fn of_text(text: &str) -> Vec<Sought> {
    let (words, letters) = FEWEST_OF_A_TEXT;
    let mut found = Vec::new();
    for paragraph in words_of(&blocks(text)) {
        let paragraph = plain(&paragraph).to_lowercase();
        let long =
            |text: &str, words| text.split(' ').count() >= words && text.chars().count() >= letters;
        let sentences = paragraph.split_inclusive(['.', '!', '?']).map(str::trim);
        for sentence in sentences.filter(|sentence| long(sentence, FEWEST_OF_A_SENTENCE)) {
            found.push(Sought::Words(ending_freely(sentence)));
        }
        if long(&paragraph, words) {
            found.push(Sought::Words(ending_freely(&paragraph)));
        }
    }
    found.dedup();
    found
}

/// A sentence without the stop at its end: another may go on.
fn ending_freely(sentence: &str) -> String {
    sentence
        .trim_end_matches(['.', '!', '?', ':', ';', ','])
        .to_string()
}

fn long_enough(words: &str) -> Vec<Sought> {
    let own = words.chars().count() > FEWEST_OF_A_NAME;
    own.then(|| Sought::Words(words.to_string()))
        .into_iter()
        .collect()
}

/// A text without what a typesetter changes: quotation marks, dashes, spaces, invisible characters.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut space = true;
    for c in text.chars() {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201f}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && space {
            continue;
        }
        space = c == ' ';
        plain.push(c);
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Every number of nine digits and more, and each of six to eight that stands by itself, by its digits without the 0 or
/// the +44 that it begins with.
fn numbers(plain: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let mut gap = 0;
    for c in plain.chars().chain(['\n']) {
        match c {
            '0'..='9' => {
                digits.push(c);
                gap = 0;
            }
            ' ' | '-' | '(' | ')' | '+' | '.' if !digits.is_empty() && gap < 3 => gap += 1,
            _ => {
                if digits.len() >= 6 {
                    found.push(without_prefix(&digits).to_string());
                }
                digits.clear();
                gap = 0;
            }
        }
    }
    found
}

fn without_prefix(digits: &str) -> &str {
    let digits = digits.strip_prefix("0044").unwrap_or(digits);
    let abroad = digits.strip_prefix("44").filter(|rest| rest.len() >= 9);
    let digits = abroad.unwrap_or(digits);
    digits.strip_prefix('0').unwrap_or(digits)
}

/// Whether words stand in a text without another word grown to them.
fn stands_free(text: &str, words: &str) -> bool {
    let grown = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins = words.chars().next();
    let ends = words.chars().next_back();
    !words.is_empty()
        && text.match_indices(words).any(|(start, found)| {
            let before = text[..start].chars().next_back();
            let after = text[start + found.len()..].chars().next();
            !(grown(before) && grown(begins) || grown(after) && grown(ends))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Sources};

    fn said(words: &str, sort: Sort) -> Said {
        let file = Sources::default().add("plan.yaml", "");
        Said {
            words: words.into(),
            place: Place {
                file,
                start: 0,
                end: 0,
                line: 1,
                column: 1,
            },
            sort,
        }
    }

    fn found(words: &str, sort: Sort, text: &str) -> bool {
        let text = Searched::new(text);
        forms(&said(words, sort))
            .iter()
            .any(|form| text.holds(form))
    }

    #[test]
    fn what_is_hidden_is_known_again() {
        for (words, sort, text) in [
            ("Sol Marchetti", Sort::Name, "as SOL\u{a0}MARCHETTI said"),
            ("Ms Sol Marchetti", Sort::Name, "Sol Marchetti’s minutes"),
            ("Sol Marchetti", Sort::Name, "kept by Ms Marchetti."),
            ("01632 960011", Sort::Number, "ring +44 (0)1632 960 011."),
            ("+44 7700 900123", Sort::Number, "07700-900123"),
            ("100023", Sort::Number, "URN 100023"),
            ("sol@example.org", Sort::Email, "mailto:Sol@example.org"),
            (
                "https://www.example.org/a/",
                Sort::Link,
                "see example.org/a",
            ),
            ("evidence/minutes.pdf", Sort::File, "minutes.pdf"),
            ("Staff survey 2026", Sort::Title, "the staff survey 2026"),
            ("LGB 26/41", Sort::Title, "minute LGB 26/41"),
            (
                "Two pupils “left” the club.",
                Sort::Words,
                "Two pupils \"left\" the club, and",
            ),
            (
                "One. The pastor of the church next door was asked to come.",
                Sort::Words,
                "The pastor of the **church** next door was asked to come."
                    .replace('*', "")
                    .leak(),
            ),
            (
                "- A long item of a list",
                Sort::Words,
                "A long item of a list",
            ),
        ] {
            assert!(found(words, sort, text), "{words} in {text}");
        }
    }

    #[test]
    fn what_many_plans_have_is_not() {
        for (words, sort, text) in [
            ("Sol", Sort::Name, "Sol Marchetti"),
            ("Robin", Sort::Name, "a robin in the hedge"),
            ("Sol Marchetti", Sort::Name, "the consol marchetties"),
            ("01632 960011", Sort::Number, "01632 960012"),
            ("Risk assessment", Sort::Title, "update the risk assessment"),
            ("Training", Sort::Title, "Training"),
            ("In progress", Sort::Words, "In progress"),
            ("Not started yet", Sort::Words, "Not started yet"),
        ] {
            assert!(!found(words, sort, text), "{words} in {text}");
        }
    }

    #[test]
    fn the_same_number_in_two_forms_is_one() {
        let one = said("01632 960011", Sort::Number);
        assert!(is_same(&one, &said("+44 1632 960011", Sort::Number)));
        assert!(!is_same(&one, &said("01632 960012", Sort::Number)));
    }
}
