//! Faulty and hostile YAML files: each gets an answer at once, and one that helps.
//!
//! Files named `fine-…` are right, however odd they look. What the others are told is in the snapshot; read it as
//! somebody who has never heard of YAML.

#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers too"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use dutybound::diagnostic::{Diagnostic, Place, Sources};
use dutybound::source::{self, Node, Value};
use proptest::prelude::*;

/// Far more than any file needs; it guards against what grows without end.
const PATIENCE: Duration = Duration::from_secs(20);

struct Answer {
    node: Option<Node>,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

fn answer(name: &str, bytes: &[u8]) -> Answer {
    let started = Instant::now();
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let node = source::parse(name, bytes, &mut sources, &mut diagnostics);
    if let Some(node) = &node {
        each(node, &mut |_, place| {
            let text = sources.text(place.file);
            let slice = text.get(place.start as usize..place.end as usize);
            assert!(slice.is_some(), "{name}: {place:?} lies outside the text");
        });
        diagnostics.extend(source::typed::<BTreeMap<String, serde_json::Value>>(node).1);
    }
    assert!(
        started.elapsed() < PATIENCE,
        "{name} took {:?}",
        started.elapsed()
    );
    Answer {
        node,
        sources,
        diagnostics,
    }
}

/// Every fault of a file as it is printed.
fn printed(answer: &Answer) -> String {
    answer
        .diagnostics
        .iter()
        .map(|diagnostic| answer.sources.human(diagnostic, false) + "\n\n")
        .collect()
}

fn assert_helpful(name: &str, answer: &Answer) {
    assert!(!answer.diagnostics.is_empty(), "{name} is taken for right");
    for diagnostic in &answer.diagnostics {
        let place = diagnostic.place.unwrap();
        let text = answer.sources.human(diagnostic, false);
        let position = format!("--> {name}:{}:{}", place.line, place.column);
        assert!(text.contains(&position), "{name} lacks {position}:\n{text}");
        assert!(
            text.contains(&format!("{} |", place.line)),
            "{name} lacks its line:\n{text}"
        );
        assert!(diagnostic.help.is_some(), "{name} lacks help:\n{text}");
        assert!(
            !diagnostic.message.ends_with('.'),
            "{name}: {}",
            diagnostic.message
        );
    }
}

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    #[expect(clippy::disallowed_methods, reason = "a test lists its own cases")]
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, source::bytes(&path, source::LIMIT).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn every_file_gets_the_expected_messages() {
    let files = files();
    assert!(files.len() > 60);
    let mut all = String::new();
    for (name, bytes) in files {
        let answer = answer(&name, &bytes);
        if name.starts_with("fine-") {
            assert_eq!(printed(&answer), "", "{name} is taken for wrong");
            assert!(answer.node.is_some(), "{name}");
        } else {
            assert_helpful(&name, &answer);
            write!(all, "==== {name}\n\n{}", printed(&answer)).unwrap();
        }
    }
    insta::assert_snapshot!("messages", all);
}

#[test]
fn files_that_grow_without_end_are_stopped() {
    let repeat = |text: &str, times: usize| text.repeat(times).into_bytes();
    let laughs = |width: usize, depth: usize| {
        let mut text = "a0: &a0 [ha]\n".to_owned();
        for level in 1..=depth {
            let items = vec![format!("*a{}", level - 1); width].join(", ");
            writeln!(text, "a{level}: &a{level} [{items}]").unwrap();
        }
        text.into_bytes()
    };
    let mut inherit = "a0: &a0 {k: v}\n".to_owned();
    for level in 1..=40 {
        writeln!(
            inherit,
            "a{level}: &a{level} {{<<: [*a{0}, *a{0}], k{level}: *a{0}}}",
            level - 1
        )
        .unwrap();
    }
    let mut texts = format!("a: &a {}\nb:\n", "x".repeat(200_000));
    texts += &"  - *a\n".repeat(1000);
    let mut names = "a: ".to_owned();
    for level in 0..30 {
        write!(names, "&n{level} [").unwrap();
    }
    names += &"x,".repeat(150_000);
    names += &"]".repeat(30);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("brackets", repeat("[", 200_000), "yaml-too-deep"),
        ("braces", repeat("{a: ", 50_000), "yaml-too-deep"),
        ("dashes", repeat("- ", 100_000), "yaml-too-deep"),
        (
            "stairs",
            (0..2000)
                .map(|depth| " ".repeat(depth) + "a:\n")
                .collect::<String>()
                .into_bytes(),
            "yaml-too-deep",
        ),
        ("questions", repeat("? ", 100_000), "yaml-too-deep"),
        ("placeholders", repeat("a: {{", 50_000), "yaml-placeholder"),
        ("laughs", laughs(10, 10), "yaml-too-much"),
        ("deep laughs", laughs(1, 60), "yaml-too-deep"),
        ("inherit", inherit.into_bytes(), "yaml-too-much"),
        ("texts", texts.into_bytes(), "yaml-too-much"),
        ("names", names.into_bytes(), "yaml-too-much"),
        ("items", repeat("- a\n", 250_000), "yaml-too-much"),
        ("large", repeat("title: a\n", 600_000), "file-size"),
        (
            "long text",
            [b"a: ".to_vec(), repeat("x", 300 << 10)].concat(),
            "yaml-long-text",
        ),
        (
            "long quote",
            [b"a: \"".to_vec(), repeat("x\n ", 100 << 10)].concat(),
            "yaml-quote",
        ),
        ("tabs", repeat("\ta: b\n", 500_000), "yaml-tab"),
        (
            "special spaces",
            repeat("\u{a0}", 1_000_000),
            "yaml-special-space",
        ),
        ("keys", repeat("a: b\n", 60_000), "duplicate-key"),
        ("colons", repeat("a: ", 80_000), "yaml-colon"),
        ("stars", repeat("- *a\n", 50_000), "yaml-star"),
        ("quotes", repeat("- \"a\" b\n", 30_000), "yaml-quote"),
        ("zeros", vec![0; 100_000], "yaml-control-character"),
    ];
    for (name, bytes, code) in cases {
        let answer = answer(name, &bytes);
        let codes: Vec<_> = answer.diagnostics.iter().map(|fault| fault.code).collect();
        assert!(
            codes.contains(&code),
            "{name}: {:?}",
            &codes[..codes.len().min(5)]
        );
        assert!(
            answer.diagnostics.len() <= 200,
            "{name}: {}",
            answer.diagnostics.len()
        );
        assert_helpful(name, &answer);
        assert!(
            printed(&answer).len() < 400_000,
            "{name} prints {}",
            printed(&answer).len()
        );
    }
}

/// Calls with every value and the place where it was typed; what `*name` brought was typed elsewhere.
fn each(node: &Node, see: &mut impl FnMut(&str, Place)) {
    match &node.value {
        Value::Empty => {}
        Value::Scalar(text) => see(text, node.place),
        Value::List(items) => items.iter().for_each(|item| each(item, see)),
        Value::Group(entries) => {
            for entry in entries {
                see(&entry.key, entry.key_place);
                each(&entry.node, see);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        printed(&answer("any", &bytes));
    }

    #[test]
    fn any_signs_are_answered(text in "[-a-c:#&*!|>'\"%@`?{}\\[\\], \t\r\n\u{a0}é😀~<]{0,80}") {
        printed(&answer("any", text.as_bytes()));
    }

    #[test]
    fn any_lines_are_answered(
        lines in prop::collection::vec("( {0,3})(- )?([a-c]: )?([a-c]{0,3}|\"|'a|\\{\\{ a \\}\\}|\\*a|&a b|\\[a|x: y|\\| *)", 0..12),
    ) {
        printed(&answer("any", lines.join("\n").as_bytes()));
    }

    #[test]
    fn a_place_holds_the_text_it_claims(
        values in prop::collection::vec("[a-zé😀0-9][a-zé😀0-9 .&*!'\"{}-]{0,20}[a-z]", 1..8),
    ) {
        let mut text = String::new();
        for (index, value) in values.iter().enumerate() {
            write!(text, "k{index}: {value}\nlist{index}:\n  - {value}\n  - z: {value}\n").unwrap();
        }
        let answer = answer("places", text.as_bytes());
        prop_assert_eq!(printed(&answer), "");
        let mut seen = 0;
        each(&answer.node.unwrap(), &mut |value, place| {
            seen += 1;
            assert_eq!(answer.sources.slice(place), value);
            let line = text.split('\n').nth(place.line as usize - 1).unwrap();
            let rest: String = line.chars().skip(place.column as usize - 1).collect();
            assert!(rest.starts_with(value), "{rest:?} at {place:?} is not {value:?}");
        });
        // The key, its value, the key of the list, its item, `z` and its value.
        prop_assert_eq!(seen, values.len() * 6);
    }
}
