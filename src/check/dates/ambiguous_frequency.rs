//! A word for how often that people read in two ways.

use std::ops::Range;

use crate::check::phrases::{Ambiguous, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Place, Severity};

use super::often::frequencies;

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-frequency",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a word such as bi-annual, which people read in two ways",
    why: "Half of the readers will expect it four times as often as the other half.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff bi-annually. }
        #                                    ^
        - { id: filter, text: Test the filter., frequency: bi-monthly }
        #                                                  ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff every two years. }
        - { id: filter, text: Test the filter., frequency: every two months }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        for (range, ambiguous) in words(passage.text) {
            let place = subject.place(passage, &range);
            findings.push(finding(place, &passage.text[range], ambiguous));
        }
    }
    for (place, text) in frequencies(&subject.profile.plan) {
        for (range, ambiguous) in words(text) {
            let place = subject.sources.narrow(place, text, &range);
            findings.push(finding(place, &text[range], ambiguous));
        }
    }
    findings
}

fn finding(place: Place, word: &str, ambiguous: &Ambiguous) -> Diagnostic {
    let message = format!("`{word}` can mean {}", ambiguous.means);
    RULE.finding(place, message).help(format!(
        "Write which of the two is meant: {}.",
        ambiguous.means
    ))
}

/// The ambiguous words of a text.
fn words(text: &str) -> Vec<(Range<usize>, &'static Ambiguous)> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
        let range = start..start + word.len();
        let behind = text[range.end..].chars().next();
        start = range.end + behind.map_or(0, char::len_utf8);
        if !word
            .get(..2)
            .is_some_and(|two| two.eq_ignore_ascii_case("bi"))
        {
            continue;
        }
        let known = phrases().ambiguous_frequency.iter();
        found.extend(
            known
                .filter(|known| known.word.eq_ignore_ascii_case(word))
                .map(|known| (range.clone(), known)),
        );
    }
    found
}
