//! Types that are written as text: how their text looks, with examples.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diagnostic::Placed;
use crate::model::{
    CheckLevel, Fingerprint, Id, Interval, Nation, PartialDate, Period, Rag, Shade, Status, Timing,
    Urn,
};
use crate::style::{Colour, TextSize};

/// A value with its place is written as the bare value.
impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

macro_rules! schemas {
    ($($type:ty, $name:literal => $schema:expr;)*) => {
        $(
            impl JsonSchema for $type {
                fn schema_name() -> Cow<'static, str> {
                    $name.into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    $schema
                }
            }
        )*
    };
}

/// Months with how many days they may have, as the reader reads their names.
const MONTHS: [(&str, &[&str], &str); 3] = [
    (
        "0?[13578]|1[02]",
        &[
            "january", "jan", "march", "mar", "may", "july", "jul", "august", "aug", "october",
            "oct", "december", "dec",
        ],
        "0?[1-9]|[12][0-9]|3[01]",
    ),
    (
        "0?[469]|11",
        &[
            "april",
            "apr",
            "june",
            "jun",
            "september",
            "sept",
            "sep",
            "november",
            "nov",
        ],
        "0?[1-9]|[12][0-9]|30",
    ),
    ("0?2", &["february", "feb"], "0?[1-9]|[12][0-9]"),
];

/// A pattern of a date: a day, a month, a year or an academic year.
fn date() -> String {
    const YEAR: &str = "(19|20|21)[0-9]{2}";
    let mut ways = vec![
        YEAR.to_string(),
        format!("{YEAR}[/–-]({YEAR}|[0-9]{{2}})"),
        format!("{YEAR}-(0?[1-9]|1[0-2])"),
    ];
    for (numbers, names, days) in MONTHS {
        let names: Vec<String> = names.iter().map(|name| any_letters(name)).collect();
        let names = names.join("|");
        ways.push(format!("({names}) {YEAR}"));
        ways.push(format!("({days}) ({names}) {YEAR}"));
        ways.push(format!("{YEAR}-({numbers})-({days})"));
        ways.push(format!("({days})/({numbers})/{YEAR}"));
    }
    format!("({})", ways.join("|"))
}

schemas! {
    Id, "Id" => json_schema!({
        "description": "Small letters, digits and hyphens; at most 64.",
        "anyOf": [
            { "type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$" },
            { "type": "integer", "minimum": 0 },
        ],
        "examples": ["statement-of-values"],
    });
    Fingerprint, "Fingerprint" => json_schema!({
        "description": "The SHA-256 fingerprint of a file: sha256: and 64 hexadecimal digits.",
        "type": "string",
        "pattern": r"^\s*sha256:[0-9A-Fa-f]{64}\s*$",
        "examples": ["sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    });
    Urn, "Urn" => json_schema!({
        "description": "Unique Reference Number: six digits that do not begin with 0.",
        "anyOf": [
            { "type": "integer", "minimum": 100_000, "maximum": 999_999 },
            { "type": "string", "pattern": "^[1-9][0-9]{5}$" },
        ],
        "examples": [999_041],
    });
    PartialDate, "Date" => json_schema!({
        "description": "A day, a month, a year or an academic year.",
        "anyOf": [
            { "type": "string", "pattern": format!("^\\s*{}\\s*$", date()) },
            { "type": "integer", "minimum": 1900, "maximum": 2199 },
        ],
        "examples": ["2026-11-03", "3 November 2026", "2026-11", "2026/27", "2026"],
    });
    Period, "Period" => json_schema!({
        "description": "An academic year, a year, or from one date to another.",
        "anyOf": [
            { "type": "string", "pattern": format!("^\\s*{0}\\s*( to \\s*{0}\\s*)?$", date()) },
            { "type": "integer", "minimum": 1900, "maximum": 2199 },
        ],
        "examples": ["2026/27", "2026", "September 2026 to July 2029"],
    });
    Timing, "Timing" => json_schema!({
        "description": "A date, or words such as each term.",
        "anyOf": [
            { "type": "string", "pattern": format!("^\\s*{}\\s*$", date()) },
            { "type": "integer", "minimum": 1900, "maximum": 2199 },
            {
                "description": "Words; what is all digits, or begins with one and ends with a year, is a mistyped date.",
                "type": "string",
                "not": { "anyOf": [
                    { "pattern": "^[0-9/. -]*$" },
                    { "pattern": "^\\s*[0-9].* [0-9]{4}\\s*$" },
                ] },
            },
            { "type": "boolean" },
        ],
        "examples": ["2026-12-18", "2027-01", "each term"],
    });
    Interval, "Interval" => json_schema!({
        "description": "A length of time in months or years.",
        "type": "string",
        "pattern": r"^\s*([Aa]nnual|[Aa]nnually|[Yy]early|([0-9]+|[A-Za-z]+) +([Yy]ears?|[Mm]onths?))\s*$",
        "examples": ["1 year", "6 months", "three years"],
    });
    Colour, "Colour" => json_schema!({
        "description": "A colour as # and six digits, in quotes, for # alone begins a note.",
        "type": "string",
        "pattern": "^#[0-9A-Fa-f]{6}$",
        "examples": ["#1f3a5f"],
    });
    TextSize, "TextSize" => json_schema!({
        "description": "A whole number of points from 11 to 18; from 16 it is large print.",
        "anyOf": [
            { "type": "integer", "minimum": 11, "maximum": 18 },
            { "type": "string", "pattern": "^1[1-8]$" },
        ],
        "examples": [12],
    });
    Rag, "Rag" => one_of(&["red", "amber", "green"], "Red, amber or green; left out while there is no rating.");
    Shade, "Shade" => one_of(&["red", "amber", "yellow", "green", "grey"], "The colour of a level's cells.");
    Nation, "Nation" => one_of(&["england", "wales", "scotland", "northern-ireland"], "A part of the United Kingdom.");
    Status, "Status" => one_of(&["verified", "draft", "unverified"], "How sure the entry is.");
    CheckLevel, "CheckLevel" => level();
}

/// `off` and `on` are yes and no to some readers of YAML.
fn level() -> Schema {
    json_schema!({
        "description": "Whether the rule is applied, and how bad its findings are.",
        "anyOf": [
            { "enum": ["off", "on", "note", "warning", "error", true, false] },
            { "type": "string", "pattern": any_case(&["off", "no", "false", "on", "yes", "true", "note", "warning", "error"]) },
        ],
    })
}

/// One of some words, in small or large letters; the small ones are suggested.
fn one_of(words: &[&str], about: &str) -> Schema {
    json_schema!({
        "description": about,
        "anyOf": [{ "enum": words }, { "type": "string", "pattern": any_case(words) }],
    })
}

/// A pattern of some words in small or large letters; the patterns of JSON Schema cannot say so by themselves.
fn any_case(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| any_letters(word)).collect();
    format!("^\\s*({})\\s*$", words.join("|"))
}

fn any_letters(word: &str) -> String {
    let letters = word.chars().map(|c| {
        if c.is_ascii_alphabetic() {
            format!("[{}{c}]", c.to_ascii_uppercase())
        } else {
            c.to_string()
        }
    });
    letters.collect()
}
