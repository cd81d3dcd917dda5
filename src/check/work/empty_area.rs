//! An area, or what it means, has no action.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: "empty-area",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "an area, or what it means in practice, has no action",
    why: "A heading that nothing stands under promises work that nobody does.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  areas:
    - id: records
      title: Records
      #      ^
    - id: training
      title: Training
      expectations:
        - id: everybody
          text: Everybody knows whom to tell.
          #     ^",
        right: "\
plan:
  title: Prevent action plan
  areas:
    - id: records
      title: Records
      actions:
        - { id: decisions, text: Write down why each decision was made. }
    - id: training
      title: Training
      expectations:
        - id: everybody
          text: Everybody knows whom to tell.
          actions:
            - { id: poster, text: Put up the poster. }",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    const HELP: &str = "Add an action, or take the heading out.";
    let mut findings = Vec::new();
    for area in &subject.profile.plan.areas {
        if area.actions.is_empty() && area.expectations.is_empty() {
            let message = format!("`{}` has no action", area.id.value);
            findings.push(RULE.finding(area.title.place, message).help(HELP));
        }
        let empty = |expectation: &&crate::model::Expectation| expectation.actions.is_empty();
        for expectation in area.expectations.iter().filter(empty) {
            let message = format!("`{}` has no action", expectation.id.value);
            findings.push(RULE.finding(expectation.text.place, message).help(HELP));
        }
    }
    findings
}
