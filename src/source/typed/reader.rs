//! serde's deserializer over a node: the type asks, the text answers.

use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};

use super::access::{Fields, Items, Located, Variant};
use super::fault::{Fault, KeyInside, Spot, What};
use super::{Progress, address, example};
use crate::diagnostic::PLACED;
use crate::source::text::short;
use crate::source::{Entry, Node, Value};

pub(super) type Read<T> = Result<T, Box<Fault>>;

/// A value about to be read, and the key before it.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) node: &'a Node,
    pub(super) key: Option<&'a str>,
    /// Whether the value is an item of the list that follows the key.
    pub(super) is_item: bool,
    pub(super) progress: &'a Progress,
}

impl<'a> Reader<'a> {
    pub(super) fn root(node: &'a Node, progress: &'a Progress) -> Self {
        Self {
            node,
            key: None,
            is_item: false,
            progress,
        }
    }

    pub(super) fn entry(self, entry: &'a Entry) -> Self {
        Self {
            node: &entry.node,
            key: Some(&entry.key),
            is_item: false,
            progress: self.progress,
        }
    }

    pub(super) fn item(self, node: &'a Node) -> Self {
        Self {
            node,
            is_item: true,
            ..self
        }
    }

    /// Gives a fault that has no place yet the place of this value.
    pub(super) fn at<T>(self, result: Read<T>) -> Read<T> {
        result.map_err(|mut fault| {
            fault.at.get_or_insert_with(|| self.spot());
            fault
        })
    }

    pub(super) fn spot(self) -> Spot {
        let found = match &self.node.value {
            Value::Scalar(text) => format!("`{}`", short(text)),
            Value::Empty | Value::List(_) | Value::Group(_) => self.node.kind().to_owned(),
        };
        let keys = self.node.entries().iter().map(|entry| KeyInside {
            name: entry.key.to_string(),
            place: entry.key_place,
            address: address(&entry.node),
            is_empty: entry.node.is_empty(),
        });
        Spot {
            address: address(self.node),
            place: self.node.place,
            name: self.key.map(|key| {
                let item = if self.is_item { "an item of " } else { "" };
                format!("{item}`{}`", short(key))
            }),
            found,
            keys: keys.collect(),
        }
    }

    fn wrong<T>(self, expected: &str, help: Option<String>) -> Read<T> {
        self.at(Err(What::WrongKind(expected.to_owned(), help).into()))
    }

    fn text(self) -> Read<&'a str> {
        match &self.node.value {
            Value::Scalar(text) => Ok(text),
            Value::Empty | Value::List(_) | Value::Group(_) => {
                self.wrong("a single value", Some(example::text(self)))
            }
        }
    }

    fn number<T: FromStr>(self, expected: &str) -> Read<T> {
        let number = self.node.text().and_then(|text| text.trim().parse().ok());
        match number {
            Some(number) => Ok(number),
            None => self.wrong(expected, Some(example::number(self))),
        }
    }

    fn items(self) -> Read<&'a [Node]> {
        match &self.node.value {
            Value::List(items) => Ok(items),
            Value::Empty => Ok(&[]),
            Value::Scalar(_) | Value::Group(_) => self.wrong("a list", Some(example::list(self))),
        }
    }

    fn entries(self, fields: &[&str]) -> Read<&'a [Entry]> {
        match &self.node.value {
            Value::Group(entries) => Ok(entries),
            Value::Empty | Value::Scalar(_) | Value::List(_) => {
                self.wrong("a group of fields", Some(example::group(self, fields)))
            }
        }
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty, $expected:expr;)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
                let number = self.number::<$number>($expected)?;
                self.at(visitor.$visit(number))
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Box<Fault>;

    numbers! {
        deserialize_i8 visit_i8 i8, "a whole number from -128 to 127";
        deserialize_i16 visit_i16 i16, "a whole number from -32768 to 32767";
        deserialize_i32 visit_i32 i32, "a whole number";
        deserialize_i64 visit_i64 i64, "a whole number";
        deserialize_u8 visit_u8 u8, "a whole number from 0 to 255";
        deserialize_u16 visit_u16 u16, "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 u32, "a whole number, 0 or more";
        deserialize_u64 visit_u64 u64, "a whole number, 0 or more";
        deserialize_f32 visit_f32 f32, "a number";
        deserialize_f64 visit_f64 f64, "a number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.progress.look();
        match &self.node.value {
            Value::Empty => self.at(visitor.visit_unit()),
            Value::Scalar(text) => self.at(visitor.visit_str(text)),
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Group(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let help = || Some(example::yes_or_no(self));
        let word = match &self.node.value {
            Value::Scalar(text) => text.trim().to_lowercase(),
            Value::Empty | Value::List(_) | Value::Group(_) => {
                return self.wrong("yes or no", help());
            }
        };
        match word.as_str() {
            "yes" | "true" => self.at(visitor.visit_bool(true)),
            "no" | "false" => self.at(visitor.visit_bool(false)),
            _ => self.wrong("yes or no", help()),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.progress.look();
        let text = self.text()?;
        self.at(visitor.visit_str(text))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.node.is_empty() {
            self.at(visitor.visit_none())
        } else {
            self.at(visitor.visit_some(self))
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.node.is_empty() {
            self.at(visitor.visit_unit())
        } else {
            self.wrong("nothing", None)
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        self.at(if name == PLACED {
            visitor.visit_seq(Located::new(self))
        } else {
            visitor.visit_newtype_struct(self)
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.progress.look();
        let items = self.items()?;
        self.at(visitor.visit_seq(Items::new(self, items)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.progress.look();
        let entries = match &self.node.value {
            Value::Empty => &[],
            Value::Scalar(_) | Value::List(_) | Value::Group(_) => self.entries(&[])?,
        };
        self.at(visitor.visit_map(Fields::all(self, entries)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.progress.look();
        let entries = self.entries(fields)?;
        self.at(visitor.visit_map(Fields::filled(self, entries, fields)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.progress.look();
        match &self.node.value {
            Value::Scalar(word) => {
                let word: StrDeserializer<'_, Box<Fault>> = word.trim().into_deserializer();
                self.at(visitor.visit_enum(word))
            }
            Value::Group(entries) if entries.len() == 1 => {
                self.at(visitor.visit_enum(Variant::new(self, &entries[0])))
            }
            Value::Empty | Value::List(_) | Value::Group(_) => {
                self.wrong("one word", Some(example::word(words)))
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.progress.ignored.set(true);
        visitor.visit_unit()
    }
}
