//! An Act is named with a section that is about something else.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::model::{Provision, Status};

use super::provisions::{Division, Named, known, named, reference_of, spoken_of};
use super::said::{place, typed_place};

pub(super) const RULE: Rule = Rule {
    code: "statute-section",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an Act is named with a section that is about something else",
    why: "Whoever looks the section up finds another law, and doubts the rest.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: The Prevent duty is section 21 of the Counter-Terrorism and Security Act 2015.
#                                   ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: The Prevent duty is section 26 of the Counter-Terrorism and Security Act 2015.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    named(subject, true)
        .iter()
        .filter_map(|named| of_section(named, subject))
        .collect()
}

fn of_section(named: &Named<'_, '_>, subject: &Subject<'_>) -> Option<Diagnostic> {
    let reference = &named.reference;
    let (entry, act) = (named.entry, &named.entry.title.value);
    let label = &reference.label;
    // A section that everything else rests on is rightly named beside anything.
    let goes_with_all = |provision: &Provision| provision.speaks_of.is_empty() || provision.general;
    if reference.division != Division::Section || named.known.is_some_and(goes_with_all) {
        return None;
    }
    let meant = spoken_of(entry, reference.division, named.sentence);
    let named_rightly = named
        .beside
        .iter()
        .filter_map(|beside| known(entry, beside))
        .any(|provision| meant.iter().any(|meant| std::ptr::eq(*meant, provision)));
    if named_rightly {
        return None;
    }
    let sure = |status| entry.status_of(status) == Status::Verified;
    let (message, certain) = match named.known {
        Some(provision) if !meant.is_empty() => (
            format!(
                "section {label} of the {act} is about {}",
                provision.means.value
            ),
            sure(provision.status.as_ref()),
        ),
        None => (
            format!(
                "the guidance register does not say what section {label} of the {act} is about"
            ),
            false,
        ),
        Some(_) => return None,
    };
    let place = place(subject, named.passage, named.text, &reference.words)?;
    let finding = RULE.finding(place, message);
    let [only] = meant[..] else {
        let general = meant.iter().find(|provision| provision.general);
        let general = general.map_or(String::new(), |provision| {
            let name = &provision.name.value;
            format!("{} is {name}. ", capital(&provision.means.value))
        });
        let help = format!(
            "{general}Look the section up on legislation.gov.uk, and write the one that you mean."
        );
        let severity = if certain {
            finding.severity
        } else {
            Severity::Note
        };
        return Some(
            Diagnostic {
                severity,
                ..finding
            }
            .help(help),
        );
    };
    let certain = sure(only.status.as_ref()) && (certain || named.known.is_none());
    let severity = if certain {
        finding.severity
    } else {
        Severity::Note
    };
    let finding = Diagnostic {
        severity,
        ..finding
    }
    .help(format!(
        "This sentence speaks of {}: write {}.",
        only.means.value, only.name.value
    ));
    // Of a section that the register does not know, nobody can say that it is the wrong one.
    let right = reference_of(only).filter(|_| certain && named.known.is_some());
    let place = typed_place(subject, named.passage, named.text, &reference.words);
    let typed = &named.text[reference.words.start..reference.number.start];
    Some(match right.zip(place) {
        Some((right, place)) => finding.fix(Fix::replace(place, format!("{typed}{}", right.label))),
        None => finding,
    })
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
