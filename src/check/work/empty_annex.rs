//! The annex that the plan says it is followed by has nothing to show.

use crate::check::phrases::{has_one_of, phrases};
use crate::check::{Example, Passage, Rule, Subject, Usual};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Action, Annex, Plan, annex_letters};
use crate::text::sentences;

pub(super) const RULE: Rule = Rule {
    code: "empty-annex",
    severity: Severity::Warning,
    usual: Usual::On,
    about: "the plan is monitored by an annex, and nothing in the annex has been rated",
    why: "A policy that is monitored by an empty table is not monitored.",
    example: Example {
        wrong: "\
plan:
  title: Prevent policy
  policy:
    sections:
      - id: duties
        title: Duties
        clauses:
          - { id: monitor, text: \"These duties are monitored through the plan in {{ annex('rag') }}.\" }
  annexes:
    - id: rag
      title: Action plan
      template: rag
      #         ^
  areas:
    - id: training
      title: Training
      actions:
        - { id: staff, text: Train all staff. }",
        right: "\
plan:
  title: Prevent policy
  policy:
    sections:
      - id: duties
        title: Duties
        clauses:
          - { id: monitor, text: \"These duties are monitored through the plan in {{ annex('rag') }}.\" }
  annexes:
    - id: rag
      title: Action plan
      template: rag
  areas:
    - id: training
      title: Training
      actions:
        - id: staff
          text: Train all staff.
          reviews: [{ on: 2026-11-05, rag: amber, note: Two are still to be trained. }]",
    },
    find,
};

fn find(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let plan = &subject.profile.plan;
    if shows_something(plan) {
        return Vec::new();
    }
    let tables = plan.annexes.iter().enumerate();
    let tables = tables.filter_map(|(index, annex)| Some((index, annex, annex.template.as_ref()?)));
    tables
        .filter_map(|(index, annex, template)| {
            let by = monitored_by(subject, annex, &annex_letters(index))?;
            let finding = RULE
                .finding(
                    template.place,
                    "nothing in this annex has been rated or reviewed",
                )
                .related(by.place, "the plan is monitored by it");
            Some(finding.help(
                "Rate the actions and date the reviews, or say how else the plan is followed.",
            ))
        })
        .collect()
}

/// Whether anything has been judged: an action, or a risk.
fn shows_something(plan: &Plan) -> bool {
    let judged = |action: &Action| {
        action.rag().is_some() || action.progress().is_some() || action.completed.is_some()
    };
    plan.actions().any(judged)
        || plan
            .risks()
            .any(|risk| risk.gross.is_some() || risk.residual.is_some())
}

/// The text that says that the plan is followed through an annex.
fn monitored_by<'a>(
    subject: &'a Subject<'_>,
    annex: &Annex,
    letters: &str,
) -> Option<&'a Passage<'a>> {
    let by_id = [
        format!("annex('{}')", annex.id.value),
        format!("annex(\"{}\")", annex.id.value),
        format!("Annex {letters}"),
    ];
    subject.passages.iter().find(|passage| {
        let named = by_id
            .iter()
            .any(|name| passage.written.contains(name.as_str()));
        named
            && sentences(passage.written).into_iter().any(|range| {
                let sentence = &passage.written[range];
                by_id.iter().any(|name| sentence.contains(name.as_str()))
                    && has_one_of(sentence, &phrases().monitoring)
            })
    })
}
