//! Terms that guidance and law no longer use.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Status;

use super::scan::{hits, is_right};
use super::spot::{like, spot};
use super::table::{Of, Outdated, TABLE};

pub(super) const RULE: Rule = Rule {
    code: "outdated-term",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a term is used that guidance or law has replaced, such as “vulnerable to radicalisation”",
    why: "An old term shows which year a plan was copied from, and may send a concern to a body that is gone.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: We support pupils who are vulnerable to radicalisation. The LSCB trains our staff.
  #                                       ^                                 ^",
        right: "\
plan:
  title: Prevent action plan
  introduction: >-
    We support pupils who are susceptible to radicalisation, and vulnerable pupils. Our safeguarding partners train our
    staff.",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (passage, scan, hit) in hits(subject) {
        let Of::Outdated(number) = hit.of else {
            continue;
        };
        let term = &TABLE.outdated[number];
        let in_force = term
            .from
            .is_none_or(|from| from.first_day() <= subject.as_of);
        let quoted = scan.tokens[hit.meant.start].quoted;
        // What a document was called when it was written stays its name.
        if !in_force || quoted || passage.path.starts_with("evidence.") {
            continue;
        }
        let range = scan.range(&hit.meant);
        let words = &passage.text[range.clone()];
        let spot = spot(subject, passage, &range);
        let whole = &passage.text[scan.range(&hit.whole)];
        if is_right(subject, RULE.code, whole) {
            continue;
        }
        let message = format!("`{whole}` is no longer the term");
        let finding = RULE.finding(spot.place, message).help(help(term));
        findings.push(match &term.write {
            Some(write) => spot.fixed(finding, &like(words, write)),
            None => finding,
        });
    }
    findings
}

fn help(term: &Outdated) -> String {
    let certain = match term.status {
        Status::Verified => "",
        Status::Draft | Status::Unverified => ", which nobody has compared yet",
    };
    format!("{} Source: {}{certain}.", term.help, term.source)
}
