//! Documents are marked as drafts until somebody has approved the plan; a person should know why.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{DateStyle, Lack, Standing};

pub(super) const RULE: Rule = Rule {
    code: "draft",
    severity: Severity::Note,
    usual: Usual::On,
    about: "the plan is not approved yet, so its documents are marked as drafts",
    why: "Governors and inspectors must see at once whether a plan has been approved.",
    example: Example {
        wrong: "\
id: example
#   ^
plan:
  title: Prevent action plan",
        right: "\
id: example
plan:
  title: Prevent action plan
  approval:
    approved_by: Governing Body
    approved_on: 2026-10-08",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let profile = subject.profile;
    let lack = match profile.plan.approval.standing(subject.as_of) {
        Standing::Draft(lack) => lack,
        Standing::Approved { .. } => return Vec::new(),
    };
    // The file that gives the plan's title may be that of a trust, which has an approval of its own.
    let (place, reason, help): (_, _, String) = match lack {
        Lack::Approver => (
            profile.id.place,
            "nobody is named who approved the plan".to_string(),
            format!(
                "When it is approved, `dutybound approve {} --by … --on …` keeps what was approved and writes it down; or add \
                 `approved_by` and `approved_on` to `plan: approval:`.",
                profile.id.value
            ),
        ),
        Lack::Date => (
            profile.id.place,
            "there is no date of approval".to_string(),
            "When it is approved, add `approved_on` to `plan: approval:`.".into(),
        ),
        Lack::Day(on) => (
            on.place,
            format!(
                "it is approved on {} only",
                on.value.format(DateStyle::Long)
            ),
            "From that day on they are built without the mark.".into(),
        ),
    };
    let name = profile.organisation.short_name();
    let message = format!("the documents of {name} are marked DRAFT: {reason}");
    vec![RULE.finding(place, message).help(help)]
}
