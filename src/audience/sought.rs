//! How something that is hidden is known again in the words of a document.
//!
//! A few words that many plans have are no secret, and to refuse a document for them would teach people to mark nothing.
//! So names are looked for as names, numbers by their digits, addresses as they are, and sentences where they are long
//! enough to be somebody's own.

use crate::document::{blocks, words_of};

use super::name::Name;
use super::numbers::{Number, numbers};
use super::says::{Said, Sort};
use super::searched::plain;
use super::sentences::sentences;

/// The fewest letters of a name that is one word, and of the name of a file.
const FEWEST_OF_A_NAME: usize = 4;

/// The fewest words of a text that is looked for as a whole, and its fewest letters.
const FEWEST_OF_A_TEXT: (usize, usize) = (4, 20);

/// The fewest words of a sentence that is looked for by itself, and of a text that is looked for although something else
/// says the same openly.
pub(super) const FEWEST_OF_A_SENTENCE: usize = 8;

/// The fewest words of a title that is looked for however it is written; shorter ones are, as they are written.
const FEWEST_OF_A_TITLE: usize = 5;

/// The fewest words that tell something of a title that is looked for however it is written, unless it names a paper.
const FEWEST_TELLING: usize = 3;

/// Words of titles that tell nothing.
const JOINING: [&str; 18] = [
    "a", "an", "the", "and", "&", "of", "for", "to", "in", "on", "at", "by", "with", "from", "or",
    "our", "-", "as",
];

/// The last words of titles that many plans have: a single central record is no secret.
const PAPERS: [&str; 37] = [
    "action",
    "actions",
    "agreement",
    "assessment",
    "assessments",
    "audit",
    "briefing",
    "certificate",
    "certificates",
    "checklist",
    "checks",
    "contacts",
    "form",
    "forms",
    "guidance",
    "letter",
    "list",
    "log",
    "logs",
    "map",
    "minutes",
    "notes",
    "plan",
    "plans",
    "policies",
    "policy",
    "poster",
    "procedure",
    "procedures",
    "programme",
    "record",
    "records",
    "register",
    "report",
    "reports",
    "review",
    "survey",
];

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sought {
    /// Words, whatever their capitals.
    Words(String),
    /// Words with their capitals.
    Exactly(String),
    /// A short title, with its capitals.
    Title(String),
    /// A web address, without what stands before its site.
    Address(String),
    /// Somebody.
    Person(Name),
    /// A number.
    Number(Number),
}

/// The forms in which something hidden would be known again; none of what is too short or too common. Names are told
/// apart from those that are open.
pub(super) fn forms(said: &Said, open: &[Name]) -> Vec<Sought> {
    let words = plain(&said.words);
    let small = words.to_lowercase();
    match said.sort {
        Sort::Name => of_name(words, open),
        Sort::Number => {
            let mut found: Vec<Sought> = numbers(&words).into_iter().map(Sought::Number).collect();
            if found.is_empty() && words.chars().count() > FEWEST_OF_A_NAME {
                found.push(Sought::Words(small));
            }
            found
        }
        Sort::Email => vec![Sought::Words(small)],
        Sort::Link => long_enough(address(&small), Sought::Address),
        Sort::File => {
            let name = small.rsplit(['/', '\\']).next().unwrap_or(&small);
            long_enough(name, Sought::Words)
        }
        Sort::Title => of_title(words, small),
        Sort::Words => of_text(&said.words),
    }
}

/// A web address in small letters, without what many people leave out.
pub(super) fn address(small: &str) -> &str {
    let address = small.split_once("://").map_or(small, |(_, rest)| rest);
    address.trim_start_matches("www.").trim_end_matches('/')
}

fn of_name(words: String, open: &[Name]) -> Vec<Sought> {
    match Name::of(&words) {
        Some(name) => vec![Sought::Person(name.beside(open))],
        None if words.chars().count() >= FEWEST_OF_A_NAME => vec![Sought::Exactly(words)],
        None => Vec::new(),
    }
}

fn of_title(words: String, small: String) -> Vec<Sought> {
    let each: Vec<&str> = small.split(' ').collect();
    let is_paper = each.last().is_some_and(|last| PAPERS.contains(last));
    let telling = each.iter().filter(|word| !JOINING.contains(word)).count();
    let is_own = each.len() >= FEWEST_OF_A_TITLE
        || each.len() > 2 && words.contains(|c: char| c.is_ascii_digit())
        || telling >= FEWEST_TELLING && !is_paper;
    if is_own {
        vec![Sought::Words(small)]
    } else if each.len() > 1 && words.chars().count() >= 8 {
        vec![Sought::Title(words)]
    } else {
        Vec::new()
    }
}

/// The paragraphs of a text, and their long sentences.
fn of_text(text: &str) -> Vec<Sought> {
    let (words, letters) = FEWEST_OF_A_TEXT;
    let long =
        |text: &str, words| text.split(' ').count() >= words && text.chars().count() >= letters;
    let mut found = Vec::new();
    for paragraph in words_of(&blocks(text)) {
        let paragraph = plain(&paragraph);
        let sentences = sentences(&paragraph).into_iter();
        let sentences = sentences.filter(|sentence| long(sentence, FEWEST_OF_A_SENTENCE));
        found.extend(sentences.map(ending_freely));
        if long(&paragraph, words) {
            found.push(ending_freely(&paragraph));
        }
    }
    found.dedup();
    found.into_iter().map(Sought::Words).collect()
}

/// A sentence in small letters without the stop at its end: another may go on.
fn ending_freely(sentence: &str) -> String {
    sentence
        .trim_end_matches(['.', '!', '?', ':', ';', ','])
        .to_lowercase()
}

fn long_enough(words: &str, sought: impl Fn(String) -> Sought) -> Vec<Sought> {
    let own = words.chars().count() > FEWEST_OF_A_NAME;
    own.then(|| sought(words.to_string())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::searched::Searched;
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
        forms(&said(words, sort), &[])
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
                "Former pupil arrested",
                Sort::Title,
                "of a former pupil arrested in May",
            ),
            ("Staff training", Sort::Title, "see Staff training"),
            ("Staff Training", Sort::Title, "Staff Training is"),
            ("Staff training", Sort::Title, "\"Staff training\" says"),
            ("a.quill@x.org", Sort::Email, "mailto:a.quill%40x.org"),
            ("Ada Quill", Sort::Name, "x.org/Ada%20Quill.pdf"),
            ("01632 960119", Sort::Number, "tel:01632%20960119"),
            ("x.org/staff", Sort::Link, "https://www.x.org/staff/."),
            ("x.org/staff", Sort::Link, "x.org/staff?a=1"),
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
            ("Ada Stone", Sort::Name, "Mx Tom Stone"),
            ("999240", Sort::Number, "01632 999240"),
            ("x.org", Sort::Link, "mail a@x.org, see y.x.org/a"),
            (
                "x.org/staff",
                Sort::Link,
                "x.org/staff/poster, x.org/staff-list",
            ),
            ("Risk assessment", Sort::Title, "update the risk assessment"),
            ("Training log", Sort::Title, "So. Training log entries are"),
            (
                "Single central record",
                Sort::Title,
                "the single central record",
            ),
            ("Training", Sort::Title, "Training"),
            ("In progress", Sort::Words, "In progress"),
            ("Not started yet", Sort::Words, "Not started yet"),
        ] {
            assert!(!found(words, sort, text), "{words} in {text}");
        }
    }
}
