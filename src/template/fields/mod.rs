//! Every field that a template can name, with what it holds.

mod known;
mod shape;

pub(super) use known::{
    ACTION, AREA, EVIDENCE_ROW, EXPECTATION, LEVELS, PERSON_ROW, PRACTICE_ROW, REFERENCE_ROW, ROOT,
    THEME, VERSION_ROW,
};

pub(super) use shape::is_sure;

use std::fmt::Write as _;

/// A kind of entry, with its fields.
#[derive(Debug)]
pub(super) struct Kind {
    /// What one entry is called: the same wherever such entries stand.
    pub(super) name: &'static str,
    /// Its fields.
    pub(super) fields: &'static [Field],
}

/// A field of an entry.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What it holds, for people.
    pub(super) about: &'static str,
    /// What it holds, for the reader of expressions.
    pub(super) holds: Holds,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holds {
    /// Words or a date.
    Value,
    /// A number, or yes or no; where a plan gives words for it, those.
    Number,
    /// A list of values.
    Values,
    /// One entry.
    One(&'static Kind),
    /// A list of entries; a field of the list is the list of that field.
    List(&'static Kind),
    /// Entries by names that the plan chooses: `people.dsl`.
    Named(&'static Kind),
    /// Values by names that the plan chooses: `custom.cost`.
    NamedValues,
    /// Something to call with the id of an entry: `clause('referral')`.
    Function,
}

impl Holds {
    /// The fields of a group or of a list of groups, of which one must be chosen to print anything; an empty list where
    /// the plan chooses their names.
    pub(super) fn parts(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Value | Self::Number | Self::Values | Self::Function => None,
            Self::One(kind) | Self::List(kind) => {
                Some(kind.fields.iter().map(|field| field.name).collect())
            }
            Self::Named(_) | Self::NamedValues => Some(Vec::new()),
        }
    }
}

/// Where the search for a name ended.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// It is a field; given as the kind of entry and the fields from there, `action.leads.role`, whatever list it was
    /// reached through.
    Field(String, Holds),
    /// There is no such field.
    Nothing,
}

/// Every field that a template can name, for the manual: what it belongs to, its name, and what it holds. What it
/// belongs to is empty for what can be named anywhere; the fields of a kind of entry are given once.
#[must_use]
pub fn field_names() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut kinds: Vec<&'static Kind> = std::iter::once(&ROOT).chain(LEVELS).collect();
    let mut next = 0;
    while let Some(kind) = kinds.get(next).copied() {
        next += 1;
        for inner in kind.fields.iter().filter_map(|field| kind_of(field.holds)) {
            if !kinds.iter().any(|known| known.name == inner.name) {
                kinds.push(inner);
            }
        }
    }
    kinds
        .iter()
        .flat_map(|kind| {
            let fields = kind.fields.iter();
            fields.map(|field| (kind.name, field.name, field.about))
        })
        .collect()
}

/// Looks a dotted name up among the fields of some groups.
pub(super) fn find(name: &str, scopes: &[&'static Kind]) -> Found {
    let mut parts = name.split('.');
    let first = parts.next().unwrap_or_default();
    let field = scopes
        .iter()
        .flat_map(|kind| kind.fields)
        .find(|field| field.name == first);
    let Some(field) = field else {
        return Found::Nothing;
    };
    let mut path = first.to_string();
    let mut holds = field.holds;
    let mut within: Option<&'static Kind> = kind_of(holds);
    match holds {
        Holds::List(kind) if is_single(kind) => path = kind.name.to_string(),
        Holds::List(_) if first == "outcomes" => path.insert_str(0, "area."),
        Holds::Value
        | Holds::Number
        | Holds::Values
        | Holds::One(_)
        | Holds::List(_)
        | Holds::Named(_)
        | Holds::NamedValues
        | Holds::Function => {}
    }
    while let Some(part) = parts.next() {
        match holds {
            Holds::Value | Holds::Number | Holds::Values | Holds::Function => {
                return Found::Nothing;
            }
            Holds::NamedValues => {
                let _ = write!(path, ".{part}");
                return if parts.next().is_none() {
                    Found::Field(path, Holds::Value)
                } else {
                    Found::Nothing
                };
            }
            Holds::Named(kind) => {
                let _ = write!(path, ".{part}");
                holds = Holds::One(kind);
                within = Some(kind);
            }
            Holds::One(_) | Holds::List(_) => {
                let known =
                    within.and_then(|kind| kind.fields.iter().find(|field| field.name == part));
                let Some(field) = known else {
                    return Found::Nothing;
                };
                holds = field.holds;
                within = kind_of(holds);
                match holds {
                    Holds::List(kind) if is_single(kind) => path = kind.name.to_string(),
                    Holds::Value
                    | Holds::Number
                    | Holds::Values
                    | Holds::One(_)
                    | Holds::List(_)
                    | Holds::Named(_)
                    | Holds::NamedValues
                    | Holds::Function => {
                        let _ = write!(path, ".{part}");
                    }
                }
            }
        }
    }
    Found::Field(path, holds)
}

/// Every name of some groups, with its dots and what it holds; a name that the plan chooses is written `*`.
pub(super) fn all(scopes: &[&'static Kind]) -> Vec<(String, &'static str)> {
    let mut names = Vec::new();
    for field in scopes.iter().flat_map(|kind| kind.fields) {
        push(field.name.to_string(), field, &mut names);
    }
    names
}

fn push(name: String, field: &Field, names: &mut Vec<(String, &'static str)>) {
    match field.holds {
        Holds::Value | Holds::Number | Holds::Values | Holds::Function => {
            names.push((name, field.about));
        }
        Holds::NamedValues => names.push((format!("{name}.*"), field.about)),
        Holds::One(kind) | Holds::List(kind) => push_all(&name, kind, names),
        Holds::Named(kind) => push_all(&format!("{name}.*"), kind, names),
    }
}

fn push_all(name: &str, kind: &Kind, names: &mut Vec<(String, &'static str)>) {
    for field in kind.fields {
        push(format!("{name}.{}", field.name), field, names);
    }
}

fn kind_of(holds: Holds) -> Option<&'static Kind> {
    match holds {
        Holds::One(kind) | Holds::List(kind) | Holds::Named(kind) => Some(kind),
        Holds::Value | Holds::Number | Holds::Values | Holds::NamedValues | Holds::Function => None,
    }
}

/// Whether entries of the kind stand in one list of the plan alone, so that they are the same through whatever list
/// they are reached. An area's outcomes and an action's are not the same.
fn is_single(kind: &Kind) -> bool {
    matches!(
        kind.name,
        "area" | "expectation" | "action" | "version" | "reference"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Option<String> {
        match find(name, &[&ROOT, &AREA]) {
            Found::Field(path, _) => Some(path),
            Found::Nothing => None,
        }
    }

    #[test]
    fn a_field_is_the_same_whatever_list_it_is_reached_through() {
        for (name, path) in [
            ("area.title", "area.title"),
            ("words.learner", "words.learner"),
            ("people.dsl.name", "people.dsl.name"),
            ("people", "people"),
            ("actions.text", "action.text"),
            ("area.actions.text", "action.text"),
            ("expectations.actions.leads.role", "action.leads.role"),
            ("expectations.text", "expectation.text"),
            ("outcomes.text", "area.outcomes.text"),
            ("area.outcomes.text", "area.outcomes.text"),
            ("actions.outcomes.text", "action.outcomes.text"),
            (
                "area.risk.review.autumn.result",
                "area.risk.review.autumn.result",
            ),
            ("area.custom.cost", "area.custom.cost"),
            ("plan.history.on", "version.on"),
        ] {
            assert_eq!(field(name).as_deref(), Some(path), "{name}");
        }
    }

    #[test]
    fn what_is_no_field_is_not_found() {
        for name in [
            "area.titel",
            "areas",
            "action.text",
            "plan.titles",
            "wordsmith",
            "actions.txt",
            "actions.leads.rol",
            "people.dsl.nmae",
            "area.custom.cost.more",
            "area.title.first",
        ] {
            assert_eq!(field(name), None, "{name}");
        }
    }

    #[test]
    fn every_field_that_is_listed_is_found() {
        let scopes: [&Kind; 4] = [&ROOT, &AREA, &EXPECTATION, &ACTION];
        for (name, about) in all(&scopes) {
            assert!(!about.is_empty(), "{name}");
            let name = name.replace('*', "x");
            assert!(matches!(find(&name, &scopes), Found::Field(..)), "{name}");
        }
    }
}
