//! Every deadline of a plan is the same.

use crate::check::{Example, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Placed, Severity};
use crate::model::{DateStyle, PartialDate};

pub(super) const RULE: Rule = Rule {
    code: "same-deadline",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "all or nearly all deadlines are the same",
    why: "One date for everything says only when the plan will be looked at again, and an inspector reads it as no date at all.",
    example: Example {
        wrong: "\
plan:
  title: Prevent action plan
  approval: { approved_on: 2026-09-08, review_on: 2027-09-07 }
  areas:
    - id: leadership
      title: Leadership
      deadline: 2027-09
      #         ^
      actions:
        - { id: name, text: Name a lead and a deputy. }
        - { id: assess, text: Review the risk assessment. }
        - { id: brief, text: Brief the governors. }
    - id: online
      title: Online safety
      deadline: 2027-09
      actions:
        - { id: filter, text: Test the filter. }
        - { id: teach, text: Teach how to check a source. }",
        right: "\
plan:
  title: Prevent action plan
  approval: { approved_on: 2026-09-08, review_on: 2027-09-07 }
  areas:
    - id: leadership
      title: Leadership
      deadline: 2026-12-11
      actions:
        - { id: name, text: Name a lead and a deputy. }
        - { id: assess, text: Review the risk assessment., deadline: 2027-01-29 }
        - { id: brief, text: Brief the governors. }
    - id: online
      title: Online safety
      deadline: 2027-03-05
      actions:
        - { id: filter, text: Test the filter. }
        - { id: teach, text: Teach how to check a source. }",
    },
    find,
};

/// The fewest deadlines that say something by being alike.
const FEWEST: usize = 5;

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    let deadlines: Vec<Placed<PartialDate>> = plan
        .actions()
        .filter_map(|action| {
            let deadline = action.deadline.as_ref()?;
            Some(Placed {
                value: deadline.date()?,
                place: deadline.place,
            })
        })
        .collect();
    let alike = |date: &Placed<PartialDate>| {
        let same = deadlines.iter().filter(|other| other.value == date.value);
        same.count()
    };
    // Nine in ten: the tenth may be the action that somebody did think about.
    let common = deadlines
        .iter()
        .find(|date| deadlines.len() >= FEWEST && alike(date) * 10 >= deadlines.len() * 9);
    let Some(common) = common else {
        return Vec::new();
    };
    let how_many = if alike(common) == deadlines.len() {
        "every"
    } else {
        "nearly every"
    };
    let review = plan
        .approval
        .review_on()
        .filter(|review| !review.is_before(common.value) && !common.is_before(*review));
    let date = common.format(DateStyle::Long);
    let when = if review.is_some() {
        format!("{date}, when the plan is reviewed")
    } else {
        date
    };
    let finding = RULE.finding(
        common.place,
        format!("{how_many} deadline of the plan is {when}"),
    );
    let finding = match plan
        .approval
        .review_on
        .as_ref()
        .filter(|_| review.is_some())
    {
        Some(review) => finding.related(review.place, "the review"),
        None => finding,
    };
    vec![finding.help(
        "Ask for each action when it will be done, and let the plan’s review be a date of its own.",
    )]
}
