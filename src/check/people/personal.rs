//! Whose number it is: that of one person, rather than of an office.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Person, PersonField, Profile};
use crate::text::has_one_of;

use super::telephone::{LIKELY, extension, is_mobile, national};
use super::words::WORDS;

/// The fewest digits of a number that rings somewhere: local ones have no code. Short ones such as 101 are everybody's.
const FEWEST: usize = 5;

/// Whose number a named person's is: that of one person, rather than of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalNumber {
    /// A mobile that no word of it calls a duty telephone.
    Mobile,
    /// One that nobody else has, or that has an extension, of a person of whom nothing says that it may be published.
    Direct,
}

/// The people, by their place, whose own numbers a document would publish; not those who are not public.
#[must_use]
pub fn personal_numbers(profile: &Profile) -> Vec<(usize, PersonalNumber)> {
    let holders = Holders::of(profile);
    let people = profile.people.values().enumerate();
    people
        .filter_map(|(place, person)| Some((place, personal_number(person, &holders)?)))
        .collect()
}

/// Who has each number: one who holds two posts is one person.
pub(super) struct Holders(BTreeMap<String, BTreeSet<String>>);

impl Holders {
    /// The holders of all numbers of a plan.
    pub(super) fn of(profile: &Profile) -> Self {
        let mut holders: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, person) in &profile.people {
            if let Some(digits) = digits(person) {
                holders
                    .entry(digits)
                    .or_default()
                    .insert(who(person, key.as_str()));
            }
        }
        Self(holders)
    }

    /// Whether a number rings at one person alone.
    fn is_alone(&self, digits: &str) -> bool {
        self.0.get(digits).is_some_and(|who| who.len() == 1)
    }
}

/// A person by the last word of the name: “Ms Stone” and “Ada Stone” with one number are hardly two people. One without a
/// name by the key.
fn who(person: &Person, key: &str) -> String {
    let name = person.name.as_ref().map(|name| name.to_lowercase());
    match name
        .as_deref()
        .and_then(|name| name.split_whitespace().next_back())
    {
        Some(last) => last.to_string(),
        None => format!("\u{0}{key}"), // no name has it
    }
}

/// What a person's number is, unless it may be published.
pub(super) fn personal_number(person: &Person, holders: &Holders) -> Option<PersonalNumber> {
    let phone = person.phone.as_ref()?;
    if person.name.is_none() || !person.tells(PersonField::Phone) {
        return None;
    }
    let written = phone.trim();
    if holds_own_mobile(written) {
        return Some(PersonalNumber::Mobile);
    }
    // Who wrote `public: yes` has thought of it.
    let is_own = digits(person).is_some_and(|digits| holders.is_alone(&digits));
    let direct = is_own || extension(written).is_some();
    (direct && person.public.is_none()).then_some(PersonalNumber::Direct)
}

/// Whether a mobile stands in a number, or beside another, that nothing calls a duty telephone. What calls one so stands
/// beside it, unless there is no other number.
fn holds_own_mobile(written: &str) -> bool {
    let parts = || {
        let parts = written.split(['/', ';', ',', '|', '&', '\n']);
        parts
            .flat_map(|part| part.split(" or "))
            .flat_map(|part| part.split(" and "))
    };
    let count = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let is_one = parts().filter(|part| count(part) >= FEWEST).count() == 1;
    parts().any(|part| {
        let beside = if is_one { written } else { part };
        holds_mobile(part) && (count(part) > *LIKELY.end() || !has_one_of(beside, &WORDS.duty))
    })
}

/// Whether some groups of digits that follow each other are the number of a mobile.
fn holds_mobile(part: &str) -> bool {
    let breaks = |c: char| {
        !(c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '+' | '-' | '\u{2010}'..='\u{2015}' | '(' | ')' | '.'))
    };
    part.split(breaks).any(|run| {
        let groups: Vec<&str> = run
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .collect();
        let from = |start: usize| {
            (start + 1..=groups.len())
                .take(*LIKELY.end())
                .map(move |end| start..end)
        };
        let mut stretches = (0..groups.len()).flat_map(from);
        stretches.any(|stretch| is_mobile(&whole(&groups[stretch].concat())))
    })
}

/// The digits of a number with its 0, where a spreadsheet or a telephone wrote it without, or as from abroad.
fn whole(digits: &str) -> String {
    match digits.as_bytes() {
        [b'7', ..] if digits.len() == 10 => format!("0{digits}"),
        [b'4', b'4', ..] => format!("+{digits}"),
        _ => digits.to_string(),
    }
}

/// The digits of a person's number; of one abroad as they are.
pub(super) fn digits(person: &Person) -> Option<String> {
    let phone = person.phone.as_ref()?;
    let digits =
        national(phone).unwrap_or_else(|| phone.chars().filter(char::is_ascii_digit).collect());
    let is_short = digits.starts_with('1') && digits.len() <= 6;
    (digits.len() >= FEWEST && !is_short).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_is_known_beside_other_numbers_and_however_it_is_written() {
        for written in [
            "07700 900123",
            "01632 960100 (mobile 07700 900123)",
            "01632 960100 and 07700 900123",
            "01632 960100 & 07700 900123",
            "01632 960100 - 07700 900123",
            "01632 960100 – 07700 900123",
            "01632 960100 07700 900123",
            "01632 960100\n07700 900123",
            "01632 960100 (office), 07700 900123 (mobile)",
            "01632 960100 office 07700 900123",
            "07700 900 123 ext 2",
            "447700900123",
            "+44 (0)7700 900123",
            "0044 7700 900123",
            "7700 900123",
            "07624 900123",
        ] {
            assert!(holds_own_mobile(written), "{written}");
        }
    }

    #[test]
    fn a_duty_telephone_and_an_office_are_nobodys_own() {
        for written in [
            "07700 900123 (school duty phone)",
            "Duty telephone, 07700 900123",
            "01632 960100 / 07700 900123 (out of hours)",
            "01632 960100, 020 7946 0000",
            "020 7946 0000",
            "+353 87 123 4567",
            "01632 960107 7000",
            "101",
            "070 1234 5678",
        ] {
            assert!(!holds_own_mobile(written), "{written}");
        }
    }
}
