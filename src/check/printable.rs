//! Texts that cannot be put on paper: a character that the font lacks, a word without end, a title without end.

use crate::diagnostic::{Diagnostic, Sources};
use crate::source::Node;

/// The longest word that is let through, in characters; the longest in a dictionary has 45, an address may have more.
const LONGEST_WORD: usize = 1_000;

/// The longest name or title, in characters: they go into the properties of the files.
const LONGEST_TITLE: usize = 500;

/// Looks through every text of a finished file. `prints` says whether the brand's font has a character.
///
/// It works on the file rather than on the typed plan, so that no text can be forgotten.
#[must_use]
pub fn printable(file: &Node, sources: &Sources, prints: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    walk(file, "", sources, prints, &mut findings);
    findings
}

fn walk(
    node: &Node,
    key: &str,
    sources: &Sources,
    prints: &dyn Fn(char) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    if let Some(text) = node.text() {
        findings.extend(missing_character(text, node, sources, prints));
        findings.extend(too_long(text, key, node));
    }
    for entry in node.entries() {
        walk(&entry.node, &entry.key, sources, prints, findings);
    }
    for item in node.items() {
        walk(item, key, sources, prints, findings);
    }
}

fn missing_character(
    text: &str,
    node: &Node,
    sources: &Sources,
    prints: &dyn Fn(char) -> bool,
) -> Option<Diagnostic> {
    let (at, character) = text
        .char_indices()
        .find(|(_, c)| !c.is_ascii() && !c.is_whitespace() && !prints(*c))?;
    let place = sources.narrow(node.place, text, &(at..at + character.len_utf8()));
    let code_point = u32::from(character);
    let help = match character {
        '\u{2010}' | '\u{2011}' => "Type an ordinary hyphen in its place.",
        '✓' | '✔' | '☑' => "Write yes, or done.",
        '\u{300}'..='\u{36f}' => "Type the accented letter again as one character.",
        _ => "Write it in another way, or choose another font in `brand`.",
    };
    let message = format!("the font has no character `{character}` (U+{code_point:04X})");
    Some(Diagnostic::error("missing-character", place, message).help(help))
}

fn too_long(text: &str, key: &str, node: &Node) -> Option<Diagnostic> {
    let title = matches!(key, "name" | "short_name" | "title");
    if title && text.chars().count() > LONGEST_TITLE {
        let message = format!("this `{key}` is longer than {LONGEST_TITLE} characters");
        return Some(
            Diagnostic::error("too-long", node.place, message)
                .help("Make it shorter; the rest belongs into a text."),
        );
    }
    let longest = text.split_whitespace().map(str::len).max().unwrap_or(0);
    (longest > LONGEST_WORD).then(|| {
        let message = format!("this text has a word of more than {LONGEST_WORD} characters");
        Diagnostic::error("too-long", node.place, message)
            .help("Has something been pasted here by mistake?")
    })
}
