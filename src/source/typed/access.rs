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
    /// Whether an empty value counts as not given.
    filled: bool,
    /// The keys that are handed out; all where there are no others.
    known: Option<&'static [&'static str]>,
    next: Option<&'a Entry>,
}

impl<'a> Fields<'a> {
    /// All lines, for a map.
    pub(super) fn all(group: Reader<'a>, entries: &'a [Entry]) -> Self {
        Self {
            group,
            rest: entries.iter(),
            filled: false,
            known: None,
            next: None,
        }
    }

    /// The lines that are not empty, for a struct: an empty value counts as not given. `known` are its fields where some
    /// of the lines are none of them.
    pub(super) fn filled(
        group: Reader<'a>,
        entries: &'a [Entry],
        known: Option<&'static [&'static str]>,
    ) -> Self {
        Self {
            filled: true,
            known,
            ..Self::all(group, entries)
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Box<Fault>;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let (progress, filled, known) = (self.group.progress, self.filled, self.known);
        self.next = self.rest.find(|entry| {
            let given = !filled || !entry.node.is_empty();
            let wanted = given && known.is_none_or(|known| known.contains(&entry.key.as_str()));
            wanted && !progress.leaves_out(&entry.node)
        });
        let Some(entry) = self.next else {
            return Ok(None);
        };
        let key: StrDeserializer<'_, Box<Fault>> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|mut fault| {
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
                let value = self.group.entry(entry);
                value.at(seed.deserialize(value))
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
