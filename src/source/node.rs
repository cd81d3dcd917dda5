//! What a YAML file holds: values as they were typed, each with its place.

use std::sync::Arc;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::shared::{SharedList, SharedText};
use crate::diagnostic::Place;

/// A value and where it was written. A copy shares what is inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What was written.
    pub value: Value,
    /// Where it was written. Of a group the first key, of a list the first item; of an empty value the spot after its
    /// colon or dash.
    pub place: Place,
    /// The `*name` or `<<` that brought the value here, when it was written elsewhere.
    pub via: Option<Box<Place>>,
    /// The value that a nearer file replaced by this one; `merge` sets it.
    pub replaced: Option<Arc<Node>>,
}

/// What was written, before anything decides what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing (`deadline:`), or one of YAML's own words for it, `~` and `null`.
    Empty,
    /// One value as it was typed, without quotes: `no`, `1.10` and `01632 960000` stay these very texts.
    Scalar(SharedText),
    /// A list, in the order of the file.
    List(SharedList<Node>),
    /// A group of `key: value` lines in the order of the file; no key occurs twice.
    Group(SharedList<Entry>),
}

/// A line of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as it was typed, without quotes.
    pub key: SharedText,
    /// Where the key was written.
    pub key_place: Place,
    /// What stands after the colon.
    pub node: Node,
}

impl Node {
    /// A value that was written at a place, and neither came from elsewhere nor replaced anything.
    #[must_use]
    pub fn new(value: Value, place: Place) -> Self {
        Self {
            value,
            place,
            via: None,
            replaced: None,
        }
    }

    /// Another value in the place of this one.
    #[must_use]
    pub fn with(&self, value: Value) -> Self {
        Self {
            value,
            place: self.place,
            via: self.via.clone(),
            replaced: self.replaced.clone(),
        }
    }

    /// The value of a key; `None` when this is not a group or has no such key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// The value of a key, to be changed; `None` as in [`Node::get`].
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.value {
            Value::Group(entries) => entries
                .iter_mut()
                .find(|entry| entry.key == key)
                .map(|entry| &mut entry.node),
            Value::Empty | Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// The text of a single value; `None` of anything else, an empty value among it.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            Value::Empty | Value::List(_) | Value::Group(_) => None,
        }
    }

    /// The lines of a group; none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Group(entries) => entries,
            Value::Empty | Value::Scalar(_) | Value::List(_) => &[],
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Empty | Value::Scalar(_) | Value::Group(_) => &[],
        }
    }

    /// The text of the key `id`, by which `merge` matches the items of two lists.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.get("id").and_then(Self::text)
    }

    /// Whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.value {
            Value::Empty => true,
            Value::Scalar(_) | Value::List(_) | Value::Group(_) => false,
        }
    }

    /// What this is, in words for a message: `nothing`, `a single value`, `a list` or `a group`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Empty => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Group(_) => "a group",
        }
    }
}

impl Entry {
    /// The line with another value.
    #[must_use]
    pub fn with(&self, node: Node) -> Self {
        Self {
            key: self.key.clone(),
            key_place: self.key_place,
            node,
        }
    }
}

/// The bare values, without places: texts, lists and maps, in order.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Empty => serializer.serialize_unit(),
            Value::Scalar(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(&**items),
            Value::Group(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for entry in entries {
                    map.serialize_entry(&entry.key, &entry.node)?;
                }
                map.end()
            }
        }
    }
}
