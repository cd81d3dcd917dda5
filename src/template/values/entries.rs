//! Lists of entries.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

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
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, field: &str) -> Option<Value> {
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

/// A list of entries as a value.
pub(super) fn entries(values: impl IntoIterator<Item = Value>) -> Value {
    Value::from_object(Entries(values.into_iter().collect()))
}
