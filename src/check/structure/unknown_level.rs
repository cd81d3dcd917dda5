//! A score names no level of its scale, so the document could not place it.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Profile, Risk, Score, Text};

pub(super) const RULE: Rule = Rule {
    code: "unknown-level",
    severity: Severity::Error,
    usual: Usual::On,
    about: "a score names no level of its scale",
    why: "A score off its scale means nothing, and is not printed.",
    example: Example {
        wrong: "\
plan:
  title: Prevent risk assessment
  areas:
    - id: visitors
      title: Visitors
      risk:
        description: A speaker promotes a group that is banned.
        gross: { likelihood: 7, impact: 4 }
        #                    ^",
        right: "\
plan:
  title: Prevent risk assessment
  areas:
    - id: visitors
      title: Visitors
      risk:
        description: A speaker promotes a group that is banned.
        gross: { likelihood: 5, impact: 4 }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let risks = profile.plan.risks();
    risks
        .flat_map(Risk::scores)
        .flat_map(|score| of_score(score, profile))
        .collect()
}

fn of_score(score: &Score, profile: &Profile) -> Vec<Diagnostic> {
    let judgements = [
        ("likelihood", &score.likelihood),
        ("impact", &score.impact),
        ("risk", &score.rating),
    ];
    judgements
        .into_iter()
        .filter_map(|(scale, value)| unknown(scale, value.as_ref()?, profile))
        .collect()
}

fn unknown(scale: &str, value: &Text, profile: &Profile) -> Option<Diagnostic> {
    let scale = profile
        .scales
        .iter()
        .find(|known| known.id.as_str() == scale)?;
    if scale.level(value).is_some() {
        return None;
    }
    let levels: Vec<String> = scale
        .levels
        .iter()
        .map(|level| format!("{} ({})", level.value.value, level.name.value))
        .collect();
    let message = format!(
        "`{}` is no level of the scale `{}`",
        value.value, scale.id.value
    );
    Some(
        RULE.finding(value.place, message)
            .help(format!("The levels are: {}.", levels.join(", "))),
    )
}
