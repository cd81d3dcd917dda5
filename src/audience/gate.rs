//! The gate: nothing that is hidden may stand in a document for everybody.
//!
//! A plan is reduced before a document is made of it, so what is hidden can only come back in other words: somebody typed
//! a name into a text, or a placeholder put a number there. So the finished document is searched, all of it.

use crate::check::Merged;
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Document, blocks, words, words_of};
use crate::source::{Node, Value};

use super::named::named;
use super::openly::Openly;
use super::removal::Cause;
use super::says::{Said, Sort};
use super::searched::{APART, Searched};
use super::seen::Seen;
use super::sought::Sought;

/// The longest part of a text that a message quotes, in characters.
const MOST_QUOTED: usize = 60;

/// What everybody may read.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    /// The document.
    pub document: &'a Document,
    /// The name of its file.
    pub file_name: &'a str,
    /// What a message calls it: the name of its template.
    pub name: &'a str,
    /// Whether a template made it of the plan; what it says then and the plan does not say are the template's own words.
    pub is_composed: bool,
    /// What goes into its files beside it.
    pub beside: &'a [Beside],
}

/// What a file of somebody else brings into a document: a letterhead, a logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Where the plan names the file.
    pub place: Place,
    /// What it says.
    pub words: Vec<String>,
}

/// What is hidden from the readers of a document and stands in it all the same, each once; the document may not be
/// published then. In `plan`, as it was written and filled, the place is looked for.
#[must_use]
pub fn gate(printed: &Printed<'_>, seen: &Seen, plan: Merged<'_>) -> Vec<Diagnostic> {
    if seen.removals().is_empty() {
        return Vec::new();
    }
    let openly = Openly::new(seen.plan());
    let all = everything(printed);
    let beside: Vec<(Place, Searched)> = printed
        .beside
        .iter()
        .map(|beside| (beside.place, Searched::new(&beside.words.join(APART))))
        .collect();
    let mut texts: Option<Vec<Text>> = None;
    let mut found = named(plan, seen, &all, printed.name);
    for hidden in seen.hidden.iter() {
        let forms = openly.unsaid(hidden);
        let fault = |saying| fault(hidden, saying, seen, printed.name);
        if let Some(form) = forms
            .iter()
            .find(|form| stands_in(&all, form, hidden, &openly))
        {
            let texts = texts.get_or_insert_with(|| texts_of(plan.filled));
            let place = stands_at(form, texts, &seen.hidden);
            // A title that the plan does not say is one of those that every plan of this template has.
            if place.is_some() || hidden.sort != Sort::Title || !printed.is_composed {
                found.push(fault(place.map_or(Saying::Template, Saying::Text)));
                continue;
            }
        }
        let file = beside
            .iter()
            .find(|(_, words)| forms.iter().any(|form| words.holds(form)));
        found.extend(file.map(|(place, _)| fault(Saying::File(*place))));
    }
    found
}

/// Whether something hidden stands in a text, and not only within longer words that are open.
pub(super) fn stands_in(text: &Searched, form: &Sought, hidden: &Said, openly: &Openly) -> bool {
    if !text.holds(form) {
        return false; // nearly always
    }
    let around = openly.around(hidden.sort, form);
    around.is_empty() || text.without(around).holds(form)
}

/// Every word of a document: paragraphs as they are read, and each text by itself, so that no property, link, summary,
/// alternative text or running line is passed over, whatever blocks there are.
fn everything(printed: &Printed<'_>) -> Searched {
    let mut all = words(printed.document);
    all.push(printed.file_name.replace('-', " "));
    let value = serde_json::to_value(printed.document).unwrap_or_default();
    strings(&value, &mut all);
    Searched::new(&all.join(APART))
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
        Value::Scalar(text) => {
            // As it is written, and as it is read, without its marks.
            let is_marked = text.contains(['*', '_', '[', '\\', '&']);
            let mut all = if is_marked {
                words_of(&blocks(text))
            } else {
                Vec::new()
            };
            all.push(text.to_string());
            texts.push(Text {
                searched: Searched::new(&all.join(APART)),
                place: node.place,
            });
        }
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

/// What says something hidden.
#[derive(Clone, Copy)]
enum Saying {
    /// A text of the plan.
    Text(Place),
    /// A file that the plan names here.
    File(Place),
    /// No text of the plan.
    Template,
}

fn fault(hidden: &Said, saying: Saying, seen: &Seen, name: &str) -> Diagnostic {
    let quoted = quoted(&hidden.words);
    let about = "everybody may read the document";
    let removal = seen.removals().iter();
    let mut removal = removal.filter(|removal| removal.place == Some(hidden.place));
    let cause = removal
        .next()
        .map_or(Cause::NotPublic, |removal| removal.cause);
    let (which, label, open) = match cause {
        Cause::NotPublic | Cause::FieldNotPublic => (
            "is not public",
            "here it is kept from the public",
            "let everybody see it, and take the mark away",
        ),
        Cause::Mobile => (
            "is the mobile number of a named person",
            "here it is somebody’s own",
            "give a duty telephone an entry of its own under `people`, with a role and without a name",
        ),
        Cause::DirectNumber => (
            "is the number of one named person alone",
            "here it is somebody’s own",
            "write `public: yes` at the person; or give the office that has it an entry of its own under `people`, with \
             a role and without a name",
        ),
    };
    let instead = "`--audience governors` builds a document that may hold it.";
    match saying {
        Saying::Text(place) | Saying::File(place) => {
            let (this, way) = match saying {
                Saying::File(_) => ("this file", "Take it out of the file"),
                Saying::Text(_) | Saying::Template => (
                    "this",
                    "Take it out of this text; or mark this as `public: no` too",
                ),
            };
            Diagnostic::error(
                "not-public",
                place,
                format!("{this} says `{quoted}`, which {which}, and {about} `{name}`"),
            )
            .related(hidden.place, label)
            .help(format!("{way}; or {open}. {instead}"))
        }
        Saying::Template => Diagnostic::error(
            "not-public",
            hidden.place,
            format!("`{quoted}` {which}, and stands in `{name}`, which everybody may read"),
        )
        .help(format!(
            "The template prints it: mend the words of the template; or {open}. {instead}"
        )),
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
