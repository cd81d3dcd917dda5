//! Dates as values of an expression.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{DynObject, Object, ObjectRepr};

use crate::model::{DateStyle, PartialDate, Timing};

/// A date, or words in the place of one, that a filter can format.
#[derive(Debug)]
pub(super) struct TimingValue(pub(super) Timing);

impl Object for TimingValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    /// Earlier is less; dates compare with dates alone.
    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        match (&self.0, &other.0) {
            (Timing::Date(one), Timing::Date(other)) => Some(one.chronological(other)),
            (Timing::Words(_), _) | (_, Timing::Words(_)) => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(DateStyle::Long))
    }
}

/// A date as a value; printed in full unless a filter says otherwise.
#[must_use]
pub fn date(date: PartialDate) -> Value {
    Value::from_object(TimingValue(Timing::Date(date)))
}

/// The date that a value is; `None` for any other value.
#[must_use]
pub fn date_of(value: &Value) -> Option<PartialDate> {
    match value.downcast_object_ref::<TimingValue>()?.0 {
        Timing::Date(date) => Some(date),
        Timing::Words(_) => None,
    }
}

/// When something is due, as a value.
#[must_use]
pub fn timing(timing: &Timing) -> Value {
    match timing {
        Timing::Date(date) => self::date(*date),
        Timing::Words(words) => Value::from(words.as_str()),
    }
}
