//! `docs/limits.md` and the code say the same: every limit has the value of its constant, and none is left out.

use std::fs;
use std::path::{Path, PathBuf};

/// Constants that are called like limits and are none that a user meets.
const NO_LIMITS: [(&str, &str); 12] = [
    ("src/bundle/central.rs", "LONGEST_TAIL"), // where the end of a ZIP is
    ("src/audience/gate.rs", "MOST_QUOTED"),   // how much of a text a message quotes
    ("src/check/dates/review_cycle.rs", "LONGEST"), // what the rule is about
    ("src/check/words/dictionary.rs", "MOST_JUDGED"), // how much is remembered
    ("src/check/words/dictionary.rs", "MOST_SUGGESTED"), // how many words a message offers
    ("src/check/words/scan.rs", "LONGEST_ACRONYM"), // what an acronym is
    ("src/check/words/word.rs", "MOST"),       // how much is remembered
    ("src/check/reading.rs", "LONGEST"),       // how much is remembered
    ("src/check/reading.rs", "MOST"),          // how much is remembered
    ("src/document/links.rs", "MOST_DIGITS"),  // what a British telephone number is
    ("src/render/docx/place.rs", "DEEPEST_LIST"), // the writer's side of the document's own limit
    ("src/template/svg.rs", "MOST"),           // its parts stand in the table one by one
];

/// What limits are called.
const NAMES: [&str; 7] = [
    "MOST", "LONGEST", "LARGEST", "DEEPEST", "HIGHEST", "LIMIT", "FUEL",
];

/// One line of a table.
struct Row {
    value: String,
    beyond: String,
    file: String,
    name: String,
}

fn rows() -> Vec<Row> {
    let page = fs::read_to_string("docs/limits.md").unwrap();
    let lines = page
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("`src/"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [_, value, beyond, why, kept] = cells[..] else {
            panic!("this row has not five cells: {line}");
        };
        assert!(!why.is_empty(), "{line}");
        let named: Vec<&str> = kept.split('`').collect();
        let (file, name) = (named[1].to_string(), named[3].to_string());
        Row {
            value: value.into(),
            beyond: beyond.into(),
            file,
            name,
        }
    };
    lines.map(row).collect()
}

/// The expression that a constant or a field has in a file; for anything else, such as `1..=64`, itself.
fn expression(text: &str, name: &str) -> Option<String> {
    if !name.starts_with(|c: char| c.is_alphabetic()) {
        return text.contains(name).then(|| name.to_string());
    }
    text.lines().find_map(|line| {
        let line = line.split("//").next()?.trim();
        let at = line.find(name)?;
        let (before, after) = (&line[..at], &line[at + name.len()..]);
        let value = if before.ends_with("const ") {
            after.strip_prefix(": ")?.split_once(" = ")?.1
        } else if before.ends_with('.') {
            after.strip_prefix(" = Some(")?.strip_suffix(");")?
        } else if before.is_empty() {
            after.strip_prefix(": ")?
        } else {
            return None;
        };
        let value = value.trim_end_matches([';', ',']);
        value
            .contains(|c: char| c.is_ascii_digit())
            .then(|| value.to_string())
    })
}

/// The numbers of an expression as people write them: `4 << 20` is 4 MB, `200_000` is 200,000.
fn written(expression: &str) -> Vec<String> {
    let bare = expression.strip_prefix("Duration::from_secs(");
    let bare = bare.map_or(expression, |bare| bare.trim_end_matches(')'));
    let bare = bare.replace('_', "");
    if let Some((from, to)) = bare.split_once("..=") {
        return vec![from.to_string(), to.to_string()];
    }
    if bare.contains('.') {
        return vec![bare];
    }
    let number: u64 = if let Some((left, right)) = bare.split_once(" << ") {
        left.parse::<u64>().unwrap() << right.parse::<u32>().unwrap()
    } else {
        bare.split(" * ")
            .map(|factor| factor.parse::<u64>().unwrap())
            .product()
    };
    vec![match number {
        _ if number.is_multiple_of(1_000_000_000) => format!("{} GB", number / 1_000_000_000),
        _ if number.is_multiple_of(1 << 20) => format!("{} MB", number >> 20),
        _ if number.is_multiple_of(1 << 10) && number > 4_096 => format!("{} kB", number >> 10),
        _ => grouped(number),
    }]
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Whether a number stands in a text by itself, and not as a part of another.
fn says(text: &str, number: &str) -> bool {
    let part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    text.match_indices(number).any(|(at, _)| {
        let after = text[at + number.len()..].trim_start_matches(", ");
        !text[..at].ends_with(part) && !after.starts_with(part)
    })
}

#[test]
fn every_limit_of_the_page_has_the_value_of_the_code() {
    let rows = rows();
    assert!(rows.len() > 50, "the page has {} limits", rows.len());
    for Row {
        value, file, name, ..
    } in rows
    {
        let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("there is no {file}"));
        let expression = expression(&text, &name)
            .unwrap_or_else(|| panic!("{file} has no number called `{name}`"));
        for number in written(&expression) {
            assert!(
                says(&value, &number),
                "{file} {name} is {number}; docs/limits.md says {value}"
            );
        }
    }
}

#[test]
fn every_code_of_the_page_is_one_of_the_code() {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let all: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let mut codes = 0;
    for Row { beyond, name, .. } in rows() {
        let code = beyond
            .split('`')
            .nth(1)
            .filter(|code| !code.starts_with("--"));
        if let Some(code) = code {
            assert!(
                all.contains(&format!("\"{code}\"")),
                "{name}: no finding is called `{code}`"
            );
            codes += 1;
        }
    }
    assert!(codes > 40, "the page names hardly any finding");
}

#[test]
fn no_limit_is_left_out() {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    let rows = rows();
    for file in files {
        let shown = file.to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let Some((_, rest)) = line.split_once("const ") else {
                continue;
            };
            let name = rest.split(':').next().unwrap();
            let begins = NAMES
                .iter()
                .any(|known| name == *known || name.starts_with(&format!("{known}_")));
            if !begins || NO_LIMITS.contains(&(shown.as_str(), name)) {
                continue;
            }
            assert!(
                rows.iter().any(|row| row.file == shown && row.name == name),
                "docs/limits.md lacks {name} of {shown}"
            );
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
}
