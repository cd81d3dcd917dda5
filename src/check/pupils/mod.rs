//! What in a text seems to tell of one pupil. It is looked for here, on this computer, and goes nowhere.

mod announced;
mod name;
mod number;
mod words;

use std::ops::Range;

use crate::text::{Shape, Word, numbered_words};

use super::Subject;
use words::{BEGINNINGS, Beginning};

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

/// A word of a text with which something of a pupil may begin, whoever is known.
#[derive(Debug)]
pub(super) struct Start {
    /// The number of the word, from 0.
    at: usize,
    /// What the word is known for; `None` where it is only as long as a pupil number.
    beginning: Option<&'static Beginning>,
}

/// Where [`told`] has to look. Most texts have no such word, whichever plan they stand in, and there are many of them.
pub(super) fn starts(text: &str, words: &[Word]) -> Vec<Start> {
    let has_digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let every = words.iter().enumerate();
    every
        .filter_map(|(at, word)| {
            let is_number = has_digits && word.range().len() == number::LENGTH;
            let known = BEGINNINGS.get(&word.number);
            let beginning = known.filter(|known| {
                let next = words.get(at + 1);
                has_digits && !known.announces.is_empty()
                    || known.is_given && word.shape != Shape::Lower
                    || known.is_before && next.is_some_and(|next| next.range().len() == 1)
            });
            (is_number || beginning.is_some()).then_some(Start { at, beginning })
        })
        .collect()
}

/// What a text seems to tell of one pupil, in its order; `words` and `starts` are those of the text.
pub(super) fn told(text: &str, words: &[Word], starts: &[Start], known: &Known) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for start in starts {
        let words = &words[start.at..];
        let Some(first) = words.first().map(Word::range) else {
            continue;
        };
        if told.last().is_some_and(|last| last.range.end > first.start) {
            continue;
        }
        let pupil_number = number::is_one(&text[first.clone()]).then_some(Told {
            range: first.clone(),
            means: Means::PupilNumber,
        });
        let of_beginning = |beginning: &Beginning| {
            announced::announced(text, first.start, beginning, known)
                .or_else(|| name::named(text, words, beginning, known))
        };
        told.extend(pupil_number.or_else(|| of_beginning(start.beginning?)));
    }
    told
}

/// Whether a text has a word with which something of a pupil may begin, whichever plan it belongs to.
pub(crate) fn may_tell_of_a_pupil(text: &str) -> bool {
    !starts(text, &numbered_words(text)).is_empty()
}

/// What a text that is read once seems to tell of one pupil.
pub(super) fn told_in(text: &str, known: &Known) -> Vec<Told> {
    let words = numbered_words(text);
    told(text, &words, &starts(text, &words), known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Means)> {
        let known = Known {
            names: " Sam Patel Hartley Primary School ".into(),
            year: 2026,
        };
        let told = told_in(text, &known);
        told.into_iter()
            .map(|told| (&text[told.range], told.means))
            .collect()
    }

    /// A pupil number with its letter, made of any twelve digits.
    fn number(digits: &str) -> String {
        let letters = b"ABCDEFGHJKLMNPQRTUVWXYZ"
            .iter()
            .map(|letter| char::from(*letter));
        let all: Vec<String> = letters
            .map(|letter| format!("{letter}{digits}"))
            .filter(|all| number::is_one(all))
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
        for line in include_str!("../../../tests/sensible.txt").lines() {
            assert_eq!(found(line), [], "{line}");
        }
    }
}
