//! One person’s address or mobile stands under a name and, once more, under a post without a name.

use std::collections::BTreeMap;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Person, Text};

use super::telephone::{is_mobile, national};

pub(super) const RULE: Rule = Rule {
    code: "person-twice",
    severity: Severity::Note,
    usual: Usual::On,
    about: "the same contact is given by name in one place and by post in another",
    why: "A reader takes them for two people, and one of the two is forgotten when the number changes.",
    example: Example {
        wrong: "\
people:
  site-manager: { name: Robin Vale, role: Site Manager, email: robin.vale@example.org, public: yes }
  construction: { role: Construction Division Manager, email: robin.vale@example.org }
  #                                                           ^
",
        right: "\
people:
  site-manager: { name: Robin Vale, role: Construction Division Manager, email: robin.vale@example.org, public: yes }
  office: { role: School office, email: office@example.org }
  head: { name: Sol Marchetti, role: Headteacher, email: office@example.org, public: yes }
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let people = subject.profile.people.values();
    let (named, unnamed): (Vec<&Person>, Vec<&Person>) =
        people.partition(|person| person.name.is_some());
    let mut own: BTreeMap<String, &Text> = BTreeMap::new();
    for person in named {
        let email = person
            .email
            .as_ref()
            .filter(|email| has_name(email, person));
        let phone = person.phone.as_ref().filter(|phone| is_mobile(phone));
        own.extend(email.map(|email| (plain_email(email), email)));
        own.extend(phone.and_then(|phone| Some((national(phone)?, phone))));
    }
    let given = unnamed.into_iter().flat_map(|person| {
        let email = person
            .email
            .as_ref()
            .map(|email| (plain_email(email), email));
        let phone = person.phone.as_ref();
        let phone = phone.and_then(|phone| Some((national(phone)?, phone)));
        email.into_iter().chain(phone)
    });
    given
        .filter_map(|(plain, written)| Some((written, *own.get(&plain)?)))
        .map(|(written, other)| {
            let message = format!("`{}` is also given for somebody who is named", written.trim());
            RULE.finding(written.place, message)
                .related(other.place, "the same, under a name")
                .help("If they are one person, keep one entry with name and role, and use its key everywhere.")
        })
        .collect()
}

fn plain_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whether an address has the last name of a person in it, so that it is nobody else's.
fn has_name(email: &str, named: &Person) -> bool {
    let local = email.split('@').next().unwrap_or("").to_lowercase();
    let last = named
        .name
        .as_ref()
        .and_then(|name| name.trim().rsplit(' ').next());
    last.is_some_and(|last| last.chars().count() > 2 && local.contains(&last.to_lowercase()))
}
