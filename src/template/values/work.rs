//! Areas, expectations and actions.

use minijinja::Value;

use crate::diagnostic::Placed;
use crate::model::{Action, Area, Expectation, Outcome, Review, Text, Timing};
use crate::wording::{date, timing};

use super::risk::risk;
use super::{View, custom, entries, evidence as piece, group, optional_date, round, text};

/// An area with everything below it; `number` counts from 1.
pub(in crate::template) fn area(area: &Area, number: usize, view: View<'_>) -> Value {
    let all: Vec<Value> = area
        .actions()
        .zip(1..)
        .map(|(one, place)| action(one, place, area, number, view))
        .collect();
    let expectations = area
        .expectations
        .iter()
        .zip(1..)
        .map(|(one, place)| expectation(one, place, area, number, view));
    group([
        ("id", Value::from(area.id.as_str())),
        ("number", Value::from(number)),
        ("theme", text(area.theme.as_ref())),
        ("title", text(Some(&area.title))),
        ("deadline", when(area.deadline.as_ref())),
        ("leads", view.people(&area.leads)),
        ("outcomes", outcomes(&area.outcomes)),
        ("actions", entries(all)),
        ("expectations", entries(expectations)),
        ("impact", text(area.impact.as_ref())),
        ("progress", text(area.progress.as_ref())),
        ("evidence", evidence(&area.evidence, view)),
        ("risk", risk(area.risk.as_ref(), view)),
        ("custom", custom(&area.custom)),
    ])
}

/// An expectation with its actions; `number` counts from 1 within its area.
pub(in crate::template) fn expectation(
    expectation: &Expectation,
    number: usize,
    area: &Area,
    area_number: usize,
    view: View<'_>,
) -> Value {
    let actions = expectation
        .actions
        .iter()
        .zip(1..)
        .map(|(one, place)| action(one, place, area, area_number, view));
    group([
        ("id", Value::from(expectation.id.as_str())),
        ("number", Value::from(number)),
        ("text", text(Some(&expectation.text))),
        ("leads", view.people(&expectation.leads)),
        ("actions", entries(actions)),
        ("custom", custom(&expectation.custom)),
    ])
}

/// An action; `number` counts from 1 within its area.
pub(in crate::template) fn action(
    action: &Action,
    number: usize,
    area: &Area,
    area_number: usize,
    view: View<'_>,
) -> Value {
    let rounds = action.reviews.iter().filter_map(|one| {
        let name = one.round.as_ref()?;
        Some((name.as_str().to_string(), review(one, view)))
    });
    group([
        ("id", Value::from(action.id.as_str())),
        ("number", Value::from(number)),
        ("label", Value::from(format!("{area_number}.{number}"))),
        ("area", text(Some(&area.title))),
        ("text", text(Some(&action.text))),
        ("leads", view.people(&action.leads)),
        ("start", when(action.start.as_ref())),
        ("deadline", when(action.deadline.as_ref())),
        ("completed", optional_date(action.completed.as_ref())),
        ("frequency", text(action.frequency.as_ref())),
        ("outcomes", outcomes(&action.outcomes)),
        ("impact", text(action.impact.as_ref())),
        ("evidence", evidence(&action.evidence, view)),
        (
            "rag",
            action
                .rag()
                .map_or(Value::from(()), |rag| Value::from(rag.word())),
        ),
        ("progress", text(action.progress())),
        (
            "reviewed_on",
            action.reviewed_on().map_or(Value::from(()), date),
        ),
        (
            "reviews",
            entries(action.reviews.iter().map(|one| review(one, view))),
        ),
        ("review", Value::from_pairs(rounds)),
        ("risk", risk(action.risk.as_ref(), view)),
        ("custom", custom(&action.custom)),
    ])
}

fn when(timed: Option<&Placed<Timing>>) -> Value {
    timed.map_or(Value::from(()), |at| timing(at))
}

/// A review; who judged is given by role.
fn review(review: &Review, view: View<'_>) -> Value {
    group([
        ("round", round(review.round.as_ref())),
        ("on", optional_date(review.on.as_ref())),
        ("by", view.role(review.by.as_ref())),
        (
            "rag",
            review
                .rag
                .as_ref()
                .map_or(Value::from(()), |rag| Value::from(rag.word())),
        ),
        ("note", text(review.note.as_ref())),
    ])
}

fn outcomes(outcomes: &[Outcome]) -> Value {
    entries(outcomes.iter().map(|outcome| {
        group([
            ("id", Value::from(outcome.id.as_str())),
            ("text", text(Some(&outcome.text))),
        ])
    }))
}

/// The evidence that keys name; a key that names none is left out, `check` reports it.
fn evidence(keys: &[Text], view: View<'_>) -> Value {
    let cited = keys.iter().filter_map(|key| {
        let mut known = view.profile.evidence.iter();
        known.find(|evidence| evidence.id.as_str() == key.as_str())
    });
    entries(cited.map(|evidence| piece(evidence, view)))
}
