//! Telephone numbers in sentences that break off, run on, or have half an extension.

use std::ops::Range;

use crate::text::{Mention, Signs};

use super::telephone::{
    Found, LIKELY, begins_free, end_of_number, ends_free, fault_of_length, is_time,
};

/// Words after which digits from 0 are a telephone number, however few or many they are.
const ANNOUNCED: [&str; 12] = [
    "ring",
    "rings",
    "call",
    "calls",
    "phone",
    "telephone",
    "tel",
    "mobile",
    "mob",
    "fax",
    "dial",
    "text",
];

/// What is odd about the numbers of a text.
#[derive(Debug, Default)]
pub(in crate::check) struct OddNumbers {
    /// Those that break off or run on.
    pub(super) broken: Vec<Range<usize>>,
    /// Extensions, each with what is odd about it.
    pub(super) extensions: Vec<Mention<&'static str>>,
}

impl OddNumbers {
    /// What is odd about the numbers of a text.
    pub(super) fn of(text: &str, signs: &Signs) -> Self {
        if !signs.has_one_of("0123456789") {
            return Self::default(); // most texts
        }
        Self {
            broken: broken(text).map(|number| number.range).collect(),
            extensions: odd_extensions(text).collect(),
        }
    }
}

/// Numbers that break off or run on behind a word such as "ring": too few or too many digits to be taken for a number
/// elsewhere.
fn broken(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text[at..].find('0') {
            let start = at + offset;
            let end = end_of_number(text, start);
            at = end.max(start + 1);
            let number = &text[start..end];
            let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
            let digits = dialled.len();
            let groups = number.split(|c: char| !c.is_ascii_digit());
            let groups: Vec<&str> = groups.filter(|group| !group.is_empty()).collect();
            let odd = (4..*LIKELY.start()).contains(&digits) || digits > *LIKELY.end();
            // 0800 1111 is a number, and 0830 a time.
            let is_number = fault_of_length(&dialled).is_some()
                && groups.first().is_some_and(|first| first.len() > 2)
                && !groups.iter().all(is_time);
            let free = begins_free(text, start) && ends_free(text, end);
            let goes_on = groups.first().is_some_and(|first| first.len() == 5) && digits > 5;
            let is_announced = is_announced(&text[..start], goes_on);
            if odd && is_number && free && is_announced {
                return Some(Found {
                    range: start..end,
                    text: number,
                });
            }
        }
        None
    })
}

/// Whether the last word of a text announces a number; "on" does where an area code goes on.
fn is_announced(before: &str, goes_on: bool) -> bool {
    let before = before.trim_end_matches([' ', '.', ':', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    let on = |word: &str| goes_on && ["on", "number", "no"].contains(&word);
    word.is_some_and(|word| {
        on(word)
            || ANNOUNCED
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known))
    })
}

/// What is odd about extensions in a text: two in one, or none behind the word for it.
fn odd_extensions(text: &str) -> impl Iterator<Item = Mention<&'static str>> {
    text.match_indices("ext").filter_map(|(at, _)| {
        let before = text[..at].trim_end_matches([' ', ',', '(']);
        let rest = &text[at + 3..];
        let bare = rest.strip_prefix('n').unwrap_or(rest);
        let number = bare.trim_start_matches(['.', ' ', ':']);
        let digits = number.len()
            - number
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        let is_word = before.ends_with(|c: char| c.is_ascii_digit())
            && before.len() < at
            && !bare.starts_with(char::is_alphanumeric);
        if !is_word {
            return None;
        }
        let end = at + 3 + rest.len() - number.len() + digits;
        let second = number[digits..].strip_prefix('/');
        let second = second.map_or(0, |rest| {
            rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
        });
        if digits == 0 {
            let word = text[at..]
                .split([' ', '\n', ',', ';'])
                .next()
                .unwrap_or("ext");
            Some(Mention {
                range: at..at + word.len(),
                means: "says that there is an extension, and not which",
            })
        } else if second > 1 {
            Some(Mention {
                range: at..end + 1 + second,
                means: "runs two extensions together",
            })
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_break_off_or_run_on_are_found_behind_a_word_for_ringing() {
        let found = |text| broken(text).map(|found| found.text).collect::<Vec<_>>();
        assert_eq!(
            found("Reach us on 01632 9. Ring 01632 96 or call 01632 960011960012; tel. 0163 2960."),
            ["01632 9", "01632 96", "01632 960011960012", "0163 2960"]
        );
        for text in [
            "Call 0800 1111, ring 01632 960011 or dial 101",
            "Room 01632 is free",
            "Call 0830 to 0915, or text 0900 1530",
            "the call of 01/02/2026",
            "Ring 0",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn extensions_in_sentences_are_whole() {
        let found = |text: &'static str| {
            let found = odd_extensions(text);
            found.map(|odd| &text[odd.range]).collect::<Vec<_>>()
        };
        assert_eq!(
            found("Ring 101 ext. 4411/4412, or 01632 960011 ext. before noon"),
            ["ext. 4411/4412", "ext."]
        );
        for text in [
            "Ring 01632 960011 ext. 12 or extn 13",
            "In 2026 external speakers come; 101 extensions",
            "Dial 101, extension 12",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
