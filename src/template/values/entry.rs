//! Entries whose fields are worked out when they are named.

use std::fmt;
use std::sync::{Arc, OnceLock};

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

/// The fields of a kind of entry, each with how its value follows from the entry.
pub(in crate::template) type Fields<T> = &'static [(&'static str, fn(&T) -> Value)];

/// An entry of a plan: most documents name few of its fields, so each is worked out when it is first named, and kept.
struct Entry<T: 'static> {
    of: T,
    fields: Fields<T>,
    /// The values so far, in the order of the fields.
    known: Box<[OnceLock<Value>]>,
}

/// An entry as a value.
pub(in crate::template) fn entry<T: Send + Sync>(of: T, fields: Fields<T>) -> Value {
    let known = fields.iter().map(|_| OnceLock::new()).collect();
    Value::from_object(Entry { of, fields, known })
}

impl<T: Send + Sync> Object for Entry<T> {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let index = self.fields.iter().position(|(name, _)| *name == key)?;
        let (_, work_out) = self.fields[index];
        let value = self.known[index].get_or_init(|| work_out(&self.of));
        Some(value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let names = self.fields.iter().map(|(name, _)| Value::from(*name));
        Enumerator::Values(names.collect())
    }

    fn enumerator_len(self: &Arc<Self>) -> Option<usize> {
        Some(self.fields.len())
    }
}

impl<T> fmt::Debug for Entry<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.fields.iter().map(|(name, _)| name);
        f.debug_list().entries(names).finish()
    }
}
