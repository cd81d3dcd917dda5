//! A text of the plan tells of one pupil.

use crate::check::pupils::{Known, starts, told};
use crate::check::{Example, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

use super::MOST_OF_A_TEXT;

pub(super) const RULE: Rule = Rule {
    code: "pupil-data",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text seems to tell of one pupil: a pupil number, a date of birth, a case reference, a name beside a concern",
    why: "A plan is read by governors, inspectors and often everybody; what is known of one child stays in the child’s own record.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: channel
      title: Channel
      progress: The case reference is CH/2026/114; the pupil, born on 4 May 2012, has settled.
      #                               ^                               ^
",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: channel
      title: Channel
      progress: One case was supported this year, and was closed in June.
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut known: Option<Known> = None;
    let mut findings = Vec::new();
    let texts = subject.passages.iter();
    for passage in texts.filter(|passage| passage.kind != PassageKind::Name) {
        let words = passage.reading.words(passage.text);
        let starts = passage
            .reading
            .pupil_starts
            .get_or_init(|| starts(passage.text, words));
        if starts.is_empty() {
            continue;
        }
        let known = known.get_or_insert_with(|| Known::of(subject));
        let found = told(passage.text, words, starts, known).into_iter();
        findings.extend(found.take(MOST_OF_A_TEXT).map(|told| {
            let message = format!("this looks like {}", told.means.words());
            RULE.finding(subject.place(passage, &told.range), message).help(
                "Say it without the child: how many, and what the school did. The details belong in the child’s own record.",
            )
        }));
    }
    findings
}
