//! What a plan's texts may speak of: groups of names, and the [`FUNCTIONS`](super::FUNCTIONS).
//!
//! | group | names |
//! |---|---|
//! | `organisation`, `words` | the organisation, and the words it uses; they stand fast before any text is filled |
//! | `people` | by key: `people.dsl.role`; name and numbers of those who are public |
//! | `plan` | the head of the plan, its `owner` as one of the people, and its own fields: `plan.custom.phase` |
//! | `approval`, `period` | who approved the plan and when, and what it covers |
//! | `facts` | statements that are made once: `facts.trained`, or `facts['trained-leads']` where there is a hyphen |
//!
//! `facts` and `plan.custom` are filled before the other texts, so that those can use them; they cannot use each other.

use indexmap::IndexMap;
use minijinja::Value;

use crate::model::{Approval, Organisation, PartialDate, Person, PersonField, Plan, Profile, Text};

use super::values::date;

/// The names that a placeholder may use, with their values; a field that is not given has the value none.
#[must_use]
pub fn facts(profile: &Profile) -> Value {
    Value::from_pairs(groups(profile))
}

/// The groups of [`facts`], by name.
pub(super) fn groups(profile: &Profile) -> [(&'static str, Value); 7] {
    [
        "organisation",
        "words",
        "people",
        "plan",
        "approval",
        "period",
        "facts",
    ]
    .map(|name| (name, fact(profile, name)))
}

/// One of the groups of [`facts`]; nothing for a name that is none of them.
#[must_use]
pub fn fact(profile: &Profile, name: &str) -> Value {
    match name {
        "organisation" => organisation(&profile.organisation),
        "words" => words(&profile.organisation),
        "people" => {
            let people = profile.people.iter();
            Value::from_pairs(people.map(|(key, person)| (key.as_str(), self::person(person))))
        }
        "plan" => plan(profile),
        "approval" => approval(&profile.plan.approval),
        "period" => text(profile.plan.period.as_ref()),
        "facts" => texts(&profile.facts),
        _ => Value::default(),
    }
}

/// The facts that stand fast before any placeholder is filled: the organisation and its words.
pub(super) fn first_facts(organisation: &Organisation) -> Value {
    Value::from_pairs([
        ("organisation", self::organisation(organisation)),
        ("words", words(organisation)),
    ])
}

fn organisation(organisation: &Organisation) -> Value {
    let Organisation {
        kind: _,
        name,
        short_name: _,
        urn,
        address,
        website,
        strapline,
        words: _,
        not_public: _,
    } = organisation;
    Value::from_pairs([
        ("name", Value::from(name.as_str())),
        ("short_name", Value::from(organisation.short_name())),
        ("urn", text(urn.as_ref())),
        ("address", text(address.as_ref())),
        ("website", text(website.as_ref())),
        ("strapline", text(strapline.as_ref())),
    ])
}

/// The words of the kind of organisation, with the organisation's own over them.
fn words(organisation: &Organisation) -> Value {
    let given = organisation
        .words
        .iter()
        .map(|(word, text)| (word.as_str(), Value::from(text.as_str())));
    let default = organisation
        .kind
        .words()
        .into_iter()
        .map(|(word, text)| (word, Value::from(text)));
    Value::from_pairs(default.chain(given))
}

/// What may be told of a person: of one who is not public, the role alone; a text is the same for every reader.
fn person(person: &Person) -> Value {
    let Person {
        name,
        role,
        email,
        phone,
        public: _,
        not_public: _,
    } = person;
    let told = |given: &Option<Text>, field| text(given.as_ref().filter(|_| person.tells(field)));
    Value::from_pairs([
        ("name", told(name, PersonField::Name)),
        ("role", text(role.as_ref())),
        ("email", told(email, PersonField::Email)),
        ("phone", told(phone, PersonField::Phone)),
    ])
}

fn plan(profile: &Profile) -> Value {
    let plan: &Plan = &profile.plan;
    let owner = plan
        .owner
        .as_ref()
        .and_then(|key| profile.people.get(key.as_str()));
    Value::from_pairs([
        ("title", Value::from(plan.title.as_str())),
        ("period", text(plan.period.as_ref())),
        ("version", text(plan.version.as_ref())),
        (
            "updated_on",
            plan.updated_on().map_or(Value::from(()), date),
        ),
        (
            "actions_review_on",
            plan.actions_review_on
                .as_ref()
                .map_or(Value::from(()), |on| date(on.value)),
        ),
        (
            "owner",
            owner.map_or_else(|| person(&Person::default()), person),
        ),
        ("custom", texts(&plan.custom)),
    ])
}

fn approval(approval: &Approval) -> Value {
    let on = |on: Option<PartialDate>| on.map_or(Value::from(()), date);
    Value::from_pairs([
        ("approved_by", text(approval.approved_by.as_ref())),
        (
            "approved_on",
            on(approval.approved_on.as_ref().map(|on| on.value)),
        ),
        (
            "effective_on",
            on(approval.effective_on.as_ref().map(|on| on.value)),
        ),
        ("minute", text(approval.minute.as_ref())),
        (
            "last_reviewed_on",
            on(approval.last_reviewed_on.as_ref().map(|on| on.value)),
        ),
        ("review_every", text(approval.review_every.as_ref())),
        ("review_on", on(approval.review_on())),
    ])
}

fn texts(fields: &IndexMap<String, Text>) -> Value {
    let fields = fields
        .iter()
        .map(|(key, text)| (key.as_str(), Value::from(text.as_str())));
    Value::from_pairs(fields)
}

/// A field as text; none where it is not given.
fn text<T: ToString>(field: Option<&crate::diagnostic::Placed<T>>) -> Value {
    field.map_or(Value::from(()), |field| {
        Value::from(field.value.to_string())
    })
}
