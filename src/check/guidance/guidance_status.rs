//! The plan refers to guidance whose entry in the register is not certain.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Status;

pub(super) const RULE: Rule = Rule {
    code: "guidance-status",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the plan refers to guidance that is a draft, or that nobody has verified",
    why: "Nobody has compared this entry of the register with its source, so it may be wrong.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  references: [ctsa-2015, kcsie-2026]
#                         ^
",
        right: "\
plan:
  title: Prevent action plan
  references: [ctsa-2015, prevent-duty-guidance-2023]
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::cited(subject.profile)
        .filter_map(|(key, guidance)| {
            let (message, help) = match guidance.status() {
                Status::Verified => return None,
                Status::Draft => (
                    format!("`{}` is a draft", key.value),
                    "Look whether the final text is out, and update its entry in `guidance.yaml`.",
                ),
                Status::Unverified => (
                    format!("the entry of `{}` in the guidance register is not verified", key.value),
                    "Look it up, and write what you found into `guidance.yaml` with `status: verified`.",
                ),
            };
            Some(RULE.finding(key.place, message).help(help))
        })
        .collect()
}
