//! What a plan's texts may speak of.

use minijinja::Value;

use crate::model::{Approval, Organisation, Person, Plan, Profile};

use super::values::date;

/// The names that a placeholder may use, with their values; a field that is not given has the value none.
#[must_use]
pub fn facts(profile: &Profile) -> Value {
    let mut facts = vec![
        ("organisation", organisation(&profile.organisation)),
        ("words", words(&profile.organisation)),
        (
            "people",
            profile
                .people
                .iter()
                .map(|(key, person)| (key.as_str(), self::person(person)))
                .collect(),
        ),
        ("plan", plan(&profile.plan)),
        ("approval", approval(&profile.plan.approval)),
    ];
    facts.push(("period", text(profile.plan.period.as_ref())));
    facts.into_iter().collect()
}

/// The facts that stand fast before any placeholder is filled: the organisation and its words.
pub(super) fn first_facts(organisation: &Organisation) -> Value {
    [
        ("organisation", self::organisation(organisation)),
        ("words", words(organisation)),
    ]
    .into_iter()
    .collect()
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
    } = organisation;
    [
        ("name", Value::from(name.as_str())),
        ("short_name", Value::from(organisation.short_name())),
        ("urn", text(urn.as_ref())),
        ("address", text(address.as_ref())),
        ("website", text(website.as_ref())),
        ("strapline", text(strapline.as_ref())),
    ]
    .into_iter()
    .collect()
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
    default.chain(given).collect()
}

fn person(person: &Person) -> Value {
    let Person {
        name,
        role,
        email,
        phone,
        public: _,
    } = person;
    [
        ("name", text(name.as_ref())),
        ("role", text(role.as_ref())),
        ("email", text(email.as_ref())),
        ("phone", text(phone.as_ref())),
    ]
    .into_iter()
    .collect()
}

fn plan(plan: &Plan) -> Value {
    [
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
    ]
    .into_iter()
    .collect()
}

fn approval(approval: &Approval) -> Value {
    let on = |on: Option<crate::model::PartialDate>| on.map_or(Value::from(()), date);
    [
        ("approved_by", text(approval.approved_by.as_ref())),
        (
            "approved_on",
            on(approval.approved_on.as_ref().map(|on| on.value)),
        ),
        ("minute", text(approval.minute.as_ref())),
        (
            "last_reviewed_on",
            on(approval.last_reviewed_on.as_ref().map(|on| on.value)),
        ),
        ("review_every", text(approval.review_every.as_ref())),
        ("review_on", on(approval.review_on())),
    ]
    .into_iter()
    .collect()
}

/// A field as text; none where it is not given.
fn text<T: ToString>(field: Option<&crate::diagnostic::Placed<T>>) -> Value {
    field.map_or(Value::from(()), |field| {
        Value::from(field.value.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probe() {
        let v: Value = [("organisation", Value::from(1)), ("words", [("a", Value::from(2))].into_iter().collect::<Value>())].into_iter().collect();
        eprintln!("{v:?} {:?}", v.get_attr("words").unwrap().get_attr("a"));
        let engine = crate::wording::Engine::strict();
        eprintln!("{:?}", engine.fill("x {{ words.a }} {{ words.a | plural }}", &v));
        eprintln!("{:?}", engine.names_in_text("x {{ words.a | plural }}"));
        panic!();
    }
}
