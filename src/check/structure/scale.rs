//! A scale could not be printed: no levels, too many, a level without a name, scores that fall, or no score at all.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Risk, Scale, ScaleLevel};

/// How many levels a scale may have: a heat map prints each of one beside each of another.
const MOST: usize = 20;

pub(super) const RULE: Rule = Rule {
    code: "scale",
    severity: Severity::Error,
    usual: Usual::On,
    about: "a scale has no levels, too many, or levels that could not be printed",
    why: "A score is only as clear as the scale that it is read from.",
    example: Example {
        wrong: "\
scales:
  - id: pace
    #   ^
    levels: []",
        right: "\
scales:
  - id: pace
    levels:
      - { value: 1, name: Begun }
      - { value: 2, name: Half done }
      - { value: 3, name: Done }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let scored = profile
        .plan
        .risks()
        .flat_map(Risk::scores)
        .any(|score| profile.product(score).is_some());
    profile
        .scales
        .iter()
        .flat_map(|scale| of_scale(scale, scored))
        .collect()
}

/// `scored` says whether the plan has scores that the scale `risk` must rate.
fn of_scale(scale: &Scale, scored: bool) -> Vec<Diagnostic> {
    let at = scale.id.place;
    let fault = |place, message: String, help: &str| RULE.finding(place, message).help(help);
    let mut findings = Vec::new();
    if !(1..=MOST).contains(&scale.levels.len()) {
        let message = format!(
            "the scale `{}` has {} levels",
            scale.id.value,
            scale.levels.len()
        );
        findings.push(fault(
            at,
            message,
            "Give it 1 to 20; most scales have 3 to 5.",
        ));
    }
    for level in scale
        .levels
        .iter()
        .filter(|level| level.name.trim().is_empty())
    {
        findings.push(fault(
            level.name.place,
            "this level has no name".into(),
            "Write the word that documents print.",
        ));
    }
    let is_number = |level: &&ScaleLevel| level.value.as_str().parse::<u16>().is_ok();
    let numbers = scale.levels.iter().filter(is_number).count();
    let is_multiplied = matches!(scale.id.as_str(), "likelihood" | "impact");
    if is_multiplied && numbers > 0 && numbers < scale.levels.len() {
        let message = format!(
            "some levels of the scale `{}` are numbers and some are words",
            scale.id.value
        );
        let help = "Write all of them as numbers, or all as words: words count by their place.";
        findings.push(fault(at, message, help));
    }
    let limits: Vec<_> = scale
        .levels
        .iter()
        .filter_map(|level| level.up_to)
        .collect();
    for pair in limits
        .windows(2)
        .filter(|pair| pair[1].value <= pair[0].value)
    {
        let message = format!(
            "`{}` is not above the {} of the level before",
            pair[1].value, pair[0].value
        );
        findings.push(fault(
            pair[1].place,
            message,
            "Write the levels from the lowest to the highest.",
        ));
    }
    if scored && scale.id.as_str() == "risk" && limits.len() < scale.levels.len() {
        let message = "the scale `risk` does not say which scores belong to each level".into();
        findings.push(fault(
            at,
            message,
            "Give each level an `up_to`, the highest score that belongs to it.",
        ));
    }
    findings
}
