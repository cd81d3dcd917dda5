//! Words in the place of progress or of a deadline that say nothing.

use std::collections::BTreeSet;

use crate::check::phrases::{is_one_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Text, Timing};

pub(super) const RULE: Rule = Rule {
    code: "no-progress",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "progress or a deadline is a phrase such as ongoing, with no date or evidence",
    why: "“Ongoing” can be written on any day of any year, so it shows nothing on this one.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: values
      title: Values
      progress: |-
        The school council has discussed the code.

        Ongoing compliance
      # ^
      actions:
        - { id: code, text: Keep to the code., progress: Ongoing }
        #                                                ^
        - { id: council, text: Hear the council., deadline: as required }
        #                                                   ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: values
      title: Values
      progress: |-
        The school council has discussed the code.

        Two classes have yet to sign it.
      actions:
        - id: code
          text: Keep to the code.
          reviews: [{ on: 2026-11-05, note: Seven of nine classes have signed. }]
        - { id: council, text: Hear the council., frequency: each term }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    let mut findings = Vec::new();
    for area in &plan.areas {
        if area.evidence.is_empty() {
            findings.extend(area.progress.as_ref().and_then(|text| empty(subject, text)));
        }
    }
    for action in plan.actions() {
        if action.evidence.is_empty() {
            findings.extend(notes(action).filter_map(|text| empty(subject, text)));
        }
        findings.extend(without_date(action));
    }
    // An area hands its deadline down, and all its actions would report it.
    let mut seen = BTreeSet::new();
    findings.retain(|finding| seen.insert(finding.place));
    findings
}

/// What an action says about its progress without a date.
fn notes(action: &Action) -> impl Iterator<Item = &Text> {
    let undated = action.reviews.iter().filter(|review| review.on.is_none());
    let notes = undated.filter_map(|review| review.note.as_ref());
    action.progress.iter().chain(notes)
}

/// The paragraph of a text that says nothing.
fn empty(subject: &Subject<'_>, text: &Text) -> Option<Diagnostic> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '.'));
        if is_one_of(words, &phrases().empty_progress) {
            let at = start + line.find(words).unwrap_or(0);
            let place = subject
                .sources
                .narrow(text.place, text, &(at..at + words.len()));
            let message = format!("`{words}` says nothing about what has been done");
            return Some(RULE.finding(place, message).help(
                "Say what was done and when, in a review with a date, or cite the evidence.",
            ));
        }
        start += line.len();
    }
    None
}

/// A deadline that is no date and gives none.
fn without_date(action: &Action) -> Option<Diagnostic> {
    let deadline = action.deadline.as_ref()?;
    let Timing::Words(words) = &deadline.value else {
        return None;
    };
    let empty = is_one_of(words, &phrases().empty_deadline) && action.frequency.is_none();
    empty.then(|| {
        RULE.finding(deadline.place, format!("`{words}` is no deadline"))
            .help("Give a date, or say how often it is done in `frequency`.")
    })
}
