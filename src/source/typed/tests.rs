use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::Error as _;

use super::typed;
use crate::diagnostic::{Diagnostic, Placed, Sources};
use crate::source::parse;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    title: Placed<String>,
    #[serde(default)]
    published: bool,
    pupils: Option<u16>,
    phone: Option<String>,
    rag: Option<Rag>,
    #[serde(default)]
    actions: Vec<Action>,
    #[serde(default)]
    contacts: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Action {
    id: Placed<String>,
    deadline: Option<Day>,
    lead: Option<Lead>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Rag {
    Red,
    Amber,
    Green,
    Note(String),
}

#[derive(Debug, PartialEq)]
struct Day(u8);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map(Self)
            .map_err(|_| D::Error::custom(format!("`{text}` is not a day\nWrite a number.")))
    }
}

/// A name alone, or a group: as a type's own visitor reads it.
#[derive(Debug, PartialEq)]
struct Lead(String);

impl<'de> Deserialize<'de> for Lead {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Lead;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name or a group")
            }
            fn visit_str<E>(self, text: &str) -> Result<Lead, E> {
                Ok(Lead(text.to_owned()))
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Lead, A::Error> {
                let mut name = String::new();
                while let Some((_, value)) = map.next_entry::<String, String>()? {
                    name = value;
                }
                Ok(Lead(name))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

fn read(text: &str) -> (Option<Plan>, Vec<Diagnostic>, Sources) {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let node = parse("plan.yaml", text.as_bytes(), &mut sources, &mut diagnostics).unwrap();
    assert_eq!(diagnostics, []);
    let (plan, diagnostics) = typed(&node);
    (plan, diagnostics, sources)
}

fn shown(text: &str) -> Vec<(&'static str, u32, String)> {
    let (plan, diagnostics, sources) = read(text);
    assert!(plan.is_none());
    let show = |fault: Diagnostic| {
        let place = fault.place.unwrap();
        (fault.code, place.line, sources.slice(place).to_owned())
    };
    diagnostics.into_iter().map(show).collect()
}

fn faults<'a>(list: &[(&'a str, u32, &str)]) -> Vec<(&'a str, u32, String)> {
    list.iter()
        .map(|(code, line, text)| (*code, *line, (*text).to_owned()))
        .collect()
}

#[test]
fn the_type_decides_what_a_value_means() {
    let (plan, diagnostics, sources) = read(
        "title: no\npublished: yes\npupils: '0420'\nphone: 01632 960000\nrag: amber\nactions:\n  - id: 1.10\n    \
         deadline: 3\n    lead: Smith\n  - id: b\n    deadline:\n    lead: {name: Jones}\ncontacts: {home: 2024-01-01}\n",
    );
    assert_eq!(diagnostics, []);
    let plan = plan.unwrap();
    assert_eq!(&*plan.title, "no");
    assert_eq!(sources.slice(plan.title.place), "no");
    assert!(plan.published);
    assert_eq!(plan.pupils, Some(420));
    assert_eq!(plan.phone.as_deref(), Some("01632 960000"));
    assert_eq!(plan.rag, Some(Rag::Amber));
    assert_eq!(&*plan.actions[0].id, "1.10");
    assert_eq!(plan.actions[0].deadline, Some(Day(3)));
    assert_eq!(plan.actions[1].deadline, None);
    assert_eq!(plan.actions[1].lead, Some(Lead("Jones".to_owned())));
    assert_eq!(plan.contacts["home"], "2024-01-01");
}

#[test]
fn one_run_reports_every_fault() {
    let found = shown(
        "titel: Plan\npublished: perhaps\npupils: many\nphone: [1]\nrag: gren\nactions:\n  - id: a\n    deadline: soon\n  \
         - deadline: 4\n    led: Smith\n  - id: {x: y}\n  - text\ncontacts:\n  - a\nextra: 1\n",
    );
    assert_eq!(
        found,
        faults(&[
            ("unknown-key", 1, "titel"),
            ("wrong-kind", 2, "perhaps"),
            ("wrong-kind", 3, "many"),
            ("wrong-kind", 4, "[1]"),
            ("unknown-word", 5, "gren"),
            ("wrong-value", 8, "soon"),
            ("missing-key", 9, "deadline"),
            ("unknown-key", 10, "led"),
            ("wrong-kind", 11, "{x: y}"),
            ("wrong-kind", 12, "text"),
            ("wrong-kind", 14, "-"),
            ("unknown-key", 15, "extra"),
        ])
    );
}

#[test]
fn a_key_without_a_value_is_not_given() {
    assert_eq!(
        shown("title:\npupils:\n"),
        faults(&[("missing-key", 1, "title")])
    );
}

#[test]
fn help_follows_the_line_break_of_a_types_own_message() {
    let (_, diagnostics, _) = read("title: a\nactions:\n  - {id: a, deadline: soon}\n");
    assert_eq!(diagnostics[0].message, "`soon` is not a day");
    assert_eq!(diagnostics[0].help.as_deref(), Some("Write a number."));
}

#[test]
fn a_misspelt_word_is_set_right() {
    let (_, diagnostics, _) = read("title: a\nrag: Gren\n");
    assert_eq!(
        diagnostics[0].help.as_deref(),
        Some("Did you mean `green`? The words are `red`, `amber`, `green`, `note`.")
    );
}

#[test]
fn a_word_may_carry_a_value() {
    let (plan, ..) = read("title: a\nrag:\n  note: later\n");
    assert_eq!(plan.unwrap().rag, Some(Rag::Note("later".to_owned())));
}

#[test]
fn what_is_repeated_is_reported_once() {
    assert_eq!(
        shown("title: a\nactions:\n  - &one {id: a, deadline: soon}\n  - *one\n"),
        faults(&[("wrong-value", 3, "soon")])
    );
}

#[test]
fn the_number_of_faults_is_bounded() {
    use std::fmt::Write as _;
    let mut text = "title: a\nactions:\n".to_owned();
    for number in 0..1000 {
        writeln!(text, "  - {{id: a, deadline: soon{number}}}").unwrap();
    }
    assert_eq!(shown(&text).len(), super::MOST);
}

proptest::proptest! {
    #[test]
    fn any_tree_is_answered(
        lines in proptest::collection::vec(
            "(  ){0,2}(- )?(title|published|pupils|phone|rag|note|actions|contacts|id|deadline|lead|x): ?\
             (yes|7|-1|green|\\[\\]|\\{\\}|\\[a, b\\]|\\{id: 3\\}|\\{note: \\}|~)?",
            0..10,
        ),
    ) {
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let text = lines.join("\n");
        if let Some(node) = parse("plan.yaml", text.as_bytes(), &mut sources, &mut diagnostics) {
            let (plan, faults) = typed::<Plan>(&node);
            assert_eq!(plan.is_some(), faults.is_empty());
            assert!(faults.iter().all(|fault| fault.place.is_some() && !sources.human(fault, false).is_empty()));
            let (_, faults) = typed::<Vec<Action>>(&node);
            assert!(!faults.is_empty() || node.items().iter().all(|item| item.get("id").is_some()));
        }
    }
}
