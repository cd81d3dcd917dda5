//! A score gives likelihood or impact alone, so no rating follows from it.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Risk, Score};

pub(super) const RULE: Rule = Rule {
    code: "incomplete-score",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a score gives likelihood or impact alone",
    why: "A score is likelihood times impact; one alone says nothing.",
    example: Example {
        wrong: "\
plan:
  title: Prevent risk assessment
  areas:
    - id: visitors
      title: Visitors
      risk:
        description: A speaker promotes a group that is banned.
        gross: { likelihood: 3 }
        #                    ^",
        right: "\
plan:
  title: Prevent risk assessment
  areas:
    - id: visitors
      title: Visitors
      risk:
        description: A speaker promotes a group that is banned.
        gross: { likelihood: 3, impact: 4 }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let risks = profile.plan.risks();
    risks.flat_map(Risk::scores).filter_map(of_score).collect()
}

fn of_score(score: &Score) -> Option<Diagnostic> {
    let (given, message, missing) = match (&score.likelihood, &score.impact, &score.rating) {
        (Some(given), None, None) => (given, "this score has a likelihood and no impact", "impact"),
        (None, Some(given), None) => (
            given,
            "this score has an impact and no likelihood",
            "likelihood",
        ),
        (Some(_), Some(_), None) | (None, None, None) | (_, _, Some(_)) => return None,
    };
    Some(RULE.finding(given.place, message).help(format!(
        "Add `{missing}:`, or judge both in one with `rating:`."
    )))
}
