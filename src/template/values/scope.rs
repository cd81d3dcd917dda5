//! What can be named in one place: the names of everywhere, and those of a row.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

/// Names laid over other names.
#[derive(Debug)]
pub(in crate::template) struct Scope {
    around: Value,
    own: Vec<(&'static str, Value)>,
}

impl Scope {
    /// The names of `around`, with some more or others in their place.
    pub(in crate::template) fn over(around: &Value, own: Vec<(&'static str, Value)>) -> Value {
        Value::from_object(Self {
            around: around.clone(),
            own,
        })
    }
}

impl Object for Scope {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let own = self.own.iter().rev().find(|(known, _)| *known == name);
        match own {
            Some((_, value)) => Some(value.clone()),
            None => self
                .around
                .get_attr(name)
                .ok()
                .filter(|value| !value.is_undefined()),
        }
    }
}
