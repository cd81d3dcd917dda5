//! The number of one person would be published: a mobile, or a line that rings on one desk.

use std::collections::BTreeMap;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Person, PersonField, Profile};

use super::MOST_OF_A_TEXT;
use super::telephone::{extension, is_mobile, national, numbers};
use super::words::WORDS;
use super::written::place_of;
use crate::text::has_one_of;

pub(super) const RULE: Rule = Rule {
    code: "private-number",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the mobile or the direct number of a named person would be published",
    why: "A document on a website is copied and kept, and a person’s number cannot be called back from it.",
    example: Example {
        wrong: "\
people:
  dsl: { name: Robin Vale, role: Designated Safeguarding Lead, phone: 07700 900123, public: yes }
  #                                                                   ^
plan:
  title: Prevent action plan
  introduction: If you are worried, ring Robin on 07700 900456.
  #                                               ^
",
        right: "\
people:
  dsl: { name: Robin Vale, role: Designated Safeguarding Lead, phone: 07700 900123, public: no }
plan:
  title: Prevent action plan
  introduction: If you are worried, ring the duty telephone, 07700 900456.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let people = &subject.profile.people;
    let holders = holders(subject.profile);
    let mut findings: Vec<Diagnostic> = people
        .values()
        .filter_map(|person| of_person(person, &holders, subject))
        .collect();
    let withheld = withheld(subject);
    for passage in &subject.passages {
        let found = numbers(passage).filter_map(|number| {
            let digits = national(number.text)?;
            let message = if let Some(place) = withheld.get(digits.as_str()) {
                let message = format!(
                    "`{}` is the number of somebody who is marked `public: no`, and stands in a text",
                    number.text
                );
                (message, Some(*place))
            } else if is_mobile(number.text) && !is_shared(passage, number.range.start, number.range.end) {
                let message = format!("`{}` is a mobile number in a text, and nothing says whose", number.text);
                (message, None)
            } else {
                return None;
            };
            Some((number.range, message))
        });
        findings.extend(found.take(MOST_OF_A_TEXT).map(|(range, (message, other))| {
            let finding = RULE.finding(subject.place(passage, &range), message).help(
                "Write the number of the office or of a duty telephone, and say that it is one; or name the person’s \
                 key, as in {{ people['dsl'].phone }}, so that `public: no` keeps it back.",
            );
            match other {
                Some(place) => finding.related(place, "the person’s number"),
                None => finding,
            }
        }));
    }
    findings
}

/// The numbers of those who are not public and whose numbers nobody shares who is.
fn withheld(subject: &Subject<'_>) -> BTreeMap<String, Place> {
    let people = subject.profile.people.values();
    let numbers = |public: bool| {
        people
            .clone()
            .filter(move |person| person.tells(PersonField::Phone) == public)
            .filter_map(|person| Some((digits(person)?, person.phone.as_ref()?.place)))
    };
    let mut withheld: BTreeMap<String, Place> = numbers(false).collect();
    for (digits, _) in numbers(true) {
        withheld.remove(&digits);
    }
    withheld
}

/// Whether the words around a number say that it is no person's own.
fn is_shared(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let text = passage.text;
    let from = text.floor_char_boundary(start.saturating_sub(100));
    let to = text.ceil_char_boundary((end + 60).min(text.len()));
    has_one_of(&text[from..to], &WORDS.duty)
}

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
    let holders = holders(profile);
    let people = profile.people.values().enumerate();
    people
        .filter_map(|(place, person)| Some((place, personal_number(person, &holders)?)))
        .collect()
}

/// How many people have each number.
fn holders(profile: &Profile) -> BTreeMap<String, usize> {
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for digits in profile.people.values().filter_map(digits) {
        *holders.entry(digits).or_default() += 1;
    }
    holders
}

fn personal_number(person: &Person, holders: &BTreeMap<String, usize>) -> Option<PersonalNumber> {
    let phone = person.phone.as_ref()?;
    if person.name.is_none() || !person.tells(PersonField::Phone) {
        return None;
    }
    let written = phone.trim();
    let is_duty = has_one_of(written, &WORDS.duty);
    let each = written
        .split(['/', ';', ',', '|'])
        .flat_map(|part| part.split(" or "));
    let mobile = each
        .clone()
        .any(|part| is_mobile(part.trim_start_matches(|c: char| c != '0' && c != '+')));
    if mobile && !is_duty {
        return Some(PersonalNumber::Mobile);
    }
    // Who wrote `public: yes` has thought of it.
    let is_own = digits(person).is_some_and(|digits| holders.get(&digits) == Some(&1));
    let direct = is_own || extension(written).is_some();
    (direct && person.public.is_none()).then_some(PersonalNumber::Direct)
}

fn of_person(
    person: &Person,
    holders: &BTreeMap<String, usize>,
    subject: &Subject<'_>,
) -> Option<Diagnostic> {
    let number = personal_number(person, holders)?;
    let place = place_of(person.phone.as_ref()?, subject);
    if number == PersonalNumber::Mobile {
        let message = "this is a mobile number, and would be printed beside a person’s name";
        return Some(RULE.finding(place, message).help(
            "Add `public: no`, and the role is printed alone; or write the number of the office, or a duty telephone \
             under a role without a name.",
        ));
    }
    let message =
        "this number would be printed beside a person’s name, and nothing says that it may";
    Some(RULE.note(place, message).help(
        "Write `public: yes` if it may be published, or `public: no` to print the role alone.",
    ))
}

/// The digits of a person's number, of one that is whole.
fn digits(person: &Person) -> Option<String> {
    let digits = national(person.phone.as_ref()?)?;
    (digits.len() >= 9).then_some(digits)
}
