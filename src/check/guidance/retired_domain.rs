//! An address of a domain that is no longer reached.

use std::ops::Range;

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::guidance::Meaning;
use crate::model::{RetiredDomain, Status};

use super::said::{Look, place, said};

pub(super) const RULE: Rule = Rule {
    code: "retired-domain",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an e-mail or web address has a domain that is no longer in use",
    why: "A worried parent who writes there gets no answer, and may not try again.",
    example: Example {
        wrong: "\
people:
  prevent-officer: { role: Prevent officer, email: prevent@fenshire.pnn.police.uk }
#                                                                   ^
",
        right: "\
people:
  prevent-officer: { role: Prevent officer, email: prevent@fenshire.example.org }
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let domains = subject.register.retired_domains();
    let mut findings = Vec::new();
    let mut report = |text: &str, range: &Range<usize>, place: Place, number: usize| {
        let Some(retired) = domains.get(number) else {
            return;
        };
        if stands_as_address(text, range, &retired.domain) {
            findings.push(finding(retired, place));
        }
    };
    for (passage, range, meaning) in said(subject, Look::Filled) {
        if let Meaning::Domain(number) = meaning
            && let Some(at) = place(subject, passage, passage.text, &range)
        {
            report(passage.text, &range, at, *number);
        }
    }
    for address in &subject.addresses {
        let text = address.text().unwrap_or_default();
        for (range, meaning) in subject.register.names().said(text) {
            if let Meaning::Domain(number) = meaning {
                let place = subject.sources.narrow(address.place, text, &range);
                report(text, &range, place, *number);
            }
        }
    }
    findings
}

/// Whether words are the domain, and not the same words in a sentence.
fn stands_as_address(text: &str, range: &Range<usize>, domain: &str) -> bool {
    let longer = text[range.end..].starts_with(['-', '_'])
        || text[range.end..]
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    text[range.clone()].eq_ignore_ascii_case(domain)
        && !longer
        && !text[..range.start].ends_with('-')
}

fn finding(retired: &RetiredDomain, place: Place) -> Diagnostic {
    let (domain, was) = (&retired.domain.value, &retired.was.value);
    match retired.status() {
        Status::Verified => RULE
            .finding(
                place,
                format!("`{domain}` is no longer in use: it was {was}"),
            )
            .help(retired.instead.value.clone()),
        Status::Draft | Status::Unverified => RULE
            .note(
                place,
                format!("`{domain}` is said to be no longer in use: it was {was}"),
            )
            .help(format!(
                "Look whether it still answers. {}",
                retired.instead.value
            )),
    }
}
