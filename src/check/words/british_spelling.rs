//! American spelling.

use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{Scan, is_right, read};
use super::spot::{like, spot};
use super::table::{Of, TABLE};
use crate::text::Shape;

pub(super) const RULE: Rule = Rule {
    code: "british-spelling",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a word is spelt as in American English",
    why: "Mixed spelling looks like a text that was copied from somewhere else.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: We organize a mentoring program at the youth center.
  #                ^                    ^                    ^",
        right:
            "\
plan:
  title: Prevent action plan
  introduction: We organise a mentoring programme at the youth centre; the computer program counts.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, scan) in read(subject) {
        for unknown in &scan.unknown {
            let at = unknown.at;
            let token = &scan.tokens[at];
            // Within a sentence a capital makes a name of it, which is spelt as its owner spells it.
            if token.shape == Shape::Capital && !token.starts() || scan.in_name(passage.text, at) {
                continue;
            }
            if let Some(british) = &unknown.word.british {
                findings.extend(finding(subject, passage, scan, at, british));
            }
        }
        for hit in &scan.hits {
            if let Of::British(number) = hit.of
                && TABLE.british[number].applies(passage.text, scan, hit)
                && let Some(british) = &TABLE.british[number].write
            {
                findings.extend(finding(subject, passage, scan, hit.meant.start, british));
            }
        }
    }
    findings
}

fn finding(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    scan: &Scan,
    at: usize,
    british: &str,
) -> Option<Diagnostic> {
    let word = scan.word(passage.text, at);
    if is_right(subject, RULE.code, word) {
        return None;
    }
    let british = like(word, british);
    let spot = spot(subject, passage, &scan.range(&(at..at + 1)));
    let message = format!("`{word}` is American spelling");
    let finding = RULE
        .finding(spot.place, message)
        .help(format!("Write `{british}`."));
    Some(spot.fixed(finding, &british))
}
