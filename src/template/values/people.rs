//! People.

use std::sync::Arc;

use minijinja::Value;

use crate::model::{Person, Text};

use super::{Fields, View, entries, entry};

/// A person, by the place among those of the plan.
pub(in crate::template) struct PersonAt {
    view: Arc<View>,
    place: usize,
}

/// Of one who is not public, the role alone is told.
const PERSON: Fields<PersonAt> = &[
    ("name", |at| at.told(|person| person.name.as_ref())),
    ("role", |at| {
        at.of(|person| {
            if at.view.tells(person.public) {
                person.title()
            } else {
                person.role.as_ref().map(|role| role.as_str())
            }
        })
    }),
    ("email", |at| at.told(|person| person.email.as_ref())),
    ("phone", |at| at.told(|person| person.phone.as_ref())),
];

impl PersonAt {
    fn of<'a>(&'a self, words: impl FnOnce(&'a Person) -> Option<&'a str>) -> Value {
        let person = self.view.profile.people.get_index(self.place);
        let words = person.and_then(|(_, person)| words(person));
        words.map_or(Value::from(()), Value::from)
    }

    fn told(&self, field: fn(&Person) -> Option<&Text>) -> Value {
        self.of(|person| {
            let field = field(person).filter(|_| self.view.tells(person.public));
            field.map(|field| field.as_str())
        })
    }
}

/// The person at a place among those of the plan.
pub(in crate::template) fn person(view: &Arc<View>, place: usize) -> Value {
    let view = Arc::clone(view);
    entry(PersonAt { view, place }, PERSON)
}

/// The person that a key names; nothing for a key that names nobody, which `check` reports.
pub(super) fn person_called(view: &Arc<View>, key: Option<&Text>) -> Value {
    key.and_then(|key| view.profile.people.get_index_of(key.as_str()))
        .map_or(Value::from(()), |place| person(view, place))
}

/// The people that keys name.
pub(super) fn people_called(view: &Arc<View>, keys: &[Text]) -> Value {
    let known = keys
        .iter()
        .filter_map(|key| view.profile.people.get_index_of(key.as_str()));
    entries(known.map(|place| person(view, place)))
}

/// The role of the person that a key names.
pub(super) fn role(view: &Arc<View>, key: Option<&Text>) -> Value {
    person_called(view, key)
        .get_attr("role")
        .unwrap_or_default()
}

/// Everybody, by key.
pub(super) fn people(view: &Arc<View>) -> Value {
    let keys = view.profile.people.keys().zip(0..);
    Value::from_pairs(keys.map(|(key, place)| (key.clone(), person(view, place))))
}
