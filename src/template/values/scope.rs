//! What can be named in one place: the names of everywhere, and those of a row.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

/// Names laid over other names.
#[derive(Debug)]
pub(in crate::template) struct Scope {
    around: Value,
    own: Vec<(&'static str, Value)>,
    /// Fields of the own names that can be named by themselves too: each with what it is a field of.
    fields: &'static [(&'static str, &'static str)],
}

impl Scope {
    /// The names of `around`, with some more or others in their place.
    pub(in crate::template) fn over(around: &Value, own: Vec<(&'static str, Value)>) -> Value {
        Self::with_fields(around, own, &[])
    }

    /// The same, where some `fields` of `own` are names too: each is given with the name that it is a field of.
    pub(in crate::template) fn with_fields(
        around: &Value,
        own: Vec<(&'static str, Value)>,
        fields: &'static [(&'static str, &'static str)],
    ) -> Value {
        Value::from_object(Self {
            around: around.clone(),
            own,
            fields,
        })
    }
}

impl Object for Scope {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        let field = self.fields.iter().find(|(field, _)| *field == name);
        let of = field.map_or(name, |(_, of)| of);
        let own = self.own.iter().rev().find(|(known, _)| *known == of);
        let value = match own {
            Some((_, value)) if field.is_some() => value.get_attr(name).ok()?,
            Some((_, value)) => return Some(value.clone()),
            None => self.around.get_attr(name).ok()?,
        };
        Some(value).filter(|value| !value.is_undefined())
    }
}
