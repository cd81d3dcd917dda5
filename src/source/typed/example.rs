//! How to write what the type asks for, for the help of a message.

use super::reader::Reader;
use crate::source::Value;
use crate::source::text::{quoted, short};

/// Of a single text.
pub(super) fn text(value: Reader<'_>) -> String {
    format!(
        "Write one text on one line, `{}`, and nothing below it. Text that starts with `[` or `{{` needs quotes.",
        line(value, "…")
    )
}

/// Of a number.
pub(super) fn number(value: Reader<'_>) -> String {
    format!("Write it in digits alone: `{}`.", line(value, "3"))
}

/// Of yes or no.
pub(super) fn yes_or_no(value: Reader<'_>) -> String {
    format!("Write `{}` or `{}`.", line(value, "yes"), line(value, "no"))
}

/// Of one of several words.
pub(super) fn word(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("Write one of {}.", words.join(", "))
}

/// Of a list that holds what was written in its place.
pub(super) fn list(value: Reader<'_>) -> String {
    let item = match &value.node.value {
        Value::Scalar(text) if text.contains(": ") || text.trim().is_empty() => quoted(text),
        Value::Scalar(text) => short(text),
        Value::Group(entries) => {
            let name = entries.first().map_or("name", |entry| &entry.key);
            let example = below(value, &format!("- {}: …", short(name)));
            return format!(
                "Put a dash and a space before the first line of each item, and two spaces before its other \
                 lines:\n{example}"
            );
        }
        Value::Empty | Value::List(_) => "…".to_owned(),
    };
    let example = below(value, &format!("- {item}"));
    format!("Write each item on a line of its own, with a dash and a space before it:\n{example}")
}

/// Of a group that has these fields; of none when any name will do.
pub(super) fn group(value: Reader<'_>, fields: &[&str]) -> String {
    let field = fields.first().copied().unwrap_or("name");
    let Some(key) = value.key else {
        return format!(
            "Write the fields one below the other, each as a name, a colon and a space, without a dash or a space \
             before it: `{field}: …`."
        );
    };
    if value.is_item {
        return format!(
            "Write the first field of each item after its dash, and the others exactly under it:\n{}:\n  - {field}: …",
            short(key)
        );
    }
    let example = below(value, &format!("{field}: …"));
    match value.node.value {
        Value::List(_) => format!("Write its fields without a dash before them:\n{example}"),
        Value::Empty | Value::Scalar(_) | Value::Group(_) => {
            format!("Write its fields on lines of their own, two spaces further right:\n{example}")
        }
    }
}

/// A value on the line of its name or dash.
fn line(value: Reader<'_>, text: &str) -> String {
    match value.key {
        _ if value.is_item => format!("- {text}"),
        Some(key) => format!("{}: {text}", short(key)),
        None => text.to_owned(),
    }
}

/// What stands below a name or after a dash.
fn below(value: Reader<'_>, text: &str) -> String {
    match value.key {
        _ if value.is_item => format!("- {text}"),
        Some(key) => format!("{}:\n  {text}", short(key)),
        None => text.to_owned(),
    }
}
