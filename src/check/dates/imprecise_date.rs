//! The date of approval or of review gives no day.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::PartialDate;

pub(super) const RULE: Rule = Rule {
    code: "imprecise-date",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the date of approval or of review gives only a month or a year",
    why: "A clerk looks the approval up in the minutes of one day, and a review “in October” is late on no day.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Chief Executive
    approved_on: October 2026
    #            ^
    review_on: 2027
    #          ^",
        right: "\
plan:
  title: Prevent action plan
  approval:
    approved_by: Chief Executive
    approved_on: 6 October 2026
    review_on: 5 October 2027",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let approval = &subject.profile.plan.approval;
    let dates = [
        (&approval.approved_on, "the date of approval"),
        (&approval.review_on, "the date of review"),
    ];
    let given = dates
        .into_iter()
        .filter_map(|(date, what)| Some((date.as_ref()?, what)));
    given
        .filter_map(|(date, what)| {
            let (severity, precision) = match date.value {
                PartialDate::Day(_) => return None,
                PartialDate::Month { .. } => (Severity::Note, "month"),
                PartialDate::Year(_) | PartialDate::AcademicYear(_) => (Severity::Warning, "year"),
            };
            let finding = RULE
                .finding(date.place, format!("{what} is only a {precision}"))
                .help(
                    "Write the day too. A form that prints the month alone still prints the month.",
                );
            Some(Diagnostic {
                severity,
                ..finding
            })
        })
        .collect()
}
