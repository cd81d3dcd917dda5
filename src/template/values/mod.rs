//! A plan as the values that a template's expressions see.

mod entry;
mod entries;
mod people;
mod evidence;
mod risk;
mod work;
mod plan;
mod scope;

pub(super) use entry::{Fields, entry};
pub(super) use evidence::evidence;
pub(super) use people::person;
pub(super) use plan::{everywhere, reference, statement, version};
pub(super) use scope::Scope;
pub(super) use work::{ActionAt, AreaAt, practice};

use std::sync::Arc;

use jiff::civil::Date;
use minijinja::Value;

use crate::audience::Removal;
use crate::diagnostic::Placed;
use crate::model::{Audience, Id, PartialDate, Profile, Risk, Standing, Text};
use crate::wording::date;

use entries::entries;

/// A plan, and who will read what is made of it; all values of a document share it.
#[derive(Debug)]
pub(super) struct View {
    /// The checked plan.
    pub(super) profile: Arc<Profile>,
    /// Who will read the document.
    pub(super) audience: Audience,
    /// What was left out for them.
    pub(super) removals: Arc<[Removal]>,
    /// The day that the document speaks of.
    pub(super) as_of: Date,
}

impl View {
    /// Whether the plan is not approved yet on the day that the document speaks of.
    pub(super) fn is_draft(&self) -> bool {
        let approval = &self.profile.plan.approval;
        matches!(approval.standing(self.as_of), Standing::Draft(_))
    }

    /// Whether something that is marked `public` or not may be told.
    pub(super) fn tells(&self, public: Option<bool>) -> bool {
        !self.audience.is_public() || public != Some(false)
    }

    /// Whether a field, or the group that it is in, was left out, so that the plan does not lack it.
    pub(super) fn leaves_out(&self, field: &str) -> bool {
        self.removals.iter().any(|removal| {
            let what = removal.what.as_str();
            let inner = what.strip_suffix(field);
            let outer = field.strip_prefix(what);
            inner.is_some_and(|before| before.is_empty() || before.ends_with('.'))
                || outer.is_some_and(|rest| rest.starts_with('.'))
        })
    }

    /// The place of a risk among those of the plan, from 1.
    pub(super) fn risk_number(&self, risk: &Risk) -> Option<usize> {
        let mut risks = self.profile.plan.risks();
        risks
            .position(|known| std::ptr::eq(known, risk))
            .map(|place| place + 1)
    }
}

/// A group of fields.
pub(super) fn group<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    Value::from_pairs(fields)
}

fn text(field: Option<&Text>) -> Value {
    field.map_or(Value::from(()), |field| Value::from(field.as_str()))
}

fn optional_date(field: Option<&Placed<PartialDate>>) -> Value {
    field.map_or(Value::from(()), |field| date(field.value))
}

fn round(round: Option<&Placed<Id>>) -> Value {
    round.map_or(Value::from(()), |round| Value::from(round.as_str()))
}

fn custom(fields: &indexmap::IndexMap<String, Text>) -> Value {
    let fields = fields
        .iter()
        .map(|(key, field)| (key.clone(), Value::from(field.as_str())));
    Value::from_pairs(fields)
}
