//! The number of one person would be published: a mobile, or a line that rings on one desk.

use std::collections::BTreeMap;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::{Person, PersonField};

use super::MOST_OF_A_TEXT;
use super::personal::{Holders, PersonalNumber, digits, personal_number};
use super::telephone::{is_mobile, national, numbers};
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
    let holders = Holders::of(subject.profile);
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

fn of_person(person: &Person, holders: &Holders, subject: &Subject<'_>) -> Option<Diagnostic> {
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
