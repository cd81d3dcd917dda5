//! The gate: nothing that is hidden may stand in a document for everybody.
//!
//! A plan is reduced before a document is made of it, so what is hidden can only come back in other words: somebody typed
//! a name into a text, or a placeholder put a number there. So the finished document is searched, all of it.

use crate::check::is_nobody;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Document, words};
use crate::source::{Node, Value};

use super::says::{Said, Sort};
use super::seen::{Seen, said_openly};
use super::sought::{Searched, Sought, forms, is_same};

/// The longest part of a text that a message quotes, in characters.
const MOST_QUOTED: usize = 60;

/// What is hidden from the readers of a document and stands in it all the same, each once; the document may not be
/// published then. `file` is the plan as it was filled, in which the place is looked for; `name` is that of the document.
#[must_use]
pub fn gate(
    document: &Document,
    file_name: &str,
    name: &str,
    seen: &Seen,
    file: &Node,
) -> Vec<Diagnostic> {
    if seen.hidden.is_empty() {
        return Vec::new();
    }
    let openly = said_openly(seen.plan());
    let all = everything(document, file_name);
    let mut texts: Option<Vec<Text>> = None;
    let mut found: Vec<Diagnostic> = Vec::new();
    for hidden in seen
        .hidden
        .iter()
        .filter(|hidden| is_sought(hidden, &openly))
    {
        let form = forms(hidden).into_iter().find(|form| all.holds(form));
        let Some(form) = form else {
            continue;
        };
        let texts = texts.get_or_insert_with(|| texts_of(file));
        let place = stands_at(&form, texts, &seen.hidden);
        found.push(fault(hidden, place, name));
    }
    found
}

/// Whether something hidden is looked for: nothing that is said openly as well, and nobody's name.
pub(super) fn is_sought(hidden: &Said, openly: &[Said]) -> bool {
    let nobody = hidden.sort == Sort::Name && is_nobody(&hidden.words);
    !nobody && !openly.iter().any(|open| is_same(hidden, open))
}

/// Every word of a document: paragraphs as they are read, and each text by itself, so that no property, link, summary,
/// alternative text or running line is passed over, whatever blocks there are.
fn everything(document: &Document, file_name: &str) -> Searched {
    let mut all = words(document);
    all.push(file_name.replace('-', " "));
    let value = serde_json::to_value(document).unwrap_or_default();
    strings(&value, &mut all);
    Searched::new(&all.join(" \u{0} "))
}

fn strings(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => all.push(text.clone()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, all)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| strings(value, all)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

/// A text of the file.
struct Text {
    searched: Searched,
    place: Place,
}

fn texts_of(file: &Node) -> Vec<Text> {
    let mut texts = Vec::new();
    gather(file, &mut texts);
    texts
}

fn gather(node: &Node, texts: &mut Vec<Text>) {
    match &node.value {
        Value::Scalar(text) => texts.push(Text {
            searched: Searched::new(text),
            place: node.place,
        }),
        Value::List(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Group(entries) => entries.iter().for_each(|entry| gather(&entry.node, texts)),
        Value::Empty => {}
    }
}

/// The first text that says it and is not hidden itself.
fn stands_at(form: &Sought, texts: &[Text], hidden: &[Said]) -> Option<Place> {
    let mut saying = texts.iter().filter(|text| text.searched.holds(form));
    let found = saying.find(|text| hidden.iter().all(|hidden| hidden.place != text.place));
    found.map(|text| text.place)
}

fn fault(hidden: &Said, place: Option<Place>, name: &str) -> Diagnostic {
    let quoted = quoted(&hidden.words);
    let about = "everybody may read the document";
    match place {
        Some(place) => Diagnostic::error(
            "not-public",
            place,
            format!("this says `{quoted}`, which is not public, and {about} `{name}`"),
        )
        .related(hidden.place, "here it is kept from the public")
        .help(
            "Take it out of this text; or mark this as `public: no` too; or let everybody see it, and take the mark \
             away. `--audience governors` builds a document that may hold it.",
        ),
        None => Diagnostic::error(
            "not-public",
            hidden.place,
            format!("`{quoted}` is not public, and stands in `{name}`, which everybody may read"),
        )
        .help(
            "The template prints it: mend the words of the template; or let everybody see it, and take the mark away. \
             `--audience governors` builds a document that may hold it.",
        ),
    }
}

pub(super) fn quoted(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST_QUOTED {
        return line;
    }
    let start: String = line.chars().take(MOST_QUOTED).collect();
    format!("{}…", start.trim_end())
}
