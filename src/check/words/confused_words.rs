//! A word taken for another that sounds or looks like it.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::scan::{Hit, Scan, hits, is_right};
use super::spot::{like, spot};
use super::table::{Of, TABLE, Wording};
use crate::text::Shape;

pub(super) const RULE: Rule = Rule {
    code: "confused-words",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a word is taken for another, such as “principals” for “principles”",
    why: "No spelling checker sees it, because both are words; every reader does.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: Assemblies teach the principals of mutual respect.
  #                                  ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: Assemblies teach the principles of mutual respect, and the principals of both schools attend.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, scan, hit) in hits(subject) {
        let Of::Confused(number) = hit.of else {
            continue;
        };
        let wording = &TABLE.confused[number];
        let Some(write) = wording.write.as_deref() else {
            continue;
        };
        if !wording.applies(passage.text, scan, hit) {
            continue;
        }
        let range = scan.range(&hit.meant);
        let words = &passage.text[range.clone()];
        if is_right(subject, RULE.code, words) {
            continue;
        }
        let write = like(words, write);
        let spot = spot(subject, passage, &range);
        let finding = RULE
            .finding(
                spot.place,
                format!("`{words}` is not the word that is meant here"),
            )
            .help(format!("Write `{write}`."));
        findings.push(spot.fixed(finding, &write));
    }
    findings.sort_by_key(|finding| finding.place);
    findings.dedup_by_key(|finding| finding.place);
    findings
}

impl Wording {
    /// Whether the words around a phrase leave it wrong.
    pub(super) fn applies(&self, text: &str, scan: &Scan, hit: &Hit) -> bool {
        let among = |words: &[String], word: &str| {
            words.iter().any(|known| word.eq_ignore_ascii_case(known))
        };
        let before = scan.before(text, hit.whole.start);
        let after = scan.after(text, hit.whole.end.saturating_sub(1));
        let first = &scan.tokens[hit.meant.start];
        let as_written = !self.capital || first.shape == Shape::Capital && !first.starts();
        as_written && !among(&self.unless_before, before) && !among(&self.unless_after, after)
    }
}
