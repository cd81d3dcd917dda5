//! No area answers a principle that the plan declares.

use crate::check::phrases::{is_one_of, phrases};
use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Principle;
use crate::text::words_of;

pub(super) const RULE: Rule = Rule {
    code: "empty-principle",
    severity: Severity::Note,
    usual: Usual::On,
    about: "no area takes up a principle that the plan declares",
    why: "A governor who reads six principles looks for six answers.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  principles:
    - { id: training, text: We train those who work with children. }
    - { id: records, text: We keep records of concerns and referrals. }
    #                      ^
  areas:
    - id: training
      title: Train everybody
      actions:
        - { id: course, text: Complete the course. }",
        right: "\
plan:
  title: Prevent action plan
  principles:
    - { id: training, text: We train those who work with children. }
    - { id: records, text: We keep records of concerns and referrals. }
  areas:
    - id: training
      title: Train everybody
      actions:
        - { id: course, text: Complete the course. }
        - { id: log, text: Record each concern with the decision and its reason. }",
    },
    find,
};

/// How much of a word says what it is about, in bytes: `records` and `recording` are one.
const STEM: usize = 5;

/// The shortest word that says what a text is about, in bytes: `risk`.
const SHORTEST: usize = 4;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    let mut open: Vec<(&Principle, Vec<&str>)> = plan
        .principles
        .iter()
        .map(|principle| (principle, asked(strong(&principle.text)).collect()))
        .filter(|(_, asked): &(_, Vec<&str>)| !asked.is_empty() && !plan.areas.is_empty())
        .collect();
    let of_areas = subject
        .passages
        .iter()
        .filter(|passage| passage.path.starts_with("plan.areas."));
    for passage in of_areas {
        if open.is_empty() {
            break;
        }
        for word in words(passage.text) {
            open.retain(|(_, asked)| !asked.iter().any(|asked| is_akin(asked, word)));
        }
    }
    open.into_iter()
        .map(|(principle, _)| {
            let message = format!(
                "no area seems to take up the principle `{}`",
                principle.id.value
            );
            RULE.finding(principle.text.place, message).help(
                "Add an action for it, or use the principle’s own words where an area answers it.",
            )
        })
        .collect()
}

/// The words in bold, where a principle marks what it is about; or else all of it.
fn strong(text: &str) -> &str {
    let marked = text.split("**").nth(1);
    marked
        .filter(|words| !words.trim().is_empty())
        .unwrap_or(text)
}

/// The words that say what a principle is about.
fn asked(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| !is_one_of(word, &phrases().common))
}

/// The longer words of a text, in the singular.
fn words(text: &str) -> impl Iterator<Item = &str> {
    words_of(text, char::is_alphabetic)
        .filter(|word| word.len() >= SHORTEST)
        .map(|word| word.strip_suffix('s').unwrap_or(word))
}

/// Whether two words begin alike, as `record` and `recording` do.
fn is_akin(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.len().min(STEM);
    let stems = [(one, stem(one)), (other, stem(other))]
        .map(|(word, length)| word.as_bytes().get(..length));
    matches!(stems, [Some(one), Some(other)] if one.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::is_akin;

    #[test]
    fn words_of_one_stem_are_akin() {
        assert!(is_akin("record", "Recording") && is_akin("risk", "risk"));
        assert!(!is_akin("record", "recognise") && !is_akin("risk", "risky"));
    }
}
