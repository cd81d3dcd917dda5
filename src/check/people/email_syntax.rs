//! An e-mail address cannot be right: it has no @, two of them, or a comma or a space in the name of its site.

use std::ops::Range;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Text;

use super::MOST_OF_A_TEXT;
use super::address::{Address, Fault, fault_of_email};
use super::site::{has_known_ending, names_before_ending};
use super::words::WORDS;
use super::written::{place_of, rewritten};
use crate::text::chunks;

pub(super) const RULE: Rule = Rule {
    code: "email-syntax",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an e-mail address has no @, or a comma or a space in it",
    why: "A message about a worry would reach nobody.",
    example: Example {
        wrong: "\
people:
  dsl: { role: Designated Safeguarding Lead, email: \"dsl@oakfield,example.org\" }
  #                                                  ^
plan:
  title: Prevent action plan
  introduction: For advice write to robin.vale.oakfield.example.org at any time.
  #                                 ^
",
        right: "\
people:
  dsl: { role: Designated Safeguarding Lead, email: dsl@oakfield.example.org }
plan:
  title: Prevent action plan
  introduction: For advice write to robin.vale@oakfield.example.org at any time.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let people = subject.profile.people.values();
    let mut findings: Vec<Diagnostic> = people
        .filter_map(|person| of_field(person.email.as_ref()?, subject))
        .collect();
    for passage in &subject.passages {
        for address in addresses(passage) {
            let place = subject.place(passage, &address.range);
            let words = &passage.text[address.range.clone()];
            findings.push(finding(words, address.means.clone(), place, subject));
        }
    }
    findings
}

fn of_field(field: &Text, subject: &Subject<'_>) -> Option<Diagnostic> {
    let address = field.trim();
    let several = address.split([',', ';', '/', ' ']).map(str::trim);
    let mut several = several.filter(|part| !part.is_empty() && *part != "or" && *part != "and");
    if several.clone().count() > 1 && several.all(|part| fault_of_email(part).is_none()) {
        return None; // an address for each of two people
    }
    let fault = fault_of_email(address)?;
    Some(finding(address, fault, place_of(field, subject), subject))
}

/// The faulty addresses of a text.
fn addresses<'p>(passage: &'p Passage<'_>) -> &'p [Address] {
    passage.reading.emails.get_or_init(|| {
        let ranges = tokens_like_addresses(passage.text);
        let found = ranges.filter_map(|range| of_words(passage.text, range));
        found.take(MOST_OF_A_TEXT).collect()
    })
}

/// The words of a text that could be e-mail addresses.
fn tokens_like_addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let dotted = has_dotted_words(text);
    let with_at = text.contains('@');
    let ranges = (dotted || with_at).then(|| chunks(text));
    ranges.into_iter().flatten().filter(move |range| {
        let word = &text[range.clone()];
        word.contains('@') || dotted && is_missing_its_at(text, range)
    })
}

/// Whether two letters in a text have a full stop between them.
fn has_dotted_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(3).any(|three| {
        three[1] == b'.' && three[0].is_ascii_alphanumeric() && three[2].is_ascii_alphabetic()
    })
}

fn of_words(text: &str, range: Range<usize>) -> Option<Address> {
    let word = &text[range.clone()];
    let start = word
        .strip_prefix("mailto:")
        .map_or(range.start, |rest| range.end - rest.len());
    let (word, range) = (&text[start..range.end], start..range.end);
    let at = word.find('@');
    let fault = match at {
        Some(0) => return None, // the name of an account elsewhere
        Some(_) if word.contains("://") => return None,
        Some(_) if word.matches('@').count() > 1 && word.contains([',', ';', '/']) => return None, // two addresses
        Some(_) | None => fault_of_email(word)?,
    };
    // "write to a@example.org,then wait": the comma belongs to the sentence.
    let after_comma = word.rsplit(',').next().unwrap_or(word);
    if fault.what.contains("comma") && !has_known_ending(&format!("x.{after_comma}")) {
        return None;
    }
    Some(Address {
        range,
        means: fault,
    })
}

/// Whether words are an e-mail address but for its @: a first and a last name before the name of a site; or a site's
/// name where "e-mail" says that an address follows.
fn is_missing_its_at(text: &str, range: &Range<usize>) -> bool {
    let word = &text[range.clone()];
    if word.contains(['@', '/', '?', '=']) || word.len() > 100 || !has_known_ending(word) {
        return false;
    }
    let Some(names) = names_before_ending(word) else {
        return false;
    };
    if names[0].eq_ignore_ascii_case("www") || names.iter().any(|name| name.is_empty()) {
        return false;
    }
    let site = names[names.len() - 1];
    let is_shared = WORDS
        .shared_sites
        .iter()
        .any(|shared| shared.eq_ignore_ascii_case(site));
    let are_words = |names: &[&str]| {
        names.iter().all(|name| {
            name.chars()
                .all(|c| c.is_alphabetic() || c == '-' || c == '\'')
        })
    };
    let before = text[..range.start].trim_end_matches([' ', ':', '\u{a0}']);
    let announced = ["e-mail", "email", "E-mail", "Email"]
        .iter()
        .any(|word| before.ends_with(word));
    match names.len() {
        0 | 1 => false,
        2 => announced && !is_shared,
        _ => announced || !is_shared && are_words(&names[..names.len() - 1]),
    }
}

fn finding(words: &str, fault: Fault, place: Place, subject: &Subject<'_>) -> Diagnostic {
    let message = format!("the e-mail address `{words}` {}", fault.what);
    let finding = RULE.finding(place, message);
    match fault.right {
        Some(right) => {
            let fix = rewritten(place, words, right.clone(), subject);
            let finding = finding.help(format!("Did you mean `{right}`?"));
            match fix {
                Some(fix) => finding.fix(fix),
                None => finding,
            }
        }
        None => finding.help(
            "An address is a name, an @ and the name of a site, such as dsl@oakfield.example.org.",
        ),
    }
}
