//! A plan as the values that a template's expressions see.

use std::fmt::Debug;
use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use crate::diagnostic::Placed;
use crate::model::{
    Action, Area, Evidence, Expectation, Outcome, PartialDate, Person, Profile, Review, Risk, Text,
};
use crate::wording::{date, facts, timing};

/// A list of entries: `actions.text` is the list of the texts of all actions, `actions.outcomes.text` the list of the
/// texts of all their outcomes.
#[derive(Debug)]
struct Entries(Vec<Value>);

impl Object for Entries {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        if let Some(index) = key.as_usize() {
            return self.0.get(index).cloned();
        }
        let field = key.as_str()?;
        let mut found = Vec::new();
        for entry in &self.0 {
            let value = entry.get_attr(field).unwrap_or_default();
            match value.downcast_object_ref::<Self>() {
                Some(inner) => found.extend(inner.0.iter().cloned()),
                None if value.is_undefined() || value.is_none() => {}
                None => found.push(value),
            }
        }
        Some(entries(found))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }
}

fn entries(values: impl IntoIterator<Item = Value>) -> Value {
    Value::from_object(Entries(values.into_iter().collect()))
}

/// What can be named anywhere in a template: what a text can name, and more.
pub(super) fn everywhere(profile: &Profile, document: Value) -> Value {
    let known = facts(profile);
    let known_group = |name: &str| known.get_attr(name).unwrap_or_default();
    let plan = &profile.plan;
    let contact = plan
        .safeguarding_contact
        .as_ref()
        .and_then(|key| profile.people.get(key.as_str()));
    let history = plan.history.iter().map(|entry| {
        group([
            ("version", text(Some(&entry.version))),
            ("on", optional_date(entry.on.as_ref())),
            ("by", text(entry.by.as_ref())),
            ("note", text(entry.note.as_ref())),
        ])
    });
    let principles = plan
        .principles
        .iter()
        .map(|principle| group([("text", text(Some(&principle.text)))]));
    let references = plan.references.iter().map(|key| Value::from(key.as_str()));
    let strapline = profile
        .brand
        .strapline
        .as_ref()
        .or(profile.organisation.strapline.as_ref());
    let organisation = extended(
        &known_group("organisation"),
        [
            ("id", Value::from(profile.id.as_str())),
            ("kind", Value::from(profile.organisation.kind.word())),
        ],
    );
    let plan = extended(
        &known_group("plan"),
        [
            ("scope", text(plan.scope.as_ref())),
            ("introduction", text(plan.introduction.as_ref())),
            (
                "safeguarding_contact",
                contact.map_or(Value::from(()), person),
            ),
            ("history", entries(history)),
            ("principles", entries(principles)),
            ("references", entries(references)),
        ],
    );
    extended(
        &known,
        [
            ("organisation", organisation),
            ("plan", plan),
            ("brand", group([("strapline", text(strapline))])),
            ("document", document),
        ],
    )
}

/// A group with more fields, or other values for fields that it has.
pub(super) fn extended<const N: usize>(known: &Value, more: [(&'static str, Value); N]) -> Value {
    let kept = known.try_iter().into_iter().flatten().map(|key| {
        let value = known.get_item(&key).unwrap_or_default();
        (key, value)
    });
    Value::from_pairs(kept.chain(more.map(|(key, value)| (Value::from(key), value))))
}

/// An area with everything below it.
pub(super) fn area(area: &Area, number: usize, profile: &Profile) -> Value {
    let all: Vec<Value> = area
        .actions()
        .enumerate()
        .map(|(index, one)| action(one, index + 1, area, profile))
        .collect();
    let expectations = area
        .expectations
        .iter()
        .map(|one| expectation(one, area, profile));
    group([
        ("id", Value::from(area.id.as_str())),
        ("number", Value::from(number)),
        ("theme", text(area.theme.as_ref())),
        ("title", text(Some(&area.title))),
        (
            "deadline",
            area.deadline
                .as_ref()
                .map_or(Value::from(()), |deadline| timing(deadline)),
        ),
        ("leads", people(&area.leads, profile)),
        ("outcomes", outcomes(&area.outcomes)),
        ("actions", entries(all)),
        ("expectations", entries(expectations)),
        ("impact", text(area.impact.as_ref())),
        ("progress", text(area.progress.as_ref())),
        ("evidence", evidence(&area.evidence, profile)),
        ("risk", area.risk.as_ref().map_or(Value::from(()), risk)),
        ("custom", custom(&area.custom)),
    ])
}

/// An expectation with its actions.
pub(super) fn expectation(expectation: &Expectation, area: &Area, profile: &Profile) -> Value {
    let actions = expectation
        .actions
        .iter()
        .enumerate()
        .map(|(index, one)| action(one, index + 1, area, profile));
    group([
        ("id", Value::from(expectation.id.as_str())),
        ("text", text(Some(&expectation.text))),
        ("leads", people(&expectation.leads, profile)),
        ("actions", entries(actions)),
        ("custom", custom(&expectation.custom)),
    ])
}

/// An action.
pub(super) fn action(action: &Action, number: usize, area: &Area, profile: &Profile) -> Value {
    let when = |timed: Option<&Placed<crate::model::Timing>>| {
        timed.map_or(Value::from(()), |at| timing(at))
    };
    group([
        ("id", Value::from(action.id.as_str())),
        ("number", Value::from(number)),
        ("area", text(Some(&area.title))),
        ("text", text(Some(&action.text))),
        ("leads", people(&action.leads, profile)),
        ("start", when(action.start.as_ref())),
        ("deadline", when(action.deadline.as_ref())),
        ("completed", optional_date(action.completed.as_ref())),
        ("frequency", text(action.frequency.as_ref())),
        ("outcomes", outcomes(&action.outcomes)),
        ("impact", text(action.impact.as_ref())),
        ("evidence", evidence(&action.evidence, profile)),
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
            entries(action.reviews.iter().map(|one| review(one, profile))),
        ),
        ("risk", action.risk.as_ref().map_or(Value::from(()), risk)),
        ("custom", custom(&action.custom)),
    ])
}

/// A review; who judged is given by role.
fn review(review: &Review, profile: &Profile) -> Value {
    let by = review
        .by
        .as_ref()
        .and_then(|key| profile.people.get(key.as_str()));
    group([
        ("on", optional_date(review.on.as_ref())),
        (
            "by",
            by.and_then(Person::title)
                .map_or(Value::from(()), Value::from),
        ),
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

/// The people that keys name; a key that names nobody is left out, `check` reports it.
fn people(keys: &[Text], profile: &Profile) -> Value {
    entries(
        keys.iter()
            .filter_map(|key| profile.people.get(key.as_str()))
            .map(person),
    )
}

/// A person: of one who is not public, the role alone.
fn person(person: &Person) -> Value {
    let told = |field: &Option<Text>| text(field.as_ref().filter(|_| person.public != Some(false)));
    let role = if person.public == Some(false) {
        person.role.as_ref().map(|role| role.as_str())
    } else {
        person.title()
    };
    group([
        ("name", told(&person.name)),
        ("role", role.map_or(Value::from(()), Value::from)),
        ("email", told(&person.email)),
        ("phone", told(&person.phone)),
    ])
}

/// The evidence that keys name; a key that names none is left out, `check` reports it.
fn evidence(keys: &[Text], profile: &Profile) -> Value {
    let cited = |key: &Text| {
        profile
            .evidence
            .iter()
            .find(|evidence| evidence.id.as_str() == key.as_str())
    };
    entries(keys.iter().filter_map(cited).map(|evidence| {
        let Evidence {
            id,
            title,
            file,
            link,
            date,
            owner: _,
            public: _,
        } = evidence;
        group([
            ("id", Value::from(id.as_str())),
            ("title", text(Some(title))),
            ("file", text(file.as_ref())),
            ("link", text(link.as_ref())),
            ("date", optional_date(date.as_ref())),
        ])
    }))
}

fn risk(risk: &Risk) -> Value {
    group([
        ("description", text(Some(&risk.description))),
        ("hazard", text(risk.hazard.as_ref())),
    ])
}

fn custom(fields: &IndexMap<String, Text>) -> Value {
    Value::from_pairs(
        fields
            .iter()
            .map(|(key, field)| (key.clone(), Value::from(field.as_str()))),
    )
}

pub(super) fn group<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Value::from_pairs(fields)
}

fn text(field: Option<&Text>) -> Value {
    field.map_or(Value::from(()), |field| Value::from(field.as_str()))
}

fn optional_date(field: Option<&Placed<PartialDate>>) -> Value {
    field.map_or(Value::from(()), |field| date(field.value))
}
