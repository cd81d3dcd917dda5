//! A plan as the values that a template's expressions see.

mod entries;
mod plan;
mod risk;
mod scope;
mod work;

pub(super) use plan::{everywhere, evidence, reference, statement, version};
pub(super) use scope::Scope;
pub(super) use work::{action, area, expectation};

use jiff::civil::Date;
use minijinja::Value;

use crate::diagnostic::Placed;
use crate::model::{Id, PartialDate, Person, Profile, Risk, Standing, Text};
use crate::wording::date;

use super::language::Audience;

use entries::entries;

/// A plan, and who will read what is made of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    /// The checked plan.
    pub(super) profile: &'a Profile,
    /// Who will read the document.
    pub(super) audience: Audience,
    /// The day that the document speaks of.
    pub(super) as_of: Date,
}

impl View<'_> {
    /// Whether the plan is not approved yet on the day that the document speaks of.
    pub(super) fn is_draft(self) -> bool {
        let approval = &self.profile.plan.approval;
        matches!(approval.standing(self.as_of), Standing::Draft(_))
    }

    /// Whether something that is marked `public` or not may be told.
    pub(super) fn tells(self, public: Option<bool>) -> bool {
        self.audience == Audience::Internal || public != Some(false)
    }

    /// A person: of one who is not public, the role alone.
    pub(super) fn person(self, person: &Person) -> Value {
        let tells = self.tells(person.public);
        let told = |field: &Option<Text>| text(field.as_ref().filter(|_| tells));
        let role = if tells {
            person.title()
        } else {
            person.role.as_ref().map(|role| role.as_str())
        };
        group([
            ("name", told(&person.name)),
            ("role", role.map_or(Value::from(()), Value::from)),
            ("email", told(&person.email)),
            ("phone", told(&person.phone)),
        ])
    }

    /// The place of a risk among those of the plan, from 1.
    pub(super) fn risk_number(self, risk: &Risk) -> Option<usize> {
        let mut risks = self.profile.plan.risks();
        risks
            .position(|known| std::ptr::eq(known, risk))
            .map(|place| place + 1)
    }

    /// The person that a key names; nothing for a key that names nobody, which `check` reports.
    fn person_called(self, key: Option<&Text>) -> Value {
        key.and_then(|key| self.profile.people.get(key.as_str()))
            .map_or(Value::from(()), |person| self.person(person))
    }

    /// The people that keys name.
    fn people(self, keys: &[Text]) -> Value {
        let known = keys
            .iter()
            .filter_map(|key| self.profile.people.get(key.as_str()));
        entries(known.map(|person| self.person(person)))
    }

    /// The role of the person that a key names.
    fn role(self, key: Option<&Text>) -> Value {
        self.person_called(key).get_attr("role").unwrap_or_default()
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
