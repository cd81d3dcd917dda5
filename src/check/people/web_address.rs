//! A web address cannot be right: a comma or a space in it, no site, `https://` twice or misspelt.

use std::ops::Range;

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Text;

use super::MOST_OF_A_TEXT;
use super::address::{Address, Fault};
use super::page::fault_of_page;
use super::site::has_known_ending;
use super::written::{place_of, rewritten};
use crate::text::chunks;

pub(super) const RULE: Rule = Rule {
    code: "web-address",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a web address has a comma or a space in it, names no site, or begins wrongly",
    why: "The page that a reader is sent to would not open.",
    example: Example {
        wrong: "\
organisation: { kind: school, name: Example School, website: oakfield.example.org }
#                                                            ^
plan:
  title: Prevent action plan
  introduction: See https://https://oakfield.example.org/prevent or oakfield,example.org for more.
  #                 ^                                               ^
",
        right: "\
organisation: { kind: school, name: Example School, website: https://oakfield.example.org }
plan:
  title: Prevent action plan
  introduction: See https://oakfield.example.org/prevent or oakfield.example.org for more.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let links = profile
        .evidence
        .iter()
        .filter_map(|evidence| evidence.link.as_ref());
    let fields = profile.organisation.website.iter().chain(links);
    let mut findings: Vec<Diagnostic> = fields
        .filter_map(|field| of_field(field, subject))
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
    let fault = fault_of_page(address, false)?;
    Some(finding(address, fault, place_of(field, subject), subject))
}

/// The faulty addresses of a text.
fn addresses<'p>(passage: &'p Passage<'_>) -> &'p [Address] {
    passage.reading.pages.get_or_init(|| {
        let text = Some(passage.text).filter(|text| has_signs(text));
        let each = text.into_iter().flat_map(chunks);
        let found = each.filter_map(|range| of_words(passage.text, range));
        found.take(MOST_OF_A_TEXT).collect()
    })
}

/// Whether a text could have an address in it: most have none.
fn has_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |at: usize, letters: &[u8]| {
        let rest = bytes.get(at..at + letters.len());
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(letters))
    };
    let follows_www = |at: usize| at >= 3 && begins(at - 3, b"www");
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'h' | b'H' => begins(at, b"http"),
        b':' => begins(at, b"://"),
        b'.' => follows_www(at),
        b',' => letter(at + 1) || follows_www(at),
        _ => false,
    })
}

fn of_words(text: &str, range: Range<usize>) -> Option<Address> {
    let word = &text[range.clone()];
    if word.contains('@') {
        return None; // an e-mail address, or a page of one who has an account
    }
    let start = word
        .get(..4)
        .map(str::to_ascii_lowercase)
        .unwrap_or_default();
    let begins = match start.as_str() {
        "http" => word[4..].contains([':', '/', '.']),
        "www." | "www," => true,
        "www" => false,
        _ => word
            .get(..word.len().min(10))
            .is_some_and(|begin| begin.contains("ttps://") || begin.contains("ttp://")),
    };
    let fault = if begins {
        fault_of_page(word, true)?
    } else if is_site_with_comma(word) {
        fault_of_page(word, true).filter(|fault| fault.right.is_some())?
    } else {
        return None;
    };
    Some(Address {
        range,
        means: fault,
    })
}

/// Whether words are the name of a site but for a comma in it: `oakfield,gov.uk`.
fn is_site_with_comma(word: &str) -> bool {
    let site = word.split('/').next().unwrap_or(word);
    let Some((before, after)) = site.split_once(',') else {
        return false;
    };
    // "cats,dogs.com" may be two things; the ending alone behind the comma is none.
    let is_ending = has_known_ending(&format!("x.{after}")) && !before.is_empty();
    let is_whole = after.contains('.') || before.contains('.');
    is_ending
        && is_whole
        && before
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

fn finding(words: &str, fault: Fault, place: Place, subject: &Subject<'_>) -> Diagnostic {
    let message = format!("the web address `{words}` {}", fault.what);
    let finding = RULE.finding(place, message);
    let Some(right) = fault.right else {
        return finding.help("Open the page in a browser, and copy its address from there.");
    };
    let fix = rewritten(place, words, right.clone(), subject);
    let finding = finding.help(format!("Did you mean `{right}`?"));
    match fix {
        Some(fix) => finding.fix(fix),
        None => finding,
    }
}
