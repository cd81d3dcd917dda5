//! What an expression can do to a value.

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Value};

use crate::model::DateStyle;

use super::values::TimingValue;
use super::vocabulary;

/// The filters, each with what it does, for messages and the manual.
pub const FILTERS: [(&str, &str); 23] = [
    ("long_date", "3 November 2026"),
    ("short_date", "3 Nov 2026"),
    ("month", "November 2026"),
    ("short_month", "Nov 2026"),
    ("year", "2026"),
    ("academic_year", "2026/27"),
    ("iso", "2026-11-03"),
    ("plural", "pupil: pupils"),
    ("possessive", "school: school’s"),
    ("with_article", "academy: an academy"),
    ("capital", "school: School"),
    ("title", "board of trustees: Board of Trustees"),
    ("upper", "school: SCHOOL"),
    ("lower", "SCHOOL: school"),
    ("slug", "Prevent plan 2026/27: prevent-plan-2026-27"),
    ("and_list", "a list: one, two and three"),
    ("join", "a list, with a text between its items: join('; ')"),
    ("unique", "a list without its repetitions"),
    ("first", "the first item of a list"),
    ("last", "the last item of a list"),
    ("length", "how many items a list has"),
    ("number", "a text as a number, to compare it"),
    (
        "default",
        "what to print where there is no value: default('to be named')",
    ),
];

/// What a filter does to words.
type ChangeWords = fn(&str) -> String;

/// Gives an environment the filters of [`FILTERS`], and no others.
pub(super) fn add_to(environment: &mut Environment<'_>) {
    for (name, style) in [
        ("long_date", DateStyle::Long),
        ("short_date", DateStyle::Short),
        ("month", DateStyle::Month),
        ("short_month", DateStyle::ShortMonth),
        ("year", DateStyle::Year),
        ("academic_year", DateStyle::AcademicYear),
        ("iso", DateStyle::Iso),
    ] {
        environment.add_filter(name, move |value: Value| formatted(&value, style));
    }
    let words: [(&'static str, ChangeWords); 8] = [
        ("plural", vocabulary::plural),
        ("possessive", vocabulary::possessive),
        ("with_article", vocabulary::with_article),
        ("capital", vocabulary::capital),
        ("title", vocabulary::title),
        ("upper", str::to_uppercase),
        ("lower", str::to_lowercase),
        ("slug", vocabulary::slug),
    ];
    for (name, change) in words {
        environment.add_filter(name, move |value: Value| on_words(&value, change));
    }
    environment.add_filter("and_list", |value: Value| and_list(&value));
    environment.add_filter("number", |value: Value| {
        number_of(&value).map_or(Value::from(()), Value::from)
    });
    environment.add_filter("unique", |value: Value| unique(&value));
    environment.add_filter("join", minijinja::filters::join);
    environment.add_filter("first", minijinja::filters::first);
    environment.add_filter("last", minijinja::filters::last);
    environment.add_filter("length", minijinja::filters::length);
    environment.add_filter(
        "default",
        |value: Value, other: Value| if is_absent(&value) { other } else { value },
    );
}

/// Whether a value is not there: a field that is not given, or no field at all.
fn is_absent(value: &Value) -> bool {
    value.is_undefined() || value.is_none()
}

fn formatted(value: &Value, style: DateStyle) -> Result<Value, Error> {
    if is_absent(value) || value.kind() == ValueKind::String {
        return Ok(value.clone()); // words such as "each term" stand as they are
    }
    match value.downcast_object_ref::<TimingValue>() {
        Some(timing) => Ok(Value::from(timing.0.format(style))),
        None => Err(Error::new(
            ErrorKind::InvalidOperation,
            "this is not a date",
        )),
    }
}

fn on_words(value: &Value, change: ChangeWords) -> Result<Value, Error> {
    if is_absent(value) {
        return Ok(value.clone());
    }
    if matches!(
        value.kind(),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable
    ) {
        return Err(Error::new(
            ErrorKind::InvalidOperation,
            "this is a list or a group, not a word",
        ));
    }
    Ok(Value::from(change(&value.to_string())))
}

/// The number that a value is or says as text, without a pound sign and the commas of thousands.
#[must_use]
pub fn number_of(value: &Value) -> Option<f64> {
    let text = value.to_string();
    let digits = text.trim().trim_start_matches('£').replace(',', "");
    let number = digits.parse::<f64>().ok();
    number.filter(|number| number.is_finite() && !is_absent(value))
}

/// The items of a list, and of the lists in it, each where it comes first.
fn unique(value: &Value) -> Value {
    let mut items = Vec::new();
    push_unique(value, &mut items);
    Value::from(items)
}

fn push_unique(value: &Value, items: &mut Vec<Value>) {
    if matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable) {
        for item in value.try_iter().into_iter().flatten() {
            push_unique(&item, items);
        }
    } else if !is_absent(value) && !items.contains(value) {
        items.push(value.clone());
    }
}

fn and_list(value: &Value) -> Result<String, Error> {
    if value.kind() == ValueKind::String {
        return Ok(value.to_string());
    }
    let items: Vec<String> = value.try_iter()?.map(|item| item.to_string()).collect();
    Ok(match &items[..] {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    })
}
