//! What is left out on the way through a plan.

use crate::diagnostic::{Place, Placed};
use crate::model::{Text, Timing};

use super::removal::{Cause, Removal};
use super::says::{Said, Says, Sort};

/// What was left out so far.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) removals: Vec<Removal>,
    /// What of it could be known again.
    pub(super) said: Vec<Said>,
}

/// Something that is hidden as a whole.
pub(super) trait Item: Says {
    /// Whether everybody may see it, as it is marked.
    fn public(&self) -> Option<bool>;

    /// Its name on the way to it: its id, or what it has in the place of one.
    fn name(&self) -> Option<&str>;

    /// Where it is written; `None` where nothing of it is given that has a place.
    fn place(&self) -> Option<Place>;
}

impl LeftOut {
    /// Notes that an item is left out as a whole.
    pub(super) fn item<T: Item>(&mut self, item: &T, way: String) {
        self.removals.push(Removal {
            what: way,
            place: item.place(),
            cause: Cause::NotPublic,
        });
        item.says(&mut self.said);
    }

    /// Notes that a field is left out.
    pub(super) fn field(&mut self, way: &str, key: &str, place: Option<Place>, cause: Cause) {
        self.removals.push(Removal {
            what: format!("{way}.{key}"),
            place,
            cause,
        });
    }

    /// Takes a text out.
    pub(super) fn text(&mut self, field: &mut Option<Text>, way: &str, key: &str, sort: Sort) {
        if let Some(text) = field.take() {
            self.field(way, key, Some(text.place), Cause::FieldNotPublic);
            super::says::text(Some(&text), sort, &mut self.said);
        }
    }

    /// Takes out a date, a rating, or something else that many plans share.
    pub(super) fn value<T>(&mut self, field: &mut Option<Placed<T>>, way: &str, key: &str) {
        if let Some(value) = field.take() {
            self.field(way, key, Some(value.place), Cause::FieldNotPublic);
        }
    }

    /// Takes out when something is due, which may be told in words.
    pub(super) fn timing(&mut self, field: &mut Option<Placed<Timing>>, way: &str, key: &str) {
        super::says::timing(field.as_ref(), &mut self.said);
        self.value(field, way, key);
    }

    /// Works on every judgement of an action or a risk, each with its way.
    pub(super) fn each<T: Item>(
        &mut self,
        list: &mut [T],
        way: &str,
        mut work: impl FnMut(&mut T, &str, &mut Self),
    ) {
        for (entry, number) in list.iter_mut().zip(1..) {
            let way = way_to(entry, way, "reviews", number);
            work(entry, &way, self);
        }
    }

    /// Takes out keys of people or of evidence.
    pub(super) fn keys(&mut self, keys: &mut Vec<Text>, way: &str, key: &str) {
        if let Some(first) = keys.first() {
            self.field(way, key, Some(first.place), Cause::FieldNotPublic);
        }
        keys.clear();
    }

    /// Takes out all entries of a list.
    pub(super) fn list<T: Item>(&mut self, list: &mut Vec<T>, way: &str, key: &str) {
        if let Some(first) = list.first() {
            self.field(way, key, first.place(), Cause::FieldNotPublic);
        }
        list.says(&mut self.said);
        list.clear();
    }

    /// Takes out the workspace's own fields.
    pub(super) fn custom(&mut self, custom: &mut indexmap::IndexMap<String, Text>, way: &str) {
        for (key, text) in custom.drain(..) {
            let key = format!("custom.{key}");
            self.text(&mut Some(text), way, &key, Sort::Words);
        }
    }

    /// Takes the entries out that are not public, and works on the others; each is given with its way.
    pub(super) fn entries<T: Item>(
        &mut self,
        list: &mut Vec<T>,
        way: &str,
        key: &str,
        mut work: impl FnMut(&mut T, &str, &mut Self),
    ) {
        let mut number = 0;
        list.retain_mut(|entry| {
            number += 1;
            let way = way_to(entry, way, key, number);
            let kept = entry.public() != Some(false);
            if kept {
                work(entry, &way, self);
            } else {
                self.item(entry, way);
            }
            kept
        });
    }
}

/// The way to an entry of a list, by its name or else its number from 1.
pub(super) fn way_to<T: Item>(entry: &T, way: &str, key: &str, number: usize) -> String {
    let dot = if way.is_empty() { "" } else { "." };
    match entry.name() {
        Some(name) => [way, dot, key, ".", name].concat(),
        None => format!("{way}{dot}{key}.{number}"),
    }
}
