//! A text says of guidance or of an Act what is not so.

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guidance::{Meaning, says, sentence};
use crate::model::Status;

use super::said::{Look, place, said};

pub(super) const RULE: Rule = Rule {
    code: "misstatement",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text says of guidance or of an Act what is not so",
    why: "Somebody who knows the law stops trusting the plan at such a sentence.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: Channel is a police programme for people at risk.
#               ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: Channel is a programme, led by the local authority, for people at risk.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let names = subject.register.names();
    let mut found: Vec<(&Passage<'_>, usize, usize, usize)> = Vec::new();
    let mut findings = Vec::new();
    for (passage, first, meaning) in said(subject, Look::Filled) {
        let Meaning::Pattern(number) = meaning else {
            continue;
        };
        let Some((entry_number, own, pattern)) = names.patterns.get(*number) else {
            continue;
        };
        let Some(words) = pattern.said_at(passage.text, first.start) else {
            continue;
        };
        let around = sentence(passage.text, &first);
        if words.end > around.end {
            continue;
        }
        let once = (passage, around.start, *entry_number, *own);
        let is_same = |other: &(&Passage<'_>, usize, usize, usize)| {
            std::ptr::eq(other.0, once.0) && (other.1, other.2, other.3) == (once.1, once.2, once.3)
        };
        let entry = subject.register.entry(*entry_number);
        let Some((entry, said)) =
            entry.and_then(|entry| Some((entry, entry.misstatements.get(*own)?)))
        else {
            continue;
        };
        let meant = said.with.is_empty() || said.with.iter().any(|with| says(passage.text, with));
        let taken_back = said
            .unless
            .iter()
            .any(|unless| says(&passage.text[around.clone()], unless));
        if !meant || taken_back || found.iter().any(is_same) {
            continue;
        }
        let Some(place) = place(subject, passage, passage.text, &words) else {
            continue;
        };
        found.push(once);
        let finding = RULE
            .finding(place, format!("this says {}", said.wrong.value))
            .help(said.right.value.clone());
        let verified = entry.status_of(said.status.as_ref()) == Status::Verified;
        let severity = if verified {
            finding.severity
        } else {
            Severity::Note
        };
        findings.push(Diagnostic {
            severity,
            ..finding
        });
    }
    findings
}
