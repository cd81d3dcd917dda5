//! What can be named anywhere in a template.

use std::sync::Arc;

use minijinja::Value;

use crate::model::{DateStyle, Guidance, HistoryEntry, PartialDate, Standing};
use crate::wording::{Functions, date, fact};

use super::people::{people, person_called};
use super::work::practice;
use super::{Fields, View, custom, entries, entry, group, optional_date, text};

/// What can be named anywhere in a template: what a text can name, and more.
pub(in crate::template) fn everywhere(view: &Arc<View>, document: Value) -> Value {
    let view = Arc::clone(view);
    entry(Everywhere { view, document }, EVERYWHERE)
}

struct Everywhere {
    view: Arc<View>,
    /// What can be said of the document itself.
    document: Value,
}

const EVERYWHERE: Fields<Everywhere> = &[
    ("organisation", |all| {
        let profile = &all.view.profile;
        extended(
            &all.fact("organisation"),
            [
                ("id", Value::from(profile.id.as_str())),
                ("kind", Value::from(profile.organisation.kind.word())),
            ],
        )
    }),
    ("brand", |all| {
        let profile = &all.view.profile;
        let own = profile.brand.strapline.as_ref();
        let strapline = own.or(profile.organisation.strapline.as_ref());
        group([("strapline", text(strapline))])
    }),
    ("words", |all| all.fact("words")),
    ("people", |all| people(&all.view)),
    ("facts", |all| all.fact("facts")),
    ("plan", |all| entry(Arc::clone(&all.view), PLAN)),
    ("approval", |all| {
        let statement = Value::from(statement(&all.view));
        extended(&all.fact("approval"), [("statement", statement)])
    }),
    ("period", |all| all.fact("period")),
    ("references", |all| {
        entries(
            all.view
                .profile
                .guidance
                .iter()
                .map(|entry| reference(entry)),
        )
    }),
    ("document", |all| all.document.clone()),
    ("clause", |all| all.function("clause")),
    ("annex", |all| all.function("annex")),
];

impl Everywhere {
    /// What a text can name too.
    fn fact(&self, name: &str) -> Value {
        fact(&self.view.profile, name)
    }

    fn function(&self, name: &str) -> Value {
        let profile = &self.view.profile;
        let register = Arc::new(profile.guidance.iter().cloned().collect());
        let mut functions = Functions::new(&profile.plan, &register)
            .values()
            .into_iter();
        let function = functions.find(|(known, _)| *known == name);
        function.map(|(_, function)| function).unwrap_or_default()
    }
}

const PLAN: Fields<Arc<View>> = &[
    ("title", |view| text(Some(&view.profile.plan.title))),
    ("period", |view| fact(&view.profile, "period")),
    ("scope", |view| text(view.profile.plan.scope.as_ref())),
    ("introduction", |view| {
        text(view.profile.plan.introduction.as_ref())
    }),
    ("purpose", |view| text(view.profile.plan.purpose.as_ref())),
    ("context", |view| {
        let context = &view.profile.plan.context;
        group([
            ("national", text(context.national.as_ref())),
            ("local", text(context.local.as_ref())),
        ])
    }),
    ("version", |view| text(view.profile.plan.version.as_ref())),
    ("updated_on", |view| {
        let on = view.profile.plan.updated_on();
        on.map_or(Value::from(()), date)
    }),
    ("actions_review_on", |view| {
        optional_date(view.profile.plan.actions_review_on.as_ref())
    }),
    ("owner", |view| {
        person_called(view, view.profile.plan.owner.as_ref())
    }),
    ("safeguarding_contact", |view| {
        person_called(view, view.profile.plan.safeguarding_contact.as_ref())
    }),
    ("principles", |view| {
        entries(view.profile.plan.principles.iter().map(|principle| {
            group([
                ("id", Value::from(principle.id.as_str())),
                ("text", text(Some(&principle.text))),
            ])
        }))
    }),
    ("embedded", |view| {
        let embedded = view.profile.plan.embedded();
        entries(embedded.map(|(area, action)| practice(area, action, view)))
    }),
    ("history", |view| {
        entries(view.profile.plan.history.iter().map(version))
    }),
    ("policy", |view| {
        let policy = view.profile.plan.policy.as_ref();
        Value::from(policy.is_some_and(|policy| !policy.sections.is_empty()))
    }),
    ("annexes", |view| {
        Value::from(!view.profile.plan.annexes.is_empty())
    }),
    ("custom", |view| custom(&view.profile.plan.custom)),
];

/// Who approved the plan, or that nobody has yet, in one line.
pub(in crate::template) fn statement(view: &View) -> String {
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
