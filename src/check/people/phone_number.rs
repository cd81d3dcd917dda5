//! A telephone number cannot be right: too few digits or too many, letters in it, or no 0 at its beginning.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Text;

use super::MOST_OF_A_TEXT;
use super::broken_number::OddNumbers;
use super::telephone::{Fault, Found, extension, fault_of_number, numbers};
use super::written::{place_of, rewritten};

pub(super) const RULE: Rule = Rule {
    code: "phone-number",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a telephone number has too few digits, too many, or letters",
    why: "Whoever rings in a hurry would reach nobody.",
    example: Example {
        wrong: "\
people:
  dsl: { role: Designated Safeguarding Lead, phone: 1632 960011 }
  #                                                 ^
plan:
  title: Prevent action plan
  introduction: Out of hours ring the duty officer on 07700 90012.
  #                                                   ^
",
        right: "\
people:
  dsl: { role: Designated Safeguarding Lead, phone: 01632 960011 }
plan:
  title: Prevent action plan
  introduction: Out of hours ring the duty officer on 07700 900123.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let people = subject.profile.people.values();
    let mut findings: Vec<Diagnostic> = people
        .filter_map(|person| of_field(person.phone.as_ref()?, subject))
        .collect();
    for passage in &subject.passages {
        let odd = passage
            .reading
            .odd_numbers
            .get_or_init(|| OddNumbers::of(passage.text, passage.signs()));
        let broken = odd.broken.iter().map(|range| Found {
            range: range.clone(),
            text: &passage.text[range.clone()],
        });
        let found = numbers(passage).chain(broken).filter_map(|number| {
            let fault = fault_of_number(number.text)?;
            Some((number.range, number.text, fault))
        });
        let found = found.take(MOST_OF_A_TEXT).map(|(range, words, fault)| {
            let place = subject.place(passage, &range);
            finding(words, fault, place, subject)
        });
        findings.extend(found);
        let extensions = odd.extensions.iter().take(MOST_OF_A_TEXT);
        findings.extend(extensions.map(|extension| {
            let words = &passage.text[extension.range.clone()];
            let fault = (extension.means.to_string(), None);
            let place = subject.place(passage, &extension.range);
            let finding = finding(words, fault, place, subject);
            Diagnostic {
                severity: Severity::Note,
                ..finding
            }
        }));
    }
    findings
}

fn of_field(field: &Text, subject: &Subject<'_>) -> Option<Diagnostic> {
    let fault = fault_of_field(field.trim())?;
    Some(finding(
        field.trim(),
        fault,
        place_of(field, subject),
        subject,
    ))
}

/// What is wrong with the numbers of a field: one, or several with a word or a sign between them.
fn fault_of_field(field: &str) -> Option<Fault> {
    let parts: Vec<&str> = field
        .split(['/', ';', ',', '|'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "))
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
        .collect();
    if parts.is_empty() {
        return fault_of_number(field);
    }
    let single = parts.len() == 1;
    // "101, option 2" is one number.
    let goes_on = |part: &str| extension(part).is_some_and(|(number, _)| number.trim().is_empty());
    parts.into_iter().enumerate().find_map(|(place, part)| {
        if place > 0 && goes_on(part) {
            return None;
        }
        let (what, right) = fault_of_part(part.trim())?;
        Some((what, right.filter(|_| single && part == field)))
    })
}

fn fault_of_part(part: &str) -> Option<Fault> {
    if let Some((number, extension)) = extension(part) {
        if number.is_empty() {
            return Some(("is an extension without the number before it".into(), None));
        }
        let digits = extension.chars().filter(char::is_ascii_digit).count();
        if digits == 0 {
            return Some((
                "says that there is an extension, and not which".into(),
                None,
            ));
        }
        return fault_of_number(number);
    }
    // "Office: 01632 960011 (mornings)"
    let number = part.rsplit(": ").next().unwrap_or(part);
    let number = match number.find('(') {
        Some(at) if number[at..].contains(char::is_alphabetic) => &number[..at],
        Some(_) | None => number,
    };
    let number = number
        .trim()
        .trim_start_matches(|c: char| c.is_alphabetic() || c == ' ' || c == '.');
    if number.contains(char::is_alphabetic) {
        let meant: String = number
            .chars()
            .map(|c| match c {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                other => other,
            })
            .collect();
        let right = fault_of_number(&meant).is_none() && !meant.contains(char::is_alphabetic);
        return Some((
            "has letters among its digits".into(),
            right.then_some(meant),
        ));
    }
    fault_of_number(number)
}

fn finding(words: &str, (what, right): Fault, place: Place, subject: &Subject<'_>) -> Diagnostic {
    let finding = RULE.finding(place, format!("the telephone number `{words}` {what}"));
    let Some(right) = right else {
        return finding.help(
            "Write it as it is dialled from outside, such as 01632 960011; an extension follows as `ext. 12`.",
        );
    };
    let fix = rewritten(place, words, right.clone(), subject);
    let finding = finding.help(format!("Did you mean `{right}`?"));
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_as_people_fill_them_pass() {
        for field in [
            "01632 960011",
            "01632 960011 or 07700 900123",
            "01632 960011 / 01632 960012 ext. 4",
            "01632 960011 ext. 12",
            "01632 960011 (mornings)",
            "Office: 01632 960011",
            "101, option 2",
            "101 ext. 2286",
            "0800 1111 (Childline)",
            "999",
        ] {
            assert_eq!(fault_of_field(field), None, "{field}");
        }
    }

    #[test]
    fn faults_of_fields_are_found() {
        for (field, said, right) in [
            ("ext. 12", "extension without", None),
            ("01632 960011 ext.", "not which", None),
            ("01632 96OO11", "letters", Some("01632 960011")),
            ("1632 960011", "lost the 0", Some("01632 960011")),
            ("01632 960011 or 1632 960012", "lost the 0", None),
            ("via the office", "no digits", None),
            ("2286", "does not begin", None),
        ] {
            let (what, put_right) = fault_of_field(field).unwrap();
            assert!(what.contains(said), "{field}: {what}");
            assert_eq!(put_right.as_deref(), right, "{field}");
        }
    }
}
