//! What a plan holds and none of its documents shows.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::source::{Entry, Node, Value};

use super::read::Template;

/// A field that a plan gives and that is shown under another name too: an area's lead is handed down to its actions.
const ALSO: [(&str, &[&str]); 15] = [
    ("area.theme", &["theme"]),
    ("area.leads", &["expectation.leads", "action.leads"]),
    ("area.deadline", &["action.deadline"]),
    ("expectation.leads", &["action.leads"]),
    (
        "action.embedded",
        &["practice.since", "plan.embedded.since"],
    ),
    ("action.rag", &["action.reviews.rag"]),
    ("action.progress", &["action.reviews.note"]),
    ("action.reviews.rag", &["action.rag", "action.review.*.rag"]),
    (
        "action.reviews.note",
        &["action.progress", "action.review.*.note"],
    ),
    (
        "action.reviews.on",
        &["action.reviewed_on", "action.review.*.on"],
    ),
    ("action.reviews.by", &["action.review.*.by"]),
    ("approval.review_every", &["approval.review_on"]),
    ("area.risk.reviews", &["area.risk.review"]),
    ("action.risk.reviews", &["action.risk.review"]),
    ("plan.references", &["references", "reference"]),
];

/// How many areas a note lists.
const MOST_AREAS: usize = 5;

/// Keys that name entries, order them, or say what they answer or who may see them, and are no data to be shown.
const NAMES: [&str; 5] = ["id", "round", "covers", "public", "not_public"];

/// Says what the file of an organisation holds and none of its templates shows, each field once. What it inherits is for
/// the file that it comes from to show.
///
/// `file` is the merged and filled file. The people, the evidence, the facts and the scales of an organisation are
/// there to be named by others, and are not looked at.
#[must_use]
pub fn unshown<'a>(file: &'a Node, templates: &'a [&'a Template]) -> Vec<Diagnostic> {
    let mut gathering = Gathering {
        templates,
        own: file.place.file,
        known: BTreeMap::new(),
        found: IndexMap::new(),
    };
    if let Some(plan) = file.get("plan") {
        gathering.plan(plan);
    }
    if let Some(contacts) = file.get("contacts") {
        gathering.contacts(contacts, file);
    }
    let of = file.id().unwrap_or("this organisation");
    let found = gathering.found.iter();
    found
        .map(|(field, places)| note(of, field, places))
        .collect()
}

struct Gathering<'a> {
    templates: &'a [&'a Template],
    /// The organisation's own file.
    own: FileId,
    /// Whether the fields that were met so far are shown, by the group and its key; most come again and again.
    known: BTreeMap<(&'static str, &'a str), bool>,
    /// Every field that is not shown, with the places of its values, each with the area that it lies in.
    found: IndexMap<String, Vec<(Place, Option<String>)>>,
}

/// Expectations or actions, with the groups of their fields.
struct Work {
    name: &'static str,
    reviews: &'static str,
    risk: &'static str,
    custom: &'static str,
}

const AREA: Work = Work {
    name: "area",
    reviews: "area.reviews",
    risk: "area.risk",
    custom: "area.custom",
};

const EXPECTATION: Work = Work {
    name: "expectation",
    reviews: "expectation.reviews",
    risk: "expectation.risk",
    custom: "expectation.custom",
};

const ACTION: Work = Work {
    name: "action",
    reviews: "action.reviews",
    risk: "action.risk",
    custom: "action.custom",
};

impl<'a> Gathering<'a> {
    fn plan(&mut self, plan: &'a Node) {
        for entry in given(plan) {
            match entry.key.as_str() {
                "areas" => entry.node.items().iter().for_each(|area| self.area(area)),
                "approval" => self.fields(&entry.node, "approval", None),
                "context" => self.fields(&entry.node, "plan.context", None),
                "custom" => self.fields(&entry.node, "plan.custom", None),
                "history" if self.is_shown("version") => {}
                _ => self.field(entry, "plan", None),
            }
        }
    }

    fn contacts(&mut self, contacts: &Node, file: &Node) {
        if self.is_shown("contacts") {
            return;
        }
        let sections = file
            .get("plan")
            .and_then(|plan| plan.get("policy")?.get("sections"));
        let boxed = |id: &str| {
            let mut named = sections
                .iter()
                .flat_map(|sections| sections.items())
                .filter_map(|section| section.get("contacts"))
                .flat_map(Node::items);
            named.any(|name| name.text() == Some(id))
        };
        let policy = self.is_shown("plan.policy");
        for contact in contacts.items() {
            if contact.place.file == self.own && !(policy && contact.id().is_some_and(boxed)) {
                self.keep("contacts".into(), contact.place, None);
            }
        }
    }

    fn area(&mut self, area: &'a Node) {
        let name = area.id();
        for entry in given(area) {
            match entry.key.as_str() {
                "actions" => self.actions(&entry.node, name),
                "expectations" => {
                    for expectation in entry.node.items() {
                        self.work(expectation, &EXPECTATION, name);
                    }
                }
                _ => self.work_field(entry, &AREA, name),
            }
        }
    }

    fn actions(&mut self, actions: &'a Node, area: Option<&str>) {
        for action in actions.items() {
            self.work(action, &ACTION, area);
        }
    }

    /// The fields of an expectation or an action.
    fn work(&mut self, node: &'a Node, kind: &Work, area: Option<&str>) {
        for entry in given(node) {
            match entry.key.as_str() {
                "actions" => self.actions(&entry.node, area),
                "reviews" => {
                    for review in entry.node.items() {
                        self.fields(review, kind.reviews, area);
                    }
                }
                _ => self.work_field(entry, kind, area),
            }
        }
    }

    fn work_field(&mut self, entry: &'a Entry, kind: &Work, area: Option<&str>) {
        match entry.key.as_str() {
            "lead" => self.field_called("leads", entry, kind.name, area),
            "risk" => self.fields(&entry.node, kind.risk, area),
            "custom" => self.fields(&entry.node, kind.custom, area),
            _ => self.field(entry, kind.name, area),
        }
    }

    /// Every field of a group.
    fn fields(&mut self, group: &'a Node, name: &'static str, area: Option<&str>) {
        for entry in given(group) {
            self.field(entry, name, area);
        }
    }

    fn field(&mut self, entry: &'a Entry, group: &'static str, area: Option<&str>) {
        self.field_called(&entry.key, entry, group, area);
    }

    /// A field of a group, under the name by which templates show it.
    fn field_called(
        &mut self,
        name: &'a str,
        entry: &'a Entry,
        group: &'static str,
        area: Option<&str>,
    ) {
        let is_own = entry.node.place.file == self.own;
        if is_own && !NAMES.contains(&entry.key.as_str()) && !self.is_field_shown(group, name) {
            self.keep(format!("{group}.{name}"), entry.node.place, area);
        }
    }

    fn keep(&mut self, name: String, place: Place, area: Option<&str>) {
        let places = self.found.entry(name).or_default();
        places.push((place, area.map(str::to_string)));
    }

    /// Whether a template shows a field of a group.
    fn is_field_shown(&mut self, group: &'static str, name: &'a str) -> bool {
        if let Some(known) = self.known.get(&(group, name)) {
            return *known;
        }
        let is_shown = self.is_shown(&format!("{group}.{name}"));
        self.known.insert((group, name), is_shown);
        is_shown
    }

    /// Whether a template shows a field, the group that it is in, or a part of it.
    fn is_shown(&self, name: &str) -> bool {
        let also = ALSO.iter().find(|(field, _)| *field == name);
        let names =
            std::iter::once(name).chain(also.iter().flat_map(|(_, names)| names.iter().copied()));
        let mut templates = names.flat_map(|name| {
            let templates = self.templates.iter();
            templates.map(move |template| template.shown.covers(name))
        });
        templates.any(|covers| covers)
    }
}

/// The keys of a group that have a value.
fn given(group: &Node) -> impl Iterator<Item = &Entry> {
    group
        .entries()
        .iter()
        .filter(|entry| match &entry.node.value {
            Value::Empty => false,
            Value::Scalar(text) => !text.trim().is_empty(),
            Value::List(items) => !items.is_empty(),
            Value::Group(entries) => !entries.is_empty(),
        })
}

fn note(of: &str, field: &str, places: &[(Place, Option<String>)]) -> Diagnostic {
    let (place, _) = places[0];
    let mut areas: IndexMap<&str, usize> = IndexMap::new();
    for area in places.iter().filter_map(|(_, area)| area.as_deref()) {
        *areas.entry(area).or_default() += 1;
    }
    let times = match places.len() {
        1 => "once".to_string(),
        times => format!("{times} times"),
    };
    let within = if areas.is_empty() {
        String::new()
    } else {
        let many = areas.len();
        let listed: Vec<String> = areas
            .iter()
            .take(MOST_AREAS)
            .map(|(area, times)| {
                if *times == 1 {
                    format!("`{area}`")
                } else {
                    format!("`{area}` {times}")
                }
            })
            .collect();
        let more = if many > MOST_AREAS { " and others" } else { "" };
        format!(", in {}{more}", listed.join(", "))
    };
    Diagnostic::note(
        "not-shown",
        place,
        format!("no document of `{of}` shows `{field}`, which its file gives {times}{within}"),
    )
    .help(
        "Nothing is wrong with it. To print it, give a template a column or a text that names it.",
    )
}
