//! The plan names no statutory guidance that it follows.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guidance::Standing;
use crate::model::{Guidance, Plan, Status};

use super::said::{Look, mentions};

pub(super) const RULE: Rule = Rule {
    code: "guidance-missing",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the plan does not name the statutory guidance that it has to have regard to",
    why: "An inspector asks first which guidance the plan answers, and by law there is one.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
#        ^
  areas:
    - id: leadership
      title: Leadership
      actions: [{ id: train, text: Train the governors. }]
",
        right: "\
plan:
  title: Prevent action plan
  introduction: \"This plan follows the {{ cite('prevent-duty-guidance-2023') }}.\"
  areas:
    - id: leadership
      title: Leadership
      actions: [{ id: train, text: Train the governors. }]
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    if !has_substance(plan) {
        return Vec::new();
    }
    let kind = subject.profile.organisation.kind;
    let (register, as_of) = (subject.register, subject.as_of);
    let expected: Vec<&Guidance> = register
        .entries()
        .filter(|entry| entry.expected_of.contains(&kind))
        .collect();
    let current: Vec<&Guidance> = expected
        .iter()
        .copied()
        .filter(|entry| register.standing(entry, as_of) == Standing::Applies)
        .filter(|entry| entry.status() == Status::Verified)
        .collect();
    // An edition that is over is reported where it is named, and not here once more.
    let is_expected = |id: &str| expected.iter().any(|entry| entry.id.value.as_str() == id);
    let referred = plan.references.iter().any(|key| is_expected(key));
    let named = || {
        mentions(subject, Look::Filled).any(|mention| {
            let mut entries = mention
                .entries
                .iter()
                .filter_map(|number| register.entry(*number));
            entries.any(|entry| is_expected(entry.id.as_str()))
        })
    };
    let Some(first) = current.first() else {
        return Vec::new();
    };
    if referred || named() {
        return Vec::new();
    }
    let message = format!("this plan does not name “{}”", first.title.value);
    let ids = current.iter().map(|entry| entry.id.as_str());
    let help = format!(
        "Add it to `references` of the plan ({}), or name it in the introduction: {{{{ cite('{}') }}}}.",
        ids.collect::<Vec<_>>().join(" or "),
        first.id.value
    );
    vec![RULE.finding(plan.title.place, message).help(help)]
}

/// Whether there is a plan yet, and not only its head.
fn has_substance(plan: &Plan) -> bool {
    plan.actions().next().is_some()
        || plan
            .policy
            .as_ref()
            .is_some_and(|policy| !policy.sections.is_empty())
}
