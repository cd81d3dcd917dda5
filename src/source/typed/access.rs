//! What is inside a value, handed out part by part; parts with a fault are left out.

use serde::Deserializer;
use serde::de::value::{BytesDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::fault::{Fault, What};
use super::reader::{Read, Reader};
use crate::source::{Entry, Node};

/// The items of a list.
pub(super) struct Items<'a> {
    list: Reader<'a>,
    rest: std::slice::Iter<'a, Node>,
}

impl<'a> Items<'a> {
    pub(super) fn new(list: Reader<'a>, items: &'a [Node]) -> Self {
        Self {
            list,
            rest: items.iter(),
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Box<Fault>;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let progress = self.list.progress;
        let Some(node) = self.rest.find(|node| !progress.leaves_out(node)) else {
            return Ok(None);
        };
        let item = self.list.item(node);
        item.at(seed.deserialize(item)).map(Some)
    }
}

/// The lines of a group.
pub(super) struct Fields<'a> {
    group: Reader<'a>,
    rest: std::slice::Iter<'a, Entry>,
    /// What fields a struct has; `None` of a map.
    known: Option<&'static [&'static str]>,
    next: Option<&'a Entry>,
}

impl<'a> Fields<'a> {
    /// All lines, for a map.
    pub(super) fn all(group: Reader<'a>, entries: &'a [Entry]) -> Self {
        Self {
            group,
            rest: entries.iter(),
            known: None,
            next: None,
        }
    }

    /// The lines that are not empty, for a struct that has these fields: an empty value counts as not given.
    pub(super) fn filled(
        group: Reader<'a>,
        entries: &'a [Entry],
        fields: &'static [&'static str],
    ) -> Self {
        Self {
            known: Some(fields),
            ..Self::all(group, entries)
        }
    }

    /// Whether a line is handed out. The type would tell of an unknown key with a value; of one without, nobody else does.
    fn hands_out(&self, entry: &Entry) -> bool {
        let progress = self.group.progress;
        match self.known.filter(|_| entry.node.is_empty()) {
            Some(fields) => {
                if !fields.contains(&entry.key.as_str()) {
                    progress.report_unknown(entry, fields);
                }
                false
            }
            None => !progress.leaves_out(&entry.node),
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Box<Fault>;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let mut rest = self.rest.clone();
        self.next = rest.find(|entry| self.hands_out(entry));
        self.rest = rest;
        let Some(entry) = self.next else {
            return Ok(None);
        };
        let key: StrDeserializer<'_, Box<Fault>> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|mut fault| {
            // A type that allows no other fields.
            if matches!(fault.what, What::UnknownKey(..)) {
                let mut unknown = self.group.progress.unknown.borrow_mut();
                unknown.insert(entry.key_place);
            }
            let mut spot = self.group.entry(entry).spot();
            spot.place = entry.key_place;
            spot.found = format!("`{}`", entry.key);
            spot.name = None;
            fault.at = Some(spot);
            fault
        })
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<T::Value> {
        match self.next.take() {
            Some(entry) => {
                let (value, progress) = (self.group.entry(entry), self.group.progress);
                let read = value.at(seed.deserialize(value));
                if progress.ignored.take()
                    && let Some(fields) = self.known
                {
                    progress.report_unknown(entry, fields);
                }
                read
            }
            None => Err(What::Custom("a value was asked for before its key".to_owned()).into()),
        }
    }
}

/// The parts of a [`Placed`](crate::diagnostic::Placed): the place, then the value.
pub(super) struct Located<'a> {
    value: Reader<'a>,
    part: u8,
}

impl<'a> Located<'a> {
    pub(super) fn new(value: Reader<'a>) -> Self {
        Self { value, part: 0 }
    }
}

impl<'de> SeqAccess<'de> for Located<'_> {
    type Error = Box<Fault>;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        self.part += 1;
        match self.part {
            1 => {
                let place = self.value.node.place.packed();
                seed.deserialize(BytesDeserializer::new(&place)).map(Some)
            }
            2 => seed.deserialize(self.value).map(Some),
            _ => Ok(None),
        }
    }
}

/// An enum's variant that carries a value: a group of one line, `variant: value`.
pub(super) struct Variant<'a> {
    group: Reader<'a>,
    entry: &'a Entry,
}

impl<'a> Variant<'a> {
    pub(super) fn new(group: Reader<'a>, entry: &'a Entry) -> Self {
        Self { group, entry }
    }

    fn value(&self) -> Reader<'a> {
        self.group.entry(self.entry)
    }
}

impl<'de> EnumAccess<'de> for Variant<'_> {
    type Error = Box<Fault>;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Read<(V::Value, Self)> {
        let word: StrDeserializer<'_, Box<Fault>> = self.entry.key.as_str().into_deserializer();
        Ok((seed.deserialize(word)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Box<Fault>;

    fn unit_variant(self) -> Read<()> {
        self.group
            .at(Err(What::WrongKind("one word".to_owned(), None).into()))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Read<T::Value> {
        let value = self.value();
        value.at(seed.deserialize(value))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.value().deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.value().deserialize_struct("", fields, visitor)
    }
}
