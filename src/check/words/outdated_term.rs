//! Terms that guidance and law no longer use.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Status;

use super::scan::{Hit, Scan, hits, is_right, read};
use super::spot::{like, spot};
use super::table::{Of, Outdated, TABLE};
use crate::text::Shape;

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
        if is_right(subject, RULE.code, whole) || stands_for_other_words(subject, scan, hit, words)
        {
            continue;
        }
        let called = if term.note { words } else { whole };
        let message = format!("`{called}` is no longer the term");
        let mut finding = RULE.finding(spot.place, message).help(help(term));
        if term.note {
            finding.severity = Severity::Note;
        }
        findings.push(match &term.write {
            Some(write) => spot.fixed(finding, &like(words, write)),
            None => finding,
        });
    }
    findings
}

/// Whether a plan spells an acronym out as something else: "Data Security Officer (DSO)".
fn stands_for_other_words(subject: &Subject<'_>, scan: &Scan, hit: &Hit, acronym: &str) -> bool {
    let is_acronym = hit.whole.len() == 1 && scan.tokens[hit.whole.start].shape == Shape::Upper;
    is_acronym
        && read(subject).any(|(passage, scan)| {
            let same = |at: &&usize| scan.word(passage.text, **at) == acronym;
            let uses = scan.acronyms.iter().filter(same);
            uses.copied().any(|at| spells_out(passage.text, scan, at))
        })
}

/// Whether the words before an acronym in brackets begin with its letters, and are no outdated term themselves.
fn spells_out(text: &str, scan: &Scan, acronym: usize) -> bool {
    let letters: Vec<char> = scan.word(text, acronym).to_lowercase().chars().collect();
    let Some(first) = acronym.checked_sub(letters.len()) else {
        return false;
    };
    let range = scan.range(&(acronym..acronym + 1));
    let in_brackets = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
    let begins = |(at, letter): (usize, &char)| {
        let word = scan.word(text, at).to_lowercase();
        word.starts_with(*letter)
    };
    let outdated = scan.hits.iter().any(|hit| {
        matches!(hit.of, Of::Outdated(_)) && hit.whole.start >= first && hit.whole.end == acronym
    });
    in_brackets && !outdated && (first..).zip(&letters).all(begins)
}

fn help(term: &Outdated) -> String {
    let certain = match term.status {
        Status::Verified => "",
        Status::Draft | Status::Unverified => ", which nobody has compared yet",
    };
    format!("{} Source: {}{certain}.", term.help, term.source)
}
