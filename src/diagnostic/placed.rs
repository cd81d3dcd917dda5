//! A value that knows where it was written.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

use super::{FileId, Place};

/// The name by which a [`Placed`] asks the plan reader for its place.
pub(crate) const PLACED: &str = "$dutybound::Placed";

/// A value with the place where it was written.
///
/// Deserialises only from a plan that `source` read, which hands it the place; serialises as the bare value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

impl<T> std::ops::Deref for Placed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(PLACED, PlacedVisitor(PhantomData))
    }
}

struct PlacedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PlacedVisitor<T> {
    type Value = Placed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Placed<T>, A::Error> {
        let absent = || A::Error::custom("a place and a value");
        let Packed(place) = parts.next_element()?.ok_or_else(absent)?;
        let value = parts.next_element()?.ok_or_else(absent)?;
        Ok(Placed { value, place })
    }
}

/// How many bytes a place takes up on its way: five numbers.
pub(crate) const PACKED: usize = 20;

impl Place {
    /// The place as bytes, on its way through a deserializer: a plan has hundreds, and one piece is handed over faster
    /// than five.
    pub(crate) fn packed(self) -> [u8; PACKED] {
        let numbers = [
            self.file.number(),
            self.start,
            self.end,
            self.line,
            self.column,
        ];
        let mut bytes = [0; PACKED];
        for (four, number) in bytes.chunks_exact_mut(4).zip(numbers) {
            four.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    fn unpacked(bytes: &[u8; PACKED]) -> Self {
        let mut numbers = [0; 5];
        for (number, four) in numbers.iter_mut().zip(bytes.as_chunks().0) {
            *number = u32::from_le_bytes(*four);
        }
        let [file, start, end, line, column] = numbers;
        Self {
            file: FileId::from_number(file),
            start,
            end,
            line,
            column,
        }
    }
}

struct Packed(Place);

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(PackedVisitor)
    }
}

struct PackedVisitor;

impl Visitor<'_> for PackedVisitor {
    type Value = Packed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Packed, E> {
        let bytes = bytes.try_into();
        let bytes = bytes.map_err(|_| E::invalid_length(PACKED, &self))?;
        Ok(Packed(Place::unpacked(bytes)))
    }
}
