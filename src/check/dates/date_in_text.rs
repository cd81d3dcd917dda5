//! A text repeats a date of the plan’s own approval.

use std::ops::Range;

use crate::check::mentions::{Mention, Mentioned, in_one_line, mentions};
use crate::check::phrases::{has_one_of, last_of, phrases};
use crate::check::{Example, Passage, PassageKind, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::model::{Approval, DateStyle, PartialDate};

use super::record::is_typed_here;

pub(super) const RULE: Rule = Rule {
    code: "date-in-text",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "a text gives the date of approval or review, which the title sheet gives too",
    why: "The date on the title sheet is changed every year, and the one in the text is forgotten.",
    example: Example {
        wrong: "\
plan:
  title: Prevent policy
  approval: { approved_by: Board, approved_on: 2026-10-06, review_on: 2027-10-05 }
  policy:
    sections:
      - id: validity
        title: Validity
        clauses:
          - { id: next, text: This policy is due for review in February 2021. }
          #                                                    ^
          - { id: now, text: This policy was approved on 6 October 2026. }
          #                                              ^",
        right: "\
plan:
  title: Prevent policy
  approval: { approved_by: Board, approved_on: 2026-10-06, review_on: 2027-10-05 }
  policy:
    sections:
      - id: validity
        title: Validity
        clauses:
          - { id: next, text: \"This policy is due for review by {{ approval.review_on | long_date }}.\" }
          - { id: now, text: \"This policy was approved on {{ approval.approved_on | long_date }}.\" }",
    },
    find,
};

/// Where a plan speaks of itself.
const OF_ITSELF: [&str; 6] = [
    "plan.policy.",
    "plan.introduction",
    "plan.scope",
    "plan.purpose",
    "plan.annexes.",
    "facts.",
];

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for passage in &subject.passages {
        if speaks_of_the_plan(passage) {
            findings.extend(
                mentions(passage)
                    .iter()
                    .filter_map(|date| of_mention(subject, passage, date)),
            );
        }
    }
    findings
}

/// Whether the rule reports a date, so that another need not.
pub(super) fn is_reported(subject: &Subject<'_>, passage: &Passage<'_>, date: &Mention) -> bool {
    speaks_of_the_plan(passage) && of_mention(subject, passage, date).is_some()
}

fn speaks_of_the_plan(passage: &Passage<'_>) -> bool {
    let of_itself = OF_ITSELF
        .iter()
        .any(|start| passage.path.starts_with(start));
    passage.kind == PassageKind::Prose && of_itself
}

fn of_mention(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    mention: &Mention,
) -> Option<Diagnostic> {
    let Mentioned::Date(date) = mention.means else {
        return None;
    };
    let typed = is_typed_here(passage, &mention.range);
    typed.then(|| of_date(subject, passage, &mention.range, date))?
}

fn of_date(
    subject: &Subject<'_>,
    passage: &Passage<'_>,
    range: &Range<usize>,
    date: PartialDate,
) -> Option<Diagnostic> {
    let filter = match date {
        PartialDate::Day(_) => "long_date",
        PartialDate::Month { .. } => "month",
        PartialDate::Year(_) | PartialDate::AcademicYear(_) => return None,
    };
    let sentence = passage.sentence_of(range);
    let said = said(
        &passage.text[sentence.start..range.start],
        &subject.profile.plan.approval,
    )?;
    let place = subject.place(passage, range);
    let placeholder = format!("{{{{ approval.{} | {filter} }}}}", said.key);
    if date.is_before(said.date) || said.date.is_before(date) {
        let message = format!(
            "the text says {}, and the plan’s `{}` is {}",
            in_one_line(&passage.text[range.clone()]),
            said.key,
            said.date.format(DateStyle::Long)
        );
        let help = format!("Write {placeholder} in the text, so that the two cannot differ.");
        return Some(RULE.finding(place, message).help(help));
    }
    let message = format!("the text repeats the plan’s `{}`", said.key);
    let finding = RULE.finding(place, message).help(format!(
        "Write {placeholder}, so that the text changes with the date."
    ));
    let note = Diagnostic {
        severity: Severity::Note,
        ..finding
    };
    // At the start of a value a brace would need quotes; a month’s placeholder could not print a day.
    let within = place.start > passage.place.start + 1 && place != passage.place;
    let as_precise = matches!(said.date, PartialDate::Day(_)) || filter == "month";
    Some(if within && as_precise {
        note.fix(Fix::replace(place, placeholder))
    } else {
        note
    })
}

/// A date of the plan that a sentence is about to give.
struct Said {
    /// Its key in `approval`.
    key: &'static str,
    /// What the plan gives.
    date: PartialDate,
}

/// Which of the plan’s dates the words before a date announce.
fn said(before: &str, approval: &Approval) -> Option<Said> {
    let lists = phrases();
    let value = |date: &Option<crate::diagnostic::Placed<PartialDate>>| {
        date.as_ref().map(|date| date.value)
    };
    let known = [
        (
            "approved_on",
            &lists.approved_on,
            value(&approval.approved_on),
        ),
        (
            "effective_on",
            &lists.effective_on,
            value(&approval.effective_on),
        ),
        (
            "last_reviewed_on",
            &lists.last_reviewed_on,
            value(&approval.last_reviewed_on),
        ),
        ("review_on", &lists.review_on, approval.review_on()),
    ];
    let announced = known
        .into_iter()
        .filter_map(|(key, phrases, date)| Some((last_of(before, phrases)?, key, date)));
    let (range, key, date) = announced.max_by_key(|(range, ..)| range.end)?;
    let own = has_one_of(before, &lists.own_document);
    let other = has_one_of(before, &lists.other_document);
    // Nothing but a few words between what is announced and the date: “approved by the board on”.
    let near = before[range.end..].split_whitespace().count() <= 6;
    let date = date.filter(|_| own && !other && near)?;
    Some(Said { key, date })
}
