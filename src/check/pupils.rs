//! What in a text seems to tell of one pupil. It is looked for here, on this computer, and goes nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::source;
use crate::text::{Word, has_one_of, number_of, words};

use super::Subject;
use super::people::WORDS as PEOPLE;

/// What a text seems to tell of one pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The bytes of the text that tell it.
    pub(super) range: Range<usize>,
    /// What that is.
    pub(super) means: Means,
}

/// What it is that a text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// The unique pupil number.
    PupilNumber,
    /// A date of birth.
    Birth,
    /// The reference of a case.
    Case,
    /// A child’s name or initials, in a sentence that speaks of a concern.
    Name,
}

impl Means {
    /// What people call it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::PupilNumber => "a unique pupil number (UPN)",
            Self::Birth => "a date of birth",
            Self::Case => "the reference of a case",
            Self::Name => "the name of a child beside a concern",
        }
    }
}

/// What is known of those who are no pupils.
pub(super) struct Known {
    /// Names of people and of organisations, with a blank around each.
    names: String,
    year: i16,
}

impl Known {
    /// What an organisation's plan says of people, and the year of the check.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let profile = subject.profile;
        let people = profile
            .people
            .values()
            .filter_map(|person| person.name.as_ref());
        let mut names = String::from(" ");
        for name in people.map(|name| name.trim()) {
            names.extend([name, " "]);
        }
        let organisation = &profile.organisation;
        names.extend([organisation.name.trim(), " "]);
        Self {
            names,
            year: subject.as_of.year(),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.names.contains(&format!(" {name} "))
    }
}

#[derive(Debug, Default, Deserialize)]
struct Words {
    born: Vec<String>,
    cases: Vec<String>,
    children: Vec<String>,
    concerns: Vec<String>,
    before: Vec<String>,
    given: BTreeSet<String>,
    things: BTreeSet<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| source::builtin("pupils.yaml", include_str!("pupils.yaml")));

/// The phrases before a date of birth or a reference, by their first words.
static PHRASES: LazyLock<BTreeMap<&'static str, Vec<(&'static str, Means)>>> =
    LazyLock::new(|| {
        let mut phrases: BTreeMap<&str, Vec<(&str, Means)>> = BTreeMap::new();
        let born = WORDS
            .born
            .iter()
            .map(|phrase| (phrase.as_str(), Means::Birth));
        let cases = WORDS
            .cases
            .iter()
            .map(|phrase| (phrase.as_str(), Means::Case));
        for (phrase, means) in born.chain(cases) {
            let first = phrase.split([' ', '.']).next().unwrap_or(phrase);
            phrases.entry(first).or_default().push((phrase, means));
        }
        for of_word in phrases.values_mut() {
            of_word.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        phrases
    });

/// The words that what is told begins with, by their numbers: where digits follow, given names, and words before initials.
struct Starts {
    phrases: BTreeSet<u64>,
    given: BTreeSet<u64>,
    before: BTreeSet<u64>,
}

static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let number = |word: &str| number_of(word.chars());
    Starts {
        phrases: PHRASES.keys().map(|word| number(word)).collect(),
        given: WORDS.given.iter().map(|word| number(word)).collect(),
        before: WORDS.before.iter().map(|word| number(word)).collect(),
    }
});

/// Whether [`told`] can find anything in a text of these words, whoever is known. Most texts have no such word, whichever
/// plan they stand in, and there are many of them.
pub(super) fn may_tell(text: &str, words: &[Word]) -> bool {
    let has_digits = || text.bytes().any(|byte| byte.is_ascii_digit());
    let is_short = |at: usize| {
        let next = words.get(at + 1);
        next.is_some_and(|next| next.range().len() == 1)
    };
    words.iter().enumerate().any(|(at, word)| {
        let is_before = is_short(at) && STARTS.before.contains(&word.number);
        let is_number = word.range().len() == PUPIL_NUMBER;
        is_before
            || STARTS.given.contains(&word.number)
            || (is_number || STARTS.phrases.contains(&word.number)) && has_digits()
    })
}

/// What a text seems to tell of one pupil, in its order.
pub(super) fn told(text: &str, known: &Known) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let words = words(text);
    // Most texts of plans have none, and there are many of them.
    let has_digits = text.bytes().any(|byte| byte.is_ascii_digit());
    for (number, range) in words.iter().enumerate() {
        if told.last().is_some_and(|last| last.range.end > range.start) {
            continue;
        }
        let by_digits = || {
            let is_number = pupil_number(&text[range.clone()]);
            let pupil_number = is_number.then(|| Told {
                range: range.clone(),
                means: Means::PupilNumber,
            });
            pupil_number.or_else(|| announced(text, range, known))
        };
        let found = has_digits.then(by_digits).flatten();
        let found = found.or_else(|| named(text, &words[number..], known));
        told.extend(found);
    }
    told
}

/// How many signs a unique pupil number has.
const PUPIL_NUMBER: usize = 13;

/// Whether a word is a unique pupil number, by its check letter, so that no other number is taken for one (Department
/// for Education, unique pupil numbers: the letter is the remainder by 23 of the sum of the other signs, each times its
/// place; a temporary number ends in a letter).
fn pupil_number(word: &str) -> bool {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let bytes = word.as_bytes();
    if bytes.len() != PUPIL_NUMBER {
        return false;
    }
    let place = |letter: u8| {
        LETTERS
            .iter()
            .position(|known| *known == letter.to_ascii_uppercase())
    };
    let Some(check) = place(bytes[0]) else {
        return false;
    };
    let value = |(at, byte): (usize, &u8)| match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0') * (at + 2)),
        letter if at == 11 => Some(place(*letter)? * (at + 2)),
        _ => None,
    };
    let sum: Option<usize> = bytes[1..].iter().enumerate().map(value).sum();
    sum.is_some_and(|sum| sum % 23 == check && bytes[1..].iter().any(|byte| *byte != b'0'))
}

/// A date of birth or a reference that is said to be one.
fn announced(text: &str, word: &Range<usize>, known: &Known) -> Option<Told> {
    let lower = text[word.clone()].to_ascii_lowercase();
    let phrases = PHRASES.get(lower.as_str())?;
    let (phrase, means) = phrases.iter().find(|(phrase, _)| {
        let here = text.get(word.start..word.start + phrase.len());
        let ends = text
            .get(word.start + phrase.len()..)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        ends && here.is_some_and(|here| here.eq_ignore_ascii_case(phrase))
    })?;
    let start = behind_filling(text, word.start + phrase.len())?;
    match means {
        Means::Birth => {
            let (length, year) = date(&text[start..])?;
            // People in history were born, too.
            let is_child = (known.year - 25..=known.year).contains(&year);
            let range = start..start + length;
            (is_child || !phrase.starts_with("born")).then_some(Told {
                range,
                means: *means,
            })
        }
        Means::Case | Means::PupilNumber | Means::Name => {
            let rest = &text[start..];
            let end =
                rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '_' | '.'));
            let reference =
                rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', '-', '/', '_']);
            let digits = reference.bytes().filter(u8::is_ascii_digit).count();
            let is_year = reference.len() == 4 && digits == 4;
            let is_one = digits >= 3 && !is_year && date(reference).is_none();
            let range = start..start + reference.len();
            is_one.then_some(Told {
                range,
                means: *means,
            })
        }
    }
}

/// Behind what may stand between an announcement and what it announces; `None` at the end of the text.
fn behind_filling(text: &str, from: usize) -> Option<usize> {
    const FILLING: [&str; 9] = [
        "number",
        "no",
        "is",
        "was",
        "of",
        "reference",
        "ref",
        "id",
        "the",
    ];
    let mut at = from;
    for _ in 0..4 {
        let rest = &text[at..];
        let blank = rest.find(|c: char| c.is_alphanumeric())?;
        if blank > 8
            || rest[..blank].contains(['.', ';'])
                && rest[..blank].contains(' ')
                && !rest.starts_with(". ")
        {
            return None;
        }
        at += blank;
        let rest = &text[at..];
        let word = &rest[..rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())];
        if !FILLING
            .iter()
            .any(|filling| word.eq_ignore_ascii_case(filling))
        {
            break;
        }
        at += word.len();
    }
    Some(at)
}

/// The date that a text begins with: how many bytes it has, and its year.
fn date(text: &str) -> Option<(usize, i16)> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = &text[..text.floor_char_boundary(40)];
    let parts: Vec<Range<usize>> = words(text);
    let [first, second, third, ..] = parts.as_slice() else {
        return None;
    };
    let number = |range: &Range<usize>| {
        let digits = text[range.clone()].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i16>().ok()
    };
    let is_month = |range: &Range<usize>| {
        let word = text[range.clone()].to_lowercase();
        word.get(..3).is_some_and(|start| MONTHS.contains(&start))
    };
    let gap = &text[first.end..second.start];
    let is_near = gap.len() <= 2 && third.start - second.end <= 2;
    let year = match (number(first), number(second), number(third)) {
        (Some(day @ 1..=31), None, Some(year)) if is_month(second) => Some((day, year)),
        (None, Some(day @ 1..=31), Some(year)) if is_month(first) => Some((day, year)),
        (Some(day @ 1..=31), Some(1..=12), Some(year)) if !gap.contains(' ') => Some((day, year)),
        (Some(year @ 1900..=2199), Some(1..=12), Some(day @ 1..=31)) if !gap.contains(' ') => {
            Some((day, year))
        }
        _ => None,
    };
    let (_, year) = year.filter(|_| is_near)?;
    let year = match year {
        0..=40 => 2000 + year,
        41..=99 => 1900 + year,
        1900..=2199 => year,
        _ => return None,
    };
    Some((third.end, year))
}

/// How far around a name its sentence is looked at, in bytes.
const AROUND: usize = 300;

/// A child’s name or initials, in a sentence that speaks of a concern; `words` begin with it.
fn named(text: &str, words: &[Range<usize>], known: &Known) -> Option<Told> {
    let (first, second) = (words.first()?, words.get(1)?);
    let word = &text[first.clone()];
    let gap = &text[first.end..second.start];
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let range = if is_capital && gap == " " && WORDS.given.contains(word) {
        let last = &text[second.clone()];
        let mut letters = last.chars();
        let is_name = letters.next().is_some_and(char::is_uppercase)
            && last.chars().count() > 1
            && letters.all(char::is_lowercase)
            && !WORDS.things.contains(last);
        let name = &text[first.start..second.end];
        (is_name && !known.has(name) && !is_adult(text, first.start, second.end))
            .then_some(first.start..second.end)?
    } else if second.len() == 1
        && gap == " "
        && WORDS
            .before
            .iter()
            .any(|before| word.eq_ignore_ascii_case(before))
    {
        // `pupil A.B.`
        let third = words.get(2)?;
        let is_initial = |range: &Range<usize>| {
            range.len() == 1 && text[range.clone()].starts_with(|c: char| c.is_ascii_uppercase())
        };
        let joined = &text[second.end..third.start] == ".";
        (joined && is_initial(second) && is_initial(third)).then_some(second.start..third.end)?
    } else {
        return None;
    };
    let sentence = sentence(text, &range);
    let around = format!(
        "{} {}",
        &text[sentence.start..range.start],
        &text[range.end..sentence.end]
    );
    let tells = has_one_of(&around, &WORDS.concerns) && has_one_of(&around, &WORDS.children);
    tells.then_some(Told {
        range,
        means: Means::Name,
    })
}

/// Whether a title stands before a name, or a post behind it.
fn is_adult(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].trim_end().trim_end_matches('.');
    let title = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let behind = &text[end..text.ceil_char_boundary((end + 50).min(text.len()))];
    let behind = behind.split(['.', ';']).next().unwrap_or_default();
    PEOPLE.titles.iter().any(|known| known == title)
        || behind.starts_with([',', ' '])
            && behind.trim_start().starts_with(['(', ','])
            && has_one_of(behind, &PEOPLE.posts)
        || behind.starts_with(',') && has_one_of(behind, &PEOPLE.posts)
}

/// The sentence around some words, as far as it is looked at.
fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(range.start.saturating_sub(AROUND));
    let to = text.ceil_char_boundary((range.end + AROUND).min(text.len()));
    let ends = |sign: char| matches!(sign, '.' | '!' | '?' | ';');
    let start = text[from..range.start]
        .rfind(ends)
        .map_or(from, |at| from + at + 1);
    let end = text[range.end..to]
        .find(ends)
        .map_or(to, |at| range.end + at);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::numbered_words;

    fn found(text: &str) -> Vec<(&str, Means)> {
        let known = Known {
            names: " Sam Patel Hartley Primary School ".into(),
            year: 2026,
        };
        let told = told(text, &known);
        let may = may_tell(text, &numbered_words(text));
        assert!(may || told.is_empty(), "{text}");
        let told = told.into_iter();
        told.map(|told| (&text[told.range], told.means)).collect()
    }

    /// A pupil number with its letter, made of any twelve digits.
    fn number(digits: &str) -> String {
        let letters = b"ABCDEFGHJKLMNPQRTUVWXYZ"
            .iter()
            .map(|letter| char::from(*letter));
        let all: Vec<String> = letters
            .map(|letter| format!("{letter}{digits}"))
            .filter(|all| pupil_number(all))
            .collect();
        assert_eq!(all.len(), 1, "one letter belongs to each");
        all[0].clone()
    }

    #[test]
    fn a_pupil_number_is_told_by_its_letter() {
        let right = number("823432113045");
        assert_eq!(
            found(&format!("UPN {right}, Year 9")),
            [(right.as_str(), Means::PupilNumber)]
        );
        let wrong = format!(
            "{}823432113045",
            if right.starts_with('A') { 'B' } else { 'A' }
        );
        assert_eq!(found(&format!("UPN {wrong}")), []);
        assert_eq!(
            found("A000000000000 and 8234321130450 and A82343211304"),
            []
        );
    }

    #[test]
    fn the_letter_of_a_number_that_was_worked_by_hand() {
        // 2×1 + 3×2 + 4×3 + 5×4 + 6×5 + 7×6 + 8×7 + 9×8 + 10×9 + 11×0 + 12×1 + 13×2 = 368 = 16 × 23 + 0: A.
        assert!(pupil_number("A123456789012"));
        assert!(!pupil_number("B123456789012"));
        // 2×8 + 4×1 + 5×2 + 10×1 + 13×1 = 53 = 2 × 23 + 7: the eighth letter.
        assert!(pupil_number("H801200001001"));
    }

    #[test]
    fn dates_of_birth_are_told_by_what_stands_before_them() {
        for (text, date) in [
            ("DOB: 12/03/2012", "12/03/2012"),
            ("D.O.B. 4.5.12, Year 8", "4.5.12"),
            ("Date of birth: 2012-03-12", "2012-03-12"),
            ("The pupil was born on 4th May 2012.", "4th May 2012"),
            ("born 3 March 2011 in Leeds", "3 March 2011"),
        ] {
            assert_eq!(found(text), [(date, Means::Birth)], "{text}");
        }
        for text in [
            "Anne Frank was born on 12 June 1929.",
            "Date of birth is kept in the register alone.",
            "The next review is on 12/03/2027.",
            "Ideas born of the day in May 2026",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn references_are_told_by_what_stands_before_them() {
        for (text, reference) in [
            ("Case reference: CH/2026/014.", "CH/2026/014"),
            ("see incident number 20260114-3", "20260114-3"),
            ("Channel ref. no. 48213", "48213"),
        ] {
            assert_eq!(found(text), [(reference, Means::Case)], "{text}");
        }
        for text in [
            "Each case reference is kept by the DSL.",
            "The number of cases in 2026 was 12.",
            "Case number 3 of the training",
            "The case reference is on the form; 2026/27 is the year",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn a_name_is_told_only_beside_a_child_and_a_concern() {
        for (text, name) in [
            (
                "Callum Reid, a pupil in Year 9, was referred to Channel.",
                "Callum Reid",
            ),
            (
                "A concern about Amina Yusuf (Year 6) was passed on.",
                "Amina Yusuf",
            ),
            ("A referral for pupil J.S. was made in May.", "J.S"),
        ] {
            assert_eq!(found(text), [(name, Means::Name)], "{text}");
        }
        for text in [
            "Sam Patel passes on each concern about a pupil.",
            "Mr Adam Reid passes on each concern about a pupil.",
            "Adam Reid, headteacher, hears of each concern about a pupil.",
            "Callum Reid trains the staff.",
            "A pupil with a concern can talk at the Grace Hub.",
            "Channel Panel: the Prevent Lead hears of each concern about a pupil.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn no_right_sentence_is_taken_for_one() {
        for line in include_str!("../../tests/sensible.txt").lines() {
            assert_eq!(found(line), [], "{line}");
        }
    }

    #[test]
    fn the_words_are_read_whole() {
        assert!(WORDS.given.len() > 150 && WORDS.things.len() > 30);
        for list in [
            &WORDS.born,
            &WORDS.cases,
            &WORDS.children,
            &WORDS.concerns,
            &WORDS.before,
        ] {
            assert!(list.len() > 5, "{list:?}");
        }
    }
}
