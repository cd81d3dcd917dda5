//! The plan refers to guidance that another edition has replaced.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guidance::Standing;
use crate::model::{DateStyle, Guidance, PartialDate, Text};

pub(super) const RULE: Rule = Rule {
    code: "guidance-superseded",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the plan refers to guidance that another edition has replaced",
    why: "A plan that cites an old edition looks as if nobody had read it since.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  introduction: \"All staff have read {{ cite('kcsie-2024') }}.\"
#                                             ^
",
        right: "\
plan:
  title: Prevent action plan
  introduction: \"We follow the {{ cite('prevent-duty-guidance-2023') }}.\"
",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    super::cited(subject.profile)
        .filter_map(|(key, guidance)| of_guidance(key, guidance, subject))
        .collect()
}

fn of_guidance(key: &Text, guidance: &Guidance, subject: &Subject<'_>) -> Option<Diagnostic> {
    let key_name = &key.value;
    let finding = |message| RULE.finding(key.place, message);
    match subject.register.standing(guidance, subject.as_of) {
        Standing::Applies | Standing::NotYet => None,
        // Either edition may be the right one, so nothing is wrong yet.
        Standing::Doubtful { successor } => {
            let message = format!(
                "`{key_name}` has a successor, `{successor}`, from a day that is not certain"
            );
            Some(RULE.note(key.place, message).help(
                "Look which of the two is in force, and cite that one. To put it into the register, copy the entry of \
                 the old edition into `guidance.yaml` and add `superseded_on` (docs/guidance.md).",
            ))
        }
        Standing::Over {
            successor: Some(successor),
            since: day,
        } => {
            let message = format!("`{key_name}` was replaced by `{successor}` {}", since(day));
            let help = format!("Cite `{successor}`, and look whether the text still holds.");
            Some(finding(message).help(help))
        }
        Standing::Over {
            successor: None,
            since: day,
        } => Some(
            finding(format!("`{key_name}` was withdrawn {}", since(day)))
                .help("Cite what applies in its place, or take the reference out."),
        ),
    }
}

/// When something ended or was replaced, with its preposition.
pub(super) fn since(date: PartialDate) -> String {
    let preposition = match date {
        PartialDate::Day(_) => "on",
        PartialDate::Month { .. } | PartialDate::Year(_) | PartialDate::AcademicYear(_) => "in",
    };
    format!("{preposition} {}", date.format(DateStyle::Long))
}
