//! What can be named anywhere in a template.

use std::sync::Arc;

use minijinja::Value;

use crate::model::{DateStyle, Evidence, Guidance, HistoryEntry, PartialDate, Standing};
use crate::wording::{Functions, facts};

use super::{View, custom, entries, group, optional_date, text};

/// What can be named anywhere in a template: what a text can name, and more.
pub(in crate::template) fn everywhere(view: View<'_>, document: Value) -> Value {
    let profile = view.profile;
    let known = facts(profile);
    let known_group = |name: &str| known.get_attr(name).unwrap_or_default();
    let plan = &profile.plan;
    let principles = plan.principles.iter().map(|principle| {
        group([
            ("id", Value::from(principle.id.as_str())),
            ("text", text(Some(&principle.text))),
        ])
    });
    let strapline = profile
        .brand
        .strapline
        .as_ref()
        .or(profile.organisation.strapline.as_ref());
    let people = profile
        .people
        .iter()
        .map(|(key, person)| (key.clone(), view.person(person)));
    let organisation = extended(
        &known_group("organisation"),
        [
            ("id", Value::from(profile.id.as_str())),
            ("kind", Value::from(profile.organisation.kind.word())),
        ],
    );
    let clauses = plan
        .policy
        .as_ref()
        .map_or(0, |policy| policy.sections.len());
    let plan = extended(
        &known_group("plan"),
        [
            ("scope", text(plan.scope.as_ref())),
            ("introduction", text(plan.introduction.as_ref())),
            ("purpose", text(plan.purpose.as_ref())),
            (
                "context",
                group([
                    ("national", text(plan.context.national.as_ref())),
                    ("local", text(plan.context.local.as_ref())),
                ]),
            ),
            ("owner", view.person_called(plan.owner.as_ref())),
            (
                "safeguarding_contact",
                view.person_called(plan.safeguarding_contact.as_ref()),
            ),
            ("history", entries(plan.history.iter().map(version))),
            ("principles", entries(principles)),
            ("policy", Value::from(clauses > 0)),
            ("annexes", Value::from(!plan.annexes.is_empty())),
            ("custom", custom(&plan.custom)),
        ],
    );
    let approval = extended(
        &known_group("approval"),
        [("statement", Value::from(statement(view)))],
    );
    let register = Arc::new(profile.guidance.iter().cloned().collect());
    let [clause, annex, _] = Functions::new(&profile.plan, &register).values();
    extended(
        &known,
        [
            clause,
            annex,
            ("organisation", organisation),
            ("people", Value::from_pairs(people)),
            ("plan", plan),
            ("approval", approval),
            ("brand", group([("strapline", text(strapline))])),
            (
                "references",
                entries(profile.guidance.iter().map(reference)),
            ),
            ("document", document),
        ],
    )
}

/// Who approved the plan, or that nobody has yet, in one line.
pub(in crate::template) fn statement(view: View<'_>) -> String {
    match view.profile.plan.approval.standing(view.as_of) {
        Standing::Draft(_) => "Draft, not yet approved".into(),
        Standing::Approved { by, on, minute } => {
            let word = match on {
                PartialDate::Day(_) => "on",
                PartialDate::Month { .. } | PartialDate::Year(_) | PartialDate::AcademicYear(_) => {
                    "in"
                }
            };
            let minute = minute.map_or_else(String::new, |minute| {
                let given = minute.value.as_str();
                let says_so = given.to_lowercase().starts_with("minute");
                let words = if says_so {
                    given.to_string()
                } else {
                    format!("minute {given}")
                };
                let is_number = words.chars().count() <= 24; // it belongs together, wherever a line ends
                format!(
                    ", {}",
                    if is_number {
                        words.replace(' ', "\u{a0}")
                    } else {
                        words
                    }
                )
            });
            let on = on.format(DateStyle::Long);
            let by = by.value.trim().trim_end_matches('.');
            format!("Approved by {by} {word} {on}{minute}")
        }
    }
}

/// A group with more fields, or other values for fields that it has.
fn extended<const N: usize>(known: &Value, more: [(&'static str, Value); N]) -> Value {
    let kept = known.try_iter().into_iter().flatten().map(|key| {
        let value = known.get_item(&key).unwrap_or_default();
        (key, value)
    });
    Value::from_pairs(kept.chain(more.map(|(key, value)| (Value::from(key), value))))
}

/// A version of the plan.
pub(in crate::template) fn version(entry: &HistoryEntry) -> Value {
    group([
        ("version", text(Some(&entry.version))),
        ("on", optional_date(entry.on.as_ref())),
        ("by", text(entry.by.as_ref())),
        ("note", text(entry.note.as_ref())),
    ])
}

/// A piece of evidence. Of one that is not public no more is told than who holds it.
pub(in crate::template) fn evidence(evidence: &Evidence, view: View<'_>) -> Value {
    let Evidence {
        id,
        title,
        file,
        fingerprint: _,
        link,
        date,
        owner,
        public,
    } = evidence;
    let owner = view.role(owner.as_ref());
    if !view.tells(*public) {
        let holder = owner.as_str().map(str::to_string);
        let holder = holder.unwrap_or_else(|| view.profile.organisation.short_name().to_string());
        let title = format!("Not published; held by {holder}");
        return group([("title", Value::from(title)), ("owner", owner)]);
    }
    group([
        ("id", Value::from(id.as_str())),
        ("title", text(Some(title))),
        ("file", text(file.as_ref())),
        ("link", text(link.as_ref())),
        ("date", optional_date(date.as_ref())),
        ("owner", owner),
    ])
}

/// A piece of guidance, as the register has it.
pub(in crate::template) fn reference(guidance: &Guidance) -> Value {
    group([
        ("id", Value::from(guidance.id.as_str())),
        ("citation", Value::from(guidance.citation())),
        ("title", text(Some(&guidance.title))),
        ("issuer", text(guidance.issuer.as_ref())),
        ("published", optional_date(guidance.published.as_ref())),
        (
            "in_force_from",
            optional_date(guidance.in_force_from.as_ref()),
        ),
        ("link", text(guidance.link.as_ref())),
        ("status", Value::from(guidance.status().word())),
    ])
}
