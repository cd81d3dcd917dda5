//! Areas, expectations and actions.

use std::sync::Arc;

use minijinja::Value;

use crate::diagnostic::Placed;
use crate::model::{Action, Area, Expectation, Outcome, Review, Timing};
use crate::wording::{date, timing};

use super::evidence::evidence_called;
use super::people::{people_called, role};
use super::risk::{RiskAt, risk};
use super::{Fields, View, custom, entries, entry, group, optional_date, round, text};

/// An area of a plan.
#[derive(Clone)]
pub(in crate::template) struct AreaAt {
    view: Arc<View>,
    index: usize,
}

const AREA: Fields<AreaAt> = &[
    ("id", |at| Value::from(at.area().id.as_str())),
    ("number", |at| Value::from(at.number())),
    ("theme", |at| text(at.area().theme.as_ref())),
    ("title", |at| text(Some(&at.area().title))),
    ("deadline", |at| when(at.area().deadline.as_ref())),
    ("leads", |at| people_called(&at.view, &at.area().leads)),
    ("outcomes", |at| outcomes(&at.area().outcomes)),
    ("actions", |at| entries(at.actions().map(ActionAt::value))),
    ("expectations", |at| {
        entries(at.expectations().map(ExpectationAt::value))
    }),
    ("impact", |at| text(at.area().impact.as_ref())),
    ("progress", |at| text(at.area().progress.as_ref())),
    ("evidence", |at| {
        evidence_called(&at.view, &at.area().evidence)
    }),
    ("risk", |at| risk(RiskAt::Area(at.clone()))),
    ("custom", |at| custom(&at.area().custom)),
];

impl AreaAt {
    /// Every area of a plan.
    pub(in crate::template) fn all(view: &Arc<View>) -> impl Iterator<Item = Self> {
        (0..view.profile.plan.areas.len()).map(|index| Self {
            view: Arc::clone(view),
            index,
        })
    }

    pub(super) fn view(&self) -> &Arc<View> {
        &self.view
    }

    pub(in crate::template) fn area(&self) -> &Area {
        &self.view.profile.plan.areas[self.index]
    }

    /// Its place among the areas, from 1.
    pub(in crate::template) fn number(&self) -> usize {
        self.index + 1
    }

    /// Its expectations.
    pub(in crate::template) fn expectations(&self) -> impl Iterator<Item = ExpectationAt> {
        (0..self.area().expectations.len()).map(|index| ExpectationAt {
            area: self.clone(),
            index,
        })
    }

    /// Its own actions and then those of its expectations, numbered through from 1; not what is embedded practice.
    pub(in crate::template) fn actions(&self) -> impl Iterator<Item = ActionAt> {
        let area = self.area();
        let own = planned(&area.actions).map(|index| (None, index));
        let expected = area.expectations.iter().enumerate();
        let expected = expected.flat_map(|(expectation, one)| {
            planned(&one.actions).map(move |index| (Some(expectation), index))
        });
        own.chain(expected)
            .zip(1..)
            .map(|((expectation, index), number)| ActionAt {
                area: self.clone(),
                expectation,
                index,
                number,
            })
    }

    /// An area with everything below it.
    pub(in crate::template) fn value(self) -> Value {
        entry(self, AREA)
    }
}

/// An expectation of an area.
#[derive(Clone)]
pub(in crate::template) struct ExpectationAt {
    area: AreaAt,
    index: usize,
}

const EXPECTATION: Fields<ExpectationAt> = &[
    ("id", |at| Value::from(at.expectation().id.as_str())),
    ("number", |at| Value::from(at.index + 1)),
    ("text", |at| text(Some(&at.expectation().text))),
    ("leads", |at| {
        people_called(at.area.view(), &at.expectation().leads)
    }),
    ("actions", |at| entries(at.actions().map(ActionAt::value))),
    ("custom", |at| custom(&at.expectation().custom)),
];

impl ExpectationAt {
    pub(in crate::template) fn expectation(&self) -> &Expectation {
        &self.area.area().expectations[self.index]
    }

    /// Its place among those of the area, from 0.
    pub(in crate::template) fn index(&self) -> usize {
        self.index
    }

    /// Its actions, numbered from 1.
    fn actions(&self) -> impl Iterator<Item = ActionAt> {
        let planned = planned(&self.expectation().actions).zip(1..);
        planned.map(|(index, number)| ActionAt {
            area: self.area.clone(),
            expectation: Some(self.index),
            index,
            number,
        })
    }

    /// An expectation with its actions.
    pub(in crate::template) fn value(self) -> Value {
        entry(self, EXPECTATION)
    }
}

/// Where among some actions those stand that are no embedded practice.
fn planned(actions: &[Action]) -> impl Iterator<Item = usize> {
    let all = actions.iter().enumerate();
    all.filter(|(_, action)| action.is_planned())
        .map(|(index, _)| index)
}

/// An action of an area, or of one of its expectations.
#[derive(Clone)]
pub(in crate::template) struct ActionAt {
    area: AreaAt,
    expectation: Option<usize>,
    index: usize,
    /// Its number in the list that it was reached through.
    number: usize,
}

const ACTION: Fields<ActionAt> = &[
    ("id", |at| Value::from(at.action().id.as_str())),
    ("number", |at| Value::from(at.number)),
    ("label", |at| {
        Value::from(format!("{}.{}", at.area.number(), at.number))
    }),
    ("area", |at| text(Some(&at.area.area().title))),
    ("text", |at| text(Some(&at.action().text))),
    ("leads", |at| people_called(at.view(), &at.action().leads)),
    ("start", |at| when(at.action().start.as_ref())),
    ("deadline", |at| when(at.action().deadline.as_ref())),
    ("completed", |at| {
        optional_date(at.action().completed.as_ref())
    }),
    ("frequency", |at| text(at.action().frequency.as_ref())),
    ("outcomes", |at| outcomes(&at.action().outcomes)),
    ("impact", |at| text(at.action().impact.as_ref())),
    ("evidence", |at| {
        evidence_called(at.view(), &at.action().evidence)
    }),
    ("rag", |at| {
        let rag = at.action().rag();
        rag.map_or(Value::from(()), |rag| Value::from(rag.word()))
    }),
    ("progress", |at| text(at.action().progress())),
    ("reviewed_on", |at| {
        at.action().reviewed_on().map_or(Value::from(()), date)
    }),
    ("reviews", |at| {
        let reviews = at.action().reviews.iter();
        entries(reviews.map(|one| review(one, at.view())))
    }),
    ("review", |at| {
        Value::from_pairs(at.action().reviews.iter().filter_map(|one| {
            let name = one.round.as_ref()?;
            Some((name.as_str().to_string(), review(one, at.view())))
        }))
    }),
    ("risk", |at| risk(RiskAt::Action(at.clone()))),
    ("custom", |at| custom(&at.action().custom)),
];

impl ActionAt {
    pub(super) fn view(&self) -> &Arc<View> {
        self.area.view()
    }

    pub(in crate::template) fn action(&self) -> &Action {
        let area = self.area.area();
        match self.expectation {
            None => &area.actions[self.index],
            Some(expectation) => &area.expectations[expectation].actions[self.index],
        }
    }

    /// Which of the area's expectations it belongs to, counted from 0; the area's own actions belong to none.
    pub(in crate::template) fn expectation(&self) -> Option<usize> {
        self.expectation
    }

    /// An action.
    pub(in crate::template) fn value(self) -> Value {
        entry(self, ACTION)
    }
}

/// What was an action and is embedded practice.
pub(in crate::template) fn practice(area: &Area, action: &Action, view: &Arc<View>) -> Value {
    let since = action.embedded.as_ref();
    group([
        ("id", Value::from(action.id.as_str())),
        ("area", text(Some(&area.title))),
        ("text", text(Some(&action.text))),
        (
            "since",
            since.map_or(Value::from(()), |since| Value::from(since.to_string())),
        ),
        ("completed", optional_date(action.completed.as_ref())),
        ("frequency", text(action.frequency.as_ref())),
        ("leads", people_called(view, &action.leads)),
        ("outcomes", outcomes(&action.outcomes)),
        ("impact", text(action.impact.as_ref())),
        ("evidence", evidence_called(view, &action.evidence)),
    ])
}

fn when(timed: Option<&Placed<Timing>>) -> Value {
    timed.map_or(Value::from(()), |at| timing(at))
}

/// A review; who judged is given by role.
fn review(review: &Review, view: &Arc<View>) -> Value {
    group([
        ("round", round(review.round.as_ref())),
        ("on", optional_date(review.on.as_ref())),
        ("by", role(view, review.by.as_ref())),
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
